#include "geodata/tile/ink_grid.hpp"

#include <algorithm>
#include <cmath>

#include "geodata/tile/clip.hpp"

namespace corridors::tile {

void InkGrid::markBox(const UnitBox &box) {
    const auto cell = [](double units) { return static_cast<int>(std::floor(units / kCellUnits)); };
    const int left = std::max(0, cell(box.minX));
    const int right = std::min(kCells - 1, cell(box.maxX));
    const int top = std::max(0, cell(box.minY));
    const int bottom = std::min(kCells - 1, cell(box.maxY));
    if (left > right || top > bottom) return;
    if (m_bits.empty()) m_bits.assign(std::size_t{kCells} * kCells / 64, 0);
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column) {
            const auto bit = static_cast<std::size_t>(row) * kCells + static_cast<std::size_t>(column);
            m_bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
        }
}

void InkGrid::mark(UnitPoint a, UnitPoint b, double halfUnits) {
    // Only the stretch within the tile is walked, in steps of half a cell: a line never slips between two of them.
    const double margin = halfUnits + kCellUnits;
    const UnitBox box{-margin, -margin, kTileExtent + margin, kTileExtent + margin};
    std::vector<LinePiece> pieces;
    const UnitPoint ends[2] = {a, b};
    clipLine(ends, false, box, pieces);
    for (const LinePiece &piece : pieces) {
        const UnitPoint from = piece.points.front();
        const UnitPoint to = piece.points.back();
        const double length = lengthOf(to.x - from.x, to.y - from.y);
        const int steps = std::max(1, static_cast<int>(std::ceil(length / (kCellUnits / 2))));
        for (int i = 0; i <= steps; ++i) {
            const double t = static_cast<double>(i) / steps;
            const UnitPoint p{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
            markBox({p.x - halfUnits, p.y - halfUnits, p.x + halfUnits, p.y + halfUnits});
        }
    }
}

} // namespace corridors::tile
