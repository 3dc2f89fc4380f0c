// Fuzzes clipping: random and hostile rings and lines (duplicates, huge and equal coordinates, box corners) against
// boxes. Checks: what is left lies in the box, lengths and areas only shrink, a ring inside stays as it is. usage:
// clip_fuzz [--seconds N] [--seed S]
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "fuzz_loop.hpp"
#include "geodata/tile/clip.hpp"

namespace {

using namespace corridors::tile;

double coordinate(std::mt19937 &random) {
    static constexpr double kSpecial[] = {0, 8192, -64, 8256, 4096, -1e12, 1e12, 8191.5, 0.5, -0.0};
    switch (random() % 5) {
    case 0: return kSpecial[random() % std::size(kSpecial)];
    case 1: return std::uniform_real_distribution<double>(-1e6, 1e6)(random);
    case 2: return static_cast<double>(random() % 100);
    default: return std::uniform_real_distribution<double>(-2000, 10000)(random);
    }
}

double lengthOfLine(std::span<const UnitPoint> line) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += lengthOf(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    return sum;
}

bool inBox(std::span<const UnitPoint> points, const UnitBox &box, double slack) {
    for (const UnitPoint &p : points)
        if (!(p.x >= box.minX - slack && p.x <= box.maxX + slack && p.y >= box.minY - slack && p.y <= box.maxY + slack))
            return false;
    return true;
}

void once(std::mt19937 &random) {
    std::vector<UnitPoint> points;
    for (std::size_t n = random() % 40; n > 0; --n) {
        if (!points.empty() && random() % 6 == 0)
            points.push_back(points[random() % points.size()]);
        else
            points.push_back({coordinate(random), coordinate(random)});
    }
    const UnitBox box{-64, -64, 8256, 8256};
    // A point on the box is as exact as the farthest coordinate allows.
    double farthest = 1;
    for (const UnitPoint &p : points) farthest = std::max({farthest, std::abs(p.x), std::abs(p.y)});
    const double slack = 1e-9 + farthest * 1e-14;

    std::vector<LinePiece> pieces;
    const bool closed = random() % 2 == 0;
    clipLine(points, closed, box, pieces);
    double sum = 0;
    for (const LinePiece &piece : pieces) {
        fuzz::require(piece.points.size() >= 2, "a piece has two points");
        fuzz::require(inBox(piece.points, box, slack * 8), "pieces lie in the box");
        fuzz::require(piece.startDistance >= 0, "distances are not negative");
        sum += lengthOfLine(piece.points);
    }
    std::vector<UnitPoint> whole = points;
    if (closed && !points.empty()) whole.push_back(points.front());
    fuzz::require(sum <= lengthOfLine(whole) * (1 + 1e-9) + slack * 100, "pieces are no longer than the line");

    std::vector<UnitPoint> scratch;
    std::vector<UnitPoint> ring = points;
    clipRing(ring, box, scratch);
    fuzz::require(inBox(ring, box, slack * 8), "the clipped ring lies in the box");
    if (inBox(points, box, 0)) fuzz::require(ring == points, "a ring inside stays as it is");
    std::vector<UnitPoint> again = ring;
    for (UnitPoint &p : again) p = {std::clamp(p.x, box.minX, box.maxX), std::clamp(p.y, box.minY, box.maxY)};
    const std::vector<UnitPoint> clamped = again;
    clipRing(again, box, scratch);
    fuzz::require(again == clamped, "clipping twice changes nothing");
}

} // namespace

int main(int argc, char **argv) { return fuzz::loop(argc, argv, once); }
