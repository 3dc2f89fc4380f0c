// Painter: shaped lines -> Cairo paths, glyphs and bitmaps. Internal to viewer/text (Cairo and Pango types).
#pragma once

#include <cairo.h>

#include <span>

#include "viewer/text/shaper.hpp"

namespace corridors::text {

/// A run's glyphs that belong to one grapheme cluster, in visual order.
struct GlyphGroup {
    PangoFont *font = nullptr; ///< owned by the line's layout
    const PangoGlyphInfo *first = nullptr;
    int count = 0;
    double xPx = 0; ///< left end, from the line's left end
    double advancePx = 0;
    std::string utf8;
};
/// The groups of a line from left to right.
[[nodiscard]] std::vector<GlyphGroup> glyphGroups(const ShapedLine &line);

/// What to put on a bitmap or context: letters of whole lines, or of one group.
struct Inked {
    std::span<const ShapedLine> lines;
    const GlyphGroup *group = nullptr; ///< when set, only this, its pen position at (groupX, groupBaseline)
    double groupXPx = 0;
    double groupBaselinePx = 0;
    double scale = 1; ///< of all of it: what is drawn is larger than its shape
};

struct Layers {
    bool halo = true;
    bool letters = true;
};

/// Makes the letters' outlines the context's current path, in user units at its origin.
void tracePath(cairo_t *cairo, const Inked &inked);

/// Paints in user units (logical pixels) at the context's origin. `selectable`: letters as glyphs instead of outlines.
void paint(cairo_t *cairo, const Inked &inked, const TextStyle &style, Layers layers, bool selectable);

/// The same on a fresh bitmap just large enough, at a pixel ratio. Metrics are left to the caller.
[[nodiscard]] TextBitmap paintBitmap(const Inked &inked, const TextStyle &style, Layers layers, double pixelRatio);

} // namespace corridors::text
