#include "viewer/render/label_collision.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::render {
namespace {
constexpr double kCellPx = 48; // about a label's height times two: few cells a label, few labels a cell
}

void CollisionGrid::reset(const ScreenBox &area) {
    m_area = area;
    m_columns = std::max(1, static_cast<int>(std::ceil((area.right - area.left) / kCellPx)));
    m_rows = std::max(1, static_cast<int>(std::ceil((area.bottom - area.top) / kCellPx)));
    m_boxes.clear();
    for (auto &cell : m_cells) cell.clear();
    m_cells.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows));
}

CollisionGrid::CellRange CollisionGrid::cellsOf(const ScreenBox &box) const {
    const auto column = [&](double x) {
        return static_cast<int>(std::clamp((x - m_area.left) / kCellPx, 0.0, m_columns - 1.0));
    };
    const auto row = [&](double y) {
        return static_cast<int>(std::clamp((y - m_area.top) / kCellPx, 0.0, m_rows - 1.0));
    };
    return {column(box.left), row(box.top), column(box.right), row(box.bottom)};
}

bool CollisionGrid::isFree(const ScreenBox &box) const {
    const CellRange cells = cellsOf(box);
    for (int y = cells.top; y <= cells.bottom; ++y)
        for (int x = cells.left; x <= cells.right; ++x)
            for (const std::uint32_t i : m_cells[cellAt(x, y)])
                if (m_boxes[i].intersects(box)) return false;
    return true;
}

std::size_t CollisionGrid::countHits(const ScreenBox &box) const {
    const CellRange cells = cellsOf(box);
    std::vector<std::uint32_t> hits;
    for (int y = cells.top; y <= cells.bottom; ++y)
        for (int x = cells.left; x <= cells.right; ++x)
            for (const std::uint32_t i : m_cells[cellAt(x, y)])
                if (m_boxes[i].intersects(box) && std::ranges::find(hits, i) == hits.end()) hits.push_back(i);
    return hits.size();
}

bool CollisionGrid::areFree(std::span<const ScreenBox> boxes) const {
    return std::ranges::all_of(boxes, [&](const ScreenBox &box) { return isFree(box); });
}

void CollisionGrid::insert(const ScreenBox &box) {
    const CellRange cells = cellsOf(box);
    const auto index = static_cast<std::uint32_t>(m_boxes.size());
    m_boxes.push_back(box);
    for (int y = cells.top; y <= cells.bottom; ++y)
        for (int x = cells.left; x <= cells.right; ++x) m_cells[cellAt(x, y)].push_back(index);
}

} // namespace corridors::render
