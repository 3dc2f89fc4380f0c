// LayerPyramid: what all tiles of one layer share and only has to be computed once: the vertices' importance and the
// features' label points and parts' boxes. Keep one beside each LayerData (same lifetime) and pass it in every
// TileRequest of the layer. Lazy and thread-safe: the first worker that needs a part computes it, others wait. A byte a
// vertex.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "geodata/core/box_index.hpp"
#include "geodata/core/layer_data.hpp"

namespace corridors::tile {

class LayerPyramid {
public:
    explicit LayerPyramid(std::shared_ptr<const LayerData> data);

    [[nodiscard]] const LayerData &data() const { return *m_data; }
    /// Level of each vertex (importance.hpp); empty when the layer has neither lines nor polygons.
    [[nodiscard]] std::span<const std::uint8_t> levels() const;
    /// Levels of a part's vertices.
    [[nodiscard]] std::span<const std::uint8_t> levels(std::span<const WorldPoint> part) const;
    /// A good place for a polygon's label, inside its largest part and far from its outline; one place a feature, the
    /// same for every tile and zoom. Of a feature without area: the middle of its bounds.
    [[nodiscard]] WorldPoint interiorPoint(std::uint32_t feature) const;
    /// The boxes of a feature's parts where it has many (kManyParts), so that a tile need not look at all of a
    /// country's islands; null for other features.
    [[nodiscard]] const BoxIndex *partIndex(std::uint32_t feature) const;
    static constexpr std::size_t kManyParts = 8;

private:
    std::shared_ptr<const LayerData> m_data;
    const WorldPoint *m_base;
    mutable std::mutex m_placesMutex;
    mutable std::unordered_map<std::uint32_t, WorldPoint> m_places;
    mutable std::mutex m_partsMutex;
    mutable std::unordered_map<std::uint32_t, BoxIndex> m_parts;
};

} // namespace corridors::tile
