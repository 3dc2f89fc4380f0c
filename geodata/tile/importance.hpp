// Importance: one byte a vertex that says up to which tolerance the vertex may be left out. Computed once per layer; a
// tile then takes the vertices whose level is above that of its tolerance, so simplification costs a byte compare,
// does not depend on the tile, and a vertex kept in one tile is kept in its neighbour.
//
// How shared borders stay shared. Rings and lines are cut into arcs at junctions: vertices where the set of neighbours
// differs between two passages (three countries meet, a border reaches the coast, a line ends on another). The two
// passages of a common border therefore see the same arc, and all that follows depends on nothing but the arc's
// coordinates: not on the direction, the ring, its first vertex or the feature. A ring without junctions is treated as
// a cycle. Arcs of another layer with the same ends get the same levels too; where ends differ, levels differ only near
// those ends, by less than the tolerance.
//
// How an arc is ranked. Vertices are removed one at a time, cheapest first. The cost of b between a and c is
//     distance(b, segment ac) + max(error of link ab, error of link bc),
// which becomes the error of the link ac. It bounds how far any vertex left out lies from the line that remains, so a
// tile's lines are within its tolerance of the data (one-sided Hausdorff distance), and it never falls along the
// removal order. A spur that returns on itself keeps its tip, which area-based rankings (Visvalingam) lose.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/core/layer_data.hpp"

namespace corridors::tile {

/// Level of a vertex that is never left out: junctions and ends of lines.
inline constexpr std::uint8_t kAlwaysKept = 255;

/// Level of a tolerance: 8 steps an octave, 0 below 2^-34 of the pyramid's edge (an eighth of a pixel at zoom 22).
[[nodiscard]] std::uint8_t importanceLevel(double toleranceM, double pyramidEdgeM);

/// A layer's levels in the order of its vertices (all features' parts end to end); empty for layers of points alone.
/// Keep a vertex when its level is above importanceLevel(tolerance). O(n log n), about 40 MB beside the result.
[[nodiscard]] std::vector<std::uint8_t> rankVertices(const LayerData &data);

/// The ranking of one part on its own; `levels` already holds kAlwaysKept at the part's junctions and 0 elsewhere.
/// `closed`: a ring, whose last vertex repeats the first. Exposed for tests.
class ArcRanker {
public:
    explicit ArcRanker(double pyramidEdgeM) : m_edgeM(pyramidEdgeM) {}
    void rank(std::span<const WorldPoint> part, bool closed, std::span<std::uint8_t> levels);

private:
    struct Node {
        WorldPoint point;
        double linkError = 0; ///< error of the link to `next`
        std::uint32_t prev = 0;
        std::uint32_t next = 0;
        std::uint32_t vertex = 0;  ///< index in the part
        std::uint32_t version = 0; ///< entries of the heap with another version are stale
    };
    struct Entry {
        double cost;
        std::uint32_t node;
        std::uint32_t version;
    };
    /// Order of removal: by cost, then by position, so that equal costs do not bring the direction in.
    [[nodiscard]] bool laterThan(const Entry &a, const Entry &b) const;
    [[nodiscard]] double costOf(std::uint32_t node) const;
    void push(std::uint32_t node);
    void rankArc(std::uint32_t first, std::uint32_t count, bool cyclic, std::span<std::uint8_t> levels);

    double m_edgeM;
    std::vector<std::uint32_t> m_distinct;
    std::vector<Node> m_nodes;
    std::vector<Entry> m_heap;
};

} // namespace corridors::tile
