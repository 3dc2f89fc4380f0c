// The composed page: where the map stands on it, its furniture and callouts as drawing primitives, and what labels keep
// off. The one entry for everything that makes a page (PNG, PDF, SVG, the preview), so that all of them show the same.
#pragma once

#include <string>
#include <vector>

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

struct Page {
    app::Camera camera;                   ///< the map's, moved where captions take a part of the page
    DrawList drawing;                     ///< over the map, bottom first
    std::vector<app::Obstacle> obstacles; ///< that the map's labels keep off
};

/// The page for `state` at its viewport's size in logical pixels. `state.camera` is what the map's free part is to
/// show.
[[nodiscard]] Page composePage(const app::AppState &state, const app::PageFurniture &furniture,
                               const text::TextEngine &text);

} // namespace corridors::layout
