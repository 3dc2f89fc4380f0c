#include "geodata/tile/interior_point.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

namespace corridors::tile {
namespace {

constexpr std::size_t kMaxVertices = 3000;
constexpr int kMaxCells = 1500;
constexpr double kPrecision = 0.01; // of the part's smaller side

using Ring = std::vector<WorldPoint>;

double signedArea(std::span<const WorldPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) // relative to the first vertex: coordinates are large
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return sum / 2;
}

Ring thinned(std::span<const WorldPoint> ring, std::size_t step) {
    Ring out;
    for (std::size_t i = 0; i < ring.size(); i += step) out.push_back(ring[i]);
    if (!(out.back() == ring.back())) out.push_back(ring.back());
    return out;
}

double squaredDistanceToSegment(WorldPoint p, WorldPoint a, WorldPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    const double x = p.x - a.x - t * dx;
    const double y = p.y - a.y - t * dy;
    return x * x + y * y;
}

/// The outline in short runs with their boxes: most of it is too far from a point to matter.
class Outline {
public:
    explicit Outline(std::vector<Ring> rings) : m_rings(std::move(rings)) {
        for (std::size_t r = 0; r < m_rings.size(); ++r)
            for (std::size_t first = 0; first + 1 < m_rings[r].size(); first += kRunEdges) {
                Run run{r, first, std::min(first + kRunEdges, m_rings[r].size() - 1), {}};
                for (std::size_t i = run.first; i <= run.last; ++i) run.box.extend(m_rings[r][i]);
                m_runs.push_back(run);
            }
    }

    /// Distance to the outline, negative outside.
    [[nodiscard]] double clearance(WorldPoint p) const {
        double least = std::numeric_limits<double>::infinity();
        bool inside = false;
        for (const Run &run : m_runs) {
            const WorldBounds &box = run.box;
            const bool mayCross = box.minY <= p.y && box.maxY > p.y && box.maxX > p.x;
            const double x = std::max({box.minX - p.x, p.x - box.maxX, 0.0});
            const double y = std::max({box.minY - p.y, p.y - box.maxY, 0.0});
            const bool mayBeNear = x * x + y * y < least;
            if (!mayCross && !mayBeNear) continue;
            const Ring &ring = m_rings[run.ring];
            for (std::size_t i = run.first; i < run.last; ++i) {
                const WorldPoint a = ring[i];
                const WorldPoint b = ring[i + 1];
                if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
                if (mayBeNear) least = std::min(least, squaredDistanceToSegment(p, a, b));
            }
        }
        return inside ? std::sqrt(least) : -std::sqrt(least);
    }

private:
    static constexpr std::size_t kRunEdges = 16;
    struct Run {
        std::size_t ring = 0;
        std::size_t first = 0; ///< vertex
        std::size_t last = 0;  ///< vertex, the end of the run's last edge
        WorldBounds box;
    };
    std::vector<Ring> m_rings;
    std::vector<Run> m_runs;
};

struct Cell {
    WorldPoint center;
    double half = 0;
    double clear = 0;
    [[nodiscard]] double best() const { return clear + half * std::sqrt(2.0); }
    friend bool operator<(const Cell &a, const Cell &b) {
        if (a.best() != b.best()) return a.best() < b.best();
        return a.center.x != b.center.x ? a.center.x > b.center.x : a.center.y > b.center.y;
    }
};

// Largest inscribed circle by refining the most promising cells of a grid (the idea of branch and bound).
WorldPoint search(const Outline &outline, const WorldBounds &box) {
    const double side = std::min(box.width(), box.height());
    Cell best{box.center(), 0, outline.clearance(box.center())};
    if (!(side > 0)) return best.center;
    std::priority_queue<Cell> cells;
    const auto consider = [&](WorldPoint center, double half) {
        const Cell cell{center, half, outline.clearance(center)};
        if (cell.clear > best.clear) best = cell;
        if (cell.best() > best.clear + kPrecision * side) cells.push(cell);
    };
    const double half = std::max(side, std::max(box.width(), box.height()) / 16) / 2;
    for (double x = box.minX; x < box.maxX; x += 2 * half)
        for (double y = box.minY; y < box.maxY; y += 2 * half) consider({x + half, y + half}, half);
    for (int n = 0; n < kMaxCells && !cells.empty(); ++n) {
        const Cell cell = cells.top();
        cells.pop();
        if (cell.best() <= best.clear + kPrecision * side) break;
        const double q = cell.half / 2;
        for (const double sx : {-q, q})
            for (const double sy : {-q, q}) consider({cell.center.x + sx, cell.center.y + sy}, q);
    }
    return best.center;
}

} // namespace

WorldPoint findInteriorPoint(const FeatureView &polygon) {
    std::size_t shell = polygon.partCount();
    double largest = 0;
    for (std::size_t i = 0; i < polygon.partCount(); ++i) {
        const double area = polygon.isShell(i) ? std::abs(signedArea(polygon.part(i))) : 0;
        if (area > largest) {
            largest = area;
            shell = i;
        }
    }
    if (shell == polygon.partCount()) return polygon.bounds().center();
    std::size_t end = shell + 1;
    std::size_t vertices = polygon.part(shell).size();
    for (; end < polygon.partCount() && !polygon.isShell(end); ++end) vertices += polygon.part(end).size();
    const std::size_t step = 1 + vertices / kMaxVertices;
    std::vector<Ring> rings;
    WorldBounds box;
    for (std::size_t i = shell; i < end; ++i)
        if (!polygon.part(i).empty()) rings.push_back(thinned(polygon.part(i), step));
    for (const WorldPoint &p : rings.front()) box.extend(p);
    return search(Outline(std::move(rings)), box);
}

} // namespace corridors::tile
