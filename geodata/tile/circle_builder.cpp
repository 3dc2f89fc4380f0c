#include <algorithm>
#include <vector>

#include "geodata/tile/build_context.hpp"
#include "geodata/tile/cell_cover.hpp"
#include "geodata/tile/paint_eval.hpp"
#include "geodata/tile/paint_runs.hpp"

namespace corridors::tile {
namespace {

// Below this many features a tile is cheap as it is, and every circle of it is drawn.
constexpr std::size_t kDenseFeatures = 3000;
// Discs are compared a little smaller than they are, so that their antialiased rims do not decide.
constexpr double kRimUnits = kUnitsPerPx / 2;
constexpr std::uint16_t kCovered = 1;

/// Where a circle's disc with its stroke is smallest in the tile while the zoom goes from z to z + 1, in tile units.
/// What discs of one size cover there they cover at every zoom between.
double smallestDiscUnits(const CirclePaint &paint) {
    const auto reachPx = [&paint](std::size_t i) { return paint.radiusPx[i] + std::max(0.0F, paint.strokeWidthPx[i]); };
    return std::max(0.0, std::min(reachPx(0) * kUnitsPerPx, reachPx(1) * kUnitsPerPx / 2) - kRimUnits);
}

class CircleBuilder {
public:
    CircleBuilder(BuildContext &context, const style::CircleStyle &style, std::size_t features)
        : m_context(context), m_evaluator(style, context.zoom()), m_runs(m_bucket.runs),
          m_dense(features > kDenseFeatures), m_paint(m_evaluator.common()) {}

    void add(const Selected &selected) {
        const FeatureView feature = m_context.data().feature(selected.feature);
        if (m_evaluator.dependsOnFeature()) m_paint = m_evaluator.paintOf(feature);
        const std::size_t before = m_bucket.centers.size();
        m_runs.select(m_paint, before);
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
        if (m_dense) dropHidden();
        return std::move(m_bucket);
    }

private:
    void addCenter(UnitPoint p) { m_bucket.centers.push_back(roundToGrid(p)); }

    /// Leaves out each circle whose disc is covered by the opaque ones that are drawn after it.
    void dropHidden() {
        CellCover cover(bufferedBox(0));
        std::vector<bool> hidden(m_bucket.centers.size());
        for (std::size_t r = m_bucket.runs.size(); r-- > 0;) {
            const PaintRun<CirclePaint> &run = m_bucket.runs[r];
            const double disc = smallestDiscUnits(run.paint);
            const bool opaque = isOpaque(run.paint);
            for (std::size_t i = run.firstIndex + run.indexCount; i-- > run.firstIndex;) {
                const UnitPoint at{static_cast<double>(m_bucket.centers[i].x),
                                   static_cast<double>(m_bucket.centers[i].y)};
                hidden[i] = cover.hidesDisc(at, disc, kCovered);
                if (hidden[i]) ++m_context.dropped;
                if (opaque && !hidden[i]) cover.markDisc(at, disc, kCovered);
            }
        }
        std::uint32_t kept = 0;
        for (PaintRun<CirclePaint> &run : m_bucket.runs) {
            const std::uint32_t first = kept;
            for (std::size_t i = run.firstIndex; i < run.firstIndex + run.indexCount; ++i)
                if (!hidden[i]) m_bucket.centers[kept++] = m_bucket.centers[i];
            run.firstIndex = first;
            run.indexCount = kept - first;
        }
        std::erase_if(m_bucket.runs, [](const PaintRun<CirclePaint> &run) { return run.indexCount == 0; });
        m_bucket.centers.resize(kept);
        m_bucket.centers.shrink_to_fit();
    }

    BuildContext &m_context;
    CircleEvaluator m_evaluator;
    CircleBucket m_bucket;
    PaintRuns<CirclePaint> m_runs;
    bool m_dense;
    CirclePaint m_paint;
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
