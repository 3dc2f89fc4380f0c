// The pieces of furniture as blocks: drawn at the origin with their size, to be placed by furniture.cpp.
// A block begins with its plate, a rectangle from (0, 0) to (widthPx, heightPx). Used within viewer/layout.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viewer/layout/palette.hpp"

namespace corridors::layout {

struct Block {
    DrawList list;
    double widthPx = 0;
    double heightPx = 0;
};

/// What blocks are made with.
struct BlockContext {
    const app::AppState &state;
    const text::TextEngine &text;
    Palette palette;
    double scale = 1; ///< of sizes given for a page of scale 1
};

/// A plate of the given size as the first primitive of a block.
[[nodiscard]] Block plateBlock(const char *role, double widthPx, double heightPx, const BlockContext &context);

/// Title and subtitle, wrapped to maxWidthPx.
[[nodiscard]] Block titleBlock(const std::string &title, const std::string &subtitle, double maxWidthPx,
                               const BlockContext &context);

/// Alternating blocks with round numbers, true along the page's middle latitude at the map's centre.
[[nodiscard]] std::optional<Block> scaleBarBlock(const app::Viewport &viewport, double maxWidthPx, query::Units units,
                                                 const BlockContext &context);

/// Directions of true and/or grid north at the map's centre; grid north is up, since maps are drawn so.
[[nodiscard]] Block northArrowBlock(const app::Viewport &viewport, app::NorthArrow kind, const BlockContext &context);

/// Overview of what lies around the page's ground, its longer side `sidePx`; nullopt when no base layer has areas
/// there.
[[nodiscard]] std::optional<Block> insetBlock(const app::Viewport &page, double sidePx, const BlockContext &context);

/// Legend in as many columns as it takes to stay below maxHeightPx; smaller type, then fewer entries (which it says)
/// when that is not enough; nullopt when not even that fits or there is nothing to explain.
[[nodiscard]] std::optional<Block> legendBlock(const std::vector<LegendEntry> &entries, const std::string &note,
                                               double maxWidthPx, double maxHeightPx, const BlockContext &context);

/// buildFurniture() with a block of captions among the pieces, where there are few.
[[nodiscard]] DrawList buildFurniture(const app::AppState &state, double widthPx, double heightPx,
                                      const FurnitureOptions &options, const text::TextEngine &text,
                                      std::optional<Block> captions);

/// All attributions of what is shown, wrapped to maxWidthPx; never shortened. Type no smaller than minSizePx.
[[nodiscard]] Block attributionBlock(const std::vector<std::string> &lines, double maxWidthPx,
                                     const BlockContext &context, double minSizePx = 6.5);

/// Attributions of the visible layers' sources and of the map, each once, HTML taken off.
[[nodiscard]] std::vector<std::string> attributionsOf(const app::AppState &state);

} // namespace corridors::layout
