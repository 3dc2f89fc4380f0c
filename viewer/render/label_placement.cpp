#include "viewer/render/label_placement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <tuple>

#include "geodata/tile/area_places.hpp"
#include "viewer/render/label_text.hpp"

namespace corridors::render {
namespace {

// Below this a text along a line is drawn as one straight piece: sharper, and nobody sees the bend.
constexpr double kStraightSpreadDeg = 1.0;
// Shifts along the line that are tried when the anchor itself is taken or too bent, in text widths.
constexpr double kCostStep = 0.12; // shares of text on lines that differ by less count as the same
constexpr double kMostCovered = 0.45;
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

// Room that a label of this size must have around a spare place, and around a best place that it steps aside from. At
// the best place itself there is no better room to be had, so the text may cross the outline.
constexpr double kRoomHeights = 0.8;
constexpr double kRoomWidths = 0.5;
constexpr double kAsideWidths = 0.3;

/// A polygon in one copy of the world, whatever its places.
std::uint64_t areaKey(const LabelItem &item) {
    return item.key ^ (std::hash<double>{}(item.shiftXM) * 0x9E3779B97F4A7C15ULL);
}

/// Distance from a place to the polygon's outline, logical pixels.
double clearanceOnScreen(const LabelItem &item, const app::Viewport &viewport) {
    return static_cast<double>(item.spec->clearancePx) * std::exp2(viewport.camera.zoom - item.tileZoom);
}

/// How far a choice stands from the label's anchor, logical pixels.
double nudgePx(const LabelItem &item, std::size_t choice) {
    return std::hypot(item.choices[choice].offsetXEm, item.choices[choice].offsetYEm) * item.look.sizePx;
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
    return ScreenPath(points);
}

std::optional<CurvedText> curvedPlace(const LabelItem &item, const ScreenPath &path, double alongM,
                                      const app::Viewport &viewport, double mostTurnDeg) {
    CurveRequest request;
    request.mostTurnDeg = mostTurnDeg;
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
    const auto boxOf = [&](std::size_t choice) {
        return straightPlace(item, item.choices[choice], context.viewport).bounds();
    };
    const auto attempt = [&](std::size_t choice) {
        const ScreenBox box = boxOf(choice);
        if (!accept(item, std::span(&box, 1), context)) return false;
        item.choice = choice;
        return true;
    };
    // Its old place; else the free one that costs least: to hide another place's dot costs more than any line does, and
    // of equals the first is taken.
    if (item.everPlaced && item.choice < item.choices.size() && attempt(item.choice)) return true;
    if (item.choices.size() == 1) return attempt(0);
    m_costs.clear();
    for (std::size_t choice = 0; choice < item.choices.size(); ++choice) {
        const ScreenBox box = boxOf(choice);
        const double lines = context.ink != nullptr ? context.ink->shareUnder(box) : 0;
        const double cost = lines + (hidesDots(item, box, context.viewport) ? 2 : 0);
        if (cost == 0 && attempt(choice)) return true;
        if (cost > 0) m_costs.emplace_back(cost, choice);
    }
    std::ranges::sort(m_costs);
    return std::ranges::any_of(m_costs, [&](const auto &rated) { return attempt(rated.second); });
}

bool LabelPlacer::placeInArea(LabelItem &item, const PlacementContext &context) {
    const std::uint64_t area = areaKey(item);
    if (m_areasNamed.contains(area)) return false;
    const app::Viewport &view = context.viewport;
    const auto boxOf = [&](std::size_t choice) { return straightPlace(item, item.choices[choice], view).bounds(); };
    const auto attempt = [&](std::size_t choice) {
        const ScreenBox box = boxOf(choice);
        if (!box.isInside({0, 0, view.widthPx, view.heightPx})) return false;
        const double nudge = nudgePx(item, choice);
        if (item.spec->areaRole == tile::AreaRole::Spare || nudge > 0) {
            const double room = clearanceOnScreen(item, view) - nudge;
            const double widths = item.spec->areaRole == tile::AreaRole::Spare ? kRoomWidths : kAsideWidths;
            if (room < (box.bottom - box.top) * kRoomHeights || room < (box.right - box.left) * widths) return false;
        }
        if (!accept(item, std::span(&box, 1), context)) return false;
        item.choice = choice;
        m_areasNamed.insert(area);
        return true;
    };
    if (item.everPlaced && item.choice < item.choices.size() && attempt(item.choice)) return true;
    if (item.choices.size() == 1) return attempt(0);
    m_costs.clear();
    for (std::size_t choice = 0; choice < item.choices.size(); ++choice) {
        const ScreenBox box = boxOf(choice);
        const double lines = context.ink != nullptr ? context.ink->shareUnder(box) : 0;
        const double cost = lines + (m_dots.countHits(box) > 0 ? 2 : 0);
        if (cost == 0 && attempt(choice)) return true; // the nearest that hides nothing
        if (cost > 0) m_costs.emplace_back(cost, choice);
    }
    std::ranges::sort(m_costs);
    return std::ranges::any_of(m_costs, [&](const auto &rated) { return attempt(rated.second); });
}

bool LabelPlacer::isRepetition(const LabelItem &item, ScreenPoint at) const {
    const auto found = m_lineTexts.find(item.spec->text);
    if (found == m_lineTexts.end()) return false;
    const std::vector<ScreenPoint> &others = found->second;
    const double nearPx = static_cast<double>(item.spec->spacingPx) / 2;
    return std::ranges::any_of(others,
                               [&](ScreenPoint other) { return std::hypot(other.x - at.x, other.y - at.y) < nearPx; });
}

/// Whether another label lies on the line itself where the text would: told in a fraction of the time that laying the
/// text takes, for the many that find no room.
bool LabelPlacer::isCrowded(const LabelItem &item, const ScreenPath &path, double alongPx, double halfPx) const {
    if (item.spec->allowOverlap || item.spec->offsetEm[0] != 0 || item.spec->offsetEm[1] != 0) return false;
    constexpr std::array<double, 5> kAt{0, -0.8, 0.8, -0.4, 0.4};
    const double reach = 0.2 * item.look.sizePx;
    return std::ranges::any_of(kAt, [&](double share) {
        const ScreenPoint p = path.at(alongPx + share * halfPx);
        return !m_grid.isFree({p.x - reach, p.y - reach, p.x + reach, p.y + reach});
    });
}

std::optional<LabelPlacer::LinePlace> LabelPlacer::lookAlong(const LabelItem &item, const ScreenPath &path,
                                                             double alongM, const PlacementContext &context) const {
    const double alongPx = alongM / context.viewport.metresPerPixel();
    const double half = item.shape.widthPx * shapeScale(item) / 2;
    if (alongPx - half < 0 || alongPx + half > path.lengthPx()) return std::nullopt;
    if (isCrowded(item, path, alongPx, half)) return std::nullopt;
    const std::optional<CurvedText> curve =
        curvedPlace(item, path, alongM, context.viewport, static_cast<double>(item.spec->maxAngleDeg));
    if (!curve) return std::nullopt;
    if (isRepetition(item, curve->middle)) return std::nullopt;
    LinePlace place{alongM, curve->middle, curve->spreadDeg > kStraightSpreadDeg, 0, pieceBoxes(item, *curve)};
    if (context.ink != nullptr && !place.boxes.empty()) {
        for (const ScreenBox &box : place.boxes) place.cost += context.ink->shareUnder(box);
        place.cost /= static_cast<double>(place.boxes.size());
    }
    return place;
}

bool LabelPlacer::take(LabelItem &item, const LinePlace &place, const PlacementContext &context) {
    if (!accept(item, place.boxes, context)) return false;
    m_lineTexts[item.spec->text].push_back(place.middle);
    item.alongM = place.alongM;
    item.curved = place.curved;
    return true;
}

bool LabelPlacer::placeOnLine(LabelItem &item, const PlacementContext &context) {
    const ScreenPath path = screenPath(item, context.viewport);
    if (item.everPlaced) {
        const auto old = lookAlong(item, path, item.alongM, context);
        if (old && take(item, *old, context)) return true;
    }
    const double widthM = item.shape.widthPx * shapeScale(item) * context.viewport.metresPerPixel();
    // A name beside its line that lies on others would name them.
    const bool standsBeside = item.spec->offsetEm[1] != 0;
    m_linePlaces.clear();
    for (const double shift : kShifts) {
        auto place = lookAlong(item, path, item.spec->anchorAlongM + shift * widthM, context);
        if (!place || (standsBeside && place->cost > kMostCovered)) continue;
        place->cost = std::floor(place->cost / kCostStep) + std::abs(shift) * 0.1; // near the anchor among like ones
        if (place->cost == 0 && take(item, *place, context)) return true;
        if (place->cost > 0) m_linePlaces.push_back(std::move(*place));
    }
    std::ranges::stable_sort(m_linePlaces, {}, &LinePlace::cost);
    return std::ranges::any_of(m_linePlaces, [&](const LinePlace &place) { return take(item, place, context); });
}

void LabelPlacer::place(std::span<LabelItem *const> items, const PlacementContext &context) {
    m_grid.reset(context.area);
    m_lineTexts.clear();
    m_areasNamed.clear();
    for (const ScreenBox &box : context.avoid) m_grid.insert(box);
    for (LabelItem *item : items) {
        const ScreenPoint at = anchorOnScreen(*item, context.viewport);
        const std::size_t choice = item->choice;
        const double alongM = item->alongM;
        const bool wanted =
            item->isCandidate && item->look.opacity > 0 && item->look.sizePx > 0 && context.area.contains(at.x, at.y);
        const bool inArea = item->spec->areaRole != tile::AreaRole::None;
        item->placed = wanted && (item->isLine() ? placeOnLine(*item, context)
                                  : inArea       ? placeInArea(*item, context)
                                                 : placePoint(*item, context));
        // A label that takes another place fades in there.
        if (item->placed && item->everPlaced && (choice != item->choice || alongM != item->alongM)) item->fade = 0;
        item->everPlaced = item->everPlaced || item->placed;
    }
}

void LabelPlacer::rateAreaPlace(LabelItem &item, const PlacementContext &context) {
    if (item.spec->areaRole == tile::AreaRole::None) return;
    constexpr double kBestPlacePx = 40; // what the best place may lack in room before a spare one is taken
    constexpr double kDotPx = 80;       // each dot that it hides
    constexpr double kInkPx = 800;      // what lines all over the label are worth
    constexpr double kLetterEm = 0.7;   // the text is not shaped yet
    const app::Viewport &view = context.viewport;
    const ScreenPoint at = anchorOnScreen(item, view);
    const double halfWidth = static_cast<double>(item.spec->text.size()) *
                             (kLetterEm + static_cast<double>(item.spec->letterSpacingEm)) * item.look.sizePx / 2;
    const ScreenBox box{at.x - halfWidth, at.y - item.look.sizePx, at.x + halfWidth, at.y + item.look.sizePx};
    const double edge = std::min({box.left, box.top, view.widthPx - box.right, view.heightPx - box.bottom});
    const double off = std::hypot(at.x - view.widthPx / 2, at.y - view.heightPx / 2);
    const double ink = context.ink != nullptr ? context.ink->shareUnder(box) : 0;
    const std::size_t dots = m_dots.countHits(box);
    const double best = item.spec->areaRole == tile::AreaRole::Best ? kBestPlacePx : 0;
    const double room = best > 0 ? tile::kMostClearancePx : clearanceOnScreen(item, view);
    item.areaScore = std::min({room, tile::kMostClearancePx, edge}) + best - kInkPx * ink -
                     kDotPx * static_cast<double>(dots) - off * 0.02;
}

void LabelPlacer::rate(std::span<LabelItem *const> items, const PlacementContext &context) {
    m_dots.reset(context.area);
    for (const LabelItem *item : items)
        if (item->isCandidate && marksDot(*item)) m_dots.insert(dotBox(anchorOnScreen(*item, context.viewport)));
    for (LabelItem *item : items) rateAreaPlace(*item, context);
}

void sortByImportance(std::vector<LabelItem *> &items) {
    const auto rank = [](const LabelItem *i) {
        return std::tuple(-static_cast<std::int64_t>(i->drawOrder), i->spec->sortKey, !i->placed, i->spec->feature,
                          -i->areaScore, -i->anchor.y, i->anchor.x);
    };
    std::ranges::stable_sort(items, [&](const LabelItem *a, const LabelItem *b) { return rank(a) < rank(b); });
}

} // namespace corridors::render
