#include "geodata/tile/build_context.hpp"

#include <algorithm>
#include <cmath>

#include "geodata/tile/feature_selection.hpp"
#include "geodata/tile/importance.hpp"

namespace corridors::tile {
namespace {

// How far a simplified line may lie from its data, in physical pixels at the tile's own zoom; shown at up to twice the
// scale before the next level's tile takes over.
constexpr double kTolerancePx = 0.3;

} // namespace

BuildContext::BuildContext(const LayerPyramid &pyramid, TileId id, double pixelRatio, std::stop_token cancel)
    : m_pyramid(pyramid), m_id(id), m_square(data().projection().square()), m_tiles(std::ldexp(1.0, id.z)),
      m_frame(m_square, id, 0), m_cancel(std::move(cancel)) {
    const double metresPerPx = tileEdgeM(m_square, id.z) / kTileSizePx / std::max(pixelRatio, 1e-3);
    m_threshold = importanceLevel(kTolerancePx * metresPerPx, m_square.edgeM);
}

bool BuildContext::owns(WorldPoint p, std::int32_t worldShift) const {
    const double column = std::floor((p.x - m_square.northWest.x) / m_square.edgeM * m_tiles);
    const double row = std::floor((m_square.northWest.y - p.y) / m_square.edgeM * m_tiles);
    return column + worldShift * m_tiles == m_id.x && row == m_id.y;
}

std::optional<UnitBox> BuildContext::world(const TileFrame &frame) const {
    const Projection &projection = data().projection();
    if (!projection.wraps()) return std::nullopt;
    const PyramidSquare square = projection.square();
    const UnitPoint northWest = frame.toUnits(square.northWest);
    const UnitPoint southEast = frame.toUnits({square.northWest.x + square.edgeM, square.northWest.y - square.edgeM});
    return UnitBox{northWest.x, northWest.y, southEast.x, southEast.y};
}

std::vector<Selected> BuildContext::find(double bufferUnits) const {
    std::vector<Selected> found;
    const auto [first, last] = worldCopies(data(), frame(0).query(bufferUnits));
    for (std::int32_t shift = first; shift <= last; ++shift)
        for (const std::uint32_t feature : data().index().find(frame(shift).query(bufferUnits)))
            found.push_back({feature, shift, 0});
    if (last > first)
        std::stable_sort(found.begin(), found.end(),
                         [](const Selected &a, const Selected &b) { return a.feature < b.feature; });
    return found;
}

bool BuildContext::simplified(const FeatureView &feature, std::size_t part, const TileFrame &frame,
                              std::vector<UnitPoint> &out) const {
    out.clear();
    const std::span<const WorldPoint> points = feature.part(part);
    return keepVertices(feature, points, m_pyramid.levels(points), m_threshold, out,
                        [&](WorldPoint p) { return frame.toUnits(p); });
}

} // namespace corridors::tile
