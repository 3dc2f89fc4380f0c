#include "viewer/render/map_renderer.hpp"

#include <algorithm>
#include <utility>

#include "viewer/gpu/context.hpp"
#include "viewer/gpu/draw.hpp"
#include "viewer/render/highlight.hpp"
#include "viewer/render/map_canvas.hpp"
#include "viewer/render/refinement.hpp"
#include "viewer/render/stopwatch.hpp"
#include "viewer/render/symbol_drawer.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

namespace {

/// Sources below this size are kept ready while their layers are hidden, so that switching one on shows it at once.
constexpr std::size_t kReadyVertices = 300'000;
/// Priorities of tile jobs; tiles near the centre come first within each.
constexpr int kVisiblePriority = 1000;
constexpr int kHiddenPriority = -1000;
constexpr int kStandInPriority = -500;
/// This many levels up, the tiles around the view are kept as well: they stand in while one zooms out or jumps.
constexpr int kStandInLevels = 3;

/// Labels that can wait do, in a frame in which the map has taken longer than this.
constexpr double kHurriedS = 0.0045;

class Renderer final : public MapRenderer {
public:
    Renderer(app::JobPool &jobs, RendererOptions options, Programs programs)
        : m_options(std::move(options)), m_programs(std::move(programs)), m_store(jobs, m_options.tileCacheBytes),
          m_canvas(m_programs, m_options.refiningScale), m_symbols(m_programs, m_options.animate), m_highlight(jobs) {}

    void sync(const app::AppState &state) override;
    [[nodiscard]] bool needsFrame() const override { return m_needsFrame || m_store.hasUploads(); }
    [[nodiscard]] bool isComplete() const override;
    void draw(const Target &target) override;
    [[nodiscard]] RenderStatistics statistics() const override { return m_statistics; }

private:
    void takeView(const app::AppState &state);
    void requestTiles();
    void request(std::size_t feed, const std::vector<TileId> &cover);
    void chooseStandIns();
    void addStandIns(std::size_t feed);
    [[nodiscard]] bool hasTiles() const;
    [[nodiscard]] PixelRect window() const { return windowRect(m_view.grid, m_center, m_widthPx, m_heightPx); }

    RendererOptions m_options;
    Programs m_programs;
    Scene m_scene;
    TileStore m_store;
    MapCanvas m_canvas;
    SymbolDrawer m_symbols;
    Highlight m_highlight;

    MapView m_view;
    WorldPoint m_center;
    int m_widthPx = 0; ///< of the window, physical
    int m_heightPx = 0;
    double m_nowS = 0;
    double m_uploadS = 0;                          ///< that uploading tiles took before this frame
    std::vector<ScreenBox> m_avoid;                ///< that labels keep off
    std::vector<std::vector<WantedTile>> m_wanted; ///< by feed
    std::vector<TileId> m_standIns;
    std::vector<bool> m_visibleFeeds;
    bool m_needsFrame = true;
    bool m_sourcesLoading = false;
    RenderStatistics m_statistics;
};

void Renderer::takeView(const app::AppState &state) {
    const PyramidSquare square = state.projection ? state.projection->square() : webMercator()->square();
    PixelGrid grid{square, state.camera.zoom, state.pixelRatio};
    const int widthPx = static_cast<int>(std::lround(state.viewportWidthPx * state.pixelRatio));
    const int heightPx = static_cast<int>(std::lround(state.viewportHeightPx * state.pixelRatio));
    if (!m_options.animate) {
        const ScreenPoint center = grid.toGrid(state.camera.center);
        const auto fraction = [](double v) { return v - std::floor(v); };
        grid.originXPx = fraction(center.x - widthPx / 2.0);
        grid.originYPx = fraction(center.y - heightPx / 2.0);
    }
    if (!(grid == m_view.grid) || !(m_center == state.camera.center) || widthPx != m_widthPx || heightPx != m_heightPx)
        m_needsFrame = true;
    m_view.grid = grid;
    m_view.wraps = state.projection && state.projection->wraps();
    m_center = state.camera.center;
    m_widthPx = widthPx;
    m_heightPx = heightPx;
    m_nowS = state.nowS;
    std::vector<ScreenBox> avoid;
    for (const auto *covered : {&state.obstacles, &state.panels})
        for (const app::Obstacle &o : *covered) avoid.push_back({o.left, o.top, o.right, o.bottom});
    if (avoid != m_avoid) m_needsFrame = true;
    m_avoid = std::move(avoid);
}

void Renderer::sync(const app::AppState &state) {
    const Scene::Changes changes = m_scene.update(state);
    if (changes.projection) m_store.clear();
    if (changes.picture) {
        m_canvas.invalidate();
        m_needsFrame = true;
    }
    takeView(state);
    m_sourcesLoading = std::any_of(state.sources.begin(), state.sources.end(), [](const app::SourceState &s) {
        return s.status == app::LoadStatus::Waiting || s.status == app::LoadStatus::Loading;
    });
    m_view.loading = m_sourcesLoading;
    m_view.opening = m_statistics.opening;
    requestTiles();
    const auto begun = Clock::now();
    const std::vector<TileStore::Arrival> arrivals = m_store.upload(m_options.uploadBudgetS);
    m_uploadS = secondsSince(begun);
    for (const TileStore::Arrival &arrival : arrivals) {
        m_canvas.invalidate(m_view, window(), arrival.id, m_nowS);
        m_needsFrame = true;
    }
    m_statistics.gathering = m_statistics.opening && !hasTiles();
    m_store.trim();
    if (m_highlight.update(state)) m_needsFrame = true;
    if (m_highlight.request(m_view.grid, window(), m_view.wraps)) m_needsFrame = true;
}

void Renderer::requestTiles() {
    const std::int64_t margin = m_options.animate ? MapCanvas::kMarginPx : 0;
    const std::vector<TileId> cover = tilesCovering(m_view.grid, window().expanded(margin), m_view.wraps);
    const std::size_t feeds = m_scene.feeds().size();
    m_statistics.tilesVisible = 0;
    m_statistics.tilesExact = 0;
    m_wanted.resize(feeds);
    m_visibleFeeds.assign(feeds, false);
    chooseStandIns();
    for (std::size_t f = 0; f < feeds; ++f) request(f, cover);
    m_store.request(m_scene.feeds(), m_wanted);
    m_statistics.tilesPending = m_store.pendingCount();
    m_statistics.cacheBytes = m_store.byteSize();
}

void Renderer::request(std::size_t feed, const std::vector<TileId> &cover) {
    const TileFeed &from = m_scene.feeds()[feed];
    m_wanted[feed].clear();
    const bool visible = m_scene.feedDrawsAt(feed, m_view.grid.zoom);
    m_visibleFeeds[feed] = visible;
    if (!visible && (!m_options.animate || from.data->vertexCount() > kReadyVertices)) return;
    int priority = visible ? kVisiblePriority : kHiddenPriority;
    for (const TileId id : cover) {
        m_wanted[feed].push_back({id, priority--});
        if (!visible) continue;
        ++m_statistics.tilesVisible;
        if (m_store.isExact(from, id)) ++m_statistics.tilesExact;
    }
    if (visible && m_options.animate) addStandIns(feed);
}

/// Tiles of smaller scales over the view and its surroundings, which the overview of map_canvas shows.
void Renderer::addStandIns(std::size_t feed) {
    const std::vector<WantedTile> &exact = m_wanted[feed];
    for (const TileId id : m_standIns)
        if (std::none_of(exact.begin(), exact.end(), [&](const WantedTile &w) { return w.id == id; }))
            m_wanted[feed].push_back({id, kStandInPriority});
}

void Renderer::chooseStandIns() {
    PixelGrid grid = m_view.grid;
    grid.zoom = std::max(0.0, grid.zoom - kStandInLevels);
    // The view in pixels of that grid, and as much again on each side.
    const PixelRect view = rescaled(window(), m_view.grid, grid);
    m_standIns = tilesCovering(grid, view.expanded(std::max(view.width, view.height) + 1), m_view.wraps);
}

/// Whether the tiles that the window shows are there.
bool Renderer::hasTiles() const {
    if (m_sourcesLoading) return false;
    const PixelRect shown = window();
    for (std::size_t f = 0; f < m_wanted.size(); ++f) {
        if (!m_visibleFeeds[f]) continue;
        for (const WantedTile &w : m_wanted[f])
            if (w.priority != kStandInPriority && !m_store.isExact(m_scene.feeds()[f], w.id) &&
                m_view.grid.tileRect(w.id).intersects(shown))
                return false;
    }
    return true;
}

bool Renderer::isComplete() const {
    if (!hasTiles() || !m_highlight.isComplete()) return false;
    if (!m_options.animate) return true; // drawn directly, with all labels at once
    return m_canvas.isSettled(m_view, window()) && m_symbols.layer().isSettled();
}

void Renderer::draw(const Target &target) {
    const PixelRect shown = windowRect(m_view.grid, m_center, target.widthPx, target.heightPx);
    if (shown.isEmpty()) return;
    if (m_options.animate)
        m_canvas.drawThroughTexture(m_scene, m_store, m_view, target, shown, m_nowS);
    else
        m_canvas.drawDirectly(m_scene, m_store, m_view, target, shown);
    const Region whole{target.framebuffer, target.heightPx, false, shown, 0, 0};
    m_highlight.draw(m_canvas.painter(), whole, target.widthPx, m_view.grid, m_view.wraps);
    using Opening = LabelFrame::Opening;
    const Opening opening = m_statistics.gathering ? Opening::Partly
                            : m_statistics.opening ? Opening::Whole
                                                   : Opening::No;
    m_symbols.update(m_scene, m_store, m_view.grid, m_view.wraps, shown, m_nowS, m_avoid, opening,
                     m_uploadS + m_canvas.spentS() > kHurriedS);
    m_symbols.draw(target.framebuffer, shown, m_view.grid.pixelRatio);
    m_statistics.labelsPlaced = m_symbols.layer().placed().size();
    m_statistics.labelsHidden = m_symbols.layer().hiddenCount();
    gpu::beginTarget(target.framebuffer, {0, 0, target.widthPx, target.heightPx}); // as the caller left it
    if (m_statistics.opening && !m_wanted.empty() && isComplete()) m_statistics.opening = false;
    m_needsFrame = !m_canvas.isSettled() || m_canvas.hasSpareWork() || !m_symbols.layer().isSettled();
}

} // namespace

Result<std::unique_ptr<MapRenderer>> MapRenderer::create(app::JobPool &jobs, RendererOptions options) {
    if (auto context = gpu::checkContext(); !context) return tl::unexpected(context.error());
    auto programs = Programs::create(options.shaderDir);
    if (!programs) return tl::unexpected(programs.error());
    return std::make_unique<Renderer>(jobs, std::move(options), std::move(*programs));
}

} // namespace corridors::render
