// CollisionGrid: which boxes on the screen are taken. Buckets of a fixed size, rebuilt for every placement.
// Used by label_placement.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "viewer/render/label_box.hpp"

namespace corridors::render {

class CollisionGrid {
public:
    /// Empties the grid and covers `area`; boxes beyond it are kept in the cells at its edge.
    void reset(const ScreenBox &area);
    [[nodiscard]] bool isEmpty() const { return m_boxes.empty(); }
    [[nodiscard]] bool isFree(const ScreenBox &box) const;
    [[nodiscard]] bool areFree(std::span<const ScreenBox> boxes) const;
    /// How many of the boxes it meets.
    [[nodiscard]] std::size_t countHits(const ScreenBox &box) const;
    void insert(const ScreenBox &box);

private:
    struct CellRange {
        int left, top, right, bottom; // inclusive
    };
    [[nodiscard]] CellRange cellsOf(const ScreenBox &box) const;
    [[nodiscard]] std::size_t cellAt(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
    }

    ScreenBox m_area;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<ScreenBox> m_boxes;
    std::vector<std::vector<std::uint32_t>> m_cells;
};

} // namespace corridors::render
