#include "viewer/render/label_path.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::render {
namespace {

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

/// The largest turn between pieces that are at most an em apart: a sharp bend shows even when it is spread over
/// letters.
double largestTurn(const CurvedText &text, const CurveRequest &request) {
    double largest = 0;
    for (std::size_t i = 0; i < text.pieces.size(); ++i)
        for (std::size_t k = i + 1; k < text.pieces.size(); ++k) {
            const double apart = (request.clusters[k].centreXPx - request.clusters[i].centreXPx) * request.scale;
            if (apart > request.sizePx && k > i + 1) break;
            largest = std::max(largest, std::abs(turnDeg(text.pieces[i].rotateDeg, text.pieces[k].rotateDeg)));
        }
    return largest;
}

} // namespace

ScreenPath::ScreenPath(std::vector<ScreenPoint> points) {
    m_points.reserve(points.size());
    for (const ScreenPoint p : points) {
        const double step = m_points.empty() ? 0 : std::hypot(p.x - m_points.back().x, p.y - m_points.back().y);
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
    if (path.lengthPx() <= 0) return std::nullopt;
    const double width = request.widthPx * request.scale;
    const bool reversed =
        request.keepUpright && isUpsideDown(path.at(request.alongPx - width / 2), path.at(request.alongPx + width / 2));
    const double direction = reversed ? -1 : 1;
    const auto pointAt = [&](double fromMiddlePx) {
        return path.at(request.alongPx + direction * (fromMiddlePx + request.offsetXPx));
    };

    CurvedText out;
    out.pieces.reserve(request.clusters.size());
    for (const text::TextCluster &cluster : request.clusters) {
        const double x = (cluster.centreXPx - request.widthPx / 2) * request.scale;
        const double reach = std::max(cluster.advancePx * request.scale / 2, request.sizePx * 0.35);
        const ScreenPoint before = pointAt(x - reach);
        const ScreenPoint here = pointAt(x);
        const ScreenPoint after = pointAt(x + reach);
        const double rotate = angleDeg(before, after);
        const double radians = rotate * std::numbers::pi / 180;
        const ScreenPoint smooth{(before.x + 2 * here.x + after.x) / 4, (before.y + 2 * here.y + after.y) / 4};
        out.pieces.push_back(
            {{smooth.x - std::sin(radians) * request.offsetYPx, smooth.y + std::cos(radians) * request.offsetYPx},
             rotate});
    }
    if (out.pieces.empty()) return std::nullopt;
    out.maxTurnDeg = largestTurn(out, request);
    out.meanDeg = angleDeg(pointAt(-width / 2), pointAt(width / 2));
    for (const CurvedText::Piece &piece : out.pieces)
        out.spreadDeg = std::max(out.spreadDeg, std::abs(turnDeg(out.meanDeg, piece.rotateDeg)));
    const double radians = out.meanDeg * std::numbers::pi / 180;
    const ScreenPoint a = pointAt(-width / 2);
    const ScreenPoint m = pointAt(0);
    const ScreenPoint b = pointAt(width / 2);
    out.middle = {(a.x + 2 * m.x + b.x) / 4 - std::sin(radians) * request.offsetYPx,
                  (a.y + 2 * m.y + b.y) / 4 + std::cos(radians) * request.offsetYPx};
    return out;
}

} // namespace corridors::render
