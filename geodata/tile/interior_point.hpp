// A place for a polygon's label: inside its largest part, as far from the outline as the search's precision says (the
// pole of inaccessibility). Not for lines or points. Used by layer_pyramid.hpp, which remembers the answers.
#pragma once

#include "geodata/core/layer_data.hpp"

namespace corridors::tile {

/// O(vertices) a step of a bounded search; large rings are thinned to a few thousand vertices first. Deterministic.
/// Falls back to the middle of the bounds where no inside point exists (no area).
[[nodiscard]] WorldPoint findInteriorPoint(const FeatureView &polygon);

} // namespace corridors::tile
