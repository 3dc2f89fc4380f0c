#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_set>

#include "geodata/tile/build_context.hpp"
#include "geodata/tile/cell_cover.hpp"
#include "geodata/tile/clip.hpp"
#include "geodata/tile/ink_grid.hpp"
#include "geodata/tile/line_extruder.hpp"
#include "geodata/tile/paint_eval.hpp"
#include "geodata/tile/paint_numbers.hpp"
#include "geodata/tile/paint_runs.hpp"
#include "geodata/tile/small_areas.hpp"

namespace corridors::tile {
namespace {

// Below this many features a tile is cheap as it is, and every line of it is drawn.
constexpr std::size_t kDenseFeatures = 3000;
// More than this in one layer of one tile is worth merging.
constexpr std::size_t kManyTriangles = 20'000;

constexpr float kInkWidthPx = 1;
constexpr float kInkAlpha = 0.5F;

LineCap capOf(std::string_view name) {
    if (name == "round") return LineCap::Round;
    return name == "square" ? LineCap::Square : LineCap::Butt;
}
LineJoin joinOf(std::string_view name) {
    if (name == "round") return LineJoin::Round;
    return name == "bevel" ? LineJoin::Bevel : LineJoin::Miter;
}

// The largest half thickness that the line is drawn with between the tile's zoom and the next, in tile units.
double halfUnits(const LinePaint &p) {
    const double gap = pxToUnits(p.gapWidthPx);
    const double width = pxToUnits(p.widthPx);
    return (gap > 0 ? gap / 2 + width : width / 2) + kUnitsPerPx / 2;
}

class LineBuilder {
public:
    LineBuilder(BuildContext &context, const style::LineStyle &style, std::size_t features)
        : m_context(context), m_style(style), m_evaluator(style, context.zoom()), m_runs(m_bucket.runs),
          m_extruder(m_bucket.vertices, m_bucket.indices), m_dense(features > kDenseFeatures),
          m_translationUnits(translationUnits(style.translate, context.zoom())) {
        m_shapeDepends = style.cap.dependsOnFeature() || style.join.dependsOnFeature() ||
                         style.miterLimit.dependsOnFeature() || style.roundLimit.dependsOnFeature();
        const double zoom = context.zoom();
        m_shape.cap = capOf(style.cap.evaluate(zoom));
        m_shape.join = joinOf(style.join.evaluate(zoom));
        m_shape.miterLimit = style.miterLimit.evaluate(zoom);
        m_shape.roundLimit = style.roundLimit.evaluate(zoom);
        usePaint(m_evaluator.common());
    }

    void add(const Selected &selected) {
        const FeatureView feature = m_context.data().feature(selected.feature);
        const GeometryClass kind = feature.geometryClass();
        if (kind != GeometryClass::Line && kind != GeometryClass::Polygon) return;
        if (m_evaluator.dependsOnFeature()) usePaint(m_evaluator.paintOf(feature));
        if (m_shapeDepends) useShape(feature);
        if (!m_visible || (m_context.labelsOnly && !m_inky)) return;
        m_runs.select(m_paint, m_bucket.indices.size());
        const std::size_t before = m_bucket.indices.size();
        const TileFrame frame = m_context.frame(selected.worldShift);
        std::optional<UnitBox> world;
        if (kind == GeometryClass::Polygon) world = m_context.world(frame);
        forEachPart(m_context, selected, m_box, [&](std::size_t i) {
            const bool closed = m_context.simplified(feature, i, frame, m_line);
            if (kind == GeometryClass::Polygon && isRepeatedDot()) return;
            m_pieces.clear();
            clipLine(m_line, closed, m_box, m_pieces, world ? &*world : nullptr);
            for (const LinePiece &piece : m_pieces) {
                if (!m_context.labelsOnly) addPiece(piece);
                if (m_inky) addInk(piece);
            }
        });
        if (m_bucket.indices.size() == before) ++m_context.dropped;
    }

    LineBucket take() {
        m_runs.close(m_bucket.indices.size());
        m_bucket.ink = m_ink.take();
        if (m_cover && m_allNumbered && m_bucket.indices.size() / 3 > kManyTriangles) mergeIntoAreas();
        return std::move(m_bucket);
    }

private:
    // The lines cover most of what they cross several times over: draw what they cover instead, when that is less.
    void mergeIntoAreas() {
        std::vector<CellCover::Area> areas = m_cover->areas(m_bucket.indices.size() / 3 / 4);
        if (areas.empty()) return;
        std::stable_sort(areas.begin(), areas.end(), [](const auto &a, const auto &b) { return a.paint < b.paint; });
        m_bucket = {};
        for (const CellCover::Area &area : areas) {
            m_runs.select(m_numbers.paints()[area.paint - 1U], m_bucket.indices.size());
            const auto v = static_cast<std::uint32_t>(m_bucket.vertices.size());
            const UnitBox &b = area.box;
            for (const UnitPoint p : {UnitPoint{b.minX, b.minY}, {b.maxX, b.minY}, {b.maxX, b.maxY}, {b.minX, b.maxY}})
                m_bucket.vertices.push_back({.position = roundToGrid(p)});
            m_bucket.indices.insert(m_bucket.indices.end(), {v, v + 1, v + 2, v, v + 2, v + 3});
        }
        m_runs.close(m_bucket.indices.size());
    }

    // Around islets below a pixel a line is a dot: one a pixel is enough.
    bool isRepeatedDot() {
        if (m_line.size() < 2) return false;
        const UnitBox extent = extentOf(m_line);
        return isBelowPixel(extent) && m_box.contains(centerOf(extent)) &&
               !m_dots.insert(pixelKey(centerOf(extent))).second;
    }

    void usePaint(LinePaint paint) {
        if (!(paint == m_paint)) m_dots.clear();
        m_paint = std::move(paint);
        m_visible = m_paint.widthPx[0] > 0 || m_paint.widthPx[1] > 0;
        // Hairlines and tints may pass under letters; of a dense tile no label could spare anything.
        m_inky = !m_dense && m_paint.widthPx[0] >= kInkWidthPx && m_paint.opacity[0] * m_paint.color[0].a >= kInkAlpha;
        const double half = halfUnits(m_paint) + pxToUnits(m_paint.offsetPx);
        m_shape.maxHalfUnits = half;
        // A mitre reaches `miterLimit` half widths, but only where the line turns; one spare width is plenty elsewhere.
        m_box = bufferedBox(half * std::clamp(m_shape.miterLimit, 1.5, 4.0) + m_translationUnits + 2 * kUnitsPerPx);
        m_number = m_dense && isOpaque(m_paint) ? m_numbers.of(m_paint) : PaintNumbers<LinePaint>::kUnnumbered;
        // Between the widths at the tile's zoom and the next, where the same line is half as wide on the map; marking
        // touches cells, which widens by half a cell.
        m_coverHalfUnits =
            std::max(0.0, 0.7 * static_cast<double>(m_paint.widthPx[0]) * kUnitsPerPx / 2 - CellCover::kCellUnits / 2);
    }

    void addInk(const LinePiece &piece) {
        const double halfUnits = static_cast<double>(m_paint.widthPx[0]) * kUnitsPerPx / 2;
        for (std::size_t i = 0; i + 1 < piece.points.size(); ++i)
            m_ink.mark(piece.points[i], piece.points[i + 1], halfUnits);
        if (piece.closed) m_ink.mark(piece.points.back(), piece.points.front(), halfUnits);
    }

    void useShape(const FeatureView &feature) {
        const double zoom = m_context.zoom();
        m_shape.cap = capOf(m_style.cap.evaluate(zoom, feature));
        m_shape.join = joinOf(m_style.join.evaluate(zoom, feature));
        m_shape.miterLimit = m_style.miterLimit.evaluate(zoom, feature);
        m_shape.roundLimit = m_style.roundLimit.evaluate(zoom, feature);
    }

    void stroke(std::span<const UnitPoint> points, const LinePiece &piece, double distance, bool first, bool last) {
        StrokeShape shape = m_shape;
        shape.closed = piece.closed && first && last;
        shape.startCap = first && piece.startsLine;
        shape.endCap = last && piece.endsLine;
        m_extruder.stroke(points, shape, distance);
    }

    void addPiece(const LinePiece &piece) {
        if (m_number == PaintNumbers<LinePaint>::kUnnumbered) {
            m_allNumbered = false;
            stroke(piece.points, piece, piece.startDistance, true, true);
            return;
        }
        if (!m_cover) m_cover.emplace(m_box);
        if (piece.closed) {
            m_open = piece;
            m_open.points.push_back(piece.points.front());
            m_open.closed = false;
            addVisible(m_open);
        } else {
            addVisible(piece);
        }
    }

    // Strokes the stretches of the piece that show something new; all are tested before any is marked, so that a line
    // does not hide itself.
    void addVisible(const LinePiece &piece) {
        const std::span<const UnitPoint> points = piece.points;
        const std::size_t segments = points.size() - 1;
        m_hidden.assign(segments, false);
        for (std::size_t i = 0; i < segments; ++i) m_hidden[i] = m_cover->hides(points[i], points[i + 1], m_number);
        double distance = piece.startDistance;
        for (std::size_t i = 0; i < segments;) {
            if (m_hidden[i]) {
                distance += lengthOf(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
                ++i;
                continue;
            }
            std::size_t end = i;
            double length = 0;
            for (; end < segments && !m_hidden[end]; ++end) {
                m_cover->mark(points[end], points[end + 1], m_coverHalfUnits, m_number);
                length += lengthOf(points[end + 1].x - points[end].x, points[end + 1].y - points[end].y);
            }
            stroke(points.subspan(i, end - i + 1), piece, distance, i == 0, end == segments);
            distance += length;
            i = end;
        }
    }

    BuildContext &m_context;
    const style::LineStyle &m_style;
    LineEvaluator m_evaluator;
    LineBucket m_bucket;
    PaintRuns<LinePaint> m_runs;
    LineExtruder m_extruder;
    bool m_dense;
    bool m_shapeDepends = false;
    bool m_visible = true;
    bool m_inky = false;       ///< labels had better not cover these lines
    bool m_allNumbered = true; ///< whether everything drawn so far is in the cover
    double m_coverHalfUnits = 0;
    double m_translationUnits;
    StrokeShape m_shape;
    LinePaint m_paint;
    UnitBox m_box;
    PaintNumbers<LinePaint> m_numbers;
    std::uint16_t m_number = 0;
    std::optional<CellCover> m_cover;
    InkGrid m_ink;
    std::unordered_set<std::uint32_t> m_dots; ///< pixels that hold an islet's
    std::vector<bool> m_hidden;
    std::vector<UnitPoint> m_line;
    std::vector<LinePiece> m_pieces;
    LinePiece m_open;
};

} // namespace

LineBucket buildLines(BuildContext &context, const style::LineStyle &style, std::span<const Selected> features) {
    LineBuilder builder(context, style, features.size());
    for (const Selected &selected : features) {
        if (context.cancelled()) break;
        builder.add(selected);
    }
    return builder.take();
}

} // namespace corridors::tile
