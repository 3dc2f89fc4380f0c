// Spare places for a polygon's label. Its best place (interior_point.hpp) may lie outside the picture while much of the
// polygon is inside; then the label takes a spare place within what is visible. Which one is the placement's choice:
// the places themselves depend on the tile only, so they stay put while one pans. Used by the symbol builder.
#pragma once

#include <vector>

#include "geodata/core/layer_data.hpp"
#include "geodata/tile/layer_pyramid.hpp"
#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

struct AreaPlace {
    WorldPoint point;       ///< in the data's own world coordinates
    double clearancePx = 0; ///< distance to the outline at the tile's zoom, at most kMostClearancePx
};

inline constexpr double kMostClearancePx = 160;

/// The outline as it is drawn at some zoom: vertices of a level above `threshold`; all of them without a pyramid.
struct DrawnOutline {
    const LayerPyramid *pyramid = nullptr;
    std::uint8_t threshold = 0;
};

/// Whether a polygon is so large at the tile's zoom that its best place can be out of sight while it fills the view.
[[nodiscard]] bool needsSparePlaces(const FeatureView &polygon, const TileFrame &frame);

/// Points of a grid over the tile that lie inside the polygon (even-odd over all its rings) and not close to its
/// outline. The grid of a level contains that of the level above, so that a label keeps its place while one zooms in.
/// O(vertices), plus a little for each vertex in or near the tile.
[[nodiscard]] std::vector<AreaPlace> sparePlaces(const FeatureView &polygon, const TileFrame &frame,
                                                 const DrawnOutline &outline = {});

/// Distance from a point to the polygon's outline at the tile's zoom, logical pixels, at most kMostClearancePx.
[[nodiscard]] double clearancePx(const FeatureView &polygon, WorldPoint point, const TileFrame &frame,
                                 const DrawnOutline &outline = {});

} // namespace corridors::tile
