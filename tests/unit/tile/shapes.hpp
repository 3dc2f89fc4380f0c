// Random rings and independent oracles for the tests of geodata/tile.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <numbers>
#include <random>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/tile/planarize.hpp"
#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile::test {

using GridRing = std::vector<TilePoint>;
using Random = std::mt19937;

inline double uniform(Random &random, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
}

/// Processor time of this thread in seconds: other programs on the machine do not count.
inline double threadSeconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

inline TilePoint onGrid(double x, double y) {
    return {static_cast<std::int16_t>(std::lround(x)), static_cast<std::int16_t>(std::lround(y))};
}

/// Star-shaped about its centre, hence simple before rounding.
inline GridRing star(Random &random, double cx, double cy, double inner, double outer, int vertices) {
    GridRing ring;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double r = uniform(random, inner, outer);
        ring.push_back(onGrid(cx + r * std::cos(angle), cy + r * std::sin(angle)));
    }
    return ring;
}

inline std::int64_t area2(const GridRing &ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const TilePoint a = ring[i];
        const TilePoint b = ring[(i + 1) % ring.size()];
        sum += static_cast<std::int64_t>(a.x) * b.y - static_cast<std::int64_t>(b.x) * a.y;
    }
    return sum;
}

inline std::int64_t trianglesArea2(const std::vector<TilePoint> &v, const std::vector<std::uint32_t> &indices) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 2 < indices.size(); i += 3)
        sum += orientation(v[indices[i]], v[indices[i + 1]], v[indices[i + 2]]);
    return sum;
}

/// Even-odd test at a point that lies on no edge.
inline bool inside(const std::vector<GridRing> &rings, double x, double y) {
    bool in = false;
    for (const GridRing &ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const TilePoint a = ring[i];
            const TilePoint b = ring[(i + 1) % ring.size()];
            if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
        }
    return in;
}

/// How many triangles cover a point.
inline int coverCount(const std::vector<TilePoint> &v, const std::vector<std::uint32_t> &indices, double x, double y) {
    int count = 0;
    for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
        const auto turn = [&](TilePoint a, TilePoint b) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x); };
        const TilePoint a = v[indices[i]];
        const TilePoint b = v[indices[i + 1]];
        const TilePoint c = v[indices[i + 2]];
        if (turn(a, b) > 0 && turn(b, c) > 0 && turn(c, a) > 0) ++count;
    }
    return count;
}

/// Distance of a point from the rings' edges.
inline double distanceToEdges(const std::vector<GridRing> &rings, double x, double y) {
    double best = 1e300;
    for (const GridRing &ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const TilePoint a = ring[i];
            const TilePoint b = ring[(i + 1) % ring.size()];
            const double dx = b.x - a.x;
            const double dy = b.y - a.y;
            const double l2 = dx * dx + dy * dy;
            const double t = l2 > 0 ? std::clamp(((x - a.x) * dx + (y - a.y) * dy) / l2, 0.0, 1.0) : 0;
            best = std::min(best, std::hypot(x - a.x - t * dx, y - a.y - t * dy));
        }
    return best;
}

} // namespace corridors::tile::test
