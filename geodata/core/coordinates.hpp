// The coordinate types. Each frame has its own type and nothing converts implicitly:
//
//   LonLat       EPSG:4326 degrees, longitude first             files, the user, geodesics
//   WorldPoint   metres of the map projection, +x east +y north  LayerData, camera, picking
//   TilePoint    int16 units inside one tile, +x east +y SOUTH    TileMesh (what the GPU sees)
//   ScreenPoint  logical pixels, top-left origin, +y down         window, labels, layout
//
// Used by everybody. Conversions live in projection.hpp (LonLat <-> WorldPoint), tile_id.hpp (WorldPoint -> TilePoint)
// and viewer/app/camera.hpp (WorldPoint <-> ScreenPoint).
#pragma once

#include <cstdint>

namespace corridors {

/// Geographic position, WGS 84 (EPSG:4326), degrees; lonDeg in [-180, 180], latDeg in [-90, 90].
struct LonLat {
    double lonDeg = 0;
    double latDeg = 0;
    friend bool operator==(const LonLat &, const LonLat &) = default;
};

/// Position in the map's projection, metres, +x east, +y north.
struct WorldPoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const WorldPoint &, const WorldPoint &) = default;
};

/// Position inside a tile: kTileExtent units an edge, origin at the tile's north-west corner, +y south.
struct TilePoint {
    std::int16_t x = 0;
    std::int16_t y = 0;
    friend bool operator==(const TilePoint &, const TilePoint &) = default;
};

/// Position on the screen or page in logical pixels, origin top-left, +y down.
struct ScreenPoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const ScreenPoint &, const ScreenPoint &) = default;
};

} // namespace corridors
