// Small makers and movers of drawing primitives. Used within viewer/layout.
#pragma once

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

[[nodiscard]] Primitive path(std::string role, PathPrimitive content);
[[nodiscard]] Primitive text(std::string role, std::string utf8, ScreenPoint topLeft, text::TextStyle style);
/// A closed rectangle; fill, stroke and so on are set by the caller.
[[nodiscard]] PathPrimitive rectangle(const PageBox &box);
[[nodiscard]] PathPrimitive circle(ScreenPoint centre, double radiusPx);
[[nodiscard]] PathPrimitive polyline(std::vector<ScreenPoint> points);

/// Moves everything by (dx, dy) after scaling it about the origin.
[[nodiscard]] DrawList placed(DrawList list, double dxPx, double dyPx, double scale = 1);
void append(DrawList &to, DrawList more);
[[nodiscard]] PageBox bounds(const DrawList &list, const text::TextEngine &engine);

} // namespace corridors::layout
