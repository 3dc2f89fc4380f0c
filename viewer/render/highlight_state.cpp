#include "viewer/render/highlight_state.hpp"

#include <algorithm>

namespace corridors::render {

namespace {

/// How much of the map's own look is taken away while features are lit from the text.
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

/// The map's own background, so that a washed map fades rather than changes.
Color backgroundOf(const app::AppState &state) {
    if (state.document)
        for (const style::StyleLayer &layer : state.document->layers)
            if (const auto *background = std::get_if<style::BackgroundStyle>(&layer.style))
                return background->color.evaluate(state.camera.zoom);
    return {1, 1, 1, 1};
}

} // namespace

bool dimsMap(const app::AppState &state) { return state.spotlight && !state.lit.empty(); }

std::optional<Color> dimmingWash(const app::AppState &state) {
    if (!dimsMap(state)) return std::nullopt;
    Color wash = backgroundOf(state);
    wash.a *= kDimming;
    return wash;
}

app::AppState highlightState(const app::AppState &state, std::shared_ptr<const style::StyleDocument> style) {
    app::AppState out;
    out.document = std::move(style);
    out.projection = state.projection;
    out.camera = state.camera;
    out.viewportWidthPx = state.viewportWidthPx;
    out.viewportHeightPx = state.viewportHeightPx;
    out.pixelRatio = state.pixelRatio;
    const auto add = [&](const char *id, const std::vector<app::FeatureRef> &refs) {
        if (refs.empty() || !state.projection) return;
        LayerDataBuilder builder(state.projection);
        for (const app::FeatureRef &ref : refs) copyFeatures(builder, state, ref);
        if (builder.featureCount() == 0) return;
        app::SourceState source;
        source.id = id;
        source.status = app::LoadStatus::Ready;
        source.data = builder.finish();
        out.sources.push_back(std::move(source));
    };
    std::vector<app::FeatureRef> selectedOnly;
    for (const app::FeatureRef &ref : state.selected)
        if (std::find(state.lit.begin(), state.lit.end(), ref) == state.lit.end()) selectedOnly.push_back(ref);
    add("selected", selectedOnly);
    add(dimsMap(state) ? "spotlight" : "lit", state.lit);
    return out;
}

} // namespace corridors::render
