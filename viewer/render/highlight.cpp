#include "viewer/render/highlight.hpp"

#include <algorithm>

#include "viewer/render/highlight_state.hpp"
#include "viewer/render/highlight_style.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

namespace {

constexpr std::size_t kHighlightBytes = std::size_t{32} << 20;
} // namespace

Highlight::Highlight(app::JobPool &jobs) : m_store(jobs, kHighlightBytes), m_document(highlightStyle()) {
    m_state.document = m_document;
}

bool Highlight::update(const app::AppState &state) {
    std::vector<app::FeatureRef> lit = state.lit;
    const bool dim = dimsMap(state);
    std::vector<const LayerData *> data;
    if (!lit.empty() || !state.selected.empty())
        for (const app::SourceState &source : state.sources) data.push_back(source.data.get());
    const bool sameProjection = state.projection == m_state.projection && state.pixelRatio == m_state.pixelRatio;
    if (lit == m_lit && state.selected == m_selected && dim == m_dim && data == m_data && sameProjection) return false;
    m_lit = std::move(lit);
    m_selected = state.selected;
    m_data = std::move(data);
    m_dim = dim;
    m_wash = premultiplied(dimmingWash(state).value_or(Color{0, 0, 0, 0}), 1);
    rebuild(state);
    return true;
}

void Highlight::rebuild(const app::AppState &state) {
    m_state = highlightState(state, m_document);
    m_store.clear(); // the former features are not to stand in for the new ones
    static_cast<void>(m_scene.update(m_state));
}

bool Highlight::request(const PixelGrid &grid, const PixelRect &window, bool wraps) {
    m_wanted.assign(m_scene.feeds().size(), {});
    if (!isEmpty()) {
        int priority = 5000; // before the map's tiles: these are few, and somebody is pointing
        const std::vector<TileId> cover = tilesCovering(grid, window, wraps);
        for (auto &wanted : m_wanted)
            for (const TileId id : cover) wanted.push_back({id, priority--});
    }
    m_store.request(m_scene.feeds(), m_wanted);
    const bool arrived = !m_store.upload(1).empty();
    m_store.trim();
    return arrived;
}

bool Highlight::isComplete() const {
    for (std::size_t f = 0; f < m_wanted.size(); ++f)
        for (const WantedTile &w : m_wanted[f])
            if (!m_store.isExact(m_scene.feeds()[f], w.id)) return false;
    return true;
}

void Highlight::draw(ScenePainter &painter, const Region &region, int framebufferWidthPx, const PixelGrid &grid,
                     bool wraps) {
    if (isEmpty()) return;
    if (m_dim) {
        painter.painter().begin(region, grid);
        painter.painter().wash(m_wash);
    }
    painter.draw(m_scene, m_store, grid, wraps, region, framebufferWidthPx, {0, m_scene.steps().size()});
}

} // namespace corridors::render
