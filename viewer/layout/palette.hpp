// Colours and sizes of the page furniture, chosen for the map below it. Used within viewer/layout.
#pragma once

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

struct Palette {
    Color ink;      ///< titles, labels
    Color softInk;  ///< notes, attributions
    Color plate;    ///< behind furniture: translucent, quiet
    Color hairline; ///< around plates
    Color paper;    ///< open parts of the scale bar and the north arrow
    Color accent;   ///< the short bar above the title
};

/// Dark ink on a light map, light ink on a dark one, judged by the style's background.
[[nodiscard]] Palette paletteFor(const app::AppState &state);

/// Size factor for a page: 1 for about 1300 x 730 logical pixels, growing a little more slowly than its edges.
[[nodiscard]] double furnitureScale(double widthPx, double heightPx);

[[nodiscard]] text::TextStyle textStyle(const char *font, double sizePx, const Color &color);

} // namespace corridors::layout
