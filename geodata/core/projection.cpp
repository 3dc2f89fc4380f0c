#include "geodata/core/projection.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kEarthRadiusM = 6378137.0; // EPSG:3857's sphere
constexpr double kCircumferenceM = 2 * kPi * kEarthRadiusM;
constexpr double kMaxLatDeg = 89.99;

double toRadians(double deg) { return deg * kPi / 180; }
double toDegrees(double rad) { return rad * 180 / kPi; }

class WebMercator final : public Projection {
public:
    [[nodiscard]] WorldPoint project(LonLat p) const override {
        const double lat = toRadians(std::clamp(p.latDeg, -kMaxLatDeg, kMaxLatDeg));
        return {kEarthRadiusM * toRadians(p.lonDeg), kEarthRadiusM * std::asinh(std::tan(lat))};
    }
    [[nodiscard]] LonLat unproject(WorldPoint p) const override {
        return {toDegrees(p.x / kEarthRadiusM), toDegrees(std::atan(std::sinh(p.y / kEarthRadiusM)))};
    }
    [[nodiscard]] PyramidSquare square() const override {
        return {{-kCircumferenceM / 2, kCircumferenceM / 2}, kCircumferenceM};
    }
    [[nodiscard]] bool wraps() const override { return true; }
    [[nodiscard]] std::string name() const override { return "mercator"; }
};

class LambertConformalConic final : public Projection {
public:
    explicit LambertConformalConic(const LambertParameters &q) : m_q(q) {
        const double p1 = toRadians(q.parallel1Deg);
        const double p2 = toRadians(q.parallel2Deg);
        m_n = std::abs(p1 - p2) < 1e-12
                  ? std::sin(p1)
                  : std::log(std::cos(p1) / std::cos(p2)) /
                        std::log(std::tan(kPi / 4 + p2 / 2) / std::tan(kPi / 4 + p1 / 2)); // Snyder 15-3
        m_f = std::cos(p1) * std::pow(std::tan(kPi / 4 + p1 / 2), m_n) / m_n;              // Snyder 15-2
        m_rho0 = rho(q.originLatDeg);
    }
    [[nodiscard]] WorldPoint project(LonLat p) const override {
        double dLon = p.lonDeg - m_q.centralLonDeg;
        dLon -= 360 * std::floor((dLon + 180) / 360);
        const double theta = m_n * toRadians(dLon);
        const double r = rho(p.latDeg);
        return {r * std::sin(theta), m_rho0 - r * std::cos(theta)}; // Snyder 15-1
    }
    [[nodiscard]] LonLat unproject(WorldPoint p) const override {
        const double sign = m_n < 0 ? -1 : 1;
        const double dy = m_rho0 - p.y;
        const double r = sign * std::hypot(p.x, dy);
        if (r == 0) return {m_q.centralLonDeg, sign * 90};
        const double theta = std::atan2(sign * p.x, sign * dy);
        const double lat = 2 * std::atan(std::pow(kEarthRadiusM * m_f / r, 1 / m_n)) - kPi / 2; // Snyder 15-5
        double lon = m_q.centralLonDeg + toDegrees(theta / m_n);
        lon -= 360 * std::floor((lon + 180) / 360);
        return {lon, toDegrees(lat)};
    }
    [[nodiscard]] PyramidSquare square() const override {
        const double edge = kCircumferenceM * std::cos(toRadians(m_q.originLatDeg));
        return {{-edge / 2, edge / 2}, edge};
    }
    [[nodiscard]] bool wraps() const override { return false; }
    [[nodiscard]] std::string name() const override { return "lcc"; }

private:
    [[nodiscard]] double rho(double latDeg) const {
        // The cone opens towards one pole, where rho grows without bound: stop well before it.
        const double lat = toRadians(m_n > 0 ? std::clamp(latDeg, -80.0, 90.0) : std::clamp(latDeg, -90.0, 80.0));
        return kEarthRadiusM * m_f / std::pow(std::tan(kPi / 4 + lat / 2), m_n);
    }
    LambertParameters m_q;
    double m_n = 0;
    double m_f = 0;
    double m_rho0 = 0;
};

} // namespace

std::shared_ptr<const Projection> webMercator() { return std::make_shared<WebMercator>(); }

std::shared_ptr<const Projection> lambertConformalConic(const LambertParameters &parameters) {
    return std::make_shared<LambertConformalConic>(parameters);
}

double scaleFactorAt(const Projection &projection, LonLat p) {
    // A short parallel arc either way; the spherical radius cancels the choice of ellipsoid to 0.3 %, so use WGS 84's
    // radius of the parallel (prime vertical radius N(lat) cos(lat)).
    constexpr double kE2 = 6.69437999014e-3; // WGS 84 first eccentricity squared
    constexpr double kStepDeg = 1e-4;
    const double lat = toRadians(std::clamp(p.latDeg, -kMaxLatDeg, kMaxLatDeg));
    const double groundM =
        2 * toRadians(kStepDeg) * kEarthRadiusM * std::cos(lat) / std::sqrt(1 - kE2 * std::sin(lat) * std::sin(lat));
    const WorldPoint a = projection.project({p.lonDeg - kStepDeg, p.latDeg});
    const WorldPoint b = projection.project({p.lonDeg + kStepDeg, p.latDeg});
    return std::hypot(b.x - a.x, b.y - a.y) / groundM;
}

WorldBounds projectBounds(const Projection &projection, const LonLatBounds &box) {
    WorldBounds out;
    constexpr int kSteps = 32;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        const double lon = box.west + t * (box.east - box.west);
        const double lat = box.south + t * (box.north - box.south);
        out.extend(projection.project({lon, box.south}));
        out.extend(projection.project({lon, box.north}));
        out.extend(projection.project({box.west, lat}));
        out.extend(projection.project({box.east, lat}));
    }
    return out;
}

} // namespace corridors
