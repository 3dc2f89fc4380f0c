// CellCover: which paint was drawn last in each half pixel of a tile. It bounds what a dense tile emits: geometry whose
// cells all show its own opaque paint already would change nothing that can be seen, and is left out.
// Not exact rasterisation: a line is hidden when its centre line runs through such cells. Used by the line and circle
// builders.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

class CellCover {
public:
    static constexpr double kCellUnits = kUnitsPerPx / 2;

    /// Covers `box`; two bytes a cell.
    explicit CellCover(const UnitBox &box);

    /// Whether all cells along the segment show `paint`.
    [[nodiscard]] bool hides(UnitPoint a, UnitPoint b, std::uint16_t paint) const;
    /// Marks the cells within `halfUnits` of the segment.
    void mark(UnitPoint a, UnitPoint b, double halfUnits, std::uint16_t paint);
    /// The same for a disc.
    [[nodiscard]] bool hidesDisc(UnitPoint center, double radiusUnits, std::uint16_t paint) const;
    void markDisc(UnitPoint center, double radiusUnits, std::uint16_t paint);

    /// A rectangle of cells that show one paint.
    struct Area {
        UnitBox box;
        std::uint16_t paint = 0;
    };
    /// All painted cells as rectangles that do not overlap; fewer than `limit`, or none at all.
    [[nodiscard]] std::vector<Area> areas(std::size_t limit) const;

private:
    // Calls visit(cell) along the segment, at least every half cell; stops when it returns false.
    template <class Visit>
    bool alongSegment(UnitPoint a, UnitPoint b, Visit &&visit) const;
    template <class Visit>
    bool overDisc(UnitPoint center, double radiusUnits, Visit &&visit) const;
    [[nodiscard]] std::size_t cellAt(double column, double row) const {
        const auto c = std::clamp(static_cast<std::int32_t>(column), 0, m_columns - 1);
        const auto r = std::clamp(static_cast<std::int32_t>(row), 0, m_rows - 1);
        return static_cast<std::size_t>(r) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(c);
    }

    UnitBox m_box;
    std::int32_t m_columns;
    std::int32_t m_rows;
    std::vector<std::uint16_t> m_cells;
};

} // namespace corridors::tile
