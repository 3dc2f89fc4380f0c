// The sweep of triangulate.hpp: planar edges -> triangles. And its two supports: the ordered set of edges under the
// sweep line, and the monotone pieces that grow behind it. Used by triangulate.cpp only.
//
//            interval between two active edges               a merge leaves two pieces that wait for the next vertex
//                 ------------- next edge                         -----.
//        piece  *  inside above the edge  | sweep line                  m . . . diagonal when the next vertex comes
//                 ------------- edge                              -----'
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/tile/planarize.hpp"

namespace corridors::tile {

inline constexpr std::uint32_t kNone = 0xffffffff;

/// Edges under the sweep line from low to high: a treap with links to the neighbours. Edges are numbers; the order is
/// given by the place of insertion, so no comparison can ever go wrong.
class ActiveEdges {
public:
    explicit ActiveEdges(std::size_t edges) : m_nodes(edges) {}

    [[nodiscard]] std::uint32_t lowest() const { return m_head; }
    [[nodiscard]] std::uint32_t above(std::uint32_t edge) const { return m_nodes[edge].above; }
    [[nodiscard]] std::uint32_t below(std::uint32_t edge) const { return m_nodes[edge].below; }
    /// Inserts directly above `below`, or as the lowest for kNone.
    void insertAbove(std::uint32_t below, std::uint32_t edge);
    void remove(std::uint32_t edge);

    /// The highest edge for which isBelow(edge) holds, given that it holds for all edges up to some height; or kNone.
    template <class IsBelow>
    [[nodiscard]] std::uint32_t highest(IsBelow &&isBelow) const {
        std::uint32_t best = kNone;
        for (std::uint32_t at = m_root; at != kNone;) {
            const bool under = isBelow(at);
            if (under) best = at;
            at = under ? m_nodes[at].right : m_nodes[at].left;
        }
        return best;
    }

private:
    struct Node {
        std::uint32_t parent = kNone, left = kNone, right = kNone;
        std::uint32_t below = kNone, above = kNone;
    };
    // A fixed scramble of the number serves as random priority, so runs are reproducible.
    static std::uint32_t priority(std::uint32_t edge) {
        std::uint32_t h = (edge + 1) * 2654435761U;
        h ^= h >> 15;
        return h * 2246822519U;
    }
    void rotateUp(std::uint32_t edge);
    void replaceChild(std::uint32_t parent, std::uint32_t child, std::uint32_t with);

    std::vector<Node> m_nodes;
    std::uint32_t m_root = kNone;
    std::uint32_t m_head = kNone;
};

/// Monotone pieces, each triangulated while it grows (Garey et al. 1978): its stack holds the vertices, all on one
/// chain, that cannot be cut off yet.
class MonotonePieces {
public:
    enum class Chain : std::uint8_t { Lower, Upper };

    MonotonePieces(std::span<const TilePoint> points, std::uint32_t firstIndex, std::vector<std::uint32_t> &indices)
        : m_points(points), m_firstIndex(firstIndex), m_indices(indices) {}

    [[nodiscard]] std::uint32_t start(std::uint32_t vertex);
    void add(std::uint32_t piece, std::uint32_t vertex, Chain chain);
    void finish(std::uint32_t piece, std::uint32_t vertex);
    /// The vertex added last, and the chain it is on.
    [[nodiscard]] std::uint32_t last(std::uint32_t piece) const { return m_pieces[piece].stack.back(); }
    [[nodiscard]] Chain chainOfLast(std::uint32_t piece) const { return m_pieces[piece].chain; }

private:
    struct Piece {
        std::vector<std::uint32_t> stack;
        Chain chain = Chain::Lower;
    };
    void emit(std::uint32_t a, std::uint32_t b, std::uint32_t c);
    void fan(const Piece &piece, std::uint32_t vertex);

    std::span<const TilePoint> m_points;
    std::uint32_t m_firstIndex;
    std::vector<std::uint32_t> &m_indices;
    std::vector<Piece> m_pieces;
    std::vector<std::uint32_t> m_free;
};

/// Triangulates edges that sortAndCancel has put in order. False, with nothing appended, when two of them cross or
/// touch other than in common ends.
[[nodiscard]] bool sweepTriangulate(std::span<const GridEdge> edges, std::vector<TilePoint> &vertices,
                                    std::vector<std::uint32_t> &indices);

} // namespace corridors::tile
