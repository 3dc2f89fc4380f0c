// From numbered features to callouts: what of each can be pointed at in a view, and which numbers that leaves. Used by
// page.
#pragma once

#include <span>
#include <vector>

#include "viewer/app/numbered.hpp"
#include "viewer/layout/callouts.hpp"

namespace corridors::layout {

struct Numbering {
    std::vector<app::NumberedFeature> features; ///< that have a callout; the first has number 1
    std::vector<Callout> callouts;              ///< in the same order
    std::size_t asked = 0;                      ///< how many features were given
};

/// Callouts in the state's viewport, off the boxes in `avoid`. `scale` as in CalloutOptions.
[[nodiscard]] Numbering number(std::vector<app::NumberedFeature> features, const app::AppState &state,
                               std::span<const PageBox> avoid, bool elbowed, double scale);

/// What the map's labels keep off: badges and leaders.
void addObstacles(std::span<const Callout> callouts, std::vector<app::Obstacle> &to);

} // namespace corridors::layout
