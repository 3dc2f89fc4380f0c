#include "viewer/render/gpu_tile.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace corridors::render {

namespace {

using tile::LineVertex;

/// Gathers all buckets' arrays into one array a buffer.
class Collector {
public:
    explicit Collector(PackedTile &all) : m_all(all) {}

    /// Room for all of the mesh, so that nothing is moved as the arrays grow.
    void reserve(const tile::TileMesh &mesh) {
        std::size_t fills = 0;
        std::size_t lines = 0;
        std::size_t centers = 0;
        std::size_t indices = 0;
        const auto count = [&](const auto &list, std::size_t vertices) {
            indices += list.size() * (vertices > kNarrowVertices ? 4 : 2) + 4;
        };
        for (const tile::Bucket &bucket : mesh.buckets) {
            if (const auto *fill = std::get_if<tile::FillBucket>(&bucket.content)) {
                fills += fill->vertices.size();
                lines += fill->outlineVertices.size();
                count(fill->indices, fill->vertices.size());
                count(fill->outlineIndices, fill->outlineVertices.size());
            } else if (const auto *line = std::get_if<tile::LineBucket>(&bucket.content)) {
                lines += line->vertices.size();
                count(line->indices, line->vertices.size());
            } else if (const auto *circle = std::get_if<tile::CircleBucket>(&bucket.content)) {
                centers += circle->centers.size();
            }
        }
        m_all.fillVertices.reserve(fills);
        m_all.lineVertices.reserve(lines);
        m_all.centers.reserve(centers);
        m_all.indexBytes.reserve(indices);
    }

    IndexSlice addIndices(const std::vector<std::uint32_t> &indices, std::size_t baseVertex, std::size_t vertexCount) {
        std::vector<std::byte> &indexBytes = m_all.indexBytes;
        IndexSlice slice;
        slice.baseVertex = static_cast<int>(baseVertex);
        slice.wide = vertexCount > kNarrowVertices;
        const std::size_t size = slice.wide ? 4 : 2;
        indexBytes.resize((indexBytes.size() + 3) / 4 * 4);
        slice.offset = indexBytes.size();
        indexBytes.resize(slice.offset + indices.size() * size);
        std::byte *out = indexBytes.data() + slice.offset;
        if (slice.wide) {
            if (!indices.empty()) std::memcpy(out, indices.data(), indices.size() * size);
        } else {
            for (const std::uint32_t index : indices) {
                const auto narrow = static_cast<std::uint16_t>(index);
                std::memcpy(out, &narrow, sizeof narrow);
                out += sizeof narrow;
            }
        }
        return slice;
    }
    template <class T>
    static std::size_t append(std::vector<T> &all, std::vector<T> &part) {
        const std::size_t base = all.size();
        all.insert(all.end(), part.begin(), part.end());
        part = {};
        return base;
    }

    GpuFill add(tile::FillBucket &&b) {
        GpuFill out;
        const std::size_t count = b.vertices.size();
        const std::size_t outlineCount = b.outlineVertices.size();
        out.triangles = addIndices(b.indices, append(m_all.fillVertices, b.vertices), count);
        out.outlines = addIndices(b.outlineIndices, append(m_all.lineVertices, b.outlineVertices), outlineCount);
        out.runs = std::move(b.runs);
        out.chunks = std::move(b.chunks);
        out.outlineChunks = std::move(b.outlineChunks);
        return out;
    }
    GpuLine add(tile::LineBucket &&b) {
        GpuLine out;
        const std::size_t count = b.vertices.size();
        out.triangles = addIndices(b.indices, append(m_all.lineVertices, b.vertices), count);
        out.runs = std::move(b.runs);
        out.chunks = std::move(b.chunks);
        return out;
    }
    GpuCircle add(tile::CircleBucket &&b) {
        GpuCircle out;
        out.count = b.centers.size();
        out.firstCenter = append(m_all.centers, b.centers);
        out.runs = std::move(b.runs);
        out.chunks = std::move(b.chunks);
        return out;
    }

private:
    /// As many as 16-bit indices can tell apart.
    static constexpr std::size_t kNarrowVertices = 65536;
    PackedTile &m_all;
};

constexpr std::array<gpu::Attribute, 1> kPointAttributes{{{0, 2, gpu::Component::Int16, 0}}};
constexpr std::array<gpu::Attribute, 1> kCenterAttributes{{{0, 2, gpu::Component::Int16, 0, true}}};
constexpr std::array<gpu::Attribute, 4> kLineAttributes{{
    {0, 2, gpu::Component::Int16, offsetof(LineVertex, position)},
    {1, 2, gpu::Component::Int16, offsetof(LineVertex, normalX)},
    {2, 3, gpu::Component::Int8Normalized, offsetof(LineVertex, across)},
    {3, 1, gpu::Component::Float, offsetof(LineVertex, distance)},
}};

} // namespace

const GpuBucket *GpuTile::bucket(std::uint32_t styleLayer) const {
    const auto it = std::lower_bound(buckets.begin(), buckets.end(), styleLayer,
                                     [](const GpuBucket &b, std::uint32_t layer) { return b.styleLayer < layer; });
    return it != buckets.end() && it->styleLayer == styleLayer ? &*it : nullptr;
}

PackedTile packTile(tile::TileMesh &&mesh, std::shared_ptr<const style::StyleDocument> document) {
    PackedTile packed;
    packed.tile = std::make_unique<GpuTile>();
    GpuTile *gpuTile = packed.tile.get();
    gpuTile->id = mesh.id;
    gpuTile->document = std::move(document);
    Collector all(packed);
    all.reserve(mesh);
    for (tile::Bucket &bucket : mesh.buckets) {
        if (auto *symbols = std::get_if<tile::SymbolBucket>(&bucket.content)) {
            gpuTile->labels.push_back(
                {bucket.styleLayer, std::make_shared<const std::vector<tile::LabelSpec>>(std::move(symbols->labels))});
        } else if (auto *fill = std::get_if<tile::FillBucket>(&bucket.content)) {
            gpuTile->buckets.push_back({bucket.styleLayer, all.add(std::move(*fill))});
        } else if (auto *line = std::get_if<tile::LineBucket>(&bucket.content)) {
            if (!line->ink.empty())
                gpuTile->inks.push_back(
                    {bucket.styleLayer, std::make_shared<const std::vector<std::uint64_t>>(std::move(line->ink))});
            gpuTile->buckets.push_back({bucket.styleLayer, all.add(std::move(*line))});
        } else if (auto *circle = std::get_if<tile::CircleBucket>(&bucket.content)) {
            gpuTile->buckets.push_back({bucket.styleLayer, all.add(std::move(*circle))});
        }
    }
    mesh.buckets.clear();
    std::sort(gpuTile->buckets.begin(), gpuTile->buckets.end(),
              [](const GpuBucket &a, const GpuBucket &b) { return a.styleLayer < b.styleLayer; });
    gpuTile->circleCount = packed.centers.size();
    gpuTile->byteSize = packed.indexBytes.size() + packed.fillVertices.size() * sizeof(TilePoint) +
                        packed.lineVertices.size() * sizeof(LineVertex) + packed.centers.size() * sizeof(TilePoint);
    for (const InkBucket &ink : gpuTile->inks) gpuTile->byteSize += ink.cells->size() * sizeof(std::uint64_t);
    for (const LabelBucket &labels : gpuTile->labels)
        for (const tile::LabelSpec &label : *labels.labels)
            gpuTile->byteSize += sizeof label + label.text.size() + label.path.size() * sizeof(WorldPoint);
    return packed;
}

std::unique_ptr<GpuTile> uploadTile(PackedTile &&all) {
    std::unique_ptr<GpuTile> gpuTile = std::move(all.tile);
    if (!all.indexBytes.empty()) gpuTile->indices = gpu::makeIndexBuffer(all.indexBytes);
    if (!all.fillVertices.empty()) {
        gpuTile->fillVertices = gpu::makeVertexBuffer(std::as_bytes(std::span(all.fillVertices)));
        gpuTile->fills =
            gpu::makeVertexArray(gpuTile->fillVertices, sizeof(TilePoint), kPointAttributes, &gpuTile->indices);
    }
    if (!all.lineVertices.empty()) {
        gpuTile->lineVertices = gpu::makeVertexBuffer(std::as_bytes(std::span(all.lineVertices)));
        gpuTile->lines =
            gpu::makeVertexArray(gpuTile->lineVertices, sizeof(LineVertex), kLineAttributes, &gpuTile->indices);
    }
    if (!all.centers.empty()) {
        gpuTile->centers = gpu::makeVertexBuffer(std::as_bytes(std::span(all.centers)));
        gpuTile->circles = gpu::makeVertexArray(gpuTile->centers, sizeof(TilePoint), kCenterAttributes);
    }
    all = {};
    return gpuTile;
}

} // namespace corridors::render
