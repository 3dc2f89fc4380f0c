#include "geodata/io/gdal/proj_projection.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <mutex>
#include <numbers>
#include <ogr_spatialref.h>
#include <optional>

#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
namespace {

constexpr double kEarthRadiusM = 6378137.0; // as core's Mercator, so that zooms mean the same
constexpr double kMetresPerDegree = kEarthRadiusM * std::numbers::pi / 180;
constexpr double kCircumferenceM = 2 * std::numbers::pi * kEarthRadiusM;
// Beyond this a projection has run away towards infinity; the world's circumference is 4e7.
constexpr double kMaxCoordinateM = 6e7;

/// Plate carree in metres (EPSG method 1029 on the sphere): what a geographic CRS looks like as a map.
class PlateCarree final : public Projection {
public:
    explicit PlateCarree(std::string name) : m_name(std::move(name)) {}
    [[nodiscard]] WorldPoint project(LonLat p) const override {
        return {p.lonDeg * kMetresPerDegree, std::clamp(p.latDeg, -90.0, 90.0) * kMetresPerDegree};
    }
    [[nodiscard]] LonLat unproject(WorldPoint p) const override {
        return {p.x / kMetresPerDegree, std::clamp(p.y / kMetresPerDegree, -90.0, 90.0)};
    }
    [[nodiscard]] PyramidSquare square() const override {
        return {{-kCircumferenceM / 2, kCircumferenceM / 2}, kCircumferenceM};
    }
    [[nodiscard]] bool wraps() const override { return true; }
    [[nodiscard]] std::string name() const override { return m_name; }

private:
    std::string m_name;
};

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

/// Transformations for as many threads as ask at once: one is not to be used by two at a time, a clone costs much.
class TransformationPool {
public:
    explicit TransformationPool(Transformation prototype) : m_prototype(std::move(prototype)) {}

    /// False where the transformation fails or runs away.
    [[nodiscard]] bool transform(double &x, double &y) const {
        Transformation mine = lease();
        if (!mine) return false;
        int ok = 0;
        {
            const MessageCollector quiet;
            mine->Transform(1, &x, &y, nullptr, &ok);
        }
        const std::scoped_lock lock(m_mutex);
        m_idle.push_back(std::move(mine));
        return ok != 0 && std::isfinite(x) && std::isfinite(y);
    }

private:
    [[nodiscard]] Transformation lease() const {
        const std::scoped_lock lock(m_mutex);
        if (m_idle.empty()) return Transformation(m_prototype->Clone());
        Transformation out = std::move(m_idle.back());
        m_idle.pop_back();
        return out;
    }
    Transformation m_prototype;
    mutable std::mutex m_mutex;
    mutable std::vector<Transformation> m_idle;
};

double turnTowards(double lonDeg, double centreDeg) { // into [centre - 180, centre + 180)
    return lonDeg - 360 * std::floor((lonDeg - centreDeg + 180) / 360);
}

class ProjProjection final : public Projection {
public:
    ProjProjection(std::string name, Transformation forward, Transformation inverse, double metresPerUnit)
        : m_name(std::move(name)), m_forward(std::move(forward)), m_inverse(std::move(inverse)),
          m_unitM(metresPerUnit) {}

    /// Finds the domain around the area of use; false when not even its centre can be projected there and back.
    bool fit(const LonLatBounds &areaOfUse);

    [[nodiscard]] WorldPoint project(LonLat p) const override {
        const double lon = std::clamp(turnTowards(p.lonDeg, m_centre.lonDeg), m_domain.west, m_domain.east);
        const double lat = std::clamp(p.latDeg, m_domain.south, m_domain.north);
        return forward({lon, lat}).value_or(m_centreM);
    }
    [[nodiscard]] LonLat unproject(WorldPoint p) const override {
        const auto found = backward(p);
        if (!found) return m_centre;
        return {std::clamp(found->lonDeg, -180.0, 180.0), std::clamp(found->latDeg, -90.0, 90.0)};
    }
    [[nodiscard]] PyramidSquare square() const override { return m_square; }
    [[nodiscard]] bool wraps() const override { return false; }
    [[nodiscard]] std::string name() const override { return m_name; }

private:
    [[nodiscard]] std::optional<WorldPoint> forward(LonLat p) const {
        double x = p.lonDeg;
        double y = p.latDeg;
        if (!m_forward.transform(x, y)) return std::nullopt;
        const WorldPoint out{x * m_unitM, y * m_unitM};
        if (std::max(std::abs(out.x), std::abs(out.y)) > kMaxCoordinateM) return std::nullopt;
        return out;
    }
    [[nodiscard]] std::optional<LonLat> backward(WorldPoint p) const {
        double x = p.x / m_unitM;
        double y = p.y / m_unitM;
        if (!m_inverse.transform(x, y)) return std::nullopt;
        return LonLat{turnTowards(x, 0), y};
    }
    [[nodiscard]] bool isInvertibleAt(LonLat p) const;
    [[nodiscard]] bool isInvertibleOn(const LonLatBounds &box) const;
    void chooseSquare(const LonLatBounds &areaOfUse);

    std::string m_name;
    TransformationPool m_forward;
    TransformationPool m_inverse;
    double m_unitM;
    LonLat m_centre;
    WorldPoint m_centreM;
    LonLatBounds m_domain;
    PyramidSquare m_square;
};

bool ProjProjection::isInvertibleAt(LonLat p) const {
    constexpr double kToleranceDeg = 1e-5; // a metre on the ground
    const auto there = forward(p);
    if (!there) return false;
    const auto back = backward(*there);
    if (!back) return false;
    const double dLon = turnTowards(back->lonDeg - p.lonDeg, 0) * std::cos(p.latDeg * std::numbers::pi / 180);
    return std::abs(dLon) < kToleranceDeg && std::abs(back->latDeg - p.latDeg) < kToleranceDeg;
}

bool ProjProjection::isInvertibleOn(const LonLatBounds &box) const {
    constexpr int kSteps = 12;
    for (int i = 0; i <= kSteps; ++i)
        for (int k = 0; k <= kSteps; ++k) {
            const double lon = box.west + (box.east - box.west) * i / kSteps;
            const double lat = box.south + (box.north - box.south) * k / kSteps;
            if (!isInvertibleAt({lon, lat})) return false;
        }
    return true;
}

bool ProjProjection::fit(const LonLatBounds &areaOfUse) {
    m_centre = {(areaOfUse.west + areaOfUse.east) / 2, (areaOfUse.south + areaOfUse.north) / 2};
    const auto centre = forward(m_centre);
    if (!centre || !isInvertibleAt(m_centre)) return false;
    m_centreM = *centre;
    // Each side goes out from the centre as far as the CRS stays invertible, found by bisection.
    m_domain = {m_centre.lonDeg, m_centre.latDeg, m_centre.lonDeg, m_centre.latDeg};
    const auto grow = [this](double LonLatBounds::*side, double farthest) {
        LonLatBounds box = m_domain;
        box.*side = farthest;
        if (isInvertibleOn(box)) {
            m_domain = box;
            return;
        }
        double good = m_domain.*side;
        double bad = farthest;
        for (int i = 0; i < 8; ++i) {
            const double middle = (good + bad) / 2;
            box.*side = middle;
            (isInvertibleOn(box) ? good : bad) = middle;
        }
        m_domain.*side = good;
    };
    // The declared area first, so that a far-reaching latitude does not cost the longitudes within it.
    grow(&LonLatBounds::south, areaOfUse.south);
    grow(&LonLatBounds::north, areaOfUse.north);
    grow(&LonLatBounds::west, areaOfUse.west);
    grow(&LonLatBounds::east, areaOfUse.east);
    grow(&LonLatBounds::south, -90);
    grow(&LonLatBounds::north, 90);
    grow(&LonLatBounds::west, m_centre.lonDeg - 180);
    grow(&LonLatBounds::east, m_centre.lonDeg + 180);
    chooseSquare(areaOfUse);
    return true;
}

void ProjProjection::chooseSquare(const LonLatBounds &areaOfUse) {
    // Zoom z has the true scale at the centre that Mercator has at the same zoom and latitude, as core's conic does;
    // nearer to a pole than this, Mercator's scale is no measure any more.
    constexpr double kMaxScaleLatDeg = 75;
    const double lat = std::min(std::abs(m_centre.latDeg), kMaxScaleLatDeg) * std::numbers::pi / 180;
    const WorldBounds area = projectBounds(*this, areaOfUse);
    const double reach =
        std::max({area.maxX - m_centreM.x, m_centreM.x - area.minX, area.maxY - m_centreM.y, m_centreM.y - area.minY});
    const double edge = std::max(kCircumferenceM * std::cos(lat), 2 * reach);
    m_square = {{m_centreM.x - edge / 2, m_centreM.y + edge / 2}, edge};
}

LonLatBounds areaOfUse(const OGRSpatialReference &crs) {
    LonLatBounds area;
    if (crs.GetAreaOfUse(&area.west, &area.south, &area.east, &area.north, nullptr) && area.south < area.north) {
        if (area.east < area.west) area.east += 360;
        return area;
    }
    // A bare PROJ string: a region around its own centre.
    const double lon = crs.GetNormProjParm(SRS_PP_CENTRAL_MERIDIAN, crs.GetNormProjParm(SRS_PP_LONGITUDE_OF_CENTER, 0));
    const double lat =
        crs.GetNormProjParm(SRS_PP_LATITUDE_OF_ORIGIN, crs.GetNormProjParm(SRS_PP_LATITUDE_OF_CENTER, 0));
    return {lon - 10, std::clamp(lat - 10, -90.0, 80.0), lon + 10, std::clamp(lat + 10, -80.0, 90.0)};
}

tl::unexpected<Error> noProjection(const std::string &name, const std::string &why) {
    return fail(fmt::format("the projection \"{}\" {}", name.substr(0, 120), why), {}, {},
                "Use \"mercator\", \"lcc\", an EPSG code such as EPSG:32638, a PROJ string or WKT");
}

} // namespace

Result<std::shared_ptr<const Projection>> projectionOf(const std::string &nameOrCrs) {
    const MessageCollector quiet;
    OGRSpatialReference crs;
    if (crs.SetFromUserInput(nameOrCrs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
        OGRERR_NONE)
        return noProjection(nameOrCrs, "is unknown");
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (crs.IsGeographic() != FALSE) return std::make_shared<PlateCarree>(nameOrCrs);
    if (crs.IsProjected() == FALSE) return noProjection(nameOrCrs, "is not a map projection");
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    Transformation forward(OGRCreateCoordinateTransformation(&wgs84, &crs));
    Transformation inverse(OGRCreateCoordinateTransformation(&crs, &wgs84));
    if (!forward || !inverse) return noProjection(nameOrCrs, "cannot be computed both ways");
    auto out =
        std::make_shared<ProjProjection>(nameOrCrs, std::move(forward), std::move(inverse), crs.GetLinearUnits());
    if (!out->fit(areaOfUse(crs))) return noProjection(nameOrCrs, "cannot be computed both ways");
    return out;
}

} // namespace corridors::gdal
