// The scale of the map at a place: true ground metres per pixel, and the scale bar that fits a width.
// Used by layout (scale bar), ui (status line).
#pragma once

#include <string>
#include <vector>

#include "geodata/core/projection.hpp"
#include "geodata/query/measure.hpp"

namespace corridors::query {

/// Ground metres, along the geodesic, that one logical pixel covers horizontally on the screen at `at`, where one pixel
/// is `metresPerPixel` metres of the projection and the map is turned by `bearingDeg` (clockwise; 0 is north up). Taken
/// over `spanPx` pixels centred on `at`, since a scale bar's own length is what must be true.
[[nodiscard]] double groundMetresPerPixel(const Projection &projection, WorldPoint at, double metresPerPixel,
                                          double spanPx = 100, double bearingDeg = 0);

struct ScaleBar {
    double lengthM = 0; ///< what the bar stands for, on the ground
    double widthPx = 0; ///< how long it is drawn
    int divisions = 0;  ///< equal parts that end on round numbers: 2, 4 or 5
    std::string label;  ///< "50 km"
};

/// The longest bar of 1, 2 or 5 times a power of ten (kilometres and metres, or miles and yards) that fits
/// `maxWidthPx`.
[[nodiscard]] ScaleBar fitScaleBar(double groundMetresPerPixel, double maxWidthPx, Units units = Units::Metric);

/// The ratio's denominator, 1 : n, for a screen or page of `pixelsPerInch` logical pixels.
[[nodiscard]] double scaleDenominator(double groundMetresPerPixel, double pixelsPerInch = 96);
/// "1 : 2,500,000", to two significant digits.
[[nodiscard]] std::string formatScale(double denominator);

} // namespace corridors::query
