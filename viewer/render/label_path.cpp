#include "viewer/render/label_path.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::render {
namespace {

/// Half the cost of std::hypot, whose care for overflow nothing on a screen needs.
double lengthOf(double dx, double dy) { return std::sqrt(dx * dx + dy * dy); }

double angleDeg(ScreenPoint from, ScreenPoint to) {
    return std::atan2(to.y - from.y, to.x - from.x) * 180 / std::numbers::pi;
}

/// Difference of two directions, in (-180, 180].
double turnDeg(double fromDeg, double toDeg) {
    const double turn = std::remainder(toDeg - fromDeg, 360.0);
    return turn <= -180 ? turn + 360 : turn;
}

/// Reads leftwards, or straight down: upside down for a reader.
bool isUpsideDown(ScreenPoint from, ScreenPoint to) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    constexpr double kVertical = 1e-6;
    return std::abs(dx) <= kVertical * std::abs(dy) ? dy > 0 : dx < 0;
}

/// The path under the text, in reading direction.
class Baseline {
public:
    Baseline(const ScreenPath &path, const CurveRequest &request, bool reversed)
        : m_path(path), m_request(request), m_direction(reversed ? -1 : 1) {}

    /// The line itself at a distance from the text's middle.
    [[nodiscard]] ScreenPoint onLine(double fromMiddlePx) const {
        return m_path.at(m_request.alongPx + m_direction * (fromMiddlePx + m_request.offsetXPx));
    }

    /// What the letters stand on: the line with its jags smoothed over about an em, moved aside by offsetY; as a path
    /// on which distances are true, so that letters keep their spacing inside and outside of bends. Its middle is at
    /// `middlePx`.
    [[nodiscard]] ScreenPath smoothed(double widthPx, double &middlePx) const {
        const double stepPx = std::clamp(m_request.sizePx / 6, 1.0, 4.0);
        const int radius = std::max(1, static_cast<int>(std::lround(kSmoothEm * m_request.sizePx / stepPx)));
        const int half = static_cast<int>(std::ceil((widthPx / 2 + 2 * m_request.sizePx) / stepPx)) + 3 * radius;
        std::vector<ScreenPoint> points;
        points.reserve(2 * static_cast<std::size_t>(half) + 1);
        for (int i = -half; i <= half; ++i) points.push_back(onLine(i * stepPx));
        for (int pass = 0; pass < 3; ++pass) points = averaged(points, radius);
        if (m_request.offsetYPx != 0) {
            points = movedAside(points, m_request.offsetYPx);
            points = averaged(points, std::max(1, radius / 2)); // rounds off what a tight bend has folded
        }
        middlePx = 0;
        for (std::size_t i = 0; i < static_cast<std::size_t>(half); ++i)
            middlePx += lengthOf(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
        return ScreenPath(points);
    }

private:
    static constexpr double kSmoothEm = 0.8;

    /// Moving average; at the ends the line is taken to go on as it ends (point mirrored at the end).
    static std::vector<ScreenPoint> averaged(const std::vector<ScreenPoint> &points, int radius) {
        const std::size_t count = points.size();
        const auto reach = static_cast<std::size_t>(radius);
        std::vector<ScreenPoint> longer; // by radius at the front and radius + 1 at the back
        longer.reserve(count + 2 * reach + 1);
        const auto mirrored = [&](ScreenPoint end, std::size_t i) {
            longer.push_back({2 * end.x - points[i].x, 2 * end.y - points[i].y});
        };
        for (std::size_t i = reach; i > 0; --i) mirrored(points.front(), std::min(i, count - 1));
        longer.insert(longer.end(), points.begin(), points.end());
        for (std::size_t i = 1; i <= reach + 1; ++i) mirrored(points.back(), count - 1 - std::min(i, count - 1));
        std::vector<ScreenPoint> out;
        out.reserve(count);
        ScreenPoint sum{};
        for (std::size_t i = 0; i <= 2 * reach; ++i) sum = {sum.x + longer[i].x, sum.y + longer[i].y};
        const double share = 1.0 / (2 * radius + 1);
        for (std::size_t i = 0; i < count; ++i) {
            out.push_back({sum.x * share, sum.y * share});
            const ScreenPoint in = longer[i + 2 * reach + 1];
            sum = {sum.x + in.x - longer[i].x, sum.y + in.y - longer[i].y};
        }
        return out;
    }

    /// Every point moved by `offsetPx` to the right of the reading direction, which is downwards on the screen.
    static std::vector<ScreenPoint> movedAside(const std::vector<ScreenPoint> &points, double offsetPx) {
        std::vector<ScreenPoint> out;
        out.reserve(points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            const ScreenPoint a = points[i > 0 ? i - 1 : i];
            const ScreenPoint b = points[std::min(i + 1, points.size() - 1)];
            const double length = std::max(lengthOf(b.x - a.x, b.y - a.y), 1e-9);
            out.push_back(
                {points[i].x - (b.y - a.y) / length * offsetPx, points[i].y + (b.x - a.x) / length * offsetPx});
        }
        return out;
    }

    const ScreenPath &m_path;
    const CurveRequest &m_request;
    double m_direction;
};

/// The largest turn of the line itself between letters that are at most an em apart: a sharp bend shows even when it is
/// spread over letters.
double largestTurn(const Baseline &baseline, const CurveRequest &request) {
    std::vector<double> directions;
    for (const text::TextCluster &cluster : request.clusters) {
        const double x = (cluster.centreXPx - request.widthPx / 2) * request.scale;
        const double reach = std::max(cluster.advancePx * request.scale / 2, request.sizePx * 0.35);
        directions.push_back(angleDeg(baseline.onLine(x - reach), baseline.onLine(x + reach)));
    }
    double largest = 0;
    for (std::size_t i = 0; i < directions.size(); ++i)
        for (std::size_t k = i + 1; k < directions.size(); ++k) {
            const double apart = (request.clusters[k].centreXPx - request.clusters[i].centreXPx) * request.scale;
            if (apart > request.sizePx && k > i + 1) break;
            largest = std::max(largest, std::abs(turnDeg(directions[i], directions[k])));
        }
    return largest;
}

} // namespace

ScreenPath::ScreenPath(std::span<const ScreenPoint> points) {
    m_points.reserve(points.size());
    m_distances.reserve(points.size());
    for (const ScreenPoint p : points) {
        const double step = m_points.empty() ? 0 : lengthOf(p.x - m_points.back().x, p.y - m_points.back().y);
        if (!m_points.empty() && step < 1e-9) continue;
        m_distances.push_back(m_points.empty() ? 0 : m_distances.back() + step);
        m_points.push_back(p);
    }
    if (m_points.size() < 2) {
        m_points.clear();
        m_distances.clear();
    }
}

ScreenPoint ScreenPath::at(double distancePx) const {
    if (m_points.empty()) return {};
    const auto after = std::upper_bound(m_distances.begin() + 1, m_distances.end() - 1, distancePx);
    const auto i = static_cast<std::size_t>(after - m_distances.begin());
    const double t = (distancePx - m_distances[i - 1]) / (m_distances[i] - m_distances[i - 1]);
    const ScreenPoint a = m_points[i - 1];
    const ScreenPoint b = m_points[i];
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

std::optional<CurvedText> layAlong(const ScreenPath &path, const CurveRequest &request) {
    if (path.lengthPx() <= 0 || request.clusters.empty()) return std::nullopt;
    const double width = request.widthPx * request.scale;
    const bool reversed =
        request.keepUpright && isUpsideDown(path.at(request.alongPx - width / 2), path.at(request.alongPx + width / 2));
    const Baseline baseline(path, request, reversed);
    CurvedText out;
    out.maxTurnDeg = largestTurn(baseline, request);
    if (out.maxTurnDeg > request.mostTurnDeg) return std::nullopt;
    double middlePx = 0;
    const ScreenPath curve = baseline.smoothed(width, middlePx);
    if (curve.lengthPx() <= 0) return std::nullopt;

    out.pieces.reserve(request.clusters.size());
    for (const text::TextCluster &cluster : request.clusters) {
        const double at = middlePx + (cluster.centreXPx - request.widthPx / 2) * request.scale;
        const double reach = std::max(cluster.advancePx * request.scale / 2, request.sizePx * 0.25);
        out.pieces.push_back({curve.at(at), angleDeg(curve.at(at - reach), curve.at(at + reach))});
    }
    const ScreenPoint a = curve.at(middlePx - width / 2);
    const ScreenPoint m = curve.at(middlePx);
    const ScreenPoint b = curve.at(middlePx + width / 2);
    out.meanDeg = angleDeg(a, b);
    for (const CurvedText::Piece &piece : out.pieces)
        out.spreadDeg = std::max(out.spreadDeg, std::abs(turnDeg(out.meanDeg, piece.rotateDeg)));
    out.middle = {(a.x + 2 * m.x + b.x) / 4, (a.y + 2 * m.y + b.y) / 4};
    return out;
}

} // namespace corridors::render
