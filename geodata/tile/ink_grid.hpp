// InkGrid: which parts of a tile a layer's lines cover, in cells coarse enough to be kept for every tile. Labels are
// placed with it where they hide fewest lines. A hint for looks only: nothing is drawn from it and nothing is exact.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

class InkGrid {
public:
    static constexpr int kCells = 128; ///< along an edge: 4 px at the tile's zoom
    static constexpr double kCellUnits = kTileExtent / kCells;

    /// Marks what a segment touches, grown by `halfUnits` on all sides. Parts outside the tile are ignored.
    void mark(UnitPoint a, UnitPoint b, double halfUnits);
    /// A bit a cell, row by row from the north-west, two words a row; empty when nothing was marked.
    [[nodiscard]] std::vector<std::uint64_t> take() { return std::move(m_bits); }

    [[nodiscard]] static bool isSet(const std::vector<std::uint64_t> &bits, int column, int row) {
        const auto bit = static_cast<std::size_t>(row) * kCells + static_cast<std::size_t>(column);
        return ((bits[bit / 64] >> (bit % 64)) & 1U) != 0;
    }

private:
    void markBox(const UnitBox &box);
    std::vector<std::uint64_t> m_bits;
};

} // namespace corridors::tile
