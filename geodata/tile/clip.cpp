#include "geodata/tile/clip.hpp"

#include <cmath>
#include <utility>

namespace corridors::tile {
namespace {

bool before(UnitPoint a, UnitPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

// Where the edge ab meets x = at. Ordered ends: both neighbours of a common edge get the same bits.
UnitPoint meetX(UnitPoint a, UnitPoint b, double at) {
    if (before(b, a)) std::swap(a, b);
    return {at, a.y + (b.y - a.y) * ((at - a.x) / (b.x - a.x))};
}
UnitPoint meetY(UnitPoint a, UnitPoint b, double at) {
    if (before(b, a)) std::swap(a, b);
    return {a.x + (b.x - a.x) * ((at - a.y) / (b.y - a.y)), at};
}

template <class Inside, class Meet>
void clipHalfPlane(std::vector<UnitPoint> &ring, std::vector<UnitPoint> &out, Inside inside, Meet meet) {
    out.clear();
    if (!ring.empty()) {
        UnitPoint previous = ring.back();
        bool previousIn = inside(previous);
        for (const UnitPoint &p : ring) {
            const bool in = inside(p);
            if (in != previousIn) out.push_back(meet(previous, p));
            if (in) out.push_back(p);
            previous = p;
            previousIn = in;
        }
    }
    ring.swap(out);
}

// The part of the segment ab inside the box as parameters [t0, t1] (Liang & Barsky 1984); false when there is none.
bool clipSegment(UnitPoint a, UnitPoint b, const UnitBox &box, double &t0, double &t1) {
    t0 = 0;
    t1 = 1;
    const auto cut = [&](double step, double room) {
        if (step == 0) return room >= 0;
        const double t = room / step;
        if (step < 0)
            t0 = std::max(t0, t);
        else
            t1 = std::min(t1, t);
        return t0 <= t1;
    };
    return cut(a.x - b.x, a.x - box.minX) && cut(b.x - a.x, box.maxX - a.x) && cut(a.y - b.y, a.y - box.minY) &&
           cut(b.y - a.y, box.maxY - a.y);
}

UnitPoint along(UnitPoint a, UnitPoint b, double t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

/// Whether a segment lies on a side of the box.
bool runsAlongSide(const UnitBox &box, UnitPoint a, UnitPoint b) {
    const double slack = (box.maxX - box.minX) * 1e-9; // 4 cm on the Earth
    const auto both = [slack](double p, double q, double side) {
        return std::abs(p - side) <= slack && std::abs(q - side) <= slack;
    };
    return both(a.x, b.x, box.minX) || both(a.x, b.x, box.maxX) || both(a.y, b.y, box.minY) || both(a.y, b.y, box.maxY);
}

} // namespace

void clipRing(std::vector<UnitPoint> &ring, const UnitBox &box, std::vector<UnitPoint> &scratch) {
    UnitBox extent{1e300, 1e300, -1e300, -1e300};
    for (const UnitPoint &p : ring)
        extent = {std::min(extent.minX, p.x), std::min(extent.minY, p.y), std::max(extent.maxX, p.x),
                  std::max(extent.maxY, p.y)};
    if (extent.minX > box.maxX || extent.maxX < box.minX || extent.minY > box.maxY || extent.maxY < box.minY) {
        ring.clear();
        return;
    }
    if (extent.minX < box.minX)
        clipHalfPlane(
            ring, scratch, [&](UnitPoint p) { return p.x >= box.minX; },
            [&](UnitPoint a, UnitPoint b) { return meetX(a, b, box.minX); });
    if (extent.maxX > box.maxX)
        clipHalfPlane(
            ring, scratch, [&](UnitPoint p) { return p.x <= box.maxX; },
            [&](UnitPoint a, UnitPoint b) { return meetX(a, b, box.maxX); });
    if (extent.minY < box.minY)
        clipHalfPlane(
            ring, scratch, [&](UnitPoint p) { return p.y >= box.minY; },
            [&](UnitPoint a, UnitPoint b) { return meetY(a, b, box.minY); });
    if (extent.maxY > box.maxY)
        clipHalfPlane(
            ring, scratch, [&](UnitPoint p) { return p.y <= box.maxY; },
            [&](UnitPoint a, UnitPoint b) { return meetY(a, b, box.maxY); });
}

void clipLine(std::span<const UnitPoint> line, bool closed, const UnitBox &box, std::vector<LinePiece> &pieces,
              const UnitBox *world) {
    if (line.size() < 2) return;
    const std::size_t segments = closed ? line.size() : line.size() - 1;
    const std::size_t firstPiece = pieces.size();
    double distance = 0;
    bool open = false; // whether pieces.back() reaches the current vertex
    for (std::size_t i = 0; i < segments; ++i) {
        const UnitPoint a = line[i];
        const UnitPoint b = line[i + 1 == line.size() ? 0 : i + 1];
        const double length = lengthOf(b.x - a.x, b.y - a.y);
        double t0 = 0;
        double t1 = 1;
        const bool isOutline = world == nullptr || !runsAlongSide(*world, a, b);
        if (isOutline && clipSegment(a, b, box, t0, t1) && (t1 > t0 || length == 0)) {
            if (!open || t0 > 0) {
                LinePiece &piece = pieces.emplace_back();
                piece.points.push_back(t0 > 0 ? along(a, b, t0) : a);
                piece.startDistance = distance + t0 * length;
                piece.startsLine = i == 0 && t0 == 0;
            }
            pieces.back().points.push_back(t1 < 1 ? along(a, b, t1) : b);
            open = t1 >= 1;
            pieces.back().endsLine = open && i + 1 == segments;
        } else {
            open = false;
        }
        distance += length;
    }
    if (!closed || pieces.size() == firstPiece || !pieces.back().endsLine || !pieces[firstPiece].startsLine) return;
    LinePiece &last = pieces.back();
    if (pieces.size() == firstPiece + 1) { // never left the box
        last.closed = true;
        last.points.pop_back();
        return;
    }
    LinePiece &first =
        pieces[firstPiece]; // join the piece that ends at the first vertex with the one that begins there
    last.points.insert(last.points.end(), first.points.begin() + 1, first.points.end());
    last.endsLine = false;
    first = std::move(last);
    pieces.pop_back();
}

} // namespace corridors::tile
