#include "viewer/render/map_texture.hpp"

#include <cmath>

#include "viewer/gpu/draw.hpp"

namespace corridors::render {

Result<void> MapTexture::reserve(int widthPx, int heightPx) {
    if (m_target.widthPx >= widthPx && m_target.heightPx >= heightPx) return {};
    release();
    auto made = gpu::makeRenderTexture(widthPx, heightPx);
    if (!made) return tl::unexpected(made.error());
    m_target = std::move(*made);
    return {};
}

void MapTexture::release() {
    m_target = {};
    m_covered = {};
}

void MapTexture::reset(const PixelGrid &grid, bool hasCircles) {
    m_grid = grid;
    m_hasCircles = hasCircles;
    m_covered = {};
}

PixelRect MapTexture::rectFor(const PixelRect &window, std::int64_t leadPx) const {
    if (!m_covered.intersects(window)) return window;
    const std::int64_t marginX = (m_target.widthPx - window.width) / 2;
    const std::int64_t marginY = (m_target.heightPx - window.height) / 2;
    const auto low = [leadPx](std::int64_t covered, std::int64_t wanted, std::int64_t margin) {
        return covered <= wanted ? std::max(covered, wanted - margin) : wanted - std::min(leadPx, margin);
    };
    const auto high = [leadPx](std::int64_t covered, std::int64_t wanted, std::int64_t margin) {
        return covered >= wanted ? std::min(covered, wanted + margin) : wanted + std::min(leadPx, margin);
    };
    const std::int64_t left = low(m_covered.x, window.x, marginX);
    const std::int64_t top = low(m_covered.y, window.y, marginY);
    return {left, top, high(m_covered.right(), window.right(), marginX) - left,
            high(m_covered.bottom(), window.bottom(), marginY) - top};
}

std::vector<PixelRect> MapTexture::cover(const PixelRect &rect) {
    const PixelRect kept = m_covered.intersected(rect);
    m_covered = rect;
    if (kept.isEmpty()) return {rect};
    std::vector<PixelRect> strips;
    const auto add = [&](const PixelRect &strip) {
        if (!strip.isEmpty()) strips.push_back(strip);
    };
    add({rect.x, rect.y, rect.width, kept.y - rect.y});
    add({rect.x, kept.bottom(), rect.width, rect.bottom() - kept.bottom()});
    add({rect.x, kept.y, kept.x - rect.x, kept.height});
    add({kept.right(), kept.y, rect.right() - kept.right(), kept.height});
    return strips;
}

namespace {

std::int64_t floorMod(std::int64_t a, std::int64_t b) { return ((a % b) + b) % b; }

/// A stretch of grid pixels on one axis that does not cross the texture's edge.
struct Stretch {
    std::int64_t from = 0;
    std::int64_t length = 0;
    std::int64_t at = 0; ///< in the texture
};

std::vector<Stretch> stretches(std::int64_t from, std::int64_t length, std::int64_t size) {
    const std::int64_t at = floorMod(from, size);
    if (at + length <= size) return {{from, length, at}};
    return {{from, size - at, at}, {from + size - at, length - (size - at), 0}};
}

} // namespace

std::vector<Region> MapTexture::regions(const PixelRect &rect) const {
    std::vector<Region> all;
    if (rect.isEmpty() || !exists()) return all;
    for (const Stretch &row : stretches(rect.y, rect.height, m_target.heightPx))
        for (const Stretch &column : stretches(rect.x, rect.width, m_target.widthPx))
            all.push_back({m_target.framebuffer.id(),
                           m_target.heightPx,
                           true,
                           {column.from, row.from, column.length, row.length},
                           column.at,
                           row.at,
                           m_target.widthPx});
    return all;
}

void MapTexture::blit(const PixelRect &rect, unsigned framebuffer, int heightPx, std::int64_t x, std::int64_t y) const {
    for (const Region &r : regions(rect)) {
        const auto left = static_cast<int>(r.rect.x - rect.x + x);
        const auto top = static_cast<int>(heightPx - (r.rect.y - rect.y + y));
        const auto width = static_cast<int>(r.rect.width);
        const auto height = static_cast<int>(r.rect.height);
        gpu::copyPixels(m_target.framebuffer.id(), {static_cast<int>(r.x), static_cast<int>(r.y), width, height},
                        framebuffer, {left, top, width, -height});
    }
}

std::vector<Painter::Stretch> MapTexture::stretched(const PixelGrid &grid, const PixelRect &window) const {
    const double scale = grid.worldEdgePx() / m_grid.worldEdgePx();
    // Edges of pixels of our grid, in pixels of the window. Rounded alike for neighbouring parts, so that they meet.
    const auto x = [&](std::int64_t v) {
        return std::llround((static_cast<double>(v) + m_grid.originXPx) * scale - grid.originXPx) - window.x;
    };
    const auto y = [&](std::int64_t v) {
        return std::llround((static_cast<double>(v) + m_grid.originYPx) * scale - grid.originYPx) - window.y;
    };
    const auto back = [scale](std::int64_t v, double from, double to) {
        return static_cast<std::int64_t>(std::floor((static_cast<double>(v) + from) / scale - to));
    };
    // The part of ours that the window shows, and a pixel more on each side.
    PixelRect part;
    part.x = back(window.x, grid.originXPx, m_grid.originXPx) - 1;
    part.y = back(window.y, grid.originYPx, m_grid.originYPx) - 1;
    part.width = back(window.right(), grid.originXPx, m_grid.originXPx) + 2 - part.x;
    part.height = back(window.bottom(), grid.originYPx, m_grid.originYPx) + 2 - part.y;
    std::vector<Painter::Stretch> pieces;
    const auto share = [](std::int64_t px, int of) { return static_cast<float>(px) / static_cast<float>(of); };
    for (const Region &r : regions(part.intersected(m_covered)))
        pieces.push_back({{x(r.rect.x), y(r.rect.y), x(r.rect.right()) - x(r.rect.x), y(r.rect.bottom()) - y(r.rect.y)},
                          {share(r.x, m_target.widthPx), share(r.y, m_target.heightPx),
                           share(r.rect.width, m_target.widthPx), share(r.rect.height, m_target.heightPx)}});
    return pieces;
}

} // namespace corridors::render
