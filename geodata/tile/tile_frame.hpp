// TileFrame: from world metres to the units of one tile, in double. UnitPoint is what clipping and extruding work on
// before rounding to TilePoint. Not for the screen (viewer/app/camera.hpp). Used inside geodata/tile only.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "geodata/core/tile_id.hpp"

namespace corridors::tile {

/// Position in tile units (8192 an edge, x east, y SOUTH) before rounding; anywhere on the plane.
struct UnitPoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const UnitPoint &, const UnitPoint &) = default;
};

/// Length of a vector. Half the cost of std::hypot, whose care for overflow nothing on a map needs.
[[nodiscard]] inline double lengthOf(double dx, double dy) { return std::sqrt(dx * dx + dy * dy); }

/// Axis-aligned box in tile units.
struct UnitBox {
    double minX = 0;
    double minY = 0;
    double maxX = kTileExtent;
    double maxY = kTileExtent;
    [[nodiscard]] bool contains(UnitPoint p) const { return p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY; }
};

/// The box around at least one point.
[[nodiscard]] inline UnitBox extentOf(std::span<const UnitPoint> points) {
    UnitBox box{points.front().x, points.front().y, points.front().x, points.front().y};
    for (const UnitPoint &p : points)
        box = {std::min(box.minX, p.x), std::min(box.minY, p.y), std::max(box.maxX, p.x), std::max(box.maxY, p.y)};
    return box;
}
[[nodiscard]] inline UnitPoint centerOf(const UnitBox &box) {
    return {(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
}

/// Tile units in a logical pixel at the tile's own zoom.
inline constexpr double kUnitsPerPx = kTileExtent / kTileSizePx;
/// Whether a box is smaller than a pixel of the tile's own zoom both ways.
[[nodiscard]] inline bool isBelowPixel(const UnitBox &box) {
    return box.maxX - box.minX < kUnitsPerPx && box.maxY - box.minY < kUnitsPerPx;
}
/// The farthest that geometry may reach beyond the tile: int16 holds it with room to spare.
inline constexpr double kMaxBufferUnits = 16384;

/// Subtracts the tile's origin in double before anything is narrowed, so z22 shows no jitter.
class TileFrame {
public:
    /// `worldShiftM` moves the data eastward: copies of a wrapping world lie at multiples of the square's edge.
    TileFrame(const PyramidSquare &square, TileId id, double worldShiftM)
        : m_origin(tileOrigin(square, id)), m_edgeM(tileEdgeM(square, id.z)), m_shiftM(worldShiftM),
          m_unitsPerM(kTileExtent / tileEdgeM(square, id.z)) {}

    [[nodiscard]] UnitPoint toUnits(WorldPoint p) const {
        return {(p.x + m_shiftM - m_origin.x) * m_unitsPerM, (m_origin.y - p.y) * m_unitsPerM};
    }
    [[nodiscard]] WorldPoint toWorld(UnitPoint p) const {
        return {m_origin.x - m_shiftM + p.x / m_unitsPerM, m_origin.y - p.y / m_unitsPerM};
    }
    [[nodiscard]] double unitsPerM() const { return m_unitsPerM; }
    [[nodiscard]] double metresPerPx() const { return m_edgeM / kTileSizePx; }
    /// The tile grown by `marginUnits`, in the data's own world coordinates.
    [[nodiscard]] WorldBounds query(double marginUnits) const {
        const double margin = marginUnits / m_unitsPerM;
        const double west = m_origin.x - m_shiftM;
        return WorldBounds{west, m_origin.y - m_edgeM, west + m_edgeM, m_origin.y}.expanded(margin);
    }

private:
    WorldPoint m_origin;
    double m_edgeM;
    double m_shiftM;
    double m_unitsPerM;
};

/// Rounds to the tile's grid; every tile of a level rounds to the same grid. `p` must lie within the largest buffer.
[[nodiscard]] inline TilePoint roundToGrid(UnitPoint p) {
    constexpr double kLow = -32768;
    constexpr double kHigh = 32767;
    return {static_cast<std::int16_t>(std::floor(std::clamp(p.x, kLow, kHigh) + 0.5)),
            static_cast<std::int16_t>(std::floor(std::clamp(p.y, kLow, kHigh) + 0.5))};
}

} // namespace corridors::tile
