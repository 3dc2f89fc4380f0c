#include "geodata/tile/layer_pyramid.hpp"

#include <utility>

#include "geodata/tile/importance.hpp"
#include "geodata/tile/interior_point.hpp"
#include "geodata/tile/junctions.hpp"

namespace corridors::tile {

LayerPyramid::LayerPyramid(std::shared_ptr<const LayerData> data)
    : m_data(std::move(data)), m_base(firstVertex(*m_data)) {}

std::span<const std::uint8_t> LayerPyramid::levels() const { return m_data->vertexRanks(rankVertices); }

std::span<const std::uint8_t> LayerPyramid::levels(std::span<const WorldPoint> part) const {
    const auto all = levels();
    if (all.empty() || part.empty()) return {};
    return all.subspan(static_cast<std::size_t>(part.data() - m_base), part.size());
}

WorldPoint LayerPyramid::interiorPoint(std::uint32_t feature) const {
    {
        const std::scoped_lock lock(m_placesMutex);
        if (const auto it = m_places.find(feature); it != m_places.end()) return it->second;
    }
    const WorldPoint place = findInteriorPoint(m_data->feature(feature)); // twice by two workers at worst, equally
    const std::scoped_lock lock(m_placesMutex);
    return m_places.try_emplace(feature, place).first->second;
}

const BoxIndex *LayerPyramid::partIndex(std::uint32_t feature) const {
    const FeatureView view = m_data->feature(feature);
    if (view.partCount() < kManyParts) return nullptr;
    {
        const std::scoped_lock lock(m_partsMutex);
        if (const auto it = m_parts.find(feature); it != m_parts.end()) return &it->second;
    }
    std::vector<WorldBounds> boxes(view.partCount()); // each is asked for several times
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (const WorldPoint &p : view.part(i)) boxes[i].extend(p);
    BoxIndex index(boxes);
    const std::scoped_lock lock(m_partsMutex); // entries stay where they are and are never changed
    return &m_parts.try_emplace(feature, std::move(index)).first->second;
}

} // namespace corridors::tile
