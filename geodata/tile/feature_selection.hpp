// What tiles and pages have in common when they take features out of a layer: which copies of the world to look in, in
// which order to draw, which vertices to keep. Used inside geodata/tile only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/style/style_layer.hpp"
#include "geodata/tile/junctions.hpp"
#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

/// The layer's sort key; null when it has none, and features stay in the order of the source.
[[nodiscard]] const style::Property<double> *sortKeyOf(const style::StyleLayer &layer);

/// Copies of the world (0: the world itself, 1: the one to its east) in which the data may reach into a box.
struct WorldCopies {
    std::int32_t first = 0;
    std::int32_t last = -1; ///< before `first`: in none
};
[[nodiscard]] WorldCopies worldCopies(const LayerData &data, const WorldBounds &box);

/// Appends the part's vertices above an importance level, as `place` puts them; a closed part without its repeated
/// vertex. Returns whether the part is closed. A closed line whose first vertex stays comes back as an open one: it has
/// an end of its own there.
template <class Place>
bool keepVertices(const FeatureView &feature, std::span<const WorldPoint> part, std::span<const std::uint8_t> levels,
                  std::uint8_t threshold, std::vector<UnitPoint> &out, const Place &place) {
    const bool closed = isClosedPart(part);
    const std::size_t end = closed ? part.size() - 1 : part.size();
    for (std::size_t i = 0; i < end; ++i)
        if (levels[i] > threshold) out.push_back(place(part[i]));
    if (closed && feature.geometryClass() == GeometryClass::Line && !out.empty() && levels[0] > threshold) {
        out.push_back(out.front());
        return false;
    }
    return closed || feature.geometryClass() == GeometryClass::Polygon;
}

} // namespace corridors::tile
