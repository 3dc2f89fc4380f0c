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

void CellCover::mark(UnitPoint a, UnitPoint b, double halfUnits, std::uint16_t paint) {
    const auto set = [&](std::size_t cell) {
        m_cells[cell] = paint;
        return true;
    };
    const double length = lengthOf(b.x - a.x, b.y - a.y);
    const int lanes = length > 0 ? static_cast<int>(std::ceil(2 * halfUnits / kCellUnits)) : 0;
    alongSegment(a, b, set);
    for (int lane = 1; lane <= lanes; ++lane) {
        const double shift = halfUnits * lane / lanes / length;
        const double dx = (a.y - b.y) * shift;
        const double dy = (b.x - a.x) * shift;
        alongSegment({a.x + dx, a.y + dy}, {b.x + dx, b.y + dy}, set);
        alongSegment({a.x - dx, a.y - dy}, {b.x - dx, b.y - dy}, set);
    }
}

std::vector<CellCover::Area> CellCover::areas(std::size_t limit) const {
    struct Run {
        std::int32_t from;
        std::int32_t to;
        std::uint16_t paint;
        std::size_t area; // the rectangle that the run belongs to
    };
    std::vector<Area> result;
    std::vector<Run> above;
    std::vector<Run> runs;
    for (std::int32_t row = 0; row < m_rows; ++row) {
        const std::uint16_t *cells =
            m_cells.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns);
        const double y = m_box.minY + row * kCellUnits;
        runs.clear();
        std::size_t next = 0;
        for (std::int32_t from = 0; from < m_columns;) {
            std::int32_t to = from + 1;
            while (to < m_columns && cells[to] == cells[from]) ++to;
            if (cells[from] != 0) {
                while (next < above.size() && above[next].from < from) ++next;
                const bool grows = next < above.size() && above[next].from == from && above[next].to == to &&
                                   above[next].paint == cells[from];
                if (!grows) {
                    if (result.size() >= limit) return {};
                    const double x = m_box.minX + from * kCellUnits;
                    result.push_back({{x, y, m_box.minX + to * kCellUnits, y}, cells[from]});
                }
                runs.push_back({from, to, cells[from], grows ? above[next].area : result.size() - 1});
                result[runs.back().area].box.maxY = y + kCellUnits;
            }
            from = to;
        }
        std::swap(above, runs);
    }
    return result;
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
