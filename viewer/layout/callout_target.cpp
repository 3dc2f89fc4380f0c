#include <algorithm>
#include <cmath>

#include "viewer/layout/callouts.hpp"

namespace corridors::layout {
namespace {

bool isInView(ScreenPoint p, const app::Viewport &view) {
    return p.x >= 0 && p.y >= 0 && p.x <= view.widthPx && p.y <= view.heightPx;
}

/// The part of a-b inside the view as parameters (Liang and Barsky 1984); false when there is none.
bool clipToView(ScreenPoint a, ScreenPoint b, const app::Viewport &view, double &from, double &to) {
    from = 0;
    to = 1;
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double p[] = {-dx, dx, -dy, dy};
    const double q[] = {a.x, view.widthPx - a.x, a.y, view.heightPx - a.y};
    for (std::size_t i = 0; i < 4; ++i) {
        if (p[i] == 0) {
            if (q[i] < 0) return false;
            continue;
        }
        const double t = q[i] / p[i];
        if (p[i] < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
    }
    return from < to;
}

struct Stretch {
    std::vector<ScreenPoint> points;
    double lengthPx = 0;
};

ScreenPoint middleOf(const Stretch &stretch) {
    double left = stretch.lengthPx / 2;
    for (std::size_t i = 1; i < stretch.points.size(); ++i) {
        const ScreenPoint a = stretch.points[i - 1];
        const ScreenPoint b = stretch.points[i];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (left <= length && length > 0) return {a.x + (b.x - a.x) * left / length, a.y + (b.y - a.y) * left / length};
        left -= length;
    }
    return stretch.points.front();
}

/// Whether a point is hidden by furniture.
bool isHidden(ScreenPoint p, std::span<const PageBox> avoid) {
    return std::ranges::any_of(avoid, [&](const PageBox &box) {
        return p.x > box.left - 4 && p.x < box.right + 4 && p.y > box.top - 4 && p.y < box.bottom + 4;
    });
}

std::optional<ScreenPoint> onLine(const FeatureView &feature, const app::Viewport &view,
                                  std::span<const PageBox> avoid) {
    Stretch best;
    Stretch current;
    const auto finish = [&] {
        if (current.points.size() > 1 && current.lengthPx > best.lengthPx) best = current;
        current = {};
    };
    for (std::size_t i = 0; i < feature.partCount(); ++i) {
        const auto part = feature.part(i);
        for (std::size_t k = 1; k < part.size(); ++k) {
            const ScreenPoint a = view.toScreen(part[k - 1]);
            const ScreenPoint b = view.toScreen(part[k]);
            double from = 0;
            double to = 1;
            if (!clipToView(a, b, view, from, to)) {
                finish();
                continue;
            }
            const ScreenPoint start{a.x + (b.x - a.x) * from, a.y + (b.y - a.y) * from};
            const ScreenPoint end{a.x + (b.x - a.x) * to, a.y + (b.y - a.y) * to};
            if (from > 0) finish();
            // In steps, so that long segments can be left out where furniture hides them.
            const double length = std::hypot(end.x - start.x, end.y - start.y);
            const int steps = avoid.empty() ? 1 : std::max(1, static_cast<int>(length / 16));
            for (int step = 0; step < steps; ++step) {
                const auto along = [&](double s) {
                    return ScreenPoint{start.x + (end.x - start.x) * s / steps,
                                       start.y + (end.y - start.y) * s / steps};
                };
                if (isHidden(along(step + 0.5), avoid)) {
                    finish();
                    continue;
                }
                if (current.points.empty()) current.points.push_back(along(step));
                current.points.push_back(along(step + 1));
                current.lengthPx += length / steps;
            }
            if (to < 1) finish();
        }
        finish();
    }
    if (best.points.empty()) return std::nullopt;
    return middleOf(best);
}

/// The middle of the longest run inside the polygon on one of several level lines across its visible part: always
/// inside, and well inside for anything but combs.
std::optional<ScreenPoint> inPolygon(const FeatureView &feature, const app::Viewport &view) {
    const WorldBounds &b = feature.bounds();
    const ScreenPoint nw = view.toScreen({b.minX, b.maxY});
    const ScreenPoint se = view.toScreen({b.maxX, b.minY});
    const double top = std::max(nw.y, 0.0);
    const double bottom = std::min(se.y, view.heightPx);
    if (top >= bottom) return std::nullopt;
    std::optional<ScreenPoint> best;
    double bestScore = 0;
    constexpr int kLines = 9;
    for (int i = 1; i < kLines; ++i) {
        const double share = static_cast<double>(i) / kLines;
        const double y = top + (bottom - top) * share;
        std::vector<double> crossings;
        for (std::size_t p = 0; p < feature.partCount(); ++p) {
            const auto ring = feature.part(p);
            for (std::size_t k = 1; k < ring.size(); ++k) {
                const ScreenPoint u = view.toScreen(ring[k - 1]);
                const ScreenPoint v = view.toScreen(ring[k]);
                if ((u.y <= y) != (v.y <= y)) crossings.push_back(u.x + (v.x - u.x) * (y - u.y) / (v.y - u.y));
            }
        }
        std::ranges::sort(crossings);
        for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
            const double left = std::max(crossings[k], 0.0);
            const double right = std::min(crossings[k + 1], view.widthPx);
            const double score = (right - left) * (1 - std::abs(share - 0.5)); // rather in the middle
            if (score > bestScore) {
                bestScore = score;
                best = ScreenPoint{(left + right) / 2, y};
            }
        }
    }
    return best;
}

} // namespace

std::optional<ScreenPoint> calloutTarget(const FeatureView &feature, const app::Viewport &viewport,
                                         std::span<const PageBox> avoid) {
    switch (feature.geometryClass()) {
    case GeometryClass::Point:
        for (std::size_t i = 0; i < feature.partCount(); ++i)
            for (const WorldPoint p : feature.part(i))
                if (isInView(viewport.toScreen(p), viewport)) return viewport.toScreen(p);
        return std::nullopt;
    case GeometryClass::Line:
        if (const auto clear = onLine(feature, viewport, avoid)) return clear;
        return avoid.empty() ? std::nullopt : onLine(feature, viewport, {});
    case GeometryClass::Polygon: return inPolygon(feature, viewport);
    case GeometryClass::None: break;
    }
    return std::nullopt;
}

} // namespace corridors::layout
