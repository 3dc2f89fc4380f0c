#include "geodata/io/source_crs.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "geodata/io/gdal_session.hpp"

namespace corridors::io {
namespace {

// In the source's units: 250 times around the Earth in metres, more than 75 times in any foot.
constexpr double kFarthest = 1e10;

bool isPlainWgs84(const OGRSpatialReference &crs) {
    const char *authority = crs.GetAuthorityName(nullptr);
    const char *code = crs.GetAuthorityCode(nullptr);
    if (authority == nullptr || code == nullptr) return false;
    const std::string id = std::string(authority) + ':' + code;
    return id == "EPSG:4326" || id == "OGC:CRS84" || id == "EPSG:4979" || id == "OGC:CRS84h";
}

tl::unexpected<Error> unknownCrs(const std::string &text, const std::string &path) {
    return fail("its coordinate reference system \"" + text.substr(0, 80) + "\" is unknown", path, "crs",
                "Convert it to WGS 84 first: ogr2ogr -s_srs EPSG:<its code> -t_srs EPSG:4326 out.geojson <file>");
}

} // namespace

std::string crsName(const OGRSpatialReference &crs) {
    const char *authority = crs.GetAuthorityName(nullptr);
    const char *code = crs.GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) return std::string(authority) + ':' + code;
    const char *name = crs.GetName();
    return name != nullptr ? name : "unnamed";
}

Result<SourceCrs> SourceCrs::fromText(const std::string &text, const std::string &path) {
    const MessageCollector quiet;
    OGRSpatialReference crs;
    if (text.empty() ||
        crs.SetFromUserInput(text.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
        return unknownCrs(text, path);
    return fromOgr(crs, path);
}

Result<SourceCrs> SourceCrs::fromOgr(const OGRSpatialReference &crs, const std::string &path) {
    const MessageCollector quiet;
    SourceCrs out;
    out.m_name = crsName(crs);
    if (isPlainWgs84(crs)) return out;
    OGRSpatialReference from(crs);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference to;
    to.importFromEPSG(4326);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    out.m_transformation.reset(OGRCreateCoordinateTransformation(&from, &to));
    if (!out.m_transformation) return unknownCrs(out.m_name, path);
    return out;
}

void SourceCrs::toDegrees(std::vector<double> &x, std::vector<double> &y) const {
    if (!m_transformation || x.empty()) return;
    const MessageCollector quiet;
    std::vector<int> ok(x.size());
    // Far off the Earth GDAL does not answer: from Web Mercator it steps back around the globe turn by turn, for ever
    // where a turn is less than the number's last digit. Such points never reach it.
    std::vector<std::size_t> far;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::abs(x[i]) <= kFarthest && std::abs(y[i]) <= kFarthest) continue; // false for NaN as well
        far.push_back(i);
        x[i] = y[i] = 0;
    }
    m_transformation->Transform(static_cast<int>(x.size()), x.data(), y.data(), nullptr, ok.data());
    for (std::size_t i = 0; i < x.size(); ++i)
        if (ok[i] == 0) x[i] = y[i] = std::numeric_limits<double>::infinity();
    for (const std::size_t i : far) x[i] = y[i] = std::numeric_limits<double>::infinity();
}

} // namespace corridors::io
