// The numbered disc of callouts and captions. Used within viewer/layout.
#pragma once

#include "viewer/layout/furniture.hpp"
#include "viewer/layout/palette.hpp"

namespace corridors::layout {

/// Adds the disc with its number to the list, as primitives of the role.
void addBadge(DrawList &list, const char *role, ScreenPoint centre, double radiusPx, int number, const Palette &palette,
              const text::TextEngine &engine);

} // namespace corridors::layout
