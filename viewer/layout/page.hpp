// The composed page: where the map stands on it, its furniture and callouts as drawing primitives, and what labels keep
// off. The one entry for everything that makes a page (PNG, PDF, SVG, the preview), so that all of them show the same.
//
//   +-----------------------------+----------+      +---------------+
//   | title                north  | (1) ...  |      | title         |
//   |        map frame            | (2) ...  |      |   map frame   |
//   | legend, scale, sources      | citation |      +---------------+
//   +-----------------------------+----------+      | (1) ... (2)...|   upright and narrow pages
//                                    captions       +---------------+
#pragma once

#include <string>
#include <vector>

#include "viewer/app/numbered.hpp"
#include "viewer/layout/callouts.hpp"
#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

/// A piece of furniture on the page.
struct PagePiece {
    std::string role;
    PageBox box;
};

struct Page {
    app::Camera camera; ///< the map's, over the whole page: moved where captions take a part of it
    PageBox frame;      ///< the part that the map has for itself
    DrawList drawing;   ///< over the map, bottom first
    std::vector<PagePiece> pieces;
    std::vector<Callout> callouts;
    std::vector<app::NumberedFeature> numbered; ///< what the callouts stand for: number 1 first
    std::vector<app::Obstacle> obstacles;       ///< that the map's labels keep off
};

/// The page for `state` at its viewport's size in logical pixels. `state.camera` is what the map's frame is to show,
/// all of it.
[[nodiscard]] Page composePage(const app::AppState &state, const app::PageFurniture &furniture,
                               const text::TextEngine &text);

/// Where a piece with this box would be noted as moved: what FurnitureOptions::places takes.
[[nodiscard]] app::PiecePlace placeOf(const PageBox &box, const PageBox &frame);

/// Callouts for the live map in a window of state's viewport, off the boxes in `avoid` (panels): the same layout.
struct LiveCallouts {
    DrawList drawing;
    std::vector<Callout> callouts;
    std::vector<app::NumberedFeature> numbered;
    std::vector<app::Obstacle> obstacles;
};
[[nodiscard]] LiveCallouts liveCallouts(const app::AppState &state, std::span<const PageBox> avoid, double scale,
                                        const text::TextEngine &text);

} // namespace corridors::layout
