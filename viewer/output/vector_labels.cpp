#include "viewer/output/vector_labels.hpp"

#include <cmath>
#include <map>
#include <memory>
#include <vector>

#include "geodata/tile/tile_builder.hpp"
#include "viewer/render/pixel_grid.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::output {

namespace {

/// Labels just outside the page reach into it; as in the GL renderer, so that both know the same candidates.
constexpr std::int64_t kLabelMarginPx = 128;

bool isSymbol(const style::StyleLayer &layer) { return std::holds_alternative<style::SymbolStyle>(layer.style); }

/// The grid of the page's device pixels, moved so that the page's corner falls on a pixel (render::MapRenderer).
render::PixelGrid gridOf(const app::AppState &state, int widthPx, int heightPx) {
    render::PixelGrid grid{state.projection->square(), state.camera.zoom, state.pixelRatio};
    const ScreenPoint center = grid.toGrid(state.camera.center);
    const auto fraction = [](double v) { return v - std::floor(v); };
    grid.originXPx = fraction(center.x - widthPx / 2.0);
    grid.originYPx = fraction(center.y - heightPx / 2.0);
    return grid;
}

class LabelTiles {
public:
    LabelTiles(const render::Scene &scene, const std::stop_token &cancel) : m_scene(scene), m_cancel(cancel) {}

    struct Buckets {
        std::map<std::uint32_t, std::shared_ptr<const std::vector<tile::LabelSpec>>> labels; ///< by style layer
        std::map<std::uint32_t, std::shared_ptr<const std::vector<std::uint64_t>>> inks;
    };
    const Buckets &of(std::size_t feed, TileId id) {
        auto &tile = m_tiles[{feed, id}];
        if (!tile) tile = build(m_scene.feeds()[feed], id);
        return *tile;
    }

private:
    [[nodiscard]] std::shared_ptr<const Buckets> build(const render::TileFeed &feed, TileId id) const {
        auto out = std::make_shared<Buckets>();
        const auto mesh = tile::buildTile(
            {id, feed.data, m_scene.document(), feed.sourceId, feed.pixelRatio, feed.pyramid, true}, m_cancel);
        if (!mesh) return out;
        for (tile::Bucket &bucket : mesh->buckets)
            if (auto *symbols = std::get_if<tile::SymbolBucket>(&bucket.content))
                out->labels[bucket.styleLayer] =
                    std::make_shared<const std::vector<tile::LabelSpec>>(std::move(symbols->labels));
            else if (auto *lines = std::get_if<tile::LineBucket>(&bucket.content);
                     lines != nullptr && !lines->ink.empty())
                out->inks[bucket.styleLayer] =
                    std::make_shared<const std::vector<std::uint64_t>>(std::move(lines->ink));
        return out;
    }

    const render::Scene &m_scene;
    std::stop_token m_cancel;
    std::map<std::pair<std::size_t, TileId>, std::shared_ptr<const Buckets>> m_tiles;
};

} // namespace

bool placeLabels(const render::Scene &scene, const app::AppState &state, render::LabelLayer &layer,
                 const std::stop_token &cancel) {
    const int widthPx = static_cast<int>(std::lround(state.viewportWidthPx * state.pixelRatio));
    const int heightPx = static_cast<int>(std::lround(state.viewportHeightPx * state.pixelRatio));
    const render::PixelGrid grid = gridOf(state, widthPx, heightPx);
    const render::PixelRect window = render::windowRect(grid, state.camera.center, widthPx, heightPx);
    LabelTiles tiles(scene, cancel);
    std::vector<TileId> cover;
    std::vector<render::LabelBatch> batches;
    std::vector<render::LabelInk> inks;
    for (std::size_t i = 0; i < scene.steps().size(); ++i) {
        const render::LayerStep &step = scene.steps()[i];
        if (!isSymbol(*step.layer) || step.feed < 0 || !step.layer->drawsAt(grid.zoom)) continue;
        if (cover.empty())
            cover = render::tilesCovering(grid, window.expanded(kLabelMarginPx), state.projection->wraps());
        for (const TileId id : cover) {
            if (cancel.stop_requested()) return false;
            render::LabelBatch batch;
            const auto &labels = tiles.of(static_cast<std::size_t>(step.feed), render::wrapped(id)).labels;
            const auto found = labels.find(step.index);
            if (found == labels.end()) continue;
            batch.labels = found->second;
            batch.tileZoom = id.z;
            batch.styleLayer = step.index;
            batch.drawOrder = static_cast<std::uint32_t>(i);
            batch.opacity = static_cast<float>(step.groupOpacity);
            batch.worldShiftXM = std::floor(std::ldexp(static_cast<double>(id.x), -id.z)) * grid.square.edgeM;
            batches.push_back(std::move(batch));
        }
    }
    // Lines are asked for only when there are labels to keep off them.
    for (std::size_t i = 0; i < scene.steps().size() && !batches.empty(); ++i) {
        const render::LayerStep &step = scene.steps()[i];
        if (!std::holds_alternative<style::LineStyle>(step.layer->style) || step.feed < 0) continue;
        if (step.groupOpacity < render::kInkOpacity || !step.layer->drawsAt(grid.zoom)) continue;
        for (const TileId id : cover) {
            if (cancel.stop_requested()) return false;
            const auto &found = tiles.of(static_cast<std::size_t>(step.feed), render::wrapped(id)).inks;
            const WorldBounds square = tileBounds(grid.square, id);
            if (const auto ink = found.find(step.index); ink != found.end())
                inks.push_back({ink->second, square, square});
        }
    }
    app::Viewport viewport = state.viewport();
    viewport.widthPx = widthPx / state.pixelRatio;
    viewport.heightPx = heightPx / state.pixelRatio;
    std::vector<render::ScreenBox> avoid;
    avoid.reserve(state.obstacles.size());
    for (const app::Obstacle &o : state.obstacles) avoid.push_back({o.left, o.top, o.right, o.bottom});
    layer.update({viewport, state.pixelRatio, scene.document(), batches, 0, inks, avoid});
    return !cancel.stop_requested();
}

} // namespace corridors::output
