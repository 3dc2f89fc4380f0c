// LineVertex: a corner of an extruded line, and how a shader turns it into pixels. No width is in it, so one mesh
// serves a range of zooms and changing widths. Made by line_extruder.hpp, drawn by viewer/render.
// clang-format off
//
// FRAMES. `position` is in tile units: x east, y SOUTH, kTileExtent = 8192 an edge = 512 px at the tile's own zoom, so
// at camera zoom Z one unit is u = 2^(Z - tile.z) / 16 logical px. The normal N = (normalX, normalY) / kNormalOne points
// to the RIGHT of the direction of travel D, in the same axes (both turn with the map); where |N| = 1, D = (N.y, -N.x).
//
//     side -1   --+-----------------+--   across = -1      T: half the drawn thickness in px, fade included (below)
//                 |       D -->     |
//     centre 0  --p0                p1-                     line-offset > 0 moves to the right, along +N
//                 |                 |
//     side +1   --+-----------------+--   across = +1
//                 v N
//
// VERTEX SHADER, in logical px of the unrotated map; afterwards rotate by the bearing and add the translation:
//
//     half   = gapWidth > 0 ? gapWidth / 2 + width : width / 2       (width == 0: draw nothing)
//     T      = half + 0.5 / pixelRatio
//     N      = normal / kNormalOne                                   (longer than 1 at a mitre)
//     D      = vec2(N.y, -N.x)
//     pos    = position * u  +  N * (across * T + offset)  +  D * (along * T)       across, along, side: / 127
//     v_side = side                                                  (the only varying that a solid line needs)
//     v_dist = distance * u + along * T                              (px along the line at zoom Z; dashed lines only)
//
// FRAGMENT SHADER. d is the distance from the (offset) centre line in px. It is right in bodies, mitres, round joins
// and round caps, because `side` is a linear function of the position within each triangle:
//
//     d      = abs(v_side) * T
//     f      = blur + 1.0 / pixelRatio                               (width of the fade)
//     inner  = gapWidth / 2 + 0.5 / pixelRatio                       (gapWidth > 0 only: two strips from inner to T)
//     alpha  = clamp(min(T - d, gapWidth > 0 ? d - (inner - f) : f) / f, 0, 1)
//
// JOINS AND CAPS are triangles, made for the widths that the style gives at the tile's zoom and at zoom + 1:
//
//     mitre and smooth bends       bevel and round join              caps
//       -1 -----*                    -1 -----a.   outer rim a, b..:    butt    square     round
//                \                           | `b N = own unit         ---+    ------+    ---.
//        0 ---p   \                   0 -----h  \ normal,              |  p    |  p  |    | p )
//              \   |                         |\  \ across = side       ---+    ------+    ---'
//       +1 -*   |  |                 +1 -----i |  | = -1               square: along = 1, across = side = +-1
//           |   |  |                         | |  | hub h: side 0,     round:  rim (across, along) on the unit circle,
//       one N (longer than 1)                     across 0, N mitre            side = +-1; hub across = side = 0
//       for both corners             inner corner i: side +1, N mitre
//
// In a tile so dense that its lines merge, areas stand for the lines: their corners have N = 0, across = along = side = 0,
// so by the formulas above they lie on the map itself and are filled. (Opaque, solid lines only.)
//
// Nothing overlaps at a join, so translucent lines show none, unless a segment is shorter than the line is wide or a
// bevel is sharper than 60 degrees: such strips end at the corner and run over each other, as in the Spec's reference.
// clang-format on
#pragma once

#include <cstdint>

#include "geodata/core/coordinates.hpp"

namespace corridors::tile {

/// LineVertex::normalX/Y of a unit component.
inline constexpr float kNormalOne = 1024;

/// Across, along and side are 127ths (a normalised signed byte for the GPU).
struct LineVertex {
    TilePoint position;
    std::int16_t normalX = 0;
    std::int16_t normalY = 0;
    std::int8_t across = 0; ///< 127 = one T along the normal
    std::int8_t along = 0;  ///< 127 = one T along the direction of travel; not 0 only in square and round caps
    std::int8_t side = 0;   ///< 127 = the right edge, -127 the left edge, 0 the centre line
    std::int8_t unused = 0;
    float distance = 0; ///< tile units from the line's start (less a multiple of 2^22), the same in every tile
    friend bool operator==(const LineVertex &, const LineVertex &) = default;
};
static_assert(sizeof(LineVertex) == 16);

} // namespace corridors::tile
