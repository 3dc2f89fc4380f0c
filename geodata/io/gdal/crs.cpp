#include "geodata/io/gdal/crs.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
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

class OgrTransformation final : public io::DegreesTransformation {
public:
    explicit OgrTransformation(std::unique_ptr<OGRCoordinateTransformation> ogr) : m_ogr(std::move(ogr)) {}

    void toDegrees(std::span<LonLat> points) const override {
        constexpr double kNowhere = std::numeric_limits<double>::infinity();
        const MessageCollector quiet;
        std::vector<double> x(points.size());
        std::vector<double> y(points.size());
        std::vector<int> ok(points.size());
        std::vector<bool> far(points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            x[i] = points[i].lonDeg;
            y[i] = points[i].latDeg;
            // Far off the Earth GDAL does not answer: from Web Mercator it steps back around the globe turn by turn,
            // for ever where a turn is less than the number's last digit. Such points never reach it.
            far[i] = !(std::abs(x[i]) <= kFarthest && std::abs(y[i]) <= kFarthest); // true for NaN as well
            if (far[i]) x[i] = y[i] = 0;
        }
        m_ogr->Transform(static_cast<int>(x.size()), x.data(), y.data(), nullptr, ok.data());
        for (std::size_t i = 0; i < points.size(); ++i)
            points[i] = ok[i] == 0 || far[i] ? LonLat{kNowhere, kNowhere} : LonLat{x[i], y[i]};
    }

private:
    std::unique_ptr<OGRCoordinateTransformation> m_ogr;
};

} // namespace

std::string crsName(const OGRSpatialReference &crs) {
    const char *authority = crs.GetAuthorityName(nullptr);
    const char *code = crs.GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) return std::string(authority) + ':' + code;
    const char *name = crs.GetName();
    return name != nullptr ? name : "unnamed";
}

Result<io::SourceCrs> sourceCrsFromText(const std::string &text, const std::string &path) {
    const MessageCollector quiet;
    OGRSpatialReference crs;
    if (text.empty() ||
        crs.SetFromUserInput(text.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
        return unknownCrs(text, path);
    return sourceCrs(crs, path);
}

Result<io::SourceCrs> sourceCrs(const OGRSpatialReference &crs, const std::string &path) {
    const MessageCollector quiet;
    std::string name = crsName(crs);
    if (isPlainWgs84(crs)) return io::SourceCrs(std::move(name), nullptr);
    OGRSpatialReference from(crs);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference to;
    to.importFromEPSG(4326);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    std::unique_ptr<OGRCoordinateTransformation> ogr(OGRCreateCoordinateTransformation(&from, &to));
    if (!ogr) return unknownCrs(name, path);
    return io::SourceCrs(std::move(name), std::make_shared<OgrTransformation>(std::move(ogr)));
}

} // namespace corridors::gdal
