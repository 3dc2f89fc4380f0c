// Triangulator: rings on the tile's integer grid -> triangles that cover exactly what the even-odd rule covers.
// What it is not: a clipper (clip first) or a simplifier. Used by the fill builder; tested and fuzzed on its own.
//
// How. Edges are sorted and pairs that coincide cancel (even-odd). A sweep from left to right cuts the area into
// monotone pieces and triangulates each while it grows (de Berg et al. 2008, ch. 3, generalised to vertices of any
// degree). All predicates are exact in 64 bits, so valid input needs nothing else. The sweep notices any crossing or
// touching edge (Shamos & Hoey 1976); then the edges are split where they meet, on the grid (planarize.hpp), and the
// sweep runs again. O(n log n) for valid input. Input so tangled that splitting is hopeless is covered by rows of the
// grid instead.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/tile/planarize.hpp"

namespace corridors::tile {

class Triangulator {
public:
    /// Adds a ring (first vertex repeated or not). Shells and holes are all alike under the even-odd rule.
    void addRing(std::span<const TilePoint> ring);

    /// Appends the triangles of all rings added since the last call: three indices each into `vertices`,
    /// counterclockwise with y up (clockwise as y points south), none of zero area. Their areas sum up to the polygon's
    /// exactly as long as its edges meet in vertices only; otherwise to that of the polygon with its crossings rounded
    /// to the grid.
    void finish(std::vector<TilePoint> &vertices, std::vector<std::uint32_t> &indices);

private:
    std::vector<GridEdge> m_edges;
};

} // namespace corridors::tile
