// The features nearest to a place, on the ground: "not discussed; the nearest context is ...". Used by viewer/app.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "geodata/core/layer_data.hpp"

namespace corridors::query {

struct Neighbour {
    std::uint32_t featureIndex = 0;
    double distanceM = 0; ///< geodesic, on the ground; 0 inside a polygon
    WorldPoint closest;   ///< the feature's nearest place (the asked place itself inside a polygon)
};

/// The `count` nearest features that `accepts` lets pass (all when empty), nearest first, none farther than `maxM`
/// metres on the ground. Nearness is judged in the projection around the place, so on small-scale projections two
/// features at almost the same distance may change places. Thread-safe.
[[nodiscard]] std::vector<Neighbour> nearest(const LayerData &layer, WorldPoint at, std::size_t count,
                                             const std::function<bool(const FeatureView &)> &accepts = {},
                                             double maxM = 1e9);

/// The place on a feature's points, lines or outline that is nearest to `at` in the projection.
[[nodiscard]] WorldPoint closestPlace(const FeatureView &feature, WorldPoint at);

} // namespace corridors::query
