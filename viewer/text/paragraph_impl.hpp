// What a Paragraph holds. Internal to viewer/text (Pango types).
#pragma once

#include "viewer/text/paragraph.hpp"
#include "viewer/text/shaper.hpp"

namespace corridors::text {

struct Paragraph::Impl {
    ShapedText text; ///< its lines share one layout
    TextStyle style;
    std::size_t bytes = 0;
    std::uint64_t serial = 0;
    [[nodiscard]] std::size_t indexAt(double xPx, double yPx, bool caret) const;
};

} // namespace corridors::text
