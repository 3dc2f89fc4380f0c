#include "geodata/io/gdal/map_crs.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <numbers>
#include <ogr_spatialref.h>

#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
namespace {

constexpr double kEarthRadiusM = 6378137.0; // of core's projections

/// core's Lambert takes the degrees of the ellipsoid as degrees of the sphere, as Web Mercator does; +nadgrids=@null
/// tells PROJ to do the same instead of going over the ellipsoid.
std::string lambertAsProj(const LambertParameters &q) {
    return fmt::format("+proj=lcc +lat_0={} +lon_0={} +lat_1={} +lat_2={} +x_0=0 +y_0=0 +R={:.0f} +units=m "
                       "+nadgrids=@null +no_defs +type=crs",
                       q.originLatDeg, q.centralLonDeg, q.parallel1Deg, q.parallel2Deg, kEarthRadiusM);
}

std::string definition(const io::CrsName &name) {
    if (name.nameOrCrs.empty() || name.nameOrCrs == "mercator") return "EPSG:3857";
    if (name.nameOrCrs == "lcc") return lambertAsProj(name.lambert);
    return name.nameOrCrs;
}

} // namespace

Result<io::MapCrs> mapCrs(const io::CrsName &name) {
    const MessageCollector quiet;
    OGRSpatialReference crs;
    if (crs.SetFromUserInput(definition(name).c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
        OGRERR_NONE)
        return fail("the map's projection '" + name.nameOrCrs + "' is unknown", {}, {}, "Name one that PROJ knows");
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    char *text = nullptr;
    const char *const options[] = {"FORMAT=WKT2_2019", nullptr};
    const OGRErr exported = crs.exportToWkt(&text, options);
    io::MapCrs out;
    if (text != nullptr) out.wkt = text;
    CPLFree(text);
    if (exported != OGRERR_NONE || out.wkt.empty())
        return fail("the map's projection '" + name.nameOrCrs + "' cannot be written down");
    for (const int axis : crs.GetDataAxisToSRSAxisMapping())
        out.axisOrder += (out.axisOrder.empty() ? "" : ",") + std::to_string(axis);
    out.metresPerUnit = crs.IsGeographic() != FALSE ? kEarthRadiusM * std::numbers::pi / 180 : crs.GetLinearUnits();
    return out;
}

} // namespace corridors::gdal
