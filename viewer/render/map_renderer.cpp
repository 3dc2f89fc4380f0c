#include "viewer/render/map_renderer.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <utility>

#include "viewer/gpu/context.hpp"
#include "viewer/render/map_texture.hpp"
#include "viewer/render/scene_painter.hpp"
#include "viewer/render/symbol_drawer.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

namespace {

/// Pixels drawn ahead around the window, so that tiles are asked for before they show.
constexpr std::int64_t kMarginPx = 128;

class Renderer final : public MapRenderer {
public:
    Renderer(app::JobPool &jobs, RendererOptions options, Programs programs)
        : m_options(std::move(options)), m_programs(std::move(programs)), m_store(jobs, m_options.tileCacheBytes),
          m_painter(m_programs), m_symbols(m_programs, m_options.animate) {}

    void sync(const app::AppState &state) override;
    [[nodiscard]] bool needsFrame() const override { return m_needsFrame; }
    [[nodiscard]] bool isComplete() const override;
    void draw(const Target &target) override;
    [[nodiscard]] RenderStatistics statistics() const override { return m_statistics; }

private:
    void requestTiles();
    void drawDirectly(const Target &target, const PixelRect &window);
    void drawThroughTexture(const Target &target, const PixelRect &window);
    void drawRegion(const Region &region, int widthPx);

    RendererOptions m_options;
    Programs m_programs;
    Scene m_scene;
    TileStore m_store;
    ScenePainter m_painter;
    SymbolDrawer m_symbols;
    MapTexture m_texture;
    std::vector<PixelRect> m_stale; ///< parts of the texture to draw again: tiles arrived

    PixelGrid m_grid;
    WorldPoint m_center;
    bool m_wraps = false;
    int m_widthPx = 0; ///< of the window, physical
    int m_heightPx = 0;
    std::vector<std::vector<WantedTile>> m_wanted; ///< by feed
    bool m_needsFrame = true;
    bool m_pictureChanged = true;
    bool m_sourcesLoading = false;
    double m_nowS = 0;
    RenderStatistics m_statistics;
};

void Renderer::sync(const app::AppState &state) {
    const Scene::Changes changes = m_scene.update(state);
    if (changes.projection) m_store.clear();
    if (changes.picture) m_pictureChanged = true;

    const PyramidSquare square = state.projection ? state.projection->square() : webMercator()->square();
    const PixelGrid grid{square, state.camera.zoom, state.pixelRatio};
    const int widthPx = static_cast<int>(std::lround(state.viewportWidthPx * state.pixelRatio));
    const int heightPx = static_cast<int>(std::lround(state.viewportHeightPx * state.pixelRatio));
    if (!(grid == m_grid) || !(m_center == state.camera.center) || widthPx != m_widthPx || heightPx != m_heightPx)
        m_needsFrame = true;
    m_grid = grid;
    m_center = state.camera.center;
    m_nowS = state.nowS;
    m_wraps = state.projection && state.projection->wraps();
    m_widthPx = widthPx;
    m_heightPx = heightPx;
    m_sourcesLoading = std::any_of(state.sources.begin(), state.sources.end(), [](const app::SourceState &s) {
        return s.status == app::LoadStatus::Waiting || s.status == app::LoadStatus::Loading;
    });

    requestTiles();
    for (const TileStore::Arrival &arrival : m_store.upload(m_options.uploadBudgetS)) {
        const double world = m_grid.worldEdgePx();
        // The tile may show in several repetitions of the world; the one nearest to the window comes first.
        const PixelRect rect = m_grid.tileRect(arrival.id);
        const PixelRect window = windowRect(m_grid, m_center, m_widthPx, m_heightPx).expanded(kMarginPx);
        const auto first = static_cast<std::int64_t>(std::floor(static_cast<double>(window.x - rect.right()) / world));
        for (std::int64_t k = first; m_wraps || k == first; ++k) {
            const std::int64_t repetition = m_wraps ? k : 0;
            const TileId place{arrival.id.z, arrival.id.x + static_cast<std::int32_t>(repetition << arrival.id.z),
                               arrival.id.y};
            const PixelRect at = m_grid.tileRect(place);
            if (at.x >= window.right()) break;
            if (at.intersects(window)) m_stale.push_back(at);
        }
        m_needsFrame = true;
    }
    m_store.trim();
    if (m_pictureChanged) m_needsFrame = true;
}

void Renderer::requestTiles() {
    const PixelRect window = windowRect(m_grid, m_center, m_widthPx, m_heightPx);
    const std::int64_t margin = m_options.animate ? kMarginPx : 0;
    const std::vector<TileId> cover = tilesCovering(m_grid, window.expanded(margin), m_wraps);
    m_statistics.tilesVisible = 0;
    m_statistics.tilesExact = 0;
    m_wanted.resize(m_scene.feeds().size());
    for (std::size_t f = 0; f < m_scene.feeds().size(); ++f) {
        m_wanted[f].clear();
        if (!m_scene.feedDrawsAt(f, m_grid.zoom)) continue;
        int priority = 1000;
        for (const TileId id : cover) {
            m_wanted[f].push_back({id, priority--});
            ++m_statistics.tilesVisible;
            if (m_store.isExact(m_scene.feeds()[f], id)) ++m_statistics.tilesExact;
        }
    }
    m_store.request(m_scene.feeds(), m_wanted);
    m_statistics.tilesPending = m_store.pendingCount();
    m_statistics.cacheBytes = m_store.byteSize();
}

bool Renderer::isComplete() const {
    if (m_sourcesLoading) return false;
    for (std::size_t f = 0; f < m_wanted.size(); ++f)
        for (const WantedTile &w : m_wanted[f])
            if (!m_store.isExact(m_scene.feeds()[f], w.id)) return false;
    return m_symbols.layer().isSettled();
}

void Renderer::drawRegion(const Region &region, int widthPx) {
    m_painter.painter().begin(region, m_grid);
    m_painter.painter().clear({0, 0, 0, 0});
    m_painter.draw(m_scene, m_store, m_grid, m_wraps, region, widthPx, {0, m_scene.steps().size()});
}

void Renderer::drawDirectly(const Target &target, const PixelRect &window) {
    drawRegion({target.framebuffer, target.heightPx, false, window, 0, 0}, target.widthPx);
}

void Renderer::drawThroughTexture(const Target &target, const PixelRect &window) {
    if (!m_texture.reserve(static_cast<int>(window.width + 2 * kMarginPx),
                           static_cast<int>(window.height + 2 * kMarginPx))) {
        drawDirectly(target, window); // no memory for it: the same picture, only slower
        return;
    }
    std::vector<PixelRect> todo;
    if (m_pictureChanged || !(m_texture.grid() == m_grid) || !m_texture.covered().contains(window)) {
        if (m_pictureChanged || !(m_texture.grid() == m_grid)) m_texture.reset(m_grid);
        todo = m_texture.cover(window);
    }
    for (const PixelRect &stale : m_stale) {
        const PixelRect part = stale.intersected(m_texture.covered());
        if (!part.isEmpty()) todo.push_back(part);
    }
    for (const PixelRect &rect : todo)
        for (const Region &region : m_texture.regions(rect)) drawRegion(region, m_texture.widthPx());
    m_texture.blit(window, target.framebuffer, target.heightPx, 0, 0);
}

void Renderer::draw(const Target &target) {
    const PixelRect window = windowRect(m_grid, m_center, target.widthPx, target.heightPx);
    if (window.isEmpty()) return;
    if (m_options.animate)
        drawThroughTexture(target, window);
    else
        drawDirectly(target, window);
    m_stale.clear();
    m_symbols.update(m_scene, m_store, m_grid, m_wraps, window, m_nowS);
    m_symbols.draw(target.framebuffer, window, m_grid.pixelRatio);
    m_statistics.labelsPlaced = m_symbols.layer().placed().size();
    m_statistics.labelsHidden = m_symbols.layer().hiddenCount();
    glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer);
    glDisable(GL_SCISSOR_TEST);
    glViewport(0, 0, target.widthPx, target.heightPx);
    m_pictureChanged = false;
    m_needsFrame = !m_symbols.layer().isSettled();
}

} // namespace

Result<std::unique_ptr<MapRenderer>> MapRenderer::create(app::JobPool &jobs, RendererOptions options) {
    if (auto context = gpu::checkContext(); !context) return tl::unexpected(context.error());
    auto programs = Programs::create(options.shaderDir);
    if (!programs) return tl::unexpected(programs.error());
    return std::make_unique<Renderer>(jobs, std::move(options), std::move(*programs));
}

} // namespace corridors::render
