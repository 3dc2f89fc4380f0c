#include "viewer/render/label_quads.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viewer/render/label_text.hpp"

namespace corridors::render {
namespace {

struct Turn {
    explicit Turn(double deg) : c(std::cos(deg * std::numbers::pi / 180)), s(std::sin(deg * std::numbers::pi / 180)) {}
    double c;
    double s;
    [[nodiscard]] ScreenPoint about(ScreenPoint pivot, double x, double y) const {
        return {pivot.x + x * c - y * s, pivot.y + x * s + y * c};
    }
};

/// A bitmap whose origin (of the entry) lies at (x, y) from the pivot before rotation; `scale` logical pixels a texel.
LabelQuad makeQuad(const AtlasEntry &entry, ScreenPoint pivot, double x, double y, double scale, const Turn &turn) {
    LabelQuad quad;
    quad.page = entry.page;
    quad.u = static_cast<std::uint16_t>(entry.rect.x);
    quad.v = static_cast<std::uint16_t>(entry.rect.y);
    quad.w = static_cast<std::uint16_t>(entry.rect.widthPx);
    quad.h = static_cast<std::uint16_t>(entry.rect.heightPx);
    const double left = x - entry.originXPx * scale;
    const double top = y - entry.originYPx * scale;
    const double right = left + entry.rect.widthPx * scale;
    const double bottom = top + entry.rect.heightPx * scale;
    quad.corners[0] = turn.about(pivot, left, top);
    quad.corners[1] = turn.about(pivot, right, top);
    quad.corners[2] = turn.about(pivot, right, bottom);
    quad.corners[3] = turn.about(pivot, left, bottom);
    return quad;
}

/// Moves an unrotated text to whole physical pixels, about its anchor at the size of its bitmap.
StraightPlace snapped(StraightPlace place, double pixelRatio) {
    place.topLeft.x = std::round(place.topLeft.x * pixelRatio) / pixelRatio;
    place.topLeft.y = std::round(place.topLeft.y * pixelRatio) / pixelRatio;
    return place;
}

void add(LabelQuad quad, float opacity, std::uint32_t label, std::vector<LabelQuad> &out) {
    quad.opacity = opacity;
    quad.label = label;
    out.push_back(quad);
}

} // namespace

LabelGeometry geometryOf(const LabelItem &item, const QuadContext &context) {
    LabelGeometry out;
    if (item.isLine()) {
        out.curve = curvedPlace(item, screenPath(item, context.viewport), item.alongM, context.viewport);
        out.bent = out.curve.has_value() && (item.bitmaps.pixelRatio > 0 ? item.bitmaps.curved : item.curved);
        if (out.curve && !out.bent) out.straight = unbentPlace(item, *out.curve);
        return out;
    }
    if (item.choice < item.choices.size()) {
        out.straight = straightPlace(item, item.choices[item.choice], context.viewport);
        if (context.snap && out.straight.rotateDeg == 0) out.straight = snapped(out.straight, context.pixelRatio);
    }
    return out;
}

void appendQuads(const LabelItem &item, const LabelGeometry &geometry, const QuadContext &context, float opacity,
                 std::uint32_t label, std::vector<LabelQuad> &out) {
    const LabelBitmaps &bitmaps = item.bitmaps;
    if (bitmaps.pixelRatio <= 0 || bitmaps.entries.empty()) return;
    if (item.isLine() && !geometry.curve) return;
    double scale = item.look.sizePx / bitmaps.style.sizePx;
    if (context.snap && std::abs(scale - 1) < 0.03) scale = 1; // the bitmap's size is the look's, rounded
    scale /= bitmaps.pixelRatio;

    if (!geometry.bent) {
        const AtlasEntry &entry = bitmaps.entries.front();
        if (entry.rect.isEmpty()) return;
        const StraightPlace &place = geometry.straight;
        add(makeQuad(entry, place.pivot, place.topLeft.x - place.pivot.x, place.topLeft.y - place.pivot.y, scale,
                     Turn(place.rotateDeg)),
            opacity, label, out);
        return;
    }
    const std::size_t count = geometry.curve->pieces.size();
    for (std::size_t i = 0; i < bitmaps.entries.size(); ++i) {
        const AtlasEntry &entry = bitmaps.entries[i];
        if (entry.rect.isEmpty()) continue;
        const CurvedText::Piece &piece = geometry.curve->pieces[i % count];
        add(makeQuad(entry, piece.pivot, 0, 0, scale, Turn(piece.rotateDeg)), opacity, label, out);
    }
}

PlacedLabel describePlaced(const LabelItem &item, const LabelGeometry &geometry, float opacity) {
    PlacedLabel out;
    out.styleLayer = item.styleLayer;
    out.feature = item.spec->feature;
    out.text = item.shape.text;
    out.style = labelTextStyle(item, item.look.sizePx);
    out.opacity = opacity;
    out.leaving = !item.placed;
    if (geometry.bent) {
        for (const CurvedText::Piece &piece : geometry.curve->pieces)
            out.pieces.push_back({piece.pivot, piece.rotateDeg});
        const std::vector<ScreenBox> boxes = pieceBoxes(item, *geometry.curve);
        out.box = boxes.front();
        for (const ScreenBox &box : boxes)
            out.box = {std::min(out.box.left, box.left), std::min(out.box.top, box.top),
                       std::max(out.box.right, box.right), std::max(out.box.bottom, box.bottom)};
        return out;
    }
    const StraightPlace &place = geometry.straight;
    out.topLeft =
        Turn(place.rotateDeg).about(place.pivot, place.topLeft.x - place.pivot.x, place.topLeft.y - place.pivot.y);
    out.rotateDeg = place.rotateDeg;
    out.box = place.bounds();
    return out;
}

} // namespace corridors::render
