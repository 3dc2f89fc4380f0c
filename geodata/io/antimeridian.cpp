#include "geodata/io/antimeridian.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::io {
namespace {

constexpr double kJumpDeg = 340;
constexpr double kSameDeg = 1e-9;
constexpr double kMaxSpanDeg = 3 * 360.0; // a ring that winds further is noise, not geography

bool isJump(double fromLon, double toLon) { return std::abs(toLon - fromLon) > kJumpDeg; }

/// Longitudes made continuous by adding whole turns after each jump.
std::vector<LonLat> unwrapped(std::span<const LonLat> points) {
    std::vector<LonLat> out(points.begin(), points.end());
    double shift = 0;
    for (std::size_t i = 1; i < out.size(); ++i) {
        if (isJump(points[i - 1].lonDeg, points[i].lonDeg))
            shift += points[i].lonDeg < points[i - 1].lonDeg ? 360 : -360;
        out[i].lonDeg += shift;
    }
    return out;
}

struct Span {
    double west = 0;
    double east = 0;
};

Span spanOf(std::span<const LonLat> points) {
    const auto [west, east] = std::minmax_element(points.begin(), points.end(),
                                                  [](const LonLat &a, const LonLat &b) { return a.lonDeg < b.lonDeg; });
    return {west->lonDeg, east->lonDeg};
}

/// Every jump runs from exactly 180 to exactly -180: the edge of the map drawn as an edge, as in world rectangles.
bool jumpsOnlyAlongTheEdge(std::span<const LonLat> points) {
    for (std::size_t i = 1; i < points.size(); ++i)
        if (isJump(points[i - 1].lonDeg, points[i].lonDeg) &&
            (std::abs(std::abs(points[i].lonDeg) - 180) > kSameDeg ||
             std::abs(std::abs(points[i - 1].lonDeg) - 180) > kSameDeg))
            return false;
    return true;
}

std::vector<LonLat> unwrappedRing(std::span<const LonLat> ring) {
    std::vector<LonLat> out = unwrapped(ring);
    const Span before = spanOf(ring);
    const Span after = spanOf(out);
    const double closure = out.back().lonDeg - out.front().lonDeg;
    const bool closes = std::abs(closure) < 1;
    const bool collapsed = after.east - after.west < kSameDeg && before.east - before.west > kSameDeg;
    const bool spiral = after.east - after.west > kMaxSpanDeg;
    if (collapsed || spiral || (!closes && jumpsOnlyAlongTheEdge(ring))) return {ring.begin(), ring.end()};
    if (!closes) { // around a pole: close the ring along the pole that it lies nearer to
        double sum = 0;
        for (const LonLat &p : out) sum += p.latDeg;
        const double pole = sum < 0 ? -90 : 90;
        const LonLat first = out.front();
        out.push_back({out.back().lonDeg, pole});
        out.push_back({first.lonDeg, pole});
        out.push_back(first);
    }
    return out;
}

int windowOf(double lonDeg) { return static_cast<int>(std::floor((lonDeg + 180) / 360)); }

LonLat crossing(LonLat a, LonLat b, double lonDeg) {
    const double t = (lonDeg - a.lonDeg) / (b.lonDeg - a.lonDeg);
    return {lonDeg, a.latDeg + t * (b.latDeg - a.latDeg)};
}

/// Sutherland and Hodgman (1974) against one meridian: keeps the side where sign * (lon - meridian) >= 0.
std::vector<LonLat> clipToSide(const std::vector<LonLat> &ring, double meridian, double sign) {
    std::vector<LonLat> out;
    const auto inside = [&](LonLat p) { return sign * (p.lonDeg - meridian) >= 0; };
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const LonLat a = ring[i];
        const LonLat b = ring[i + 1];
        if (inside(a)) out.push_back(a);
        if (inside(a) != inside(b)) out.push_back(crossing(a, b, meridian));
    }
    if (!out.empty()) out.push_back(out.front());
    return out;
}

std::vector<LonLat> clipToWindow(const std::vector<LonLat> &ring, int window) {
    const double west = -180 + 360.0 * window;
    std::vector<LonLat> out = clipToSide(clipToSide(ring, west, 1), west + 360, -1);
    for (LonLat &p : out) p.lonDeg -= 360.0 * window;
    const bool flat = out.size() < 4 || spanOf(out).east - spanOf(out).west < kSameDeg;
    return flat ? std::vector<LonLat>{} : out;
}

} // namespace

bool staysInWorld(std::span<const LonLat> points) {
    double previous = points.empty() ? 0 : points.front().lonDeg;
    for (const LonLat &p : points) {
        if (std::abs(p.lonDeg) > 180 || isJump(previous, p.lonDeg)) return false;
        previous = p.lonDeg;
    }
    return true;
}

double wrapLongitude(double lonDeg) {
    if (std::abs(lonDeg) <= 180) return lonDeg;
    const double wrapped = lonDeg - 360 * std::floor((lonDeg + 180) / 360);
    return wrapped == -180 && lonDeg > 0 ? 180 : wrapped;
}

void splitLine(std::span<const LonLat> line, std::vector<std::vector<LonLat>> &pieces) {
    const std::vector<LonLat> points = unwrapped(line);
    std::vector<LonLat> piece;
    // A vertex exactly on a meridian of 180 belongs to the window of the segment it is on, hence the midpoint.
    int window = 0;
    const auto flush = [&] {
        if (piece.size() > 1) pieces.push_back(piece);
        piece.clear();
    };
    const auto add = [&](LonLat p) { piece.push_back({p.lonDeg - 360.0 * window, p.latDeg}); };
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        LonLat a = points[i];
        const LonLat b = points[i + 1];
        const double step = b.lonDeg >= a.lonDeg ? 1 : -1;
        while (true) {
            // The next meridian 180 + 360 k strictly ahead of a, or b when it comes first.
            const double ahead = step > 0 ? 360 * std::floor((a.lonDeg + 180) / 360) + 180
                                          : 360 * std::ceil((a.lonDeg - 180) / 360) - 180;
            const bool cuts = step * (b.lonDeg - ahead) > 0;
            const LonLat end = cuts ? crossing(a, b, ahead) : b;
            const int here = windowOf((a.lonDeg + end.lonDeg) / 2);
            if (piece.empty() || here != window) {
                flush();
                window = here;
                add(a);
            }
            add(end);
            if (!cuts) break;
            a = end;
        }
    }
    flush();
}

void splitPolygon(std::span<const Ring> polygon, std::vector<Ring> &pieces) {
    if (polygon.empty()) return;
    std::vector<std::vector<LonLat>> rings;
    for (const Ring &r : polygon) rings.push_back(unwrappedRing(r.points));
    const Span shell = spanOf(rings.front());
    for (std::size_t i = 1; i < rings.size(); ++i) { // a hole may have been unwrapped one turn away from its shell
        const Span hole = spanOf(rings[i]);
        const double turns = std::round(((shell.west + shell.east) - (hole.west + hole.east)) / 2 / 360);
        for (LonLat &p : rings[i]) p.lonDeg += 360 * turns;
    }
    const int last = windowOf(std::nextafter(shell.east, shell.west));
    for (int window = windowOf(shell.west); window <= last; ++window) {
        std::vector<LonLat> outer = clipToWindow(rings.front(), window);
        if (outer.empty()) continue;
        pieces.push_back({std::move(outer), true});
        for (std::size_t i = 1; i < rings.size(); ++i) {
            std::vector<LonLat> hole = clipToWindow(rings[i], window);
            if (!hole.empty()) pieces.push_back({std::move(hole), false});
        }
    }
}

} // namespace corridors::io
