// CairoCanvas: draws layout primitives (page furniture) with Cairo onto pixels or a page of vectors. Internal to
// viewer/output; one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "viewer/layout/furniture.hpp"
#include "viewer/text/text_engine.hpp"

typedef struct _cairo cairo_t; // NOLINT: Cairo's own declaration, so that its header stays inside the sources

namespace corridors::output {

/// Premultiplied BGRA, row by row, top first: Cairo's ARGB32 on little-endian machines.
struct CanvasPixels {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<std::uint8_t> bgra;
};

/// Draws the primitives, given in logical pixels, scaled by `pixelRatio`, over the pixels.
void drawPrimitives(CanvasPixels &pixels, const layout::DrawList &primitives, double pixelRatio,
                    const text::TextEngine &text);

/// The same onto a context whose user units are logical pixels. `pixelRatio` > 0: texts as bitmaps of that ratio on
/// whole pixels; 0: as real text (vector surfaces).
void drawPrimitives(cairo_t *cairo, const layout::DrawList &primitives, double pixelRatio,
                    const text::TextEngine &text);

} // namespace corridors::output
