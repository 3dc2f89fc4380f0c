#include "geodata/io/georeference.hpp"

#include <fmt/format.h>

#include "geodata/core/text_file.hpp"
#include "geodata/core/xml_text.hpp"
#include "geodata/io/gdal_door.hpp"

namespace corridors::io {
Result<MapCrs> mapCrs(const CrsName &name) {
    const auto gdal = openGdal();
    if (!gdal) return tl::unexpected(gdal.error());
    return (*gdal)->mapCrs(name);
}

Result<std::unique_ptr<GeoTiffWriter>> GeoTiffWriter::create(const Description &description) {
    const auto gdal = openGdal(description.path);
    if (!gdal) return tl::unexpected(gdal.error());
    return (*gdal)->createGeoTiff(description);
}

std::string worldFilePath(const std::string &picturePath) {
    const std::size_t slash = picturePath.find_last_of('/');
    const std::size_t dot = picturePath.find_last_of('.');
    const bool hasEnding = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    const std::string ending = hasEnding ? picturePath.substr(dot + 1) : std::string();
    if (ending.size() < 2) return picturePath + ".wld";
    return picturePath.substr(0, dot + 1) + ending.front() + ending.back() + 'w';
}

Result<void> writeWorldFile(const std::string &picturePath, const PixelPlace &place, const CrsName &name) {
    const auto crs = mapCrs(name);
    if (!crs) return tl::unexpected(crs.error());
    const double step = place.metresPerPx / crs->metresPerUnit;
    // The six lines: x step, two turns, y step, and the centre of the first pixel.
    const std::string lines = fmt::format("{:.12g}\n0\n0\n{:.12g}\n{:.12f}\n{:.12f}\n", step, -step,
                                          place.northWest.x / crs->metresPerUnit + step / 2,
                                          place.northWest.y / crs->metresPerUnit - step / 2);
    if (auto ok = writeFileAtomically(worldFilePath(picturePath), lines); !ok) return ok;
    // The world file's x is east and its y north, whatever the order of the CRS's own axes: the mapping tells readers.
    return writeFileAtomically(
        picturePath + ".aux.xml",
        fmt::format("<PAMDataset>\n  <SRS dataAxisToSRSAxisMapping=\"{}\">{}</SRS>\n</PAMDataset>\n", crs->axisOrder,
                    xmlEscaped(crs->wkt)));
}

} // namespace corridors::io
