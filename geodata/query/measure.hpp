// Lengths and areas on the WGS 84 ellipsoid (Karney 2013, "Algorithms for geodesics", through GeographicLib), and how
// they are said in plain words. Used by ui (feature panel, status line), layout (scale bar), cli.
#pragma once

#include <span>
#include <string>

#include "geodata/core/layer_data.hpp"

namespace corridors::query {

/// Geodesic distance between two places, metres; exact to nanometres.
[[nodiscard]] double distanceM(LonLat a, LonLat b);
/// Initial azimuth of the geodesic from a to b, degrees clockwise from north in [0, 360).
[[nodiscard]] double bearingDeg(LonLat a, LonLat b);
/// The place `distanceM` metres from `from` in the direction `bearingDeg`.
[[nodiscard]] LonLat destination(LonLat from, double bearingDeg, double distanceM);

/// Sum of the geodesics between successive vertices, metres.
[[nodiscard]] double lengthM(std::span<const LonLat> line);
/// Area enclosed by a ring of geodesics, square metres, never negative; the closing vertex may be repeated or not.
[[nodiscard]] double areaM2(std::span<const LonLat> ring);

/// Length of a line feature over all its parts, metres; 0 for others.
[[nodiscard]] double lengthM(const FeatureView &feature);
/// Outline of a polygon feature over all its rings, metres; 0 for others.
[[nodiscard]] double perimeterM(const FeatureView &feature);
/// Area of a polygon feature, shells less holes, square metres; 0 for others.
[[nodiscard]] double areaM2(const FeatureView &feature);

enum class Units { Metric, Miles };

/// "850 m", "4.29 km", "42.9 km", "1,768 km"; in miles "320 yd", "26.7 mi". Three significant digits below 1000.
[[nodiscard]] std::string formatLength(double metres, Units units = Units::Metric);
/// "340 m²" below 10,000 m², then "0.52 km²", "86,600 km²"; in miles "33,400 mi²".
[[nodiscard]] std::string formatArea(double squareMetres, Units units = Units::Metric);
/// With thousands separated by commas, "1,234.5"; three significant digits below 1000, whole numbers to three
/// significant digits above 10,000.
[[nodiscard]] std::string formatQuantity(double value);

} // namespace corridors::query
