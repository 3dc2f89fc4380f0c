#include "geodata/tile/cell_cover.hpp"

#include <cmath>

namespace corridors::tile {

CellCover::CellCover(const UnitBox &box)
    : m_box(box), m_columns(static_cast<std::int32_t>((box.maxX - box.minX) / kCellUnits) + 1),
      m_rows(static_cast<std::int32_t>((box.maxY - box.minY) / kCellUnits) + 1),
      m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows)) {}

template <class Visit>
bool CellCover::alongSegment(UnitPoint a, UnitPoint b, Visit &&visit) const {
    const double ax = (a.x - m_box.minX) / kCellUnits;
    const double ay = (a.y - m_box.minY) / kCellUnits;
    const double dx = (b.x - a.x) / kCellUnits;
    const double dy = (b.y - a.y) / kCellUnits;
    const int steps = std::max(1, static_cast<int>(std::ceil(2 * std::max(std::abs(dx), std::abs(dy)))));
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        if (!visit(cellAt(ax + dx * t, ay + dy * t))) return false;
    }
    return true;
}

template <class Visit>
bool CellCover::overDisc(UnitPoint center, double radiusUnits, Visit &&visit) const {
    const double cx = (center.x - m_box.minX) / kCellUnits;
    const double cy = (center.y - m_box.minY) / kCellUnits;
    const double radius = radiusUnits / kCellUnits;
    const double stride = std::max(1.0, radius / 6); // enough samples to tell, however large the disc
    for (double y = -radius; y <= radius; y += stride) {
        const double half = std::sqrt(std::max(0.0, radius * radius - y * y));
        for (double x = -half; x <= half; x += stride)
            if (!visit(cellAt(cx + x, cy + y))) return false;
    }
    return visit(cellAt(cx, cy));
}

bool CellCover::hides(UnitPoint a, UnitPoint b, std::uint16_t paint) const {
    return alongSegment(a, b, [&](std::size_t cell) { return m_cells[cell] == paint; });
}

void CellCover::mark(UnitPoint a, UnitPoint b, std::uint16_t paint) {
    alongSegment(a, b, [&](std::size_t cell) {
        m_cells[cell] = paint;
        return true;
    });
}

bool CellCover::hidesDisc(UnitPoint center, double radiusUnits, std::uint16_t paint) const {
    return overDisc(center, radiusUnits, [&](std::size_t cell) { return m_cells[cell] == paint; });
}

void CellCover::markDisc(UnitPoint center, double radiusUnits, std::uint16_t paint) {
    overDisc(center, radiusUnits, [&](std::size_t cell) {
        m_cells[cell] = paint;
        return true;
    });
}

} // namespace corridors::tile
