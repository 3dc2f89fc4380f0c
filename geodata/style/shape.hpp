// Shape: the geometry that ["within", ...] and ["distance", ...] compare features with, on a plane. Internal to
// geodata/style. Not for drawing or picking: those have their own, faster ways.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "geodata/core/layer_data.hpp"
#include "geodata/style/json.hpp"

namespace corridors::style {

/// A position on whichever plane the caller chose; for shapes read from GeoJSON: degrees.
struct PlanePoint {
    double x = 0;
    double y = 0;
};

using Path = std::vector<PlanePoint>;

/// Points, lines and polygons (each a list of rings, closed, shell first).
struct Shape {
    std::vector<PlanePoint> points;
    std::vector<Path> lines;
    std::vector<std::vector<Path>> polygons;
    [[nodiscard]] bool isEmpty() const { return points.empty() && lines.empty() && polygons.empty(); }
};

/// A geometry, Feature or FeatureCollection; nullopt where the JSON is none of these or damaged.
[[nodiscard]] std::optional<Shape> readShape(const Json &geojson);

/// The feature's geometry in degrees.
[[nodiscard]] Shape shapeOf(const FeatureView &feature);

[[nodiscard]] Shape transformed(const Shape &shape, const std::function<PlanePoint(PlanePoint)> &transform);

/// Whether the shape's points and lines all lie inside the polygons of `area`, not touching their edges (spec:
/// "within"). False for polygons.
[[nodiscard]] bool liesWithin(const Shape &shape, const Shape &area);

/// Shortest distance between two shapes in units of the plane; 0 where they touch or one contains the other; infinite
/// when one is empty.
[[nodiscard]] double distanceBetween(const Shape &a, const Shape &b);

} // namespace corridors::style
