// Turns a placed LabelItem into textured quads and into a PlacedLabel for vector writers. Used by label_layer.
#pragma once

#include <vector>

#include "viewer/render/label_item.hpp"
#include "viewer/render/label_placement.hpp"

namespace corridors::render {

struct QuadContext {
    app::Viewport viewport;
    double pixelRatio = 1;
    bool snap = true; ///< unrotated labels to whole physical pixels, at the size of their bitmap
};

/// Where an item lies in a frame.
struct LabelGeometry {
    std::optional<CurvedText> curve; ///< line labels whose path has a length
    StraightPlace straight;          ///< when it is drawn in one piece
    bool bent = false;               ///< drawn letter by letter along `curve`
};
[[nodiscard]] LabelGeometry geometryOf(const LabelItem &item, const QuadContext &context);

/// Appends the item's quads, halos before letters, with the given opacity and label index.
void appendQuads(const LabelItem &item, const LabelGeometry &geometry, const QuadContext &context, float opacity,
                 std::uint32_t label, std::vector<LabelQuad> &out);

/// The item as a PlacedLabel with the same geometry.
[[nodiscard]] PlacedLabel describePlaced(const LabelItem &item, const LabelGeometry &geometry, float opacity);

} // namespace corridors::render
