// GpuTile: one tile's mesh as GPU buffers: two vertex arrays (fills; lines and outlines), one for circles, one shared
// index buffer. Labels stay on the CPU for placement. packTile() lays the arrays out on a worker, uploadTile() hands
// them to the GPU, after which they are freed.
#pragma once

#include <cstddef>
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

/// A tile whose arrays are as the GPU wants them but not there yet.
struct PackedTile {
    std::unique_ptr<GpuTile> tile; ///< all but its buffers
    std::vector<TilePoint> fillVertices;
    std::vector<tile::LineVertex> lineVertices;
    std::vector<TilePoint> centers;
    std::vector<std::byte> indexBytes;
};

/// Gathers all buckets' arrays into one array a buffer and consumes the mesh. No GL: for workers.
[[nodiscard]] PackedTile packTile(tile::TileMesh &&mesh, std::shared_ptr<const style::StyleDocument> document);

/// Copies the arrays into GPU buffers and consumes them. Main thread, context current.
[[nodiscard]] std::unique_ptr<GpuTile> uploadTile(PackedTile &&packed);

} // namespace corridors::render
