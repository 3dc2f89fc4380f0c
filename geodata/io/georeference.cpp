// mapCrs and world files of georeference.hpp.
#include "geodata/io/georeference.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <memory>
#include <numbers>
#include <ogr_spatialref.h>

#include "geodata/core/text_file.hpp"
#include "geodata/core/xml_text.hpp"
#include "geodata/io/gdal_session.hpp"
#include "geodata/io/reader.hpp"

namespace corridors::io {
namespace {

constexpr double kEarthRadiusM = 6378137.0; // of core's projections

/// core's Lambert takes the degrees of the ellipsoid as degrees of the sphere, as Web Mercator does; +nadgrids=@null
/// tells PROJ to do the same instead of going over the ellipsoid.
std::string lambertAsProj(const LambertParameters &q) {
    return fmt::format("+proj=lcc +lat_0={} +lon_0={} +lat_1={} +lat_2={} +x_0=0 +y_0=0 +R={:.0f} +units=m "
                       "+nadgrids=@null +no_defs +type=crs",
                       q.originLatDeg, q.centralLonDeg, q.parallel1Deg, q.parallel2Deg, kEarthRadiusM);
}

std::string definition(const CrsName &name) {
    if (name.nameOrCrs.empty() || name.nameOrCrs == "mercator") return "EPSG:3857";
    if (name.nameOrCrs == "lcc") return lambertAsProj(name.lambert);
    return name.nameOrCrs;
}

} // namespace

Result<MapCrs> mapCrs(const CrsName &name) {
    initialise();
    const MessageCollector quiet;
    OGRSpatialReference crs;
    if (crs.SetFromUserInput(definition(name).c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
        OGRERR_NONE)
        return fail("the map's projection '" + name.nameOrCrs + "' is unknown", {}, {}, "Name one that PROJ knows");
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    char *text = nullptr;
    const char *const options[] = {"FORMAT=WKT2_2019", nullptr};
    const OGRErr exported = crs.exportToWkt(&text, options);
    MapCrs out;
    if (text != nullptr) out.wkt = text;
    CPLFree(text);
    if (exported != OGRERR_NONE || out.wkt.empty())
        return fail("the map's projection '" + name.nameOrCrs + "' cannot be written down");
    for (const int axis : crs.GetDataAxisToSRSAxisMapping())
        out.axisOrder += (out.axisOrder.empty() ? "" : ",") + std::to_string(axis);
    out.metresPerUnit = crs.IsGeographic() != FALSE ? kEarthRadiusM * std::numbers::pi / 180 : crs.GetLinearUnits();
    return out;
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
