#include "viewer/render/refinement.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

Result<void> Refinement::begin(const PixelGrid &grid, const PixelRect &rect, int widthPx, int heightPx,
                               bool withCircles) {
    stop();
    if (auto ok = m_texture.reserve(widthPx, heightPx); !ok) return ok;
    m_texture.reset(grid, withCircles);
    static_cast<void>(m_texture.cover(rect)); // drawn piece by piece below
    for (const TileId id : tilesCovering(grid, rect, true)) m_pieces.push_back(grid.tileRect(id).intersected(rect));
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
    m_drafts.clear();
}

namespace {

/// Pixels between two rectangles along the axis on which they are farther apart; 0 when they touch or overlap.
std::int64_t gapBetween(const PixelRect &a, const PixelRect &b) {
    const std::int64_t x = std::max(a.x - b.right(), b.x - a.right());
    const std::int64_t y = std::max(a.y - b.bottom(), b.y - a.bottom());
    return std::max<std::int64_t>({x, y, 0});
}

/// Up to `edgePx` of a rectangle's sides, at the corner that is nearest to `known`.
PixelRect cornerOf(const PixelRect &whole, std::int64_t edgePx, const PixelRect &known) {
    const std::int64_t width = std::min(whole.width, edgePx);
    const std::int64_t height = std::min(whole.height, edgePx);
    return {whole.x < known.x ? whole.right() - width : whole.x, whole.y < known.y ? whole.bottom() - height : whole.y,
            width, height};
}

} // namespace

std::optional<PixelRect> Refinement::takeOutside(std::int64_t edgePx, const PixelRect &known) {
    std::optional<std::size_t> nearest;
    PixelRect part;
    std::int64_t gapPx = 0;
    for (std::size_t i = 0; i < m_pieces.size(); ++i)
        for (const PixelRect &rest : outside(m_pieces[i], known)) {
            const std::int64_t gap = gapBetween(rest, known);
            if (nearest && gap >= gapPx) continue;
            nearest = i;
            part = rest;
            gapPx = gap;
        }
    if (!nearest) return std::nullopt;
    const PixelRect whole = m_pieces[*nearest];
    m_pieces.erase(m_pieces.begin() + static_cast<std::ptrdiff_t>(*nearest));
    const PixelRect piece = cornerOf(part, edgePx, known);
    for (const PixelRect &rest : outside(whole, piece)) m_pieces.push_back(rest);
    return piece;
}

std::optional<PixelRect> Refinement::takePiece(std::int64_t edgePx, const PixelRect &known) {
    if (m_pieces.empty()) std::swap(m_pieces, m_drafts);
    if (m_pieces.empty()) return std::nullopt;
    if (!known.isEmpty())
        if (auto piece = takeOutside(edgePx, known)) return piece;
    const PixelRect whole = m_pieces.back();
    m_pieces.pop_back();
    const PixelRect piece = PixelRect{whole.x, whole.y, edgePx, edgePx}.intersected(whole);
    const std::vector<PixelRect> rest = outside(whole, piece);
    if (piece.isEmpty()) return whole;
    if (!(piece == whole)) m_pieces.insert(m_pieces.end(), rest.rbegin(), rest.rend());
    return piece;
}

std::vector<PixelRect> Refinement::takeWithin(const PixelRect &rect) {
    std::vector<PixelRect> taken;
    std::vector<PixelRect> left;
    for (const PixelRect &piece : m_pieces) {
        const PixelRect part = piece.intersected(rect);
        if (part.isEmpty()) {
            left.push_back(piece);
            continue;
        }
        taken.push_back(part);
        if (part == piece) continue;
        for (const PixelRect &rest : outside(piece, part)) left.push_back(rest);
    }
    m_pieces = std::move(left);
    return taken;
}

void PieceSize::measured(const PixelRect &piece, double seconds, double budgetS) {
    const bool isWhole = piece.width == m_edgePx && piece.height == m_edgePx;
    if (seconds > budgetS && m_edgePx > kSmallestPx)
        m_edgePx /= 2;
    else if (isWhole && seconds < budgetS / 8 && m_edgePx < kLargestPx)
        m_edgePx *= 2;
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

std::vector<PixelRect> outside(const PixelRect &whole, std::span<const PixelRect> parts) {
    std::vector<PixelRect> rest{whole};
    for (const PixelRect &part : parts) {
        std::vector<PixelRect> left;
        for (const PixelRect &piece : rest)
            for (const PixelRect &r : outside(piece, part)) left.push_back(r);
        rest = std::move(left);
    }
    return rest;
}

} // namespace corridors::render
