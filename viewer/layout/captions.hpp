// The caption block: for each number on the map its name, what is said of it, and where. Primitives only. Used by page.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

/// One entry of the caption block.
struct CaptionEntry {
    int number = 0;
    std::string text;   ///< what is said of the feature
    std::string source; ///< section, page; quieter; may be empty
    std::string title;  ///< the feature's name, bold above the text; may be empty
};

struct CaptionOptions {
    double widthPx = 0;
    double maxHeightPx = 0;
    double scale = 1;        ///< of type, at first
    std::size_t columns = 1; ///< side by side, in reading order down each
    std::string footer;      ///< below all entries, e.g. the article's citation; may be empty
    std::string href;        ///< of the footer
};

/// The captions on a plate of role "captions", its top-left corner at the origin, as wide as asked and as high as they
/// are; type shrinks down to a readable limit to stay below the greatest height. nullopt when they do not fit even so.
struct CaptionBlock {
    DrawList list;
    double widthPx = 0;
    double heightPx = 0;
};
[[nodiscard]] std::optional<CaptionBlock> captionBlock(std::span<const CaptionEntry> entries,
                                                       const CaptionOptions &options, const app::AppState &state,
                                                       const text::TextEngine &text);

} // namespace corridors::layout
