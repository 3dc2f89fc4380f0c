#include "geodata/tile/area_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace corridors::tile {
namespace {

constexpr int kGrid = 8;                             // points along a tile's edge, the first on the edge itself
constexpr double kStepUnits = kTileExtent / kGrid;   // 64 px
constexpr double kLeastClearance = 20 * kUnitsPerPx; // less room than this holds no name
constexpr double kMostClearance = kMostClearancePx * kUnitsPerPx;
constexpr double kLargeUnits = kTileExtent * 0.25;

double squaredDistanceToSegment(UnitPoint p, UnitPoint a, UnitPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    const double x = p.x - a.x - t * dx;
    const double y = p.y - a.y - t * dy;
    return x * x + y * y;
}

class Grid {
public:
    void addEdge(UnitPoint a, UnitPoint b) {
        const double reach = kMostClearance;
        if (std::max(a.y, b.y) < -reach || std::min(a.y, b.y) > kTileExtent + reach ||
            std::min(a.x, b.x) > kTileExtent + reach)
            return; // neither near a point of the grid nor to the left of one
        cross(a, b);
        const int left = firstAtOrAfter(std::min(a.x, b.x) - reach);
        const int right = lastAtOrBefore(std::max(a.x, b.x) + reach);
        const int top = firstAtOrAfter(std::min(a.y, b.y) - reach);
        const int bottom = lastAtOrBefore(std::max(a.y, b.y) + reach);
        for (int row = top; row <= bottom; ++row)
            for (int column = left; column <= right; ++column) {
                double &clear2 = m_clearance2[index(row, column)];
                clear2 = std::min(clear2, squaredDistanceToSegment(at(row, column), a, b));
            }
    }

    [[nodiscard]] std::vector<AreaPlace> places(const TileFrame &frame) const {
        std::vector<AreaPlace> out;
        for (int row = 0; row < kGrid; ++row) {
            bool inside = false;
            for (int column = 0; column < kGrid; ++column) {
                inside = inside != m_turns[index(row, column)];
                const double clear = std::sqrt(m_clearance2[index(row, column)]);
                if (inside && clear >= kLeastClearance)
                    out.push_back({frame.toWorld(at(row, column)), clear / kUnitsPerPx});
            }
        }
        return out;
    }

private:
    static std::size_t index(int row, int column) {
        return static_cast<std::size_t>(row) * kGrid + static_cast<std::size_t>(column);
    }
    static UnitPoint at(int row, int column) { return {column * kStepUnits, row * kStepUnits}; }
    static int firstAtOrAfter(double units) {
        return static_cast<int>(std::clamp(std::ceil(units / kStepUnits), 0.0, double{kGrid}));
    }
    static int lastAtOrBefore(double units) {
        return static_cast<int>(std::clamp(std::floor(units / kStepUnits), -1.0, double{kGrid - 1}));
    }

    /// Notes for each row of the grid behind which column the edge crosses it.
    void cross(UnitPoint a, UnitPoint b) {
        if (a.y == b.y) return;
        const int top = firstAtOrAfter(std::min(a.y, b.y));
        for (int row = top; row < kGrid; ++row) {
            const double y = row * kStepUnits;
            if ((a.y > y) == (b.y > y)) break;
            const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
            const int column = firstAtOrAfter(x);
            if (column < kGrid) m_turns[index(row, column)] = !m_turns[index(row, column)];
        }
    }

    std::array<bool, std::size_t{kGrid} * kGrid> m_turns{};           ///< inside changes to outside here, or back
    std::array<double, std::size_t{kGrid} *kGrid> m_clearance2 = [] { // squared
        std::array<double, std::size_t{kGrid} * kGrid> most{};
        most.fill(kMostClearance * kMostClearance);
        return most;
    }();
};

/// Calls visit(a, b) for each edge of all rings, in tile units.
template <class Visit>
void forEachEdge(const FeatureView &polygon, const TileFrame &frame, const DrawnOutline &outline, Visit &&visit) {
    for (std::size_t i = 0; i < polygon.partCount(); ++i) {
        const auto ring = polygon.part(i);
        if (ring.empty()) continue;
        const auto levels =
            outline.pyramid != nullptr ? outline.pyramid->levels(ring) : std::span<const std::uint8_t>{};
        UnitPoint a = frame.toUnits(ring[0]);
        for (std::size_t k = 1; k < ring.size(); ++k) {
            if (!levels.empty() && levels[k] <= outline.threshold && k + 1 < ring.size()) continue;
            const UnitPoint b = frame.toUnits(ring[k]);
            visit(a, b);
            a = b;
        }
    }
}

} // namespace

bool needsSparePlaces(const FeatureView &polygon, const TileFrame &frame) {
    const WorldBounds &box = polygon.bounds();
    return std::max(box.width(), box.height()) * frame.unitsPerM() > kLargeUnits;
}

std::vector<AreaPlace> sparePlaces(const FeatureView &polygon, const TileFrame &frame, const DrawnOutline &outline) {
    Grid grid;
    forEachEdge(polygon, frame, outline, [&](UnitPoint a, UnitPoint b) { grid.addEdge(a, b); });
    return grid.places(frame);
}

double clearancePx(const FeatureView &polygon, WorldPoint point, const TileFrame &frame, const DrawnOutline &outline) {
    const UnitPoint at = frame.toUnits(point);
    double least2 = kMostClearance * kMostClearance;
    forEachEdge(polygon, frame, outline,
                [&](UnitPoint a, UnitPoint b) { least2 = std::min(least2, squaredDistanceToSegment(at, a, b)); });
    return std::sqrt(least2) / kUnitsPerPx;
}

} // namespace corridors::tile
