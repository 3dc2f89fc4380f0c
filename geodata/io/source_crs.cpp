#include "geodata/io/source_crs.hpp"

#include "geodata/io/gdal_door.hpp"

namespace corridors::io {

Result<SourceCrs> SourceCrs::fromText(const std::string &text, const std::string &path) {
    if (text == "EPSG:4326" || text == "urn:ogc:def:crs:EPSG::4326") return SourceCrs("EPSG:4326", nullptr);
    if (text == "OGC:CRS84" || text == "urn:ogc:def:crs:OGC:1.3:CRS84") return SourceCrs("OGC:CRS84", nullptr);
    const auto gdal = openGdal(path);
    if (!gdal) return tl::unexpected(gdal.error());
    return (*gdal)->crsFromText(text, path);
}

} // namespace corridors::io
