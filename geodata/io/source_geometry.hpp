// A geometry as its file gives it: positions in the file's own CRS, flat, uncut. What the readers hand to FeatureSink.
// Internal to io and gdal.
#pragma once

#include <cstddef>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/layer_data.hpp"

namespace corridors::io {

/// Pieces, each of one dimension, made of parts (points, lines, rings), each a run of positions. Only a
/// GeometryCollection has several pieces. Reused from feature to feature, so it grows to the largest and stays.
struct SourceGeometry {
    struct Part {
        std::size_t end = 0; ///< one past its last position in `points`
        bool isShell = true; ///< false for a hole of the last shell before it
    };
    struct Piece {
        GeometryClass kind = GeometryClass::None;
        bool multi = false;
        std::size_t end = 0; ///< one past its last part in `parts`
    };
    std::vector<LonLat> points; ///< x and y of the file's CRS; degrees only where that is WGS 84
    std::vector<Part> parts;
    std::vector<Piece> pieces;

    void clear() {
        points.clear();
        parts.clear();
        pieces.clear();
    }
    void endPart(bool isShell = true) { parts.push_back({points.size(), isShell}); }
    void endPiece(GeometryClass kind, bool multi) { pieces.push_back({kind, multi, parts.size()}); }
};

} // namespace corridors::io
