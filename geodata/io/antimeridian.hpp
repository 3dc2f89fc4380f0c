// Brings coordinates into [-180, 180] and cuts what crosses the antimeridian there (RFC 7946 section 3.1.9 asks writers
// to; many do not). Pure functions on degrees, no GDAL. Internal to io.
//
// Two habits are understood: longitudes that run past 180 (170, 175, 185), and longitudes that jump (179, -179).
// A jump is a step of more than 340 degrees, as ogr2ogr -wrapdateline has it; longer lines that really cross the map
// (-120 to 140) are left as they are, since RFC 7946 draws them straight.
#pragma once

#include <span>
#include <vector>

#include "geodata/core/coordinates.hpp"

namespace corridors::io {

/// A closed ring (first == last) and whether it bounds a polygon from outside.
struct Ring {
    std::vector<LonLat> points;
    bool isShell = true;
};

/// True when the vertices neither leave [-180, 180] nor jump: the common case, which needs no work.
[[nodiscard]] bool staysInWorld(std::span<const LonLat> points);

/// The longitude moved by whole turns into [-180, 180]; 180 stays 180.
[[nodiscard]] double wrapLongitude(double lonDeg);

/// Appends the pieces of a line.
void splitLine(std::span<const LonLat> line, std::vector<std::vector<LonLat>> &pieces);

/// Appends the pieces of one polygon (a shell and its holes), each shell followed by its holes. A ring around a pole
/// that does not come back to its start is closed along the pole.
void splitPolygon(std::span<const Ring> polygon, std::vector<Ring> &pieces);

} // namespace corridors::io
