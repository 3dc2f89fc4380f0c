#include "geodata/tile/planarize.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace corridors::tile {
namespace {

// Bounds of the work on hopeless input: pairs compared, and points inserted, in one call.
constexpr std::size_t kMaxPairs = 60'000'000;
constexpr std::size_t kMaxSplits = 400'000;
constexpr int kMaxRounds = 24;

struct Split {
    std::uint32_t edge;
    TilePoint at;
};

int signOf(std::int64_t v) { return (v > 0) - (v < 0); }

bool withinBox(const GridEdge &e, TilePoint p) {
    const auto [low, high] = std::minmax(e.left.y, e.right.y);
    return p.x >= e.left.x && p.x <= e.right.x && p.y >= low && p.y <= high;
}

bool strictlyInside(const GridEdge &e, TilePoint p) {
    return !(p == e.left) && !(p == e.right) && withinBox(e, p) && orientation(e.left, e.right, p) == 0;
}

std::optional<TilePoint> crossing(const GridEdge &a, const GridEdge &b) {
    const std::int64_t a0 = orientation(b.left, b.right, a.left);
    const std::int64_t a1 = orientation(b.left, b.right, a.right);
    const std::int64_t b0 = orientation(a.left, a.right, b.left);
    const std::int64_t b1 = orientation(a.left, a.right, b.right);
    if (signOf(a0) * signOf(a1) >= 0 || signOf(b0) * signOf(b1) >= 0) return std::nullopt;
    const double t = static_cast<double>(a0) / static_cast<double>(a0 - a1);
    const double x = a.left.x + t * (a.right.x - a.left.x);
    const double y = a.left.y + t * (a.right.y - a.left.y);
    return TilePoint{static_cast<std::int16_t>(std::lround(x)), static_cast<std::int16_t>(std::lround(y))};
}

class Rounds {
public:
    explicit Rounds(std::vector<GridEdge> &edges) : m_edges(edges) {}

    bool run() {
        for (int round = 0; round < kMaxRounds; ++round) {
            if (!findSplits()) return false;
            if (m_splits.empty()) return true;
            apply();
            sortAndCancel(m_edges);
        }
        return false;
    }

private:
    // All pairs whose boxes overlap, by a sweep along x (the edges are sorted by their left ends).
    bool findSplits() {
        m_splits.clear();
        m_active.clear();
        for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
            const GridEdge e = m_edges[i];
            const auto [low, high] = std::minmax(e.left.y, e.right.y);
            std::size_t kept = 0;
            for (std::size_t k = 0; k < m_active.size(); ++k) {
                const Active other = m_active[k];
                if (other.maxX < e.left.x) continue;
                m_active[kept++] = other;
                if (other.maxY >= low && other.minY <= high) meet(i, other.edge);
            }
            m_pairs += m_active.size();
            m_active.resize(kept);
            m_active.push_back({e.right.x, low, high, i});
            if (m_pairs > kMaxPairs || m_splits.size() > kMaxSplits) return false;
        }
        return true;
    }

    void meet(std::uint32_t i, std::uint32_t k) {
        const GridEdge &a = m_edges[i];
        const GridEdge &b = m_edges[k];
        split(i, b.left);
        split(i, b.right);
        split(k, a.left);
        split(k, a.right);
        if (const auto p = crossing(a, b)) {
            m_splits.push_back({i, *p});
            m_splits.push_back({k, *p});
        }
    }
    void split(std::uint32_t edge, TilePoint p) {
        if (strictlyInside(m_edges[edge], p)) m_splits.push_back({edge, p});
    }

    // Replaces each split edge by the chain through its points, in order along the edge.
    void apply() {
        std::sort(m_splits.begin(), m_splits.end(), [&](const Split &a, const Split &b) {
            if (a.edge != b.edge) return a.edge < b.edge;
            const auto [da, db] = std::pair{alongEdge(a), alongEdge(b)};
            return da != db ? da < db : sweepBefore(a.at, b.at);
        });
        std::vector<GridEdge> result;
        result.reserve(m_edges.size() + m_splits.size());
        std::size_t s = 0;
        for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
            TilePoint from = m_edges[i].left;
            const TilePoint to = m_edges[i].right;
            for (; s < m_splits.size() && m_splits[s].edge == i; ++s) add(result, from, m_splits[s].at);
            add(result, from, to);
        }
        m_edges = std::move(result);
    }
    [[nodiscard]] std::int64_t alongEdge(const Split &s) const {
        const GridEdge &e = m_edges[s.edge];
        const std::int64_t dx = e.right.x - e.left.x;
        const std::int64_t dy = e.right.y - e.left.y;
        return dx * (s.at.x - e.left.x) + dy * (s.at.y - e.left.y);
    }
    static void add(std::vector<GridEdge> &edges, TilePoint &from, TilePoint to) {
        if (from == to) return;
        edges.push_back(sweepBefore(from, to) ? GridEdge{from, to} : GridEdge{to, from});
        from = to;
    }

    struct Active {
        std::int16_t maxX;
        std::int16_t minY;
        std::int16_t maxY;
        std::uint32_t edge;
    };
    std::vector<GridEdge> &m_edges;
    std::vector<Split> m_splits;
    std::vector<Active> m_active;
    std::size_t m_pairs = 0;
};

} // namespace

bool edgesConflict(const GridEdge &a, const GridEdge &b) {
    if (strictlyInside(a, b.left) || strictlyInside(a, b.right) || strictlyInside(b, a.left) ||
        strictlyInside(b, a.right) || a == b)
        return true;
    return crossing(a, b).has_value();
}

void sortAndCancel(std::vector<GridEdge> &edges) {
    std::sort(edges.begin(), edges.end(), [](const GridEdge &a, const GridEdge &b) {
        if (!(a.left == b.left)) return sweepBefore(a.left, b.left);
        const std::int64_t turn = orientation(a.left, a.right, b.right);
        return turn != 0 ? turn > 0 : sweepBefore(a.right, b.right);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (kept > 0 && edges[kept - 1] == edges[i])
            --kept;
        else
            edges[kept++] = edges[i];
    }
    edges.resize(kept);
}

bool planarize(std::vector<GridEdge> &edges) {
    sortAndCancel(edges);
    return Rounds(edges).run();
}

} // namespace corridors::tile
