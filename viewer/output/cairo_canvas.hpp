// CairoCanvas: draws layout primitives (page furniture) with Cairo onto pixels. Cairo stays inside. Used by
// export_picture; one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "viewer/layout/furniture.hpp"
#include "viewer/text/text_engine.hpp"

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

} // namespace corridors::output
