#include "viewer/render/refinement.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

Result<void> Refinement::begin(const PixelGrid &grid, const PixelRect &rect, int widthPx, int heightPx,
                               std::int64_t piecePx) {
    stop();
    if (auto ok = m_texture.reserve(widthPx, heightPx); !ok) return ok;
    m_texture.reset(grid);
    static_cast<void>(m_texture.cover(rect)); // drawn piece by piece below
    for (const TileId id : tilesCovering(grid, rect, true)) {
        const PixelRect tile = grid.tileRect(id).intersected(rect);
        for (std::int64_t y = tile.y; y < tile.bottom(); y += piecePx)
            for (std::int64_t x = tile.x; x < tile.right(); x += piecePx)
                m_pieces.push_back(PixelRect{x, y, piecePx, piecePx}.intersected(tile));
    }
    // Beyond the square there are no tiles, but there is background.
    const std::int64_t top = std::llround(-grid.originYPx);
    const std::int64_t bottom = std::llround(grid.worldEdgePx() - grid.originYPx);
    const PixelRect world{rect.x, top, rect.width, bottom - top};
    for (const PixelRect &rest : outside(rect, world)) m_pieces.push_back(rest);
    std::reverse(m_pieces.begin(), m_pieces.end()); // the centre first
    m_active = true;
    return {};
}

void Refinement::stop() {
    m_active = false;
    m_pieces.clear();
}

std::optional<PixelRect> Refinement::takePiece() {
    if (m_pieces.empty()) return std::nullopt;
    const PixelRect piece = m_pieces.back();
    m_pieces.pop_back();
    return piece;
}

void Refinement::invalidate(const PixelRect &rect) {
    const PixelRect part = rect.intersected(m_texture.covered());
    if (!m_active || part.isEmpty()) return;
    if (std::any_of(m_pieces.begin(), m_pieces.end(), [&](const PixelRect &p) { return p.contains(part); })) return;
    m_pieces.insert(m_pieces.begin(), part);
}

PixelRect rescaled(const PixelRect &rect, const PixelGrid &from, const PixelGrid &to) {
    const double scale = to.worldEdgePx() / from.worldEdgePx();
    const auto x = [&](std::int64_t v) { return (static_cast<double>(v) + from.originXPx) * scale - to.originXPx; };
    const auto y = [&](std::int64_t v) { return (static_cast<double>(v) + from.originYPx) * scale - to.originYPx; };
    const auto left = static_cast<std::int64_t>(std::ceil(x(rect.x)));
    const auto top = static_cast<std::int64_t>(std::ceil(y(rect.y)));
    return {left, top, static_cast<std::int64_t>(std::floor(x(rect.right()))) - left,
            static_cast<std::int64_t>(std::floor(y(rect.bottom()))) - top};
}

std::vector<PixelRect> outside(const PixelRect &whole, const PixelRect &part) {
    const PixelRect kept = part.intersected(whole);
    if (kept.isEmpty()) return {whole};
    std::vector<PixelRect> rest;
    const auto add = [&](const PixelRect &r) {
        if (!r.isEmpty()) rest.push_back(r);
    };
    add({whole.x, whole.y, whole.width, kept.y - whole.y});
    add({whole.x, kept.bottom(), whole.width, whole.bottom() - kept.bottom()});
    add({whole.x, kept.y, kept.x - whole.x, kept.height});
    add({kept.right(), kept.y, whole.right() - kept.right(), kept.height});
    return rest;
}

} // namespace corridors::render
