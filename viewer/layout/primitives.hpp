// Small makers and movers of drawing primitives. Used by viewer/layout, and by viewer/output to draw them.
#pragma once

#include <span>

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

[[nodiscard]] Primitive path(std::string role, PathPrimitive content);
[[nodiscard]] Primitive text(std::string role, std::string utf8, ScreenPoint topLeft, text::TextStyle style);
/// A closed rectangle; fill, stroke and so on are set by the caller.
[[nodiscard]] PathPrimitive rectangle(const PageBox &box);
[[nodiscard]] PathPrimitive circle(ScreenPoint centre, double radiusPx);
[[nodiscard]] PathPrimitive polyline(std::vector<ScreenPoint> points);

/// A corner of a closed path as it is rounded: an arc of `radiusPx` (for a right angle) that begins on the edge before
/// it and ends on the one after it, at most half of the shorter edge away. Radius 0: `from` is the corner itself.
struct RoundedCorner {
    ScreenPoint from, corner, to;
    double radiusPx = 0;
    bool turnsRight = false;
};
[[nodiscard]] std::vector<RoundedCorner> roundedCorners(std::span<const ScreenPoint> closedPath, double radiusPx);

/// Moves everything by (dx, dy) after scaling it about the origin.
[[nodiscard]] DrawList placed(DrawList list, double dxPx, double dyPx, double scale = 1);
void append(DrawList &to, DrawList more);
[[nodiscard]] PageBox bounds(const DrawList &list, const text::TextEngine &engine);

} // namespace corridors::layout
