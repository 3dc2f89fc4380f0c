#include "geodata/tile/page_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "geodata/tile/clip.hpp"
#include "geodata/tile/feature_selection.hpp"
#include "geodata/tile/importance.hpp"

namespace corridors::tile {
namespace {

// As in tiles (build_context.cpp): the distance that a simplified line may have from its data, device pixels.
constexpr double kTolerancePx = 0.3;

double levelOf(double zoom) { return std::clamp(std::floor(zoom), 0.0, static_cast<double>(kMaxTileZoom)); }

UnitBox toBox(const PageArea &area) { return {area.left, area.top, area.right, area.bottom}; }

void append(std::vector<PagePath> &out, std::span<const UnitPoint> points, bool closed, double startPx) {
    PagePath &path = out.emplace_back();
    path.points.reserve(points.size());
    for (const UnitPoint &p : points) path.points.push_back({p.x, p.y});
    path.closed = closed;
    path.startPx = startPx;
}

} // namespace

PageGeometry::PageGeometry(const LayerPyramid &pyramid, const PageView &view)
    : m_pyramid(pyramid), m_view(view), m_pxPerM(1 / view.metresPerPx) {
    const double levelMetresPerPx = view.metresPerPx * std::exp2(view.zoom - levelOf(view.zoom));
    m_threshold = importanceLevel(kTolerancePx * levelMetresPerPx / std::max(view.detail, 1e-3), view.square.edgeM);
}

WorldBounds PageGeometry::worldArea(const PageArea &area, std::int32_t worldShift) const {
    const double west = m_view.topLeft.x - worldShift * m_view.square.edgeM;
    return {west + area.left * m_view.metresPerPx, m_view.topLeft.y - area.bottom * m_view.metresPerPx,
            west + area.right * m_view.metresPerPx, m_view.topLeft.y - area.top * m_view.metresPerPx};
}

std::vector<PageFeature> PageGeometry::select(const style::StyleLayer &layer, const PageArea &area) const {
    const LayerData &data = m_pyramid.data();
    std::vector<PageFeature> found;
    const auto [first, last] = worldCopies(data, worldArea(area, 0));
    const double zoom = levelOf(m_view.zoom);
    for (std::int32_t shift = first; shift <= last; ++shift)
        for (const std::uint32_t feature : data.index().find(worldArea(area, shift)))
            if (!layer.filter || layer.accepts(data.feature(feature), zoom)) found.push_back({feature, shift});
    if (last > first)
        std::stable_sort(found.begin(), found.end(),
                         [](const PageFeature &a, const PageFeature &b) { return a.feature < b.feature; });
    if (const style::Property<double> *sortKey = sortKeyOf(layer)) {
        std::vector<std::pair<double, PageFeature>> keyed;
        keyed.reserve(found.size());
        for (const PageFeature &f : found) keyed.emplace_back(sortKey->evaluate(zoom, data.feature(f.feature)), f);
        std::stable_sort(keyed.begin(), keyed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        std::ranges::transform(keyed, found.begin(), [](const auto &k) { return k.second; });
    }
    return found;
}

bool PageGeometry::simplify(const FeatureView &feature, std::size_t part, std::int32_t worldShift) {
    m_part.clear();
    const std::span<const WorldPoint> points = feature.part(part);
    return keepVertices(feature, points, m_pyramid.levels(points), m_threshold, m_part,
                        [&](WorldPoint p) { return toPage(p, worldShift); });
}

void PageGeometry::rings(PageFeature feature, const PageArea &area, std::vector<PagePath> &out) {
    out.clear();
    const FeatureView polygon = view(feature);
    if (polygon.geometryClass() != GeometryClass::Polygon) return;
    for (std::size_t i = 0; i < polygon.partCount(); ++i) {
        simplify(polygon, i, feature.worldShift);
        if (m_part.size() < 3) continue;
        clipRing(m_part, toBox(area), m_scratch);
        if (m_part.size() >= 3) append(out, m_part, true, 0);
    }
}

void PageGeometry::lines(PageFeature feature, const PageArea &area, std::vector<PagePath> &out) {
    out.clear();
    const FeatureView line = view(feature);
    if (line.geometryClass() == GeometryClass::Point) return;
    std::vector<LinePiece> pieces;
    std::optional<UnitBox> world; // as in tiles: no outline along its sides
    if (line.geometryClass() == GeometryClass::Polygon && m_pyramid.data().projection().wraps()) {
        const PyramidSquare &square = m_view.square;
        const UnitPoint northWest = toPage(square.northWest, feature.worldShift);
        const UnitPoint southEast =
            toPage({square.northWest.x + square.edgeM, square.northWest.y - square.edgeM}, feature.worldShift);
        world = UnitBox{northWest.x, northWest.y, southEast.x, southEast.y};
    }
    for (std::size_t i = 0; i < line.partCount(); ++i) {
        const bool closed = simplify(line, i, feature.worldShift);
        pieces.clear();
        clipLine(m_part, closed, toBox(area), pieces, world ? &*world : nullptr);
        for (const LinePiece &piece : pieces) append(out, piece.points, piece.closed, piece.startDistance);
    }
}

void PageGeometry::points(PageFeature feature, const PageArea &area, std::vector<ScreenPoint> &out) {
    out.clear();
    const FeatureView shape = view(feature);
    const UnitBox box = toBox(area);
    for (std::size_t i = 0; i < shape.partCount(); ++i) {
        m_part.clear();
        if (shape.geometryClass() == GeometryClass::Point)
            for (const WorldPoint &p : shape.part(i)) m_part.push_back(toPage(p, feature.worldShift));
        else
            simplify(shape, i, feature.worldShift);
        for (const UnitPoint &p : m_part)
            if (box.contains(p)) out.push_back({p.x, p.y});
    }
}

} // namespace corridors::tile
