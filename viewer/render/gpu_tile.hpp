// GpuTile: one tile's mesh as GPU buffers: two vertex arrays (fills; lines and outlines), one for circles, one shared
// index buffer. Labels stay on the CPU for placement. The mesh's arrays are freed once they are uploaded.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "geodata/style/style_document.hpp"
#include "geodata/tile/tile_mesh.hpp"
#include "viewer/gpu/handles.hpp"

namespace corridors::render {

/// A bucket's slice of the tile's vertex and index buffers.
struct IndexSlice {
    std::size_t offset = 0; ///< bytes into the index buffer
    int baseVertex = 0;
    bool wide = false; ///< 32-bit indices; 16-bit where they suffice
};

struct GpuFill {
    IndexSlice triangles;
    IndexSlice outlines;
    std::vector<tile::PaintRun<tile::FillPaint>> runs;
    std::vector<tile::Chunk> chunks, outlineChunks;
};
struct GpuLine {
    IndexSlice triangles;
    std::vector<tile::PaintRun<tile::LinePaint>> runs;
    std::vector<tile::Chunk> chunks;
};
struct GpuCircle {
    std::size_t firstCenter = 0; ///< index into the tile's centres
    std::size_t count = 0;
    std::vector<tile::PaintRun<tile::CirclePaint>> runs;
    std::vector<tile::Chunk> chunks;
};
struct GpuBucket {
    std::uint32_t styleLayer = 0; ///< index in the tile's own document
    std::variant<GpuFill, GpuLine, GpuCircle> content;
};
struct LabelBucket {
    std::uint32_t styleLayer = 0;
    std::shared_ptr<const std::vector<tile::LabelSpec>> labels;
};

/// Where a line layer's lines are (tile::InkGrid), for labels to keep off.
struct InkBucket {
    std::uint32_t styleLayer = 0;
    std::shared_ptr<const std::vector<std::uint64_t>> cells;
};

struct GpuTile {
    TileId id;
    std::shared_ptr<const style::StyleDocument> document; ///< the style it was built with
    gpu::Buffer fillVertices, lineVertices, centers, indices;
    gpu::VertexArray fills, lines, circles;
    std::vector<GpuBucket> buckets; ///< ascending by styleLayer
    std::vector<LabelBucket> labels;
    std::vector<InkBucket> inks;
    std::size_t circleCount = 0;
    std::size_t byteSize = 0;

    /// The bucket of a style layer of `document`, or null.
    [[nodiscard]] const GpuBucket *bucket(std::uint32_t styleLayer) const;
};

/// Copies the mesh into GPU buffers and consumes it. Main thread, context current.
[[nodiscard]] std::unique_ptr<GpuTile> uploadTile(tile::TileMesh &&mesh,
                                                  std::shared_ptr<const style::StyleDocument> document);

} // namespace corridors::render
