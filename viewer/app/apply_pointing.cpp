// Pointing: hovering, clicking, passages; what lights up.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "geodata/links/link_index.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"
#include "viewer/app/picking.hpp"

namespace corridors::app::topics {
namespace {

constexpr double kSamePlacePx = 4; // a click this near to the last one asks for the next feature beneath

/// Of the features under a click: the topmost, or the one beneath the selected one when the click came again.
FeatureRef choose(const AppState &state, const std::vector<FeatureRef> &hits, bool again) {
    if (again && state.selected.size() == 1) {
        const auto it = std::find(hits.begin(), hits.end(), state.selected.front());
        if (it != hits.end()) return std::next(it) == hits.end() ? hits.front() : *std::next(it);
    }
    return hits.front();
}

bool isSegmentOf(std::string_view id, std::string_view whole) {
    return id.size() > whole.size() && id.substr(0, whole.size()) == whole && id[whole.size()] == '/';
}

} // namespace

std::vector<FeatureRef> featuresById(const AppState &state, std::string_view id) {
    std::vector<FeatureRef> found;
    for (const SourceState &source : state.sources)
        if (source.data && source.data->find(id)) found.push_back({source.id, std::string(id)});
    if (!found.empty()) return found;
    for (const SourceState &source : state.sources) {
        if (!source.data) continue;
        for (const std::uint32_t i : source.data->segments()) {
            const FeatureView feature = source.data->feature(i);
            if (isSegmentOf(feature.id(), id)) found.push_back({source.id, std::string(feature.id())});
        }
    }
    return found;
}

namespace {

/// Land, sea and countries lie under the mouse everywhere: lighting them up at each step would only flicker. They
/// light up from the text and when they are selected.
bool isGround(const AppState &state, const FeatureRef &feature) {
    const SourceState *source = state.source(feature.source);
    const auto index = source && source->data ? source->data->find(feature.id) : std::nullopt;
    if (!index || source->data->feature(*index).geometryClass() != GeometryClass::Polygon) return false;
    const LayerState *layer = state.layer(layerOfSource(state, feature.source));
    return layer && layer->base;
}

} // namespace

std::vector<FeatureRef> featuresOfLinks(const AppState &state, const std::vector<std::string> &linkIds) {
    std::vector<FeatureRef> features;
    if (!state.links) return features;
    std::set<std::string_view> ids;
    for (const std::string &link : linkIds)
        for (const std::string &id : state.links->featuresOfLink(link))
            if (ids.insert(id).second)
                for (FeatureRef &f : featuresById(state, id))
                    if (std::find(features.begin(), features.end(), f) == features.end())
                        features.push_back(std::move(f));
    return features;
}

namespace {

/// What the relations that are shown speak of, when some are hidden: "only what the author claims".
std::vector<FeatureRef> featuresOfShownRelations(const AppState &state) {
    std::vector<std::string> ids;
    for (const links::Link &link : state.links->links())
        if (!state.relationsHidden.test(static_cast<std::size_t>(link.relation))) ids.push_back(link.id);
    return featuresOfLinks(state, ids);
}

} // namespace

void updateLit(AppState &state) {
    state.lit.clear();
    state.spotlight = false;
    if (!state.hoveredLinks.empty()) {
        state.lit = featuresOfLinks(state, state.hoveredLinks);
        state.spotlight = !state.lit.empty();
    } else if (state.hovered && !isGround(state, *state.hovered)) {
        state.lit = {*state.hovered};
    } else if (state.links && state.readerVisible && state.relationsHidden.any() && !state.relationsHidden.all()) {
        state.lit = featuresOfShownRelations(state);
        state.spotlight = !state.lit.empty();
    }
}

void on(AppState &state, const HoverAt &c, ApplyContext &) {
    if (!c.at || !state.projection) {
        state.cursor.reset();
        state.hovered.reset();
        return updateLit(state);
    }
    state.cursor = state.projection->unproject(state.viewport().toWorld(*c.at));
    if (!c.picks) {
        if (std::exchange(state.hovered, std::nullopt)) updateLit(state);
        return;
    }
    std::vector<FeatureRef> hits = pickAt(state, *c.at, 1);
    std::optional<FeatureRef> hovered;
    if (!hits.empty()) hovered = std::move(hits.front());
    if (hovered == state.hovered && state.hoveredLinks.empty()) return;
    state.hovered = std::move(hovered);
    state.hoveredLinks.clear();
    updateLit(state);
}

void on(AppState &state, const HoverFeature &c, ApplyContext &) {
    state.hovered = c.feature;
    updateLit(state);
}

void on(AppState &state, const SelectAt &c, ApplyContext &context) {
    const std::vector<FeatureRef> hits = pickAt(state, c.at);
    const bool again = std::hypot(c.at.x - context.lastClick.x, c.at.y - context.lastClick.y) < kSamePlacePx && !c.add;
    context.lastClick = c.at;
    if (hits.empty()) {
        if (!c.add) on(state, ClearSelection{}, context);
        return;
    }
    const FeatureRef chosen = choose(state, hits, again);
    state.selectedLinks.clear();
    if (!c.add) {
        state.selected = {chosen};
        return;
    }
    const auto it = std::find(state.selected.begin(), state.selected.end(), chosen);
    if (it == state.selected.end()) {
        state.selected.push_back(chosen);
    } else {
        state.selected.erase(it);
    }
}

void on(AppState &state, const Select &c, ApplyContext &context) {
    state.selected = c.features;
    state.selectedLinks.clear();
    if (c.fly) on(state, ShowFeatures{c.features}, context);
}

void on(AppState &state, const ClearSelection &, ApplyContext &) {
    state.selected.clear();
    state.selectedLinks.clear();
}

void on(AppState &state, const HoverLinks &c, ApplyContext &) {
    if (state.hoveredLinks == c.ids) return;
    state.hoveredLinks = c.ids;
    updateLit(state);
}

/// Pins passages: their features stay selected so that the map shows them after the mouse has left the text. From a
/// list of passages (the reader is closed) the list stays that of the features that were selected before.
void on(AppState &state, const SelectLinks &c, ApplyContext &context) {
    if (!c.add) state.selectedLinks.clear();
    for (const std::string &id : c.ids)
        if (std::find(state.selectedLinks.begin(), state.selectedLinks.end(), id) == state.selectedLinks.end())
            state.selectedLinks.push_back(id);
    if (c.ids.empty()) return;
    const std::vector<FeatureRef> features = featuresOfLinks(state, c.ids);
    if (features.empty()) return;
    if (c.keepFeatures) {
        // nothing: see SelectLinks
    } else if (c.add) {
        for (const FeatureRef &f : features)
            if (std::find(state.selected.begin(), state.selected.end(), f) == state.selected.end())
                state.selected.push_back(f);
    } else if (state.selected.empty() || state.readerVisible) {
        state.selected = features;
    }
    if (c.fly) showInContext(state, features, context);
}

} // namespace corridors::app::topics
