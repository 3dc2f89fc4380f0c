#include <algorithm>
#include <optional>

#include "geodata/tile/build_context.hpp"
#include "geodata/tile/cell_cover.hpp"
#include "geodata/tile/paint_eval.hpp"
#include "geodata/tile/paint_numbers.hpp"
#include "geodata/tile/paint_runs.hpp"

namespace corridors::tile {
namespace {

// Below this many features a tile is cheap as it is, and every circle of it is drawn.
constexpr std::size_t kDenseFeatures = 3000;
// Discs are compared a little smaller than they are, so that their antialiased rims do not decide.
constexpr double kRimUnits = kUnitsPerPx / 2;

class CircleBuilder {
public:
    CircleBuilder(BuildContext &context, const style::CircleStyle &style, std::size_t features)
        : m_context(context), m_evaluator(style, context.zoom()), m_runs(m_bucket.runs),
          m_dense(features > kDenseFeatures), m_box(bufferedBox(0)) {
        usePaint(m_evaluator.common());
    }

    void add(const Selected &selected) {
        const FeatureView feature = m_context.data().feature(selected.feature);
        if (m_evaluator.dependsOnFeature()) usePaint(m_evaluator.paintOf(feature));
        m_runs.select(m_paint, m_bucket.centers.size());
        const TileFrame frame = m_context.frame(selected.worldShift);
        const bool isPoint = feature.geometryClass() == GeometryClass::Point;
        for (std::size_t i = 0; i < feature.partCount(); ++i) {
            if (isPoint) {
                for (const WorldPoint &p : feature.part(i))
                    if (m_context.owns(p, selected.worldShift)) addCenter(frame.toUnits(p));
                continue;
            }
            m_context.simplified(feature, i, frame, m_vertices);
            for (const UnitPoint &p : m_vertices)
                if (p.x >= 0 && p.x < kTileExtent && p.y >= 0 && p.y < kTileExtent) addCenter(p);
        }
    }

    CircleBucket take() {
        m_runs.close(m_bucket.centers.size());
        return std::move(m_bucket);
    }

private:
    void usePaint(const CirclePaint &paint) {
        m_paint = paint;
        const bool stroked = paint.strokeWidthPx[0] > 0 || paint.strokeWidthPx[1] > 0;
        CirclePaint plain = paint;
        plain.strokeWidthPx[0] = plain.strokeWidthPx[1] = 0;
        m_number = m_dense && isOpaque(plain) ? m_numbers.of(paint) : PaintNumbers<CirclePaint>::kUnnumbered;
        // A stroked circle shows its ring where it overlaps others, so only one in the very same cell hides it.
        const double smallest = std::min(paint.radiusPx[0] * kUnitsPerPx, paint.radiusPx[1] * kUnitsPerPx / 2);
        m_discUnits = stroked ? 0 : std::max(0.0, smallest - kRimUnits);
    }

    void addCenter(UnitPoint p) {
        if (m_number != PaintNumbers<CirclePaint>::kUnnumbered) {
            if (!m_cover) m_cover.emplace(m_box);
            if (m_cover->hidesDisc(p, m_discUnits, m_number)) {
                ++m_context.dropped;
                return;
            }
            m_cover->markDisc(p, m_discUnits, m_number);
        }
        m_bucket.centers.push_back(roundToGrid(p));
    }

    BuildContext &m_context;
    CircleEvaluator m_evaluator;
    CircleBucket m_bucket;
    PaintRuns<CirclePaint> m_runs;
    bool m_dense;
    UnitBox m_box;
    CirclePaint m_paint;
    PaintNumbers<CirclePaint> m_numbers;
    std::uint16_t m_number = 0;
    double m_discUnits = 0;
    std::optional<CellCover> m_cover;
    std::vector<UnitPoint> m_vertices;
};

} // namespace

CircleBucket buildCircles(BuildContext &context, const style::CircleStyle &style, std::span<const Selected> features) {
    CircleBuilder builder(context, style, features.size());
    for (const Selected &selected : features) {
        if (context.cancelled()) break;
        builder.add(selected);
    }
    return builder.take();
}

} // namespace corridors::tile
