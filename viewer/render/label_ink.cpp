#include "viewer/render/label_ink.hpp"

#include <algorithm>
#include <cmath>

#include "geodata/tile/ink_grid.hpp"

namespace corridors::render {
namespace {

constexpr double kCellPx = 4; // a label is three or four cells high

struct Range {
    int first = 0;
    int last = -1; // inclusive
};

Range cellsBetween(double from, double to, int count) {
    return {static_cast<int>(std::clamp(std::floor(from / kCellPx), 0.0, double(count))),
            static_cast<int>(std::clamp(std::ceil(to / kCellPx) - 1, -1.0, double(count - 1)))};
}

} // namespace

void InkMap::reset(const ScreenBox &area) {
    m_area = area;
    m_columns = std::max(1, static_cast<int>(std::ceil((area.right - area.left) / kCellPx)));
    m_rows = std::max(1, static_cast<int>(std::ceil((area.bottom - area.top) / kCellPx)));
    m_inked.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), 0);
}

void InkMap::cover(const ScreenBox &box) {
    const Range columns = cellsBetween(box.left - m_area.left, box.right - m_area.left, m_columns);
    const Range rows = cellsBetween(box.top - m_area.top, box.bottom - m_area.top, m_rows);
    for (int row = rows.first; row <= rows.last; ++row)
        for (int column = columns.first; column <= columns.last; ++column) m_inked[cellAt(column, row)] = 1;
}

void InkMap::add(const LabelInk &ink, const app::Viewport &viewport) {
    if (ink.cells == nullptr || ink.cells->empty()) return;
    constexpr int kCells = tile::InkGrid::kCells;
    const double cellM = ink.square.width() / kCells;
    const double cellPx = cellM / viewport.metresPerPixel();
    for (int row = 0; row < kCells; ++row)
        for (int column = 0; column < kCells; ++column) {
            if (!tile::InkGrid::isSet(*ink.cells, column, row)) continue;
            const WorldPoint nw{ink.square.minX + column * cellM, ink.square.maxY - row * cellM};
            if (!ink.clip.contains({nw.x + cellM / 2, nw.y - cellM / 2})) continue;
            const ScreenPoint at = viewport.toScreen(nw);
            cover({at.x, at.y, at.x + cellPx, at.y + cellPx});
        }
}

double InkMap::shareUnder(const ScreenBox &box) const {
    if (m_inked.empty()) return 0;
    const Range columns = cellsBetween(box.left - m_area.left, box.right - m_area.left, m_columns);
    const Range rows = cellsBetween(box.top - m_area.top, box.bottom - m_area.top, m_rows);
    int inked = 0;
    int cells = 0;
    for (int row = rows.first; row <= rows.last; ++row)
        for (int column = columns.first; column <= columns.last; ++column) {
            inked += m_inked[cellAt(column, row)];
            ++cells;
        }
    return cells == 0 ? 0 : static_cast<double>(inked) / cells;
}

} // namespace corridors::render
