// PixelGrid: the map at one zoom as a plane of whole physical pixels, x east, y SOUTH, origin at the north-west corner
// of the pyramid's square. Cameras are rounded to this grid, so that a panned map reuses its pixels as they are. Pure
// numbers, no GL. Used by everything in viewer/render.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "geodata/core/tile_id.hpp"
#include "viewer/app/camera.hpp"

namespace corridors::render {

/// A rectangle of whole pixels, of the grid or of a framebuffer. Empty when a side is not positive.
struct PixelRect {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;

    [[nodiscard]] bool isEmpty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] std::int64_t right() const { return x + width; }
    [[nodiscard]] std::int64_t bottom() const { return y + height; }
    [[nodiscard]] PixelRect intersected(const PixelRect &o) const {
        const std::int64_t left = std::max(x, o.x);
        const std::int64_t top = std::max(y, o.y);
        return {left, top, std::min(right(), o.right()) - left, std::min(bottom(), o.bottom()) - top};
    }
    [[nodiscard]] bool intersects(const PixelRect &o) const { return !intersected(o).isEmpty(); }
    [[nodiscard]] bool contains(const PixelRect &o) const {
        return o.x >= x && o.y >= y && o.right() <= right() && o.bottom() <= bottom();
    }
    [[nodiscard]] PixelRect expanded(std::int64_t margin) const {
        return {x - margin, y - margin, width + 2 * margin, height + 2 * margin};
    }
    [[nodiscard]] PixelRect moved(std::int64_t dx, std::int64_t dy) const { return {x + dx, y + dy, width, height}; }
    friend bool operator==(const PixelRect &, const PixelRect &) = default;
};

struct PixelGrid {
    PyramidSquare square;
    double zoom = 0;
    double pixelRatio = 1;
    /// Where the plane's pixel (0, 0) begins, in pixels from the square's corner. Windows leave it 0, so that pans move
    /// by whole pixels; pictures shift the plane so that their camera is exact.
    double originXPx = 0;
    double originYPx = 0;

    /// Level of the tiles that are exact at this zoom.
    [[nodiscard]] int tileLevel() const { return std::clamp(static_cast<int>(std::floor(zoom)), 0, kMaxTileZoom); }
    /// Physical pixels along a tile's edge.
    [[nodiscard]] double tileEdgePx(int level) const { return kTileSizePx * pixelRatio * std::exp2(zoom - level); }
    /// Physical pixels along the whole square.
    [[nodiscard]] double worldEdgePx() const { return tileEdgePx(0); }
    [[nodiscard]] double metresPerPx() const { return square.edgeM / worldEdgePx(); }
    /// Position of a world point on the plane, not rounded.
    [[nodiscard]] ScreenPoint toGrid(WorldPoint p) const {
        const double m = metresPerPx();
        return {(p.x - square.northWest.x) / m - originXPx, (square.northWest.y - p.y) / m - originYPx};
    }
    [[nodiscard]] WorldPoint toWorld(double x, double y) const {
        const double m = metresPerPx();
        return {square.northWest.x + (x + originXPx) * m, square.northWest.y - (y + originYPx) * m};
    }
    /// The tile's pixels; neighbours share their rounded edges, so there is neither gap nor overlap.
    [[nodiscard]] PixelRect tileRect(TileId id) const {
        const double edge = tileEdgePx(id.z);
        const auto at = [edge](std::int32_t i, double origin) { return std::llround(i * edge - origin); };
        const std::int64_t left = at(id.x, originXPx);
        const std::int64_t top = at(id.y, originYPx);
        return {left, top, at(id.x + 1, originXPx) - left, at(id.y + 1, originYPx) - top};
    }
    friend bool operator==(const PixelGrid &a, const PixelGrid &b) {
        return a.square.northWest == b.square.northWest && a.square.edgeM == b.square.edgeM && a.zoom == b.zoom &&
               a.pixelRatio == b.pixelRatio && a.originXPx == b.originXPx && a.originYPx == b.originYPx;
    }
};

/// The rectangle of grid pixels that a window of widthPx x heightPx physical pixels shows with a camera.
[[nodiscard]] inline PixelRect windowRect(const PixelGrid &grid, const WorldPoint &center, int widthPx, int heightPx) {
    const ScreenPoint c = grid.toGrid(center);
    return {std::llround(c.x - widthPx / 2.0), std::llround(c.y - heightPx / 2.0), widthPx, heightPx};
}

} // namespace corridors::render
