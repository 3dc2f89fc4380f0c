// Which tiles of the pyramid a rectangle of the map needs. Pure, no GL. Used by tile_store and map_renderer.
#pragma once

#include <vector>

#include "viewer/render/pixel_grid.hpp"

namespace corridors::render {

/// Tiles of the grid's level that touch `rect`, those near its centre first. Where the world `wraps`, x runs on beyond
/// [0, 2^z) for its repetitions; y never leaves the square.
[[nodiscard]] std::vector<TileId> tilesCovering(const PixelGrid &grid, const PixelRect &rect, bool wraps);

/// The tile of the square that a tile of a repeated world shows.
[[nodiscard]] TileId wrapped(TileId id);

} // namespace corridors::render
