// Clipping of rings and lines to an axis-aligned box, in tile units and double. Rings stay rings (they run along the
// box where they leave it), lines become pieces that know where they were cut. Used inside geodata/tile.
#pragma once

#include <span>
#include <vector>

#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

/// Part of a line inside the box. `startDistance` is the length of the line before the piece, in tile units.
struct LinePiece {
    std::vector<UnitPoint> points;
    double startDistance = 0;
    bool startsLine = false; ///< begins where the line begins (else: was cut, so it gets neither cap nor join)
    bool endsLine = false;
    bool closed = false; ///< the whole ring lies inside: the last point is joined to the first, which is not repeated
};

/// Clips a ring (first vertex not repeated) by the four half-planes in turn (Sutherland & Hodgman 1974). Where the ring
/// falls into several pieces they stay connected by pairs of edges along the box, which the even-odd rule cancels.
/// A point made on the box depends only on the edge, not on its direction. `scratch` is working space.
void clipRing(std::vector<UnitPoint> &ring, const UnitBox &box, std::vector<UnitPoint> &scratch);

/// Clips a line; appends to `pieces`. With `closed` the line is a ring whose first vertex is not repeated; a piece that
/// runs over the ring's first vertex is one piece. Given `world`, the square of the whole map, segments along its sides
/// are left out: a polygon that was cut at the antimeridian or ends at a pole has no outline there.
void clipLine(std::span<const UnitPoint> line, bool closed, const UnitBox &box, std::vector<LinePiece> &pieces,
              const UnitBox *world = nullptr);

} // namespace corridors::tile
