#include "viewer/render/highlight.hpp"

#include <algorithm>

#include "viewer/render/highlight_style.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

namespace {

constexpr std::size_t kHighlightBytes = std::size_t{32} << 20;
/// How much of the map's own look remains while features are lit from the text.
constexpr float kDimming = 0.45F;

void copyFeature(LayerDataBuilder &builder, const FeatureView &feature) {
    builder.beginFeature(feature.id(), feature.type(), feature.idIsNumber());
    for (std::size_t i = 0; i < feature.partCount(); ++i) builder.addProjectedPart(feature.part(i), feature.isShell(i));
}

/// All features with that id: segments of a multi-part source may share one.
void copyFeatures(LayerDataBuilder &builder, const app::AppState &state, const app::FeatureRef &ref) {
    const app::SourceState *source = state.source(ref.source);
    if (source == nullptr || !source->data) return;
    if (const auto index = source->data->find(ref.id)) copyFeature(builder, source->data->feature(*index));
}

/// The colour that the map is washed with: its own background, so that it fades rather than changes.
Color backgroundOf(const app::AppState &state) {
    if (state.document)
        for (const style::StyleLayer &layer : state.document->layers)
            if (const auto *background = std::get_if<style::BackgroundStyle>(&layer.style))
                return background->color.evaluate(state.camera.zoom);
    return {1, 1, 1, 1};
}

} // namespace

Highlight::Highlight(app::JobPool &jobs) : m_store(jobs, kHighlightBytes), m_document(highlightStyle()) {
    m_state.document = m_document;
}

bool Highlight::update(const app::AppState &state) {
    std::vector<app::FeatureRef> lit = state.lit;
    const bool dim = state.hoveredLink.has_value() && !lit.empty();
    std::vector<const LayerData *> data;
    if (!lit.empty() || !state.selected.empty())
        for (const app::SourceState &source : state.sources) data.push_back(source.data.get());
    const bool sameProjection = state.projection == m_state.projection && state.pixelRatio == m_state.pixelRatio;
    if (lit == m_lit && state.selected == m_selected && dim == m_dim && data == m_data && sameProjection) return false;
    m_lit = std::move(lit);
    m_selected = state.selected;
    m_data = std::move(data);
    m_dim = dim;
    m_wash = premultiplied(backgroundOf(state), kDimming);
    rebuild(state);
    return true;
}

void Highlight::rebuild(const app::AppState &state) {
    m_state.projection = state.projection;
    m_state.pixelRatio = state.pixelRatio;
    m_state.sources.clear();
    const auto add = [&](const char *id, const std::vector<app::FeatureRef> &refs) {
        if (refs.empty() || !state.projection) return;
        LayerDataBuilder builder(state.projection);
        for (const app::FeatureRef &ref : refs) copyFeatures(builder, state, ref);
        if (builder.featureCount() == 0) return;
        app::SourceState source;
        source.id = id;
        source.status = app::LoadStatus::Ready;
        source.data = builder.finish();
        m_state.sources.push_back(std::move(source));
    };
    std::vector<app::FeatureRef> selectedOnly;
    for (const app::FeatureRef &ref : m_selected)
        if (std::find(m_lit.begin(), m_lit.end(), ref) == m_lit.end()) selectedOnly.push_back(ref);
    add("selected", selectedOnly);
    add(m_dim ? "spotlight" : "lit", m_lit);
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
