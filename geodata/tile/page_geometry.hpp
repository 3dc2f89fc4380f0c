// PageGeometry: a layer's features as paths on a page, in the page's logical pixels: what a tile is to the GPU, this is
// to vector writers and to the renderer that needs none. The same selection, filters, order and simplification as in
// tiles (importance.hpp), but no quantising, no triangles, and clipped to any box instead of a tile.
// Not styled: viewer/output evaluates paint. Used by viewer/output/vector_scene.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geodata/style/style_layer.hpp"
#include "geodata/tile/layer_pyramid.hpp"
#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

/// Where the page lies on the map.
struct PageView {
    PyramidSquare square;
    WorldPoint topLeft;     ///< the world under the page's corner (0, 0)
    double metresPerPx = 1; ///< of the projection
    double zoom = 0;
    double detail = 1; ///< vertices are kept as if a logical pixel had so many device pixels along its edge
};

/// Rectangle of the page, logical pixels.
struct PageArea {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] PageArea expanded(double px) const { return {left - px, top - px, right + px, bottom + px}; }
};

/// A feature in the copy of the world that lies `worldShift` world widths to the east.
struct PageFeature {
    std::uint32_t feature = 0;
    std::int32_t worldShift = 0;
};

/// A ring or a piece of a line. A closed path does not repeat its first point.
struct PagePath {
    std::vector<ScreenPoint> points;
    bool closed = false;
    double startPx = 0; ///< length of the line before this piece: where in its dashes the piece begins
};

/// Not thread-safe (it keeps working space); make one a thread. The pyramid must outlive it.
class PageGeometry {
public:
    PageGeometry(const LayerPyramid &pyramid, const PageView &view);

    /// Features that the layer accepts and whose boxes meet the area, in drawing order. Filters and sort keys are
    /// evaluated at the level of the tiles that show this zoom, floor(zoom).
    [[nodiscard]] std::vector<PageFeature> select(const style::StyleLayer &layer, const PageArea &area) const;

    /// Replaces `out` by the feature's rings, clipped to the area: to be filled with the even-odd rule. Along the
    /// area's edge they run on it. Polygons only; empty for others.
    void rings(PageFeature feature, const PageArea &area, std::vector<PagePath> &out);
    /// Replaces `out` by the feature's lines, or the outlines of its rings, cut where they leave the area.
    void lines(PageFeature feature, const PageArea &area, std::vector<PagePath> &out);
    /// Replaces `out` by what circle layers mark: points, or the vertices of lines and rings that are kept at this
    /// zoom. Those in the area only.
    void points(PageFeature feature, const PageArea &area, std::vector<ScreenPoint> &out);

    [[nodiscard]] FeatureView view(PageFeature feature) const { return m_pyramid.data().feature(feature.feature); }

private:
    [[nodiscard]] UnitPoint toPage(WorldPoint p, std::int32_t worldShift) const {
        return {(p.x + worldShift * m_view.square.edgeM - m_view.topLeft.x) * m_pxPerM,
                (m_view.topLeft.y - p.y) * m_pxPerM};
    }
    [[nodiscard]] WorldBounds worldArea(const PageArea &area, std::int32_t worldShift) const;
    /// The part's vertices that matter, in m_part; returns whether it is closed.
    bool simplify(const FeatureView &feature, std::size_t part, std::int32_t worldShift);

    const LayerPyramid &m_pyramid;
    PageView m_view;
    double m_pxPerM;
    std::uint8_t m_threshold;
    std::vector<UnitPoint> m_part;
    std::vector<UnitPoint> m_scratch;
};

} // namespace corridors::tile
