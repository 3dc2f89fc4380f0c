#include "viewer/output/vector_paint.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::output {

namespace {

// Widths that depend on features are not known before the query; as in tiles, wider symbols than this may be missed
// when their feature lies outside the area.
constexpr double kUnknownReachPx = 128;
// Longest corner of an offset strip, in offsets; sharper ones are cut off.
constexpr double kMiterOfOffset = 2;

Color withOpacity(Color color, double opacity) {
    color.a = std::clamp(color.a * static_cast<float>(opacity), 0.0F, 1.0F);
    return color;
}

LineCap capOf(const std::string &name) {
    if (name == "round") return LineCap::Round;
    return name == "square" ? LineCap::Square : LineCap::Butt;
}
LineJoin joinOf(const std::string &name) {
    if (name == "round") return LineJoin::Round;
    return name == "bevel" ? LineJoin::Bevel : LineJoin::Miter;
}

/// Layout properties hold for a whole level of tiles.
double layoutZoom(double zoom) { return std::max(0.0, std::floor(zoom)); }

bool dependsOnFeature(const auto &...properties) { return (properties.dependsOnFeature() || ...); }

double circleReach(const style::CircleStyle &s, double zoom) {
    if (dependsOnFeature(s.radius, s.strokeWidth)) return kUnknownReachPx;
    return s.radius.evaluate(zoom) + s.strokeWidth.evaluate(zoom) + 2;
}

double lineReach(const style::LineStyle &s, double zoom) {
    if (dependsOnFeature(s.width, s.gapWidth, s.offset, s.miterLimit)) return kUnknownReachPx;
    LinePlan plan;
    plan.shape.widthPx = s.width.evaluate(zoom);
    plan.shape.miterLimit = s.miterLimit.evaluate(layoutZoom(zoom));
    plan.gapWidthPx = s.gapWidth.evaluate(zoom);
    plan.offsetPx = s.offset.evaluate(zoom);
    return plan.reachPx();
}

struct Direction {
    double x = 0, y = 0;
};

/// Directions of the path's segments; of points that repeat, none.
void cleanSegments(const tile::PagePath &path, std::vector<ScreenPoint> &points, std::vector<Direction> &directions) {
    for (const ScreenPoint &p : path.points)
        if (points.empty() || !(points.back() == p)) points.push_back(p);
    if (path.closed && points.size() > 1 && points.front() == points.back()) points.pop_back();
    const std::size_t segments = path.closed ? points.size() : points.size() - 1;
    for (std::size_t i = 0; i < segments; ++i) {
        const ScreenPoint &a = points[i];
        const ScreenPoint &b = points[(i + 1) % points.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        directions.push_back({(b.x - a.x) / length, (b.y - a.y) / length});
    }
}

} // namespace

double LinePlan::reachPx() const {
    const double half = gapWidthPx > 0 ? gapWidthPx / 2 + shape.widthPx : shape.widthPx / 2;
    return (half + 1) * std::clamp(shape.miterLimit, 1.5, 4.0) + kMiterOfOffset * std::abs(offsetPx) + 2;
}

std::optional<FillShape> fillLook(const style::FillStyle &s, double zoom, const FeatureView &f) {
    const double opacity = s.opacity.evaluate(zoom, f);
    FillShape shape;
    shape.color = withOpacity(s.color.evaluate(zoom, f), opacity);
    shape.antialias = s.antialias.evaluate(zoom);
    if (shape.antialias && s.outlineColor.isSet())
        shape.outlineColor = withOpacity(s.outlineColor.evaluate(zoom, f), opacity);
    if (shape.color.a <= 0 && shape.outlineColor.a <= 0) return std::nullopt;
    return shape;
}

std::optional<LinePlan> lineLook(const style::LineStyle &s, double zoom, const FeatureView &f) {
    LinePlan plan;
    LineShape &shape = plan.shape;
    shape.widthPx = s.width.evaluate(zoom, f);
    shape.color = withOpacity(s.color.evaluate(zoom, f), s.opacity.evaluate(zoom, f));
    if (!(shape.widthPx > 0) || shape.color.a <= 0) return std::nullopt;
    shape.blurPx = std::max(0.0, s.blur.evaluate(zoom, f));
    plan.gapWidthPx = std::max(0.0, s.gapWidth.evaluate(zoom, f));
    plan.offsetPx = s.offset.evaluate(zoom, f);
    const double layout = layoutZoom(zoom);
    shape.cap = capOf(s.cap.evaluate(layout, f));
    shape.join = joinOf(s.join.evaluate(layout, f));
    shape.miterLimit = std::max(1.0, s.miterLimit.evaluate(layout, f));
    const std::vector<double> pattern = s.dashArray.evaluate(s.dashArray.dependsOnFeature() ? layout : zoom, f);
    double sum = 0;
    for (std::size_t round = 0; round < (pattern.size() % 2 == 0 ? 1U : 2U); ++round) // odd ones repeat, as in SVG
        for (const double length : pattern) {
            plan.dashes.push_back(std::max(0.0, length) * shape.widthPx);
            sum += plan.dashes.back();
        }
    if (!(sum > 0)) plan.dashes.clear();
    return plan;
}

std::optional<CircleShape> circleLook(const style::CircleStyle &s, double zoom, const FeatureView &f) {
    CircleShape shape;
    shape.radiusPx = std::max(0.0, s.radius.evaluate(zoom, f));
    shape.strokeWidthPx = std::max(0.0, s.strokeWidth.evaluate(zoom, f));
    shape.color = withOpacity(s.color.evaluate(zoom, f), s.opacity.evaluate(zoom, f));
    shape.strokeColor = withOpacity(s.strokeColor.evaluate(zoom, f), s.strokeOpacity.evaluate(zoom, f));
    shape.blur = std::abs(s.blur.evaluate(zoom, f));
    const bool strokeSeen = shape.strokeWidthPx > 0 && shape.strokeColor.a > 0;
    if (!strokeSeen && (shape.color.a <= 0 || shape.radiusPx <= 0)) return std::nullopt;
    return shape;
}

double layerReachPx(const style::StyleLayer &layer, double zoom) {
    const ScreenPoint moved = translationOf(layer, zoom);
    const double translation = std::max(std::abs(moved.x), std::abs(moved.y));
    if (const auto *line = std::get_if<style::LineStyle>(&layer.style)) return lineReach(*line, zoom) + translation;
    if (const auto *circle = std::get_if<style::CircleStyle>(&layer.style))
        return circleReach(*circle, zoom) + translation;
    return 2 + translation;
}

ScreenPoint translationOf(const style::StyleLayer &layer, double zoom) {
    return std::visit(
        [&](const auto &s) -> ScreenPoint {
            if constexpr (requires { s.translate; }) {
                const std::vector<double> v = s.translate.evaluate(zoom);
                if (v.size() == 2) return {v[0], v[1]};
            }
            return {};
        },
        layer.style);
}

tile::PagePath offsetPath(const tile::PagePath &path, double offsetPx) {
    tile::PagePath out;
    out.closed = path.closed;
    out.startPx = path.startPx;
    std::vector<ScreenPoint> points;
    std::vector<Direction> directions;
    if (path.points.empty()) return out;
    cleanSegments(path, points, directions);
    if (directions.empty()) return out;
    const auto moved = [&](ScreenPoint p, Direction d) {
        return ScreenPoint{p.x - d.y * offsetPx, p.y + d.x * offsetPx};
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool isStart = !path.closed && i == 0;
        const bool isEnd = !path.closed && i + 1 == points.size();
        const Direction before = directions[isStart ? 0 : (i + directions.size() - 1) % directions.size()];
        const Direction after = directions[isEnd ? i - 1 : i];
        const double cosine = before.x * after.x + before.y * after.y;
        // The mitre's end lies at p + (n0 + n1) / (1 + cos), as long as it is no longer than its limit.
        const double stretch2 = 2 / std::max(1 + cosine, 1e-9);
        if (stretch2 <= kMiterOfOffset * kMiterOfOffset) {
            const double k = offsetPx / (1 + cosine);
            out.points.push_back({points[i].x - (before.y + after.y) * k, points[i].y + (before.x + after.x) * k});
        } else {
            out.points.push_back(moved(points[i], before));
            out.points.push_back(moved(points[i], after));
        }
    }
    return out;
}

void appendStrips(const tile::PagePath &path, double offsetPx, double apartPx, bool roundCaps,
                  std::vector<tile::PagePath> &out) {
    tile::PagePath left = offsetPath(path, offsetPx - apartPx);
    tile::PagePath right = offsetPath(path, offsetPx + apartPx);
    if (left.points.empty() || right.points.empty()) return;
    if (!roundCaps || path.closed) {
        out.push_back(std::move(left));
        out.push_back(std::move(right));
        return;
    }
    // Half a circle from `from` to `to` about their middle, to the right of that direction turned back: outwards.
    const auto addCap = [](std::vector<ScreenPoint> &points, ScreenPoint from, ScreenPoint to) {
        constexpr int kSteps = 12;
        const ScreenPoint middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
        const double dx = from.x - middle.x;
        const double dy = from.y - middle.y;
        for (int i = 1; i < kSteps; ++i) {
            const double a = std::numbers::pi * i / kSteps;
            points.push_back(
                {middle.x + dx * std::cos(a) - dy * std::sin(a), middle.y + dx * std::sin(a) + dy * std::cos(a)});
        }
    };
    tile::PagePath around;
    around.closed = true;
    around.startPx = path.startPx;
    around.points = left.points;
    addCap(around.points, left.points.back(), right.points.back());
    around.points.insert(around.points.end(), right.points.rbegin(), right.points.rend());
    addCap(around.points, right.points.front(), left.points.front());
    out.push_back(std::move(around));
}

} // namespace corridors::output
