#include "geodata/tile/tile_builder.hpp"

#include <algorithm>
#include <variant>

#include "geodata/tile/build_context.hpp"
#include "geodata/tile/feature_selection.hpp"
#include "geodata/tile/paint_eval.hpp"

namespace corridors::tile {
namespace {

// Widths that depend on features are not known before the query; wider lines than this appear late at the tile's edge.
constexpr double kQueryBufferUnits = 128 * kUnitsPerPx;

template <class T>
std::size_t bytesOf(const std::vector<T> &v) {
    return v.size() * sizeof(T);
}
std::size_t bytesOf(const FillBucket &b) {
    return bytesOf(b.vertices) + bytesOf(b.indices) + bytesOf(b.outlineVertices) + bytesOf(b.outlineIndices) +
           bytesOf(b.runs) + bytesOf(b.chunks) + bytesOf(b.outlineChunks);
}
std::size_t bytesOf(const LineBucket &b) {
    return bytesOf(b.vertices) + bytesOf(b.indices) + bytesOf(b.runs) + bytesOf(b.chunks) + bytesOf(b.ink);
}
std::size_t bytesOf(const CircleBucket &b) { return bytesOf(b.centers) + bytesOf(b.runs) + bytesOf(b.chunks); }
std::size_t bytesOf(const SymbolBucket &b) {
    std::size_t bytes = bytesOf(b.labels);
    for (const LabelSpec &label : b.labels) bytes += label.text.size() + bytesOf(label.path) + 64 * label.fonts.size();
    return bytes;
}

void cutIntoChunks(FillBucket &b, bool) {
    for (const PaintRun<FillPaint> &run : b.runs) {
        chunkTriangles(b.vertices, b.indices, run.firstIndex, run.indexCount, b.chunks);
        chunkTriangles(b.outlineVertices, b.outlineIndices, run.outlineFirst, run.outlineCount, b.outlineChunks);
    }
}
void cutIntoChunks(LineBucket &b, bool) {
    for (const PaintRun<LinePaint> &run : b.runs)
        chunkTriangles(b.vertices, b.indices, run.firstIndex, run.indexCount, b.chunks);
}
void cutIntoChunks(CircleBucket &b, bool sorted) {
    for (const PaintRun<CirclePaint> &run : b.runs)
        chunkCenters(b.centers, run.firstIndex, run.indexCount, !sorted, b.chunks);
}
void cutIntoChunks(SymbolBucket &, bool) {}

bool isEmpty(const FillBucket &b) { return b.indices.empty() && b.outlineIndices.empty(); }
bool isEmpty(const LineBucket &b) { return b.indices.empty() && b.ink.empty(); }
bool isEmpty(const CircleBucket &b) { return b.centers.empty(); }
bool isEmpty(const SymbolBucket &b) { return b.labels.empty(); }

// Whether the layer draws at some zoom for which this level's tiles are shown: [z, z + 1), and all beyond at both ends.
bool drawsInLevel(const style::StyleLayer &layer, int z) {
    return layer.visible && (z >= kMaxTileZoom || layer.minZoom < z + 1) && (z == 0 || layer.maxZoom > z);
}

std::vector<Selected> select(const BuildContext &context, const style::StyleLayer &layer,
                             const std::vector<Selected> &found) {
    std::vector<Selected> selected;
    const style::Property<double> *sortKey = sortKeyOf(layer);
    for (const Selected &candidate : found) {
        if (context.cancelled()) return selected;
        const FeatureView feature = context.data().feature(candidate.feature);
        if (layer.filter && !layer.accepts(feature, context.zoom())) continue;
        selected.push_back(candidate);
        if (sortKey != nullptr) selected.back().sortKey = sortKey->evaluate(context.zoom(), feature);
    }
    if (sortKey != nullptr)
        std::stable_sort(selected.begin(), selected.end(),
                         [](const Selected &a, const Selected &b) { return a.sortKey < b.sortKey; });
    return selected;
}

class BucketBuilder {
public:
    /// `sorted`: the style says in which order features lie over each other.
    BucketBuilder(BuildContext &context, std::uint32_t styleLayer, std::span<const Selected> features, bool sorted,
                  TileMesh &mesh)
        : m_context(context), m_styleLayer(styleLayer), m_features(features), m_sorted(sorted), m_mesh(mesh) {}

    void operator()(const style::BackgroundStyle &) const {}
    void operator()(const style::FillStyle &s) const {
        if (m_context.labelsOnly) return;
        keep(buildFills(m_context, s, m_features));
    }
    void operator()(const style::LineStyle &s) const { keep(buildLines(m_context, s, m_features)); }
    void operator()(const style::CircleStyle &s) const {
        if (m_context.labelsOnly) return;
        keep(buildCircles(m_context, s, m_features));
    }
    void operator()(const style::SymbolStyle &s) const { keep(buildSymbols(m_context, s, m_features)); }

private:
    template <class Content>
    void keep(Content content) const {
        if (isEmpty(content)) return;
        cutIntoChunks(content, m_sorted);
        m_mesh.byteSize += bytesOf(content);
        m_mesh.buckets.push_back({m_styleLayer, std::move(content)});
    }
    BuildContext &m_context;
    std::uint32_t m_styleLayer;
    std::span<const Selected> m_features;
    bool m_sorted;
    TileMesh &m_mesh;
};

} // namespace

std::unique_ptr<TileMesh> buildTile(const TileRequest &request, const std::stop_token &cancel) {
    auto mesh = std::make_unique<TileMesh>();
    mesh->id = request.id;
    mesh->byteSize = sizeof(TileMesh);
    if (!request.data || !request.document || request.data->featureCount() == 0) return mesh;
    const std::shared_ptr<const LayerPyramid> pyramid =
        request.pyramid ? request.pyramid : std::make_shared<const LayerPyramid>(request.data);
    BuildContext context(*pyramid, request.id, request.pixelRatio, cancel);
    context.labelsOnly = request.labelsOnly;
    std::vector<Selected> found;
    bool queried = false;
    const auto &layers = request.document->layers;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const style::StyleLayer &layer = layers[i];
        if (layer.source != request.sourceId || !drawsInLevel(layer, request.id.z)) continue;
        if (!std::exchange(queried, true)) found = context.find(kQueryBufferUnits);
        if (found.empty()) break;
        const bool sorted = sortKeyOf(layer) != nullptr;
        const bool asIs = !layer.filter && !sorted;
        const std::vector<Selected> chosen = asIs ? std::vector<Selected>() : select(context, layer, found);
        std::visit(BucketBuilder(context, static_cast<std::uint32_t>(i), asIs ? found : chosen, sorted, *mesh),
                   layer.style);
        if (cancel.stop_requested()) return nullptr;
    }
    if (cancel.stop_requested()) return nullptr;
    mesh->featuresDropped = context.dropped;
    return mesh;
}

} // namespace corridors::tile
