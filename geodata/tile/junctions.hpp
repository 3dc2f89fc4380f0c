// Junctions: the vertices of a layer where rings and lines part, hence where simplification must not remove anything.
// Part of importance.hpp; used by nothing else. Finds them by hashing every vertex together with its two neighbours.
#pragma once

#include <cstdint>
#include <span>

#include "geodata/core/layer_data.hpp"

namespace corridors::tile {

/// Whether a part repeats its first vertex at the end and is more than a line there and back.
[[nodiscard]] inline bool isClosedPart(std::span<const WorldPoint> part) {
    return part.size() >= 4 && part.front() == part.back();
}

/// The first vertex of the layer's array (all parts lie end to end), so that part.data() - firstVertex(data) is an
/// index.
[[nodiscard]] const WorldPoint *firstVertex(const LayerData &data);

/// Calls visit(part, indexOfItsFirstVertex, closed) for each line and ring in the layer's order.
template <class Visit>
void forEachRankedPart(const LayerData &data, Visit &&visit) {
    const WorldPoint *base = firstVertex(data);
    for (std::size_t f = 0; f < data.featureCount(); ++f) {
        const FeatureView feature = data.feature(f);
        const GeometryClass kind = feature.geometryClass();
        if (kind != GeometryClass::Line && kind != GeometryClass::Polygon) continue;
        for (std::size_t p = 0; p < feature.partCount(); ++p) {
            const auto part = feature.part(p);
            if (!part.empty()) visit(part, static_cast<std::size_t>(part.data() - base), isClosedPart(part));
        }
    }
}

/// Sets kAlwaysKept at the junctions and at the ends of open lines; `levels` has one entry a vertex. Works through the
/// layer in slices of the hash space, so that its table stays near 32 MB however large the layer is.
void markJunctions(const LayerData &data, std::span<std::uint8_t> levels);

} // namespace corridors::tile
