// From a LabelItem to shaped text and bitmaps, through text::TextEngine. Used by label_placement and label_layer.
#pragma once

#include "viewer/render/label_item.hpp"

namespace corridors::render {

/// The text style of an item at a font size (wrapping not included: shapes have their breaks as newlines).
[[nodiscard]] text::TextStyle labelTextStyle(const LabelItem &item, double sizePx);

/// Shapes the item's text if that has not been done; cheap otherwise. Returns true when it had to work.
bool ensureShape(LabelItem &item, const text::TextEngine &engine);

/// Scale of the item's shape at its present look.
[[nodiscard]] inline double shapeScale(const LabelItem &item) {
    return item.shape.sizePx > 0 ? item.look.sizePx / item.shape.sizePx : 1;
}

/// Makes the item's bitmaps for a style and puts them into the atlas.
void rasterizeInto(LabelAtlas &atlas, LabelItem &item, const text::TextStyle &style, double pixelRatio,
                   const text::TextEngine &engine);

/// True when the bitmaps are there for this style (its size apart) and ratio, and still in the atlas.
[[nodiscard]] bool hasBitmaps(LabelAtlas &atlas, const LabelItem &item, const text::TextStyle &style,
                              double pixelRatio);

} // namespace corridors::render
