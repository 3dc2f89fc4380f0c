// Picking: which features are drawn under a place of the screen, the one on top first: topmost style layer of a
// visible user's layer first, and points before lines before polygons, so that a town on a road on a country is the
// town. Uses geodata/query for the geometry. Labels are not picked. Used by apply() and the tests.
#pragma once

#include <vector>

#include "viewer/app/app_state.hpp"

namespace corridors::app {

/// How near a point or line must be to count as hit, logical pixels beyond its drawn edge.
inline constexpr double kPickTolerancePx = 5;

/// All features under `at`, each once, topmost first; at most `limit`.
[[nodiscard]] std::vector<FeatureRef> pickAt(const AppState &state, ScreenPoint at, std::size_t limit = 32);

} // namespace corridors::app
