// Builds the mesh of one tile: query, clip with a buffer, simplify to a fraction of a pixel, drop what is below a
// pixel, triangulate or extrude, quantise, evaluate feature-dependent paint. Pure function of its arguments.
#pragma once

#include <memory>
#include <stop_token>

#include "geodata/core/layer_data.hpp"
#include "geodata/style/style_document.hpp"
#include "geodata/tile/layer_pyramid.hpp"
#include "geodata/tile/tile_mesh.hpp"

namespace corridors::tile {

struct TileRequest {
    TileId id;
    std::shared_ptr<const LayerData> data;                ///< the source's features
    std::shared_ptr<const style::StyleDocument> document; ///< its layers with `source == sourceId` are built
    std::string sourceId;
    double pixelRatio = 1; ///< simplification tolerance follows physical pixels (exports at 2x keep more detail)
    /// What the layer's tiles share. Make one per LayerData and keep it: without it each tile ranks the whole layer
    /// anew (same picture, but seconds instead of milliseconds for a large layer).
    std::shared_ptr<const LayerPyramid> pyramid;
    /// Only what labels are placed by: symbols, and of lines nothing but their ink.
    bool labelsOnly = false;
};

/// Thread-safe. Returns null when `cancel` was requested before it finished. Features that cannot be built (broken
/// rings) are left out; the others stand.
[[nodiscard]] std::unique_ptr<TileMesh> buildTile(const TileRequest &request, const std::stop_token &cancel);

} // namespace corridors::tile
