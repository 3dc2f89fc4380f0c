#include "viewer/layout/on_page.hpp"

#include <algorithm>

namespace corridors::layout {
namespace {

/// Whether the segment meets the box: not when it lies beyond one side, or the box wholly beside its line.
bool meets(const WorldBounds &box, WorldPoint a, WorldPoint b) {
    if (std::max(a.x, b.x) < box.minX || std::min(a.x, b.x) > box.maxX || std::max(a.y, b.y) < box.minY ||
        std::min(a.y, b.y) > box.maxY)
        return false;
    const auto side = [&](double x, double y) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) > 0; };
    const bool first = side(box.minX, box.minY);
    return side(box.maxX, box.minY) != first || side(box.minX, box.maxY) != first || side(box.maxX, box.maxY) != first;
}

} // namespace

bool isOnPage(const FeatureView &feature, const WorldBounds &page) {
    if (feature.geometryClass() != GeometryClass::Line) return true;
    for (std::size_t i = 0; i < feature.partCount(); ++i) {
        const auto part = feature.part(i);
        for (std::size_t k = 1; k < part.size(); ++k)
            if (meets(page, part[k - 1], part[k])) return true;
    }
    return false;
}

} // namespace corridors::layout
