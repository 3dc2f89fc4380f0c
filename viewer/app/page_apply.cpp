#include "viewer/app/page_apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geodata/story/story.hpp"
#include "viewer/app/apply_topics.hpp"

namespace corridors::app {
namespace {

constexpr double kMarginShare = 0.09;     // of the page's shorter side, around features that are shown whole
constexpr double kMaxZoomToFeatures = 13; // a point has no size to fit
constexpr double kMaxZoomToData = 16;

Result<void> showChapter(AppState &state, const std::string &id, ApplyContext &context) {
    if (id.empty()) return {};
    std::string ids;
    if (state.story)
        for (std::size_t i = 0; i < state.story->chapters.size(); ++i) {
            const story::Chapter &chapter = state.story->chapters[i];
            if (chapter.id == id) {
                apply(state, GoToChapter{i}, context);
                if (state.flight) state.camera = state.flight->to;
                state.flight.reset();
                return {};
            }
            ids += (ids.empty() ? "" : ", ") + chapter.id;
        }
    return fail(fmt::format("the story has no chapter '{}'", id), {}, "extent.chapter",
                ids.empty() ? "The map has no story" : "It has: " + ids);
}

Result<void> setLayers(AppState &state, const PageDescription &page, ApplyContext &context) {
    const auto check = [&](const char *place, const std::vector<std::string> &ids) -> Result<void> {
        for (const std::string &id : ids) {
            if (state.layer(id)) continue;
            std::string known;
            for (const LayerState &layer : state.layers) known += (known.empty() ? "" : ", ") + layer.id;
            return fail(fmt::format("the map has no layer '{}'", id), {}, place, "It has: " + known);
        }
        return {};
    };
    for (const auto &[place, ids] :
         {std::pair("only", &page.only), std::pair("show", &page.show), std::pair("hide", &page.hide)})
        if (auto ok = check(place, *ids); !ok) return ok;
    if (!page.only.empty())
        for (const LayerState &layer : std::vector(state.layers))
            apply(state, SetLayerVisible{layer.id, std::ranges::find(page.only, layer.id) != page.only.end()}, context);
    for (const std::string &id : page.show) apply(state, SetLayerVisible{id, true}, context);
    for (const std::string &id : page.hide) apply(state, SetLayerVisible{id, false}, context);
    return {};
}

Result<std::vector<FeatureRef>> findFeatures(const AppState &state, const std::vector<std::string> &ids,
                                             const char *place) {
    std::vector<FeatureRef> features;
    for (const std::string &id : ids) {
        const std::vector<FeatureRef> found = topics::featuresById(state, id);
        if (found.empty())
            return fail(fmt::format("the map has no feature '{}'", id), {}, place,
                        "Feature ids stand in the map's layers; 'corridors info FILE' shows them");
        features.insert(features.end(), found.begin(), found.end());
    }
    return features;
}

Camera usualCamera(const AppState &state) {
    if (state.document && state.document->hasView && !state.document->groups.empty()) return state.home;
    WorldBounds all;
    for (const SourceState &source : state.sources)
        if (source.data) all.extend(source.data->bounds());
    const double shorter = std::min(state.viewportWidthPx, state.viewportHeightPx);
    return cameraContaining(all, state.projection->square(), state.viewportWidthPx, state.viewportHeightPx,
                            shorter * 0.06, kMaxZoomToData);
}

Result<void> showBox(AppState &state, const LonLatBounds &box) {
    if (box.isEmpty() || box.west == box.east || box.south == box.north || box.west < -180 || box.east > 180 ||
        box.south < -90 || box.north > 90)
        return fail(
            fmt::format("{:g},{:g},{:g},{:g} is not a box on the globe", box.west, box.south, box.east, box.north), {},
            "extent.bbox", "West < east within -180..180, south < north within -90..90");
    state.camera = cameraContaining(projectBounds(*state.projection, box), state.projection->square(),
                                    state.viewportWidthPx, state.viewportHeightPx, 0);
    return {};
}

Result<void> setCamera(AppState &state, const PageExtent &extent) {
    if (!extent.features.empty()) {
        const auto features = findFeatures(state, extent.features, "extent.features");
        if (!features) return tl::unexpected(features.error());
        const double margin = kMarginShare * std::min(state.viewportWidthPx, state.viewportHeightPx);
        state.camera = cameraContaining(topics::boundsOf(state, *features), state.projection->square(),
                                        state.viewportWidthPx, state.viewportHeightPx, margin, kMaxZoomToFeatures);
    }
    if (extent.bbox)
        if (auto ok = showBox(state, *extent.bbox); !ok) return ok;
    if (extent.center) {
        if (std::abs(extent.center->lonDeg) > 180 || std::abs(extent.center->latDeg) > 90)
            return fail(
                fmt::format("{:g},{:g} is not a place on the globe", extent.center->lonDeg, extent.center->latDeg), {},
                "extent.center", "Longitude within -180..180, then latitude within -90..90");
        state.camera.center = state.projection->project(*extent.center);
    }
    if (extent.zoom) {
        if (!(*extent.zoom >= kMinZoom && *extent.zoom <= kMaxZoom))
            return fail(fmt::format("zoom {:g} is out of range", *extent.zoom), {}, "extent.zoom",
                        fmt::format("It is between {} and {}", kMinZoom, kMaxZoom));
        state.camera.zoom = *extent.zoom;
    }
    return {};
}

} // namespace

Result<void> applyPage(AppState &state, const PageDescription &page, ApplyContext &context,
                       const std::optional<Camera> &usual) {
    if (auto ok = checkPageSize(page.size); !ok) return fail(ok.error().message, {}, "size", ok.error().remedy);
    state.animate = false;
    state.insets = {};
    apply(state, SetViewport{page.size.logicalWidthPx(), page.size.logicalHeightPx(), page.size.pixelRatio()}, context);
    if (page.extent.chapter.empty()) state.camera = usual ? *usual : usualCamera(state);
    if (auto ok = showChapter(state, page.extent.chapter, context); !ok) return ok;
    if (auto ok = setLayers(state, page, context); !ok) return ok;
    if (!page.highlight.empty()) {
        auto features = findFeatures(state, page.highlight, "highlight");
        if (!features) return tl::unexpected(features.error());
        apply(state, Select{std::move(*features), false}, context);
    }
    return setCamera(state, page.extent);
}

bool showsData(const AppState &state) {
    const WorldBounds view = state.viewport().bounds();
    return std::ranges::any_of(state.document->layers, [&](const style::StyleLayer &s) {
        const SourceState *source = state.source(s.source);
        const LayerState *layer = state.layer(s.group);
        return s.visible && (layer == nullptr || layer->visible) && source != nullptr && source->data &&
               !source->data->index().find(view).empty();
    });
}

} // namespace corridors::app
