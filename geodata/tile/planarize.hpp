// Edges on the tile's integer grid, their exact predicates, and the splitting of edges that cross or touch.
// Used by triangulate.cpp.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "geodata/core/coordinates.hpp"

namespace corridors::tile {

/// Sweep order: by x, then y.
[[nodiscard]] inline bool sweepBefore(TilePoint a, TilePoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

/// Twice the signed area of abc: > 0 when c lies above the line a -> b in sweep terms (y up). Exact.
[[nodiscard]] inline std::int64_t orientation(TilePoint a, TilePoint b, TilePoint c) {
    const auto dx1 = static_cast<std::int64_t>(b.x) - a.x;
    const auto dy1 = static_cast<std::int64_t>(b.y) - a.y;
    const auto dx2 = static_cast<std::int64_t>(c.x) - a.x;
    const auto dy2 = static_cast<std::int64_t>(c.y) - a.y;
    return dx1 * dy2 - dy1 * dx2;
}

/// Undirected edge, `left` before `right` in sweep order.
struct GridEdge {
    TilePoint left;
    TilePoint right;
    friend bool operator==(const GridEdge &, const GridEdge &) = default;
};

/// Whether two edges share any point other than an end that both have (a crossing, a touch or an overlap).
[[nodiscard]] bool edgesConflict(const GridEdge &a, const GridEdge &b);

/// Sorts the edges (by left end, then direction from low to high) and drops every pair of equal ones.
void sortAndCancel(std::vector<GridEdge> &edges);

/// Splits edges where they cross or touch, at the nearest grid points, until none do; equal pairs cancel. The outline
/// moves by at most half a unit a round. False when that takes more than a fixed amount of work; `edges` is then
/// something in between.
[[nodiscard]] bool planarize(std::vector<GridEdge> &edges);

} // namespace corridors::tile
