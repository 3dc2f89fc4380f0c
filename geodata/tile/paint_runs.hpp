// Collects consecutive features of equal paint into PaintRuns. Used by the bucket builders.
#pragma once

#include <utility>
#include <vector>

#include "geodata/tile/tile_mesh.hpp"

namespace corridors::tile {

template <class Paint>
class PaintRuns {
public:
    explicit PaintRuns(std::vector<PaintRun<Paint>> &runs) : m_runs(runs) {}

    /// The run that geometry with this paint joins; starts one at the given ends of the index arrays when it differs.
    void select(const Paint &paint, std::size_t indices, std::size_t outlineIndices = 0) {
        if (!m_runs.empty() && m_runs.back().paint == paint) return;
        close(indices, outlineIndices);
        m_runs.push_back(
            {static_cast<std::uint32_t>(indices), 0, static_cast<std::uint32_t>(outlineIndices), 0, paint});
    }
    /// Ends the last run at the given ends of the index arrays; a run that got nothing is removed.
    void close(std::size_t indices, std::size_t outlineIndices = 0) {
        if (m_runs.empty()) return;
        PaintRun<Paint> &run = m_runs.back();
        run.indexCount = static_cast<std::uint32_t>(indices) - run.firstIndex;
        run.outlineCount = static_cast<std::uint32_t>(outlineIndices) - run.outlineFirst;
        if (run.indexCount == 0 && run.outlineCount == 0) m_runs.pop_back();
    }

private:
    std::vector<PaintRun<Paint>> &m_runs;
};

} // namespace corridors::tile
