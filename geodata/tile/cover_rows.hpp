// The last resort of triangulate.hpp: covers tangled rings by rectangles, row by row. Bounded work, roughly right.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/tile/planarize.hpp"

namespace corridors::tile {

/// Appends rectangles (two triangles each) that cover the even-odd area sampled at the rows' middles; rows are half a
/// pixel high, higher when that would make too many.
void coverByRows(std::span<const GridEdge> edges, std::vector<TilePoint> &vertices,
                 std::vector<std::uint32_t> &indices);

} // namespace corridors::tile
