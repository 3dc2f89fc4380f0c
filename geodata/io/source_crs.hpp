// A file's coordinate reference system and the way from it to WGS 84 degrees. Internal to io.
#pragma once

#include <memory>
#include <ogr_spatialref.h>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"

namespace corridors::io {

class SourceCrs {
public:
    /// WGS 84, longitude first: GeoJSON's own.
    SourceCrs() = default;
    /// From anything PROJ understands ("EPSG:32638", a URN, WKT, a PROJ string).
    [[nodiscard]] static Result<SourceCrs> fromText(const std::string &text, const std::string &path);
    /// From a layer's definition.
    [[nodiscard]] static Result<SourceCrs> fromOgr(const OGRSpatialReference &crs, const std::string &path);

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] bool isWgs84() const { return m_transformation == nullptr; }
    /// Coordinates to degrees in place; what cannot be transformed becomes infinite.
    void toDegrees(std::vector<double> &x, std::vector<double> &y) const;

private:
    std::string m_name = "EPSG:4326";
    std::shared_ptr<OGRCoordinateTransformation> m_transformation; // one reader, one thread
};

/// "EPSG:32638" where the CRS has a code, its own name otherwise.
[[nodiscard]] std::string crsName(const OGRSpatialReference &crs);

} // namespace corridors::io
