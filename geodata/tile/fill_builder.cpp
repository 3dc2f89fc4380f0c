#include <algorithm>
#include <array>
#include <cmath>

#include "geodata/tile/build_context.hpp"
#include "geodata/tile/clip.hpp"
#include "geodata/tile/line_extruder.hpp"
#include "geodata/tile/paint_eval.hpp"
#include "geodata/tile/paint_runs.hpp"
#include "geodata/tile/small_areas.hpp"
#include "geodata/tile/triangulate.hpp"

namespace corridors::tile {
namespace {

// Room for the outline (one pixel, antialiased) so that it is whole at the tile's edge.
constexpr double kOutlineBufferUnits = 4 * kUnitsPerPx;
constexpr double kOutlineHalfUnits = kUnitsPerPx;

// Twice the area of a ring in tile units; > 0 when it runs clockwise on the screen (y points south).
double ringArea2(std::span<const UnitPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnitPoint &a = ring[i];
        const UnitPoint &b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
    }
    return sum;
}

// Area of a part in the data's own detail, square tile units: what a polygon below a pixel contributes.
double partArea(std::span<const WorldPoint> part, const TileFrame &frame) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < part.size(); ++i)
        sum += (part[i].x - part[0].x) * (part[i + 1].y - part[0].y) -
               (part[i + 1].x - part[0].x) * (part[i].y - part[0].y);
    return std::abs(sum) / 2 * frame.unitsPerM() * frame.unitsPerM();
}

class FillBuilder {
public:
    FillBuilder(BuildContext &context, const style::FillStyle &style)
        : m_context(context), m_evaluator(style, context.zoom()), m_runs(m_bucket.runs),
          m_outlines(m_bucket.outlineVertices, m_bucket.outlineIndices),
          m_outlined(style.antialias.evaluate(context.zoom())),
          m_box(bufferedBox(kOutlineBufferUnits + translationUnits(style.translate, context.zoom()))) {}

    void add(const Selected &selected) {
        const FeatureView feature = m_context.data().feature(selected.feature);
        if (feature.geometryClass() != GeometryClass::Polygon) return;
        const TileFrame frame = m_context.frame(selected.worldShift);
        m_runs.select(m_evaluator.dependsOnFeature() ? m_evaluator.paintOf(feature) : m_evaluator.common(),
                      m_bucket.indices.size(), m_bucket.outlineIndices.size());
        const double pxM = kUnitsPerPx / frame.unitsPerM();
        const WorldBounds &bounds = feature.bounds();
        if (bounds.width() < pxM && bounds.height() < pxM) {
            addSmall(feature, frame);
            return;
        }
        forEachPart(m_context, selected, m_box, [&](std::size_t i) {
            if (feature.isShell(i)) m_triangulator.finish(m_bucket.vertices, m_bucket.indices);
            addRing(feature, i, frame);
        });
        m_triangulator.finish(m_bucket.vertices, m_bucket.indices);
    }

    FillBucket take() {
        m_runs.close(m_bucket.indices.size(), m_bucket.outlineIndices.size());
        return std::move(m_bucket);
    }

private:
    void addSmall(const FeatureView &feature, const TileFrame &frame) {
        double area = 0;
        for (std::size_t i = 0; i < feature.partCount(); ++i)
            area += (feature.isShell(i) ? 1 : -1) * partArea(feature.part(i), frame);
        if (!addSmall(frame.toUnits(feature.bounds().center()), area)) ++m_context.dropped;
    }

    bool addSmall(UnitPoint center, double area) {
        const auto pixel = m_box.contains(center) ? m_small.add(center, area) : std::nullopt;
        if (!pixel) return false;
        const std::array<TilePoint, 4> square{
            roundToGrid({pixel->minX, pixel->minY}), roundToGrid({pixel->maxX, pixel->minY}),
            roundToGrid({pixel->maxX, pixel->maxY}), roundToGrid({pixel->minX, pixel->maxY})};
        m_triangulator.addRing(square);
        m_triangulator.finish(m_bucket.vertices, m_bucket.indices);
        return true;
    }

    void addRing(const FeatureView &feature, std::size_t part, const TileFrame &frame) {
        m_context.simplified(feature, part, frame, m_ring);
        if (m_ring.size() < 3) return;
        if (const UnitBox extent = extentOf(m_ring); isBelowPixel(extent)) {
            // An islet: one of a cloud. A hole of that size is none.
            if (feature.isShell(part)) addSmall(centerOf(extent), partArea(feature.part(part), frame));
            return;
        }
        if (feature.isShell(part) != (ringArea2(m_ring) > 0)) std::reverse(m_ring.begin(), m_ring.end());
        if (m_outlined) addOutline(frame);
        clipRing(m_ring, m_box, m_scratch);
        m_grid.clear();
        for (const UnitPoint &p : m_ring) m_grid.push_back(roundToGrid(p));
        m_triangulator.addRing(m_grid);
    }

    // Clipped as a line, so what runs along the clip box is no outline.
    void addOutline(const TileFrame &frame) {
        m_pieces.clear();
        const std::optional<UnitBox> world = m_context.world(frame);
        clipLine(m_ring, true, m_box, m_pieces, world ? &*world : nullptr);
        for (const LinePiece &piece : m_pieces) {
            StrokeShape shape;
            shape.closed = piece.closed;
            shape.maxHalfUnits = kOutlineHalfUnits;
            m_outlines.stroke(piece.points, shape, piece.startDistance);
        }
    }

    BuildContext &m_context;
    FillEvaluator m_evaluator;
    FillBucket m_bucket;
    PaintRuns<FillPaint> m_runs;
    LineExtruder m_outlines;
    bool m_outlined;
    UnitBox m_box;
    Triangulator m_triangulator;
    SmallAreas m_small;
    std::vector<UnitPoint> m_ring;
    std::vector<UnitPoint> m_scratch;
    std::vector<TilePoint> m_grid;
    std::vector<LinePiece> m_pieces;
};

} // namespace

FillBucket buildFills(BuildContext &context, const style::FillStyle &style, std::span<const Selected> features) {
    FillBuilder builder(context, style);
    for (const Selected &selected : features) {
        if (context.cancelled()) break;
        builder.add(selected);
    }
    return builder.take();
}

} // namespace corridors::tile
