#include "geodata/tile/line_extruder.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::tile {
namespace {

// A bend whose mitre is at most this long looks the same bevelled, and is drawn with two vertices instead of five.
constexpr double kSmoothMiter = 1.05;
// A round join whose mitre reaches no farther than this beyond the arc, in tile units (16 a pixel), is drawn with it:
// at hairlines and thin lines nobody can tell them, and a mitre takes two vertices instead of six.
constexpr double kTipUnits = 0.15 * 16;
// Sharper bevels than this are cut off at the corner itself, where the two strips run over each other: what the Style
// Spec's reference draws, and what a translucent line looks like there.
constexpr double kSharpMiter = 2;
// Longest mitre that LineVertex can hold.
constexpr double kLongestMiter = 31;
// How far the chords of a round join or cap may stay inside the circle, in tile units (16 a pixel).
constexpr double kArcErrorUnits = 2.0;
constexpr std::uint32_t kDistancePeriod = 1U << 22;

std::int8_t toByte(double v) { return static_cast<std::int8_t>(std::lround(v * 127)); }
std::int16_t toNormal(double v) { return static_cast<std::int16_t>(std::lround(v * static_cast<double>(kNormalOne))); }

} // namespace

int LineExtruder::stepsFor(double angle, double maxHalfUnits) {
    const double cosine = 1 - kArcErrorUnits / std::max(maxHalfUnits, 2 * kArcErrorUnits);
    const double step = 2 * std::acos(std::max(cosine, 0.0));
    return std::clamp(static_cast<int>(std::ceil(angle / step)), 1, 64);
}

std::uint32_t LineExtruder::add(const Corner &at, Vec normal, double across, double along, double side) {
    m_vertices.push_back({roundToGrid(at.point), toNormal(normal.x), toNormal(normal.y), toByte(across), toByte(along),
                          toByte(side), 0, static_cast<float>(at.distance)});
    return static_cast<std::uint32_t>(m_vertices.size() - 1);
}

void LineExtruder::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    m_indices.insert(m_indices.end(), {a, b, c});
}

// Corners with their outgoing segments; points that fall on the same grid point as their predecessor are skipped.
void LineExtruder::collect(std::span<const UnitPoint> line, bool closed, double startDistance) {
    m_corners.clear();
    double distance = startDistance - std::floor(startDistance / kDistancePeriod) * kDistancePeriod;
    for (const UnitPoint &p : line) {
        if (!m_corners.empty()) {
            Corner &last = m_corners.back();
            const Vec d{p.x - last.point.x, p.y - last.point.y};
            const double length = lengthOf(d.x, d.y);
            distance += length;
            if (roundToGrid(p) == roundToGrid(last.point)) continue;
            last.direction = {d.x / length, d.y / length};
            last.length = length;
        }
        m_corners.push_back({p, {}, 0, distance});
    }
    while (closed && m_corners.size() > 1 && roundToGrid(m_corners.back().point) == roundToGrid(line.front()))
        m_corners.pop_back();
    if (m_corners.size() < 2) return;
    Corner &last = m_corners.back();
    if (!closed) {
        last.direction = m_corners[m_corners.size() - 2].direction;
        return;
    }
    const Vec d{line.front().x - last.point.x, line.front().y - last.point.y};
    last.length = lengthOf(d.x, d.y);
    last.direction = {d.x / last.length, d.y / last.length};
}

// `sign` is -1 at the line's start and +1 at its end.
LineExtruder::Edge LineExtruder::cap(const Corner &at, Vec direction, int sign, LineCap kind,
                                     const StrokeShape &shape) {
    const Vec normal{-direction.y, direction.x};
    const double along = kind == LineCap::Square ? sign : 0;
    const Edge edge{add(at, normal, -1, along, -1), add(at, normal, 1, along, 1)};
    if (kind != LineCap::Round) return edge;
    const std::uint32_t hub = add(at, normal, 0, 0, 0);
    const int steps = std::max(2, stepsFor(std::numbers::pi, shape.maxHalfUnits));
    std::uint32_t previous = edge.left;
    for (int i = 1; i <= steps; ++i) { // one sign of `side` on the whole rim: it must not pass 0 along a chord
        const double angle = std::numbers::pi * i / steps;
        const std::uint32_t rim = add(at, normal, -std::cos(angle), sign * std::sin(angle), -1);
        triangle(hub, previous, rim);
        previous = rim;
    }
    return edge;
}

LineExtruder::Join LineExtruder::wedge(const Corner &before, const Corner &at, Vec miter, bool innerFits, bool round,
                                       const StrokeShape &shape) {
    const Vec n0{-before.direction.y, before.direction.x};
    const Vec n1{-at.direction.y, at.direction.x};
    const double turn = before.direction.x * at.direction.y - before.direction.y * at.direction.x;
    const double outer = turn > 0 ? -1 : 1; // turning right, the left edge is outside
    const std::uint32_t hub = add(at, innerFits ? miter : n0, 0, 0, 0);
    const std::uint32_t first = add(at, n0, outer, 0, outer);
    std::uint32_t previous = first;
    if (round) {
        const double bend = std::abs(std::atan2(turn, n0.x * n1.x + n0.y * n1.y));
        const double angle = outer < 0 ? bend : -bend; // about the outside also when the line turns right back
        const int steps = stepsFor(bend, shape.maxHalfUnits);
        for (int i = 1; i < steps; ++i) {
            const double a = angle * i / steps;
            const Vec n{n0.x * std::cos(a) - n0.y * std::sin(a), n0.x * std::sin(a) + n0.y * std::cos(a)};
            const std::uint32_t rim = add(at, n, outer, 0, outer);
            triangle(hub, previous, rim);
            previous = rim;
        }
    }
    const std::uint32_t last = add(at, n1, outer, 0, outer);
    triangle(hub, previous, last);
    std::uint32_t innerEnd = 0;
    std::uint32_t innerStart = 0;
    if (innerFits) {
        innerEnd = innerStart = add(at, miter, -outer, 0, -outer);
        triangle(first, hub, innerEnd);
        triangle(hub, last, innerEnd);
    } else {
        innerEnd = add(at, n0, -outer, 0, -outer);
        innerStart = add(at, n1, -outer, 0, -outer);
    }
    if (outer < 0) return {{first, innerEnd}, {last, innerStart}};
    return {{innerEnd, first}, {innerStart, last}};
}

// Both strips end in the line through the corner that crosses the bend's bisector at a right angle.
LineExtruder::Join LineExtruder::crossing(const Corner &before, const Corner &at) {
    const Vec n0{-before.direction.y, before.direction.x};
    const Vec n1{-at.direction.y, at.direction.x};
    const Vec q{n0.x - n1.x, n0.y - n1.y};
    const auto reach = [&](Vec n) {
        const double share = 1 / (q.x * n.x + q.y * n.y);
        return Vec{q.x * share, q.y * share};
    };
    const auto edge = [&](Vec n) { return Edge{add(at, n, -1, 0, -1), add(at, n, 1, 0, 1)}; };
    return {edge(reach(n0)), edge(reach(n1))};
}

LineExtruder::Join LineExtruder::join(const Corner &before, const Corner &at, const StrokeShape &shape) {
    const Vec n0{-before.direction.y, before.direction.x};
    const Vec n1{-at.direction.y, at.direction.x};
    const double cosTurn = n0.x * n1.x + n0.y * n1.y;
    const double cosHalf = std::sqrt(std::max(0.0, (1 + cosTurn) / 2));
    const double miterLength = cosHalf > 1e-6 ? 1 / cosHalf : 1e6;
    const double tanHalf = std::sqrt(std::max(0.0, miterLength * miterLength - 1));
    const bool representable = miterLength <= kLongestMiter;
    const bool innerFits = representable && tanHalf * shape.maxHalfUnits <= std::min(before.length, at.length);
    const double scale = representable ? 1 / (1 + cosTurn) : 0;
    const Vec miter{(n0.x + n1.x) * scale, (n0.y + n1.y) * scale};

    LineJoin kind = shape.join;
    if (kind == LineJoin::Round &&
        (miterLength < shape.roundLimit || (miterLength - 1) * shape.maxHalfUnits < kTipUnits))
        kind = LineJoin::Miter;
    else if (kind == LineJoin::Miter && (miterLength > shape.miterLimit || !representable))
        kind = LineJoin::Bevel;
    if (kind == LineJoin::Bevel && miterLength < kSmoothMiter) kind = LineJoin::Miter;
    if (kind == LineJoin::Bevel && miterLength > kSharpMiter) return crossing(before, at);
    if (kind != LineJoin::Miter) return wedge(before, at, miter, innerFits, kind == LineJoin::Round, shape);
    if (innerFits || miterLength < kSmoothMiter) {
        const Edge both{add(at, miter, -1, 0, -1), add(at, miter, 1, 0, 1)};
        return {both, both};
    }
    // The mitre's tip is shared, but the inner edges run on past each other: the segments are too short for a corner.
    const bool right = before.direction.x * at.direction.y - before.direction.y * at.direction.x > 0;
    const double inner = right ? 1 : -1;
    const std::uint32_t tip = add(at, miter, -inner, 0, -inner);
    const std::uint32_t innerEnd = add(at, n0, inner, 0, inner);
    const std::uint32_t innerStart = add(at, n1, inner, 0, inner);
    if (right) return {{tip, innerEnd}, {tip, innerStart}};
    return {{innerEnd, tip}, {innerStart, tip}};
}

void LineExtruder::stroke(std::span<const UnitPoint> line, const StrokeShape &shape, double startDistance) {
    collect(line, shape.closed, startDistance);
    const std::size_t n = m_corners.size();
    if (n < 2) return;
    const auto quad = [&](Edge from, Edge to) {
        triangle(from.left, from.right, to.left);
        triangle(from.right, to.right, to.left);
    };
    const bool closed = shape.closed && n > 2;
    Join closing;
    Edge from;
    if (closed) {
        closing = join(m_corners.back(), m_corners.front(), shape);
        from = closing.start;
    } else {
        const LineCap kind = shape.startCap ? shape.cap : LineCap::Butt;
        from = cap(m_corners.front(), m_corners.front().direction, -1, kind, shape);
    }
    for (std::size_t i = 1; i < (closed ? n : n - 1); ++i) {
        const Join at = join(m_corners[i - 1], m_corners[i], shape);
        quad(from, at.end);
        from = at.start;
    }
    if (closed) {
        // The ring's length is not the first corner's distance, so the closing edge has corners of its own.
        const double length = m_corners.back().distance + m_corners.back().length;
        Edge end = closing.end;
        for (std::uint32_t *corner : {&end.left, &end.right}) {
            LineVertex copy = m_vertices[*corner];
            copy.distance = static_cast<float>(length);
            m_vertices.push_back(copy);
            *corner = static_cast<std::uint32_t>(m_vertices.size() - 1);
        }
        quad(from, end);
        return;
    }
    const LineCap kind = shape.endCap ? shape.cap : LineCap::Butt;
    quad(from, cap(m_corners.back(), m_corners.back().direction, 1, kind, shape));
}

} // namespace corridors::tile
