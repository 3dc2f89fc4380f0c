#include "viewer/render/label_placement.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

#include "viewer/render/label_text.hpp"

namespace corridors::render {
namespace {

// Below this a text along a line is drawn as one straight piece: sharper, and nobody sees the bend.
constexpr double kStraightSpreadDeg = 1.0;
// Shifts along the line that are tried when the anchor itself is taken or too bent, in text widths.
constexpr double kShifts[] = {0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1, -1};

ScreenPoint anchorOnScreen(const LabelItem &item, const app::Viewport &viewport) {
    const ScreenPoint at = viewport.toScreen(item.anchor);
    return {at.x + item.look.translateXPx, at.y + item.look.translateYPx};
}

/// A point label that stands beside its anchor names something that is drawn there.
bool marksDot(const LabelItem &item) {
    if (item.isLine() || item.look.opacity <= 0) return false;
    return std::ranges::none_of(item.choices, [](const AnchorChoice &c) { return c.alignX == 0.5 && c.alignY == 0.5; });
}

ScreenBox dotBox(ScreenPoint at) {
    constexpr double kDotRadiusPx = 3;
    return {at.x - kDotRadiusPx, at.y - kDotRadiusPx, at.x + kDotRadiusPx, at.y + kDotRadiusPx};
}

/// Box around a rectangle of the given half sizes, rotated about its centre.
ScreenBox rotatedBox(ScreenPoint centre, double halfWidth, double halfHeight, double rotateDeg) {
    const double radians = rotateDeg * std::numbers::pi / 180;
    const double c = std::abs(std::cos(radians));
    const double s = std::abs(std::sin(radians));
    const double x = halfWidth * c + halfHeight * s;
    const double y = halfWidth * s + halfHeight * c;
    return {centre.x - x, centre.y - y, centre.x + x, centre.y + y};
}

} // namespace

ScreenBox StraightPlace::bounds() const {
    const double radians = rotateDeg * std::numbers::pi / 180;
    const double dx = topLeft.x + widthPx / 2 - pivot.x;
    const double dy = topLeft.y + heightPx / 2 - pivot.y;
    const ScreenPoint centre{pivot.x + dx * std::cos(radians) - dy * std::sin(radians),
                             pivot.y + dx * std::sin(radians) + dy * std::cos(radians)};
    return rotatedBox(centre, widthPx / 2, heightPx / 2, rotateDeg);
}

StraightPlace straightPlace(const LabelItem &item, const AnchorChoice &choice, const app::Viewport &viewport) {
    StraightPlace out;
    const double scale = shapeScale(item);
    out.widthPx = item.shape.widthPx * scale;
    out.heightPx = item.shape.heightPx * scale;
    out.pivot = anchorOnScreen(item, viewport);
    out.rotateDeg = static_cast<double>(item.spec->rotateDeg);
    out.topLeft = {out.pivot.x + choice.offsetXEm * item.look.sizePx - choice.alignX * out.widthPx,
                   out.pivot.y + choice.offsetYEm * item.look.sizePx - choice.alignY * out.heightPx};
    return out;
}

ScreenPath screenPath(const LabelItem &item, const app::Viewport &viewport) {
    std::vector<ScreenPoint> points;
    points.reserve(item.spec->path.size());
    for (const WorldPoint p : item.spec->path) {
        const ScreenPoint s = viewport.toScreen({p.x + item.shiftXM, p.y});
        points.push_back({s.x + item.look.translateXPx, s.y + item.look.translateYPx});
    }
    return ScreenPath(std::move(points));
}

std::optional<CurvedText> curvedPlace(const LabelItem &item, const ScreenPath &path, double alongM,
                                      const app::Viewport &viewport) {
    CurveRequest request;
    request.clusters = item.shape.clusters;
    request.widthPx = item.shape.widthPx;
    request.scale = shapeScale(item);
    request.sizePx = item.look.sizePx;
    request.alongPx = alongM / viewport.metresPerPixel();
    request.offsetXPx = static_cast<double>(item.spec->offsetEm[0]) * item.look.sizePx;
    request.offsetYPx = static_cast<double>(item.spec->offsetEm[1]) * item.look.sizePx;
    request.keepUpright = item.spec->keepUpright;
    return layAlong(path, request);
}

StraightPlace unbentPlace(const LabelItem &item, const CurvedText &curve) {
    StraightPlace out;
    const double scale = shapeScale(item);
    out.widthPx = item.shape.widthPx * scale;
    out.heightPx = item.shape.heightPx * scale;
    out.pivot = curve.middle;
    out.rotateDeg = curve.meanDeg;
    out.topLeft = {curve.middle.x - out.widthPx / 2, curve.middle.y - out.heightPx / 2};
    return out;
}

std::vector<ScreenBox> pieceBoxes(const LabelItem &item, const CurvedText &curve) {
    std::vector<ScreenBox> boxes;
    const double scale = shapeScale(item);
    boxes.reserve(curve.pieces.size());
    for (std::size_t i = 0; i < curve.pieces.size(); ++i)
        boxes.push_back(rotatedBox(curve.pieces[i].pivot, item.shape.clusters[i].advancePx * scale / 2,
                                   item.shape.heightPx * scale / 2, curve.pieces[i].rotateDeg));
    return boxes;
}

bool LabelPlacer::accept(const LabelItem &item, std::span<const ScreenBox> boxes, const PlacementContext &context) {
    const tile::LabelSpec &spec = *item.spec;
    if (context.inside &&
        !std::ranges::all_of(boxes, [&](const ScreenBox &box) { return box.isInside(*context.inside); }))
        return false;
    m_boxes.clear();
    for (const ScreenBox &box : boxes) m_boxes.push_back(box.expanded(static_cast<double>(spec.paddingPx)));
    if (!spec.allowOverlap && !m_grid.areFree(m_boxes)) return false;
    if (!spec.ignorePlacement)
        for (const ScreenBox &box : m_boxes) m_grid.insert(box);
    return true;
}

bool LabelPlacer::hidesDots(const LabelItem &item, const ScreenBox &box, const app::Viewport &viewport) const {
    const bool hidesOwn = dotBox(anchorOnScreen(item, viewport)).intersects(box) && marksDot(item);
    return m_dots.countHits(box) > (hidesOwn ? 1U : 0U);
}

bool LabelPlacer::placePoint(LabelItem &item, const PlacementContext &context) {
    const auto attempt = [&](std::size_t choice, bool sparesDots) {
        const ScreenBox box = straightPlace(item, item.choices[choice], context.viewport).bounds();
        if (sparesDots && hidesDots(item, box, context.viewport)) return false;
        if (!accept(item, std::span(&box, 1), context)) return false;
        item.choice = choice;
        return true;
    };
    // Its old place, then one that hides no other place's dot, then any.
    if (item.everPlaced && item.choice < item.choices.size() && attempt(item.choice, false)) return true;
    for (const bool sparesDots : {true, false}) {
        if (!sparesDots && m_dots.isEmpty()) break;
        for (std::size_t choice = 0; choice < item.choices.size(); ++choice)
            if (attempt(choice, sparesDots)) return true;
    }
    return false;
}

bool LabelPlacer::isRepetition(const LabelItem &item, ScreenPoint at) {
    const std::vector<ScreenPoint> &others = m_lineTexts[item.spec->text];
    const double nearPx = static_cast<double>(item.spec->spacingPx) / 2;
    return std::ranges::any_of(others,
                               [&](ScreenPoint other) { return std::hypot(other.x - at.x, other.y - at.y) < nearPx; });
}

bool LabelPlacer::tryAlong(LabelItem &item, const ScreenPath &path, double alongM, const PlacementContext &context) {
    const double alongPx = alongM / context.viewport.metresPerPixel();
    const double half = item.shape.widthPx * shapeScale(item) / 2;
    if (alongPx - half < 0 || alongPx + half > path.lengthPx()) return false;
    const std::optional<CurvedText> curve = curvedPlace(item, path, alongM, context.viewport);
    if (!curve || curve->maxTurnDeg > static_cast<double>(item.spec->maxAngleDeg)) return false;
    if (isRepetition(item, curve->middle)) return false;
    if (!accept(item, pieceBoxes(item, *curve), context)) return false;
    m_lineTexts[item.spec->text].push_back(curve->middle);
    item.alongM = alongM;
    item.curved = curve->spreadDeg > kStraightSpreadDeg;
    return true;
}

bool LabelPlacer::placeOnLine(LabelItem &item, const PlacementContext &context) {
    const ScreenPath path = screenPath(item, context.viewport);
    if (item.everPlaced && tryAlong(item, path, item.alongM, context)) return true;
    const double widthM = item.shape.widthPx * shapeScale(item) * context.viewport.metresPerPixel();
    return std::ranges::any_of(
        kShifts, [&](double shift) { return tryAlong(item, path, item.spec->anchorAlongM + shift * widthM, context); });
}

void LabelPlacer::place(std::span<LabelItem *const> items, const PlacementContext &context) {
    m_grid.reset(context.area);
    m_lineTexts.clear();
    for (const ScreenBox &box : context.avoid) m_grid.insert(box);
    m_dots.reset(context.area);
    for (const LabelItem *item : items)
        if (item->isCandidate && marksDot(*item)) m_dots.insert(dotBox(anchorOnScreen(*item, context.viewport)));
    for (LabelItem *item : items) {
        const ScreenPoint at = anchorOnScreen(*item, context.viewport);
        const std::size_t choice = item->choice;
        const double alongM = item->alongM;
        const bool wanted =
            item->isCandidate && item->look.opacity > 0 && item->look.sizePx > 0 && context.area.contains(at.x, at.y);
        item->placed = wanted && (item->isLine() ? placeOnLine(*item, context) : placePoint(*item, context));
        // A label that takes another place fades in there.
        if (item->placed && item->everPlaced && (choice != item->choice || alongM != item->alongM)) item->fade = 0;
        item->everPlaced = item->everPlaced || item->placed;
    }
}

void sortByImportance(std::vector<LabelItem *> &items) {
    const auto rank = [](const LabelItem *i) {
        return std::tuple(-static_cast<std::int64_t>(i->drawOrder), i->spec->sortKey, !i->placed, i->spec->feature,
                          -i->anchor.y, i->anchor.x);
    };
    std::ranges::stable_sort(items, [&](const LabelItem *a, const LabelItem *b) { return rank(a) < rank(b); });
}

} // namespace corridors::render
