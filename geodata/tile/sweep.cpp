#include "geodata/tile/sweep.hpp"

#include <algorithm>

namespace corridors::tile {
namespace {

using Chain = MonotonePieces::Chain;

class Sweep {
public:
    Sweep(std::span<const GridEdge> edges, std::span<const TilePoint> points, std::uint32_t firstIndex,
          std::vector<std::uint32_t> &indices)
        : m_edges(edges), m_points(points), m_active(edges.size()), m_intervals(edges.size()), m_rightId(edges.size()),
          m_incoming(points.size(), {kNone, 0}), m_pieces(points, firstIndex, indices) {
        for (std::uint32_t e = 0; e < edges.size(); ++e)
            m_rightId[e] = static_cast<std::uint32_t>(
                std::lower_bound(points.begin(), points.end(), edges[e].right, sweepBefore) - points.begin());
    }

    bool run() {
        std::uint32_t edge = 0;
        for (std::uint32_t v = 0; v < m_points.size(); ++v) {
            const std::uint32_t first = edge;
            while (edge < m_edges.size() && m_edges[edge].left == m_points[v]) ++edge;
            if (!visit(v, first, edge)) return false;
        }
        return true;
    }

private:
    /// What lies directly above an active edge, as long as it is inside: one piece, or two that wait to be joined.
    struct Interval {
        bool inside = false;
        std::uint32_t low = kNone;
        std::uint32_t high = kNone;
    };
    struct Incoming {
        std::uint32_t edge;
        std::uint32_t count;
    };
    /// The surroundings of a vertex: active edges directly below and above it, and those that end in it.
    struct Place {
        std::uint32_t below = kNone;
        std::uint32_t above = kNone;
        std::uint32_t lowest = kNone; ///< of those that end here
        std::uint32_t highest = kNone;
        bool ok = true;
    };

    [[nodiscard]] Place find(std::uint32_t v) const {
        Place p;
        if (m_incoming[v].count == 0) {
            bool touches = false;
            p.below = m_active.highest([&](std::uint32_t e) {
                const std::int64_t turn = orientation(m_edges[e].left, m_edges[e].right, m_points[v]);
                touches = touches || turn == 0;
                return turn > 0;
            });
            p.above = p.below == kNone ? m_active.lowest() : m_active.above(p.below);
            p.ok = !touches;
            return p;
        }
        const auto endsHere = [&](std::uint32_t e) { return e != kNone && m_rightId[e] == v; };
        p.lowest = p.highest = m_incoming[v].edge;
        std::uint32_t count = 1;
        for (; endsHere(m_active.below(p.lowest)); ++count) p.lowest = m_active.below(p.lowest);
        for (; endsHere(m_active.above(p.highest)); ++count) p.highest = m_active.above(p.highest);
        p.below = m_active.below(p.lowest);
        p.above = m_active.above(p.highest);
        p.ok = count == m_incoming[v].count;
        return p;
    }

    // A vertex without edges on its left inside the area: a diagonal to the last vertex of the interval splits it.
    void split(Interval &interval, std::uint32_t v, std::uint32_t &lowPiece, std::uint32_t &highPiece) {
        lowPiece = interval.low;
        highPiece = interval.high;
        if (lowPiece == highPiece) {
            const std::uint32_t fresh = m_pieces.start(m_pieces.last(lowPiece));
            if (m_pieces.chainOfLast(lowPiece) == Chain::Lower)
                lowPiece = fresh;
            else
                highPiece = fresh;
        }
        m_pieces.add(lowPiece, v, Chain::Upper);
        m_pieces.add(highPiece, v, Chain::Lower);
    }

    // v ends the upper boundary of the interval: what waits is joined to it.
    std::uint32_t touchFromAbove(Interval interval, std::uint32_t v) {
        if (interval.low != interval.high) m_pieces.finish(interval.high, v);
        m_pieces.add(interval.low, v, Chain::Upper);
        return interval.low;
    }
    std::uint32_t touchFromBelow(Interval interval, std::uint32_t v) {
        if (interval.low != interval.high) m_pieces.finish(interval.low, v);
        m_pieces.add(interval.high, v, Chain::Lower);
        return interval.high;
    }

    void closeBetween(const Place &p, std::uint32_t v) {
        for (std::uint32_t e = p.lowest; e != p.highest; e = m_active.above(e)) {
            const Interval &interval = m_intervals[e];
            if (!interval.inside) continue;
            m_pieces.finish(interval.low, v);
            if (interval.high != interval.low) m_pieces.finish(interval.high, v);
        }
    }

    void removeIncoming(const Place &p) {
        for (std::uint32_t e = p.lowest; e != p.above;) {
            const std::uint32_t next = m_active.above(e);
            m_active.remove(e);
            e = next;
        }
    }

    bool visit(std::uint32_t v, std::uint32_t firstOut, std::uint32_t endOut) {
        const Place p = find(v);
        if (!p.ok) return false;
        const bool hasIncoming = m_incoming[v].count > 0;
        const bool insideBelow = p.below != kNone && m_intervals[p.below].inside;
        const bool insideAbove = hasIncoming ? m_intervals[p.highest].inside : insideBelow;
        std::uint32_t lowPiece = kNone;
        std::uint32_t highPiece = kNone;
        if (hasIncoming) {
            closeBetween(p, v);
            if (insideBelow) lowPiece = touchFromAbove(m_intervals[p.below], v);
            if (insideAbove) highPiece = touchFromBelow(m_intervals[p.highest], v);
            removeIncoming(p);
        } else if (insideBelow) {
            split(m_intervals[p.below], v, lowPiece, highPiece);
        }
        if (insideBelow) m_intervals[p.below] = {true, lowPiece, firstOut == endOut ? highPiece : lowPiece};
        if (firstOut == endOut) return !conflict(p.below, p.above);
        return insertOutgoing(v, firstOut, endOut, p, insideBelow, highPiece);
    }

    bool insertOutgoing(std::uint32_t v, std::uint32_t first, std::uint32_t end, const Place &p, bool inside,
                        std::uint32_t highPiece) {
        std::uint32_t below = p.below;
        for (std::uint32_t e = first; e < end; ++e) {
            if (e > first && orientation(m_edges[e - 1].left, m_edges[e - 1].right, m_edges[e].right) == 0)
                return false;
            m_active.insertAbove(below, e);
            Incoming &in = m_incoming[m_rightId[e]];
            in = {e, in.count + 1};
            inside = !inside;
            if (inside) {
                const std::uint32_t piece = e + 1 == end ? highPiece : m_pieces.start(v);
                if (piece == kNone) return false; // an odd number of edges: no closed rings
                m_intervals[e] = {true, piece, piece};
            } else {
                m_intervals[e] = {};
            }
            below = e;
        }
        return !conflict(p.below, first) && !conflict(end - 1, p.above);
    }

    [[nodiscard]] bool conflict(std::uint32_t a, std::uint32_t b) const {
        return a != kNone && b != kNone && edgesConflict(m_edges[a], m_edges[b]);
    }

    std::span<const GridEdge> m_edges;
    std::span<const TilePoint> m_points;
    ActiveEdges m_active;
    std::vector<Interval> m_intervals; // by the edge below
    std::vector<std::uint32_t> m_rightId;
    std::vector<Incoming> m_incoming; // by vertex
    MonotonePieces m_pieces;
};

} // namespace

bool sweepTriangulate(std::span<const GridEdge> edges, std::vector<TilePoint> &vertices,
                      std::vector<std::uint32_t> &indices) {
    std::vector<TilePoint> points;
    points.reserve(2 * edges.size());
    for (const GridEdge &e : edges) {
        points.push_back(e.left);
        points.push_back(e.right);
    }
    std::sort(points.begin(), points.end(), sweepBefore);
    points.erase(std::unique(points.begin(), points.end()), points.end());
    const std::size_t before = indices.size();
    if (!Sweep(edges, points, static_cast<std::uint32_t>(vertices.size()), indices).run()) {
        indices.resize(before);
        return false;
    }
    vertices.insert(vertices.end(), points.begin(), points.end());
    return true;
}

} // namespace corridors::tile
