#include "geodata/tile/triangulate.hpp"

#include "geodata/tile/cover_rows.hpp"
#include "geodata/tile/sweep.hpp"

namespace corridors::tile {

void Triangulator::addRing(std::span<const TilePoint> ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const TilePoint a = ring[i];
        const TilePoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        if (a == b) continue;
        m_edges.push_back(sweepBefore(a, b) ? GridEdge{a, b} : GridEdge{b, a});
    }
}

void Triangulator::finish(std::vector<TilePoint> &vertices, std::vector<std::uint32_t> &indices) {
    sortAndCancel(m_edges);
    if (!sweepTriangulate(m_edges, vertices, indices)) {
        std::vector<GridEdge> planar = m_edges;
        if (!planarize(planar) || !sweepTriangulate(planar, vertices, indices)) coverByRows(m_edges, vertices, indices);
    }
    m_edges.clear();
}

} // namespace corridors::tile
