// Which features lie under a place: hover (60 times a second, over millions of features) and click.
// Works on geometry alone: what is hidden or filtered, the caller says through `accepts`. Used by viewer/app and ui.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "geodata/core/layer_data.hpp"

namespace corridors::query {

struct Hit {
    std::uint32_t featureIndex = 0;
    GeometryClass geometryClass = GeometryClass::None;
    double distanceM = 0; ///< in metres of the projection; 0 inside a polygon
};

/// Features at `at`: points and lines within `toleranceM` (metres of the projection), polygons that contain it
/// (even-odd over shells and holes). Points come first, then lines, then polygons, since the smaller lies on the
/// larger; within these the nearest first, of polygons the one with the smallest box, and at last the later in the
/// layer, which is drawn above. Where the projection wraps, `at` may lie in any copy of the world. An empty `accepts`
/// takes all. Thread-safe.
[[nodiscard]] std::vector<Hit> pick(const LayerData &layer, WorldPoint at, double toleranceM,
                                    const std::function<bool(const FeatureView &)> &accepts = {});

/// Even-odd containment of `at` over all rings of a polygon; false for other geometries.
[[nodiscard]] bool contains(const FeatureView &polygon, WorldPoint at);

/// Distance to a feature in metres of the projection: 0 inside a polygon, infinite where there is no geometry.
[[nodiscard]] double distanceTo(const FeatureView &feature, WorldPoint at);

/// Distance from `p` to the segment a-b.
[[nodiscard]] double distanceToSegment(WorldPoint p, WorldPoint a, WorldPoint b);

/// A place that lies on the feature, for a callout or a flight: a point's own, a line's middle (by length), a place
/// inside a polygon. Nothing where there is no geometry.
[[nodiscard]] std::optional<WorldPoint> placeOn(const FeatureView &feature);

} // namespace corridors::query
