// Where a picture of the map lies on the ground, for GIS: GeoTIFF files, and world files beside other pictures.
// It draws nothing: rows of pixels come from viewer/output. Used by viewer/platform. GDAL stays behind this header.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/projection.hpp"
#include "geodata/core/result.hpp"

namespace corridors::io {

/// A grid of square pixels in the map's projection, north up.
struct PixelPlace {
    WorldPoint northWest;   ///< outer corner of the first pixel
    double metresPerPx = 1; ///< metres of the projection, as WorldPoint
};

/// What a map's projection is called, as makeProjection() takes it.
struct CrsName {
    std::string nameOrCrs; ///< "mercator", "lcc", "EPSG:n", PROJ string, WKT; a geographic one stands for plate carree
    LambertParameters lambert;
};

/// The projection as a CRS in WKT, in whose units the numbers of world files and GeoTIFFs are. "lcc" is told as what it
/// is, a cone on the sphere of core's Lambert. Error: the CRS is unknown.
struct MapCrs {
    std::string wkt;
    double metresPerUnit = 1; ///< WorldPoint's metres in one unit of the CRS (a degree, a foot, a metre)
    std::string axisOrder;    ///< which axis of the WKT east and north are ("1,2"; "2,1" where north comes first)
};
[[nodiscard]] Result<MapCrs> mapCrs(const CrsName &name);

/// Writes the world file of a picture (x.png -> x.pgw) and x.png.aux.xml with its CRS, which is where GDAL and QGIS
/// look for it. Errors name the file.
[[nodiscard]] Result<void> writeWorldFile(const std::string &picturePath, const PixelPlace &place, const CrsName &crs);

/// "x.pgw" of "x.png", by ESRI's rule: first and last letter of the ending and a w.
[[nodiscard]] std::string worldFilePath(const std::string &picturePath);

/// Writes a GeoTIFF row by row, top first. The file appears under its name only when finish() succeeds; until then, and
/// after any failure, there is none (or the former one). One thread at a time.
class GeoTiffWriter {
public:
    struct Description {
        std::string path;
        int widthPx = 0;
        int heightPx = 0;
        bool alpha = false; ///< a fourth band
        PixelPlace place;
        CrsName crs;
        double dpi = 96;
        /// TIFF's own tags by their GDAL names ("TIFFTAG_SOFTWARE") and any others, which GDAL keeps in XML.
        std::vector<std::pair<std::string, std::string>> metadata;
    };
    /// Errors: unwritable folder, unknown CRS, no GeoTIFF driver.
    [[nodiscard]] static Result<std::unique_ptr<GeoTiffWriter>> create(const Description &description);
    /// Straight RGBA8, `rows` whole rows. Errors: disk full, more rows than there are.
    [[nodiscard]] virtual Result<void> writeRows(std::span<const std::uint8_t> rgba, int rows) = 0;
    /// Closes the file and gives it its name. Error: rows are missing, disk full.
    [[nodiscard]] virtual Result<void> finish() = 0;
    virtual ~GeoTiffWriter() = default;
};

} // namespace corridors::io
