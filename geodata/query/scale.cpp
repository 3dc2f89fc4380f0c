#include "geodata/query/scale.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace corridors::query {
namespace {

constexpr double kMetresPerMile = 1609.344;
constexpr double kMetresPerYard = 0.9144;
constexpr double kMetresPerInch = 0.0254;

/// The largest 1, 2 or 5 times a power of ten that does not exceed `value`, and its leading digit.
double roundDown(double value, int &lead) {
    const double power = std::pow(10, std::floor(std::log10(value)));
    lead = value / power >= 5 ? 5 : value / power >= 2 ? 2 : 1;
    return lead * power;
}

} // namespace

double groundMetresPerPixel(const Projection &projection, WorldPoint at, double metresPerPixel, double spanPx,
                            double bearing) {
    const double angle = bearing * std::numbers::pi / 180;
    const double reach = metresPerPixel * spanPx / 2;
    // Screen right is east turned clockwise by the bearing.
    const WorldPoint step{std::cos(angle) * reach, -std::sin(angle) * reach};
    const LonLat left = projection.unproject({at.x - step.x, at.y - step.y});
    const LonLat middle = projection.unproject(at);
    const LonLat right = projection.unproject({at.x + step.x, at.y + step.y});
    // Both halves apart: at world scale the ends may lie more than half a turn from each other.
    return (distanceM(left, middle) + distanceM(middle, right)) / spanPx;
}

ScaleBar fitScaleBar(double metresPerPixel, double maxWidthPx, Units units) {
    ScaleBar bar;
    if (!(metresPerPixel > 0) || !(maxWidthPx > 0) || !std::isfinite(metresPerPixel)) return bar;
    const double longestM = metresPerPixel * maxWidthPx;
    double unitM = 1;
    if (units == Units::Miles) unitM = longestM >= kMetresPerMile ? kMetresPerMile : kMetresPerYard;
    int lead = 1;
    const double rounded = roundDown(longestM / unitM, lead);
    bar.lengthM = rounded * unitM;
    bar.widthPx = bar.lengthM / metresPerPixel;
    bar.divisions = lead == 5 ? 5 : lead == 2 ? 4 : 2;
    bar.label = formatLength(bar.lengthM, units);
    return bar;
}

double scaleDenominator(double metresPerPixel, double pixelsPerInch) {
    return metresPerPixel * pixelsPerInch / kMetresPerInch;
}

std::string formatScale(double denominator) {
    if (!(denominator > 0) || !std::isfinite(denominator)) return "";
    const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(denominator)) - 1));
    std::string digits = fmt::format("{:.0f}", std::round(denominator / unit) * unit);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return "1 : " + digits;
}

} // namespace corridors::query
