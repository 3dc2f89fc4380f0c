#include "geodata/query/measure.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace corridors::query {
namespace {

using GeographicLib::Geodesic;
using GeographicLib::PolygonArea;

constexpr double kMetresPerMile = 1609.344;
constexpr double kMetresPerYard = 0.9144;

std::vector<LonLat> unprojected(const FeatureView &feature, std::size_t part) {
    std::vector<LonLat> out;
    for (const WorldPoint &p : feature.part(part)) out.push_back(feature.layer().projection().unproject(p));
    return out;
}

double lengthOfParts(const FeatureView &feature) {
    double sum = 0;
    for (std::size_t i = 0; i < feature.partCount(); ++i) sum += lengthM(unprojected(feature, i));
    return sum;
}

std::string withCommas(std::string digits) {
    const auto point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

} // namespace

double distanceM(LonLat a, LonLat b) {
    double s = 0;
    Geodesic::WGS84().Inverse(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg, s);
    return s;
}

double bearingDeg(LonLat a, LonLat b) {
    double s = 0;
    double forward = 0;
    double backward = 0;
    Geodesic::WGS84().Inverse(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg, s, forward, backward);
    return forward < 0 ? forward + 360 : forward;
}

LonLat destination(LonLat from, double bearing, double metres) {
    LonLat to;
    Geodesic::WGS84().Direct(from.latDeg, from.lonDeg, bearing, metres, to.latDeg, to.lonDeg);
    return to;
}

double lengthM(std::span<const LonLat> line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += distanceM(line[i - 1], line[i]);
    return sum;
}

double areaM2(std::span<const LonLat> ring) {
    if (ring.size() > 1 && ring.front() == ring.back()) ring = ring.first(ring.size() - 1);
    if (ring.size() < 3) return 0;
    PolygonArea polygon(Geodesic::WGS84());
    for (const LonLat &p : ring) polygon.AddPoint(p.latDeg, p.lonDeg);
    double perimeter = 0;
    double area = 0;
    polygon.Compute(false, true, perimeter, area); // signed: the orientation of rings is nobody's promise
    return std::abs(area);
}

double lengthM(const FeatureView &feature) {
    return feature.geometryClass() == GeometryClass::Line ? lengthOfParts(feature) : 0;
}

double perimeterM(const FeatureView &feature) {
    return feature.geometryClass() == GeometryClass::Polygon ? lengthOfParts(feature) : 0;
}

double areaM2(const FeatureView &feature) {
    if (feature.geometryClass() != GeometryClass::Polygon) return 0;
    double sum = 0;
    for (std::size_t i = 0; i < feature.partCount(); ++i)
        sum += (feature.isShell(i) ? 1 : -1) * areaM2(unprojected(feature, i));
    return std::max(sum, 0.0);
}

std::string formatQuantity(double value) {
    if (!std::isfinite(value)) return "-";
    if (value < 0)
        return fmt::format("-{}",
                           formatQuantity(-value)); // not "-" + ...: g++ 12 warns of its own overlap (bug 105329)
    if (value == 0) return "0";
    const int magnitude = static_cast<int>(std::floor(std::log10(value)));
    if (magnitude >= 4) { // 86,612 -> 86,600: more digits than the data can hold would be a pretence
        const double unit = std::pow(10.0, magnitude - 2);
        return withCommas(fmt::format("{:.0f}", std::round(value / unit) * unit));
    }
    const int decimals = std::clamp(2 - magnitude, 0, 6);
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return withCommas(text);
}

std::string formatLength(double metres, Units units) {
    if (units == Units::Miles)
        return std::abs(metres) < kMetresPerMile / 2 ? formatQuantity(metres / kMetresPerYard) + " yd"
                                                     : formatQuantity(metres / kMetresPerMile) + " mi";
    return std::abs(metres) < 999.5 ? formatQuantity(metres) + " m" : formatQuantity(metres / 1000) + " km";
}

std::string formatArea(double squareMetres, Units units) {
    if (units == Units::Miles) return formatQuantity(squareMetres / (kMetresPerMile * kMetresPerMile)) + " mi²";
    return std::abs(squareMetres) < 10'000 ? formatQuantity(squareMetres) + " m²"
                                           : formatQuantity(squareMetres / 1e6) + " km²";
}

} // namespace corridors::query
