// Addresses of tiles in the pyramid over a projection's square, and the conversion WorldPoint -> TilePoint.
//
//      NW corner of the square            a tile, kTileExtent units an edge
//        +-----+-----+  x ->              (0,0) ------ +x
//        | 0,0 | 1,0 |                      |
//        +-----+-----+                      +y (south)
//        | 0,1 | 1,1 |
//        +-----+-----+  z = 1
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <functional>

#include "geodata/core/bounds.hpp"
#include "geodata/core/projection.hpp"

namespace corridors {

/// Logical pixels along a tile's edge at the tile's own zoom (MapLibre: 512).
inline constexpr double kTileSizePx = 512;
/// Integer units along a tile's edge: 16 a pixel at the tile's own zoom.
inline constexpr double kTileExtent = 8192;
/// The deepest tile level; deeper zooms scale its tiles.
inline constexpr int kMaxTileZoom = 22;

struct TileId {
    std::int32_t z = 0;
    std::int32_t x = 0; ///< may lie outside [0, 2^z) where the world wraps
    std::int32_t y = 0;
    friend auto operator<=>(const TileId &, const TileId &) = default;
    [[nodiscard]] TileId parent() const { return {z - 1, x >> 1, y >> 1}; }
};

/// Edge of a tile of level z, metres of the projection.
[[nodiscard]] inline double tileEdgeM(const PyramidSquare &square, int z) { return std::ldexp(square.edgeM, -z); }

/// World position of the tile's north-west corner.
[[nodiscard]] inline WorldPoint tileOrigin(const PyramidSquare &square, TileId id) {
    const double edge = tileEdgeM(square, id.z);
    return {square.northWest.x + id.x * edge, square.northWest.y - id.y * edge};
}

[[nodiscard]] inline WorldBounds tileBounds(const PyramidSquare &square, TileId id) {
    const double edge = tileEdgeM(square, id.z);
    const WorldPoint nw = tileOrigin(square, id);
    return {nw.x, nw.y - edge, nw.x + edge, nw.y};
}

} // namespace corridors

template <>
struct std::hash<corridors::TileId> {
    std::size_t operator()(const corridors::TileId &t) const noexcept {
        std::uint64_t h = static_cast<std::uint64_t>(static_cast<std::uint32_t>(t.x)) * 0x9E3779B97F4A7C15ULL;
        h ^= static_cast<std::uint64_t>(static_cast<std::uint32_t>(t.y)) * 0xC2B2AE3D27D4EB4FULL;
        h ^= static_cast<std::uint64_t>(static_cast<std::uint32_t>(t.z)) << 58;
        return static_cast<std::size_t>(h ^ (h >> 29));
    }
};
