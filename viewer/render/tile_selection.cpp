#include "viewer/render/tile_selection.hpp"

#include <algorithm>

namespace corridors::render {

std::vector<TileId> tilesCovering(const PixelGrid &grid, const PixelRect &rect, bool wraps) {
    std::vector<TileId> tiles;
    if (rect.isEmpty()) return tiles;
    const int z = grid.tileLevel();
    const double edge = grid.tileEdgePx(z);
    const auto count = std::int64_t{1} << z;
    // One tile more on each side: a tile's edges are rounded to pixels, so the pixels themselves decide.
    const auto column = [&](std::int64_t px) {
        return static_cast<std::int64_t>(std::floor((static_cast<double>(px) + grid.originXPx) / edge));
    };
    const auto row = [&](std::int64_t px) {
        return static_cast<std::int64_t>(std::floor((static_cast<double>(px) + grid.originYPx) / edge));
    };
    std::int64_t x0 = column(rect.x) - 1;
    std::int64_t x1 = column(rect.right()) + 1;
    const std::int64_t y0 = std::max<std::int64_t>(row(rect.y) - 1, 0);
    const std::int64_t y1 = std::min<std::int64_t>(row(rect.bottom()) + 1, count - 1);
    if (!wraps) {
        x0 = std::max<std::int64_t>(x0, 0);
        x1 = std::min<std::int64_t>(x1, count - 1);
    }
    for (std::int64_t y = y0; y <= y1; ++y) {
        for (std::int64_t x = x0; x <= x1; ++x) {
            const TileId id{z, static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
            if (grid.tileRect(id).intersects(rect)) tiles.push_back(id);
        }
    }
    const double cx = (static_cast<double>(rect.x) + grid.originXPx + static_cast<double>(rect.width) / 2) / edge - 0.5;
    const double cy =
        (static_cast<double>(rect.y) + grid.originYPx + static_cast<double>(rect.height) / 2) / edge - 0.5;
    std::stable_sort(tiles.begin(), tiles.end(), [&](const TileId &a, const TileId &b) {
        return std::hypot(a.x - cx, a.y - cy) < std::hypot(b.x - cx, b.y - cy);
    });
    return tiles;
}

TileId wrapped(TileId id) {
    const std::int32_t count = std::int32_t{1} << id.z;
    return {id.z, ((id.x % count) + count) % count, id.y};
}

} // namespace corridors::render
