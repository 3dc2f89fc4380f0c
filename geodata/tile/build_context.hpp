// What the builders of the four kinds of buckets share while one tile is built: the frame, the selected features and
// their simplified vertices. Used inside geodata/tile only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "geodata/style/style_layer.hpp"
#include "geodata/tile/layer_pyramid.hpp"
#include "geodata/tile/tile_frame.hpp"
#include "geodata/tile/tile_mesh.hpp"

namespace corridors::tile {

/// A feature to build, in the copy of the world that lies `worldShift` world widths to the east.
struct Selected {
    std::uint32_t feature = 0;
    std::int32_t worldShift = 0;
    double sortKey = 0;
};

class BuildContext {
public:
    BuildContext(const LayerPyramid &pyramid, TileId id, double pixelRatio, std::stop_token cancel);

    [[nodiscard]] const LayerData &data() const { return m_pyramid.data(); }
    [[nodiscard]] const LayerPyramid &pyramid() const { return m_pyramid; }
    [[nodiscard]] TileId id() const { return m_id; }
    [[nodiscard]] double zoom() const { return m_id.z; }
    /// Vertices above this importance level are kept.
    [[nodiscard]] std::uint8_t threshold() const { return m_threshold; }
    [[nodiscard]] bool cancelled() const { return m_cancel.stop_requested(); }
    [[nodiscard]] TileFrame frame(std::int32_t worldShift) const {
        return worldShift == 0 ? m_frame : TileFrame(m_square, m_id, worldShift * m_square.edgeM);
    }
    /// Whether the tile is the one of its level that a point (of a copy of the world) belongs to. Half-open, and
    /// decided by one formula for all tiles, so that a point is in exactly one.
    [[nodiscard]] bool owns(WorldPoint p, std::int32_t worldShift) const;

    /// The square of the whole map in the frame's units, whose sides are no polygon's outline; nullopt where the map
    /// does not go round the globe.
    [[nodiscard]] std::optional<UnitBox> world(const TileFrame &frame) const;

    /// Features whose boxes meet the tile grown by `bufferUnits`, in the order of the source.
    [[nodiscard]] std::vector<Selected> find(double bufferUnits) const;

    /// The part's vertices that matter at this zoom, in tile units; a closed part without its repeated vertex.
    /// Returns whether the part is closed. A closed line whose first vertex stays comes back as an open one.
    bool simplified(const FeatureView &feature, std::size_t part, const TileFrame &frame,
                    std::vector<UnitPoint> &out) const;

    bool labelsOnly = false;   ///< as TileRequest::labelsOnly
    std::uint32_t dropped = 0; ///< features left out as too small or hidden

private:
    const LayerPyramid &m_pyramid;
    TileId m_id;
    PyramidSquare m_square;
    double m_tiles; ///< along the square's edge
    TileFrame m_frame;
    std::uint8_t m_threshold;
    std::stop_token m_cancel;
};

/// Calls visit(part) for the parts of a feature that may reach into a box, in their order.
template <class Visit>
void forEachPart(const BuildContext &context, const Selected &selected, const UnitBox &box, Visit &&visit) {
    const BoxIndex *index = context.pyramid().partIndex(selected.feature);
    if (index == nullptr) {
        const std::size_t count = context.data().feature(selected.feature).partCount();
        for (std::size_t i = 0; i < count; ++i) visit(i);
        return;
    }
    const TileFrame frame = context.frame(selected.worldShift);
    WorldBounds reach;
    reach.extend(frame.toWorld({box.minX, box.minY}));
    reach.extend(frame.toWorld({box.maxX, box.maxY}));
    index->search(reach, [&](std::uint32_t part) {
        if (!context.cancelled()) visit(part);
    });
}

/// Largest value of a zoom-dependent pair in tile units: px[0] at the tile's zoom, px[1] at zoom + 1 (half as many
/// units).
[[nodiscard]] inline double pxToUnits(const float (&px)[2]) {
    return std::max(std::abs(static_cast<double>(px[0])) * kUnitsPerPx,
                    std::abs(static_cast<double>(px[1])) * kUnitsPerPx / 2);
}

/// The tile's square grown by a buffer, which is limited to what int16 can hold.
[[nodiscard]] inline UnitBox bufferedBox(double bufferUnits) {
    const double b = std::min(bufferUnits, kMaxBufferUnits);
    return {-b, -b, kTileExtent + b, kTileExtent + b};
}

[[nodiscard]] FillBucket buildFills(BuildContext &context, const style::FillStyle &style,
                                    std::span<const Selected> features);
[[nodiscard]] LineBucket buildLines(BuildContext &context, const style::LineStyle &style,
                                    std::span<const Selected> features);
[[nodiscard]] CircleBucket buildCircles(BuildContext &context, const style::CircleStyle &style,
                                        std::span<const Selected> features);
[[nodiscard]] SymbolBucket buildSymbols(BuildContext &context, const style::SymbolStyle &style,
                                        std::span<const Selected> features);

} // namespace corridors::tile
