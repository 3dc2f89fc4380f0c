#include "viewer/app/search.hpp"

#include <algorithm>
#include <utility>

#include "geodata/links/link_index.hpp"
#include "geodata/query/coordinates.hpp"
#include "geodata/query/fold.hpp"
#include "geodata/query/name_search.hpp"
#include "viewer/app/actions.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"

namespace corridors::app {
namespace {

constexpr double kCoordinateZoom = 11;

bool containsAllWords(const std::string &folded, const std::string &query) {
    for (std::size_t at = 0; at < query.size();) {
        std::size_t end = query.find(' ', at);
        if (end == std::string::npos) end = query.size();
        if (folded.find(query.substr(at, end - at)) == std::string::npos) return false;
        at = end + 1;
    }
    return true;
}

void addCoordinate(const AppState &state, std::string_view query, std::vector<SearchHit> &hits) {
    const auto position = query::parseCoordinates(query);
    if (!position || !state.projection) return;
    Camera camera = state.camera;
    camera.center = state.projection->project(*position);
    camera.zoom = std::max(camera.zoom, kCoordinateZoom);
    hits.push_back(
        {SearchHit::Kind::Coordinate, query::formatDecimal(*position), "Go to this coordinate", {FlyTo{camera}}});
}

void addFeatures(const AppState &state, std::string_view query, std::size_t limit, std::vector<SearchHit> &hits) {
    if (!state.names) return;
    for (const query::NameMatch &match : state.names->search(query, limit)) {
        const SourceState *source = state.source(match.source);
        if (!source || !source->data || match.featureIndex >= source->data->featureCount()) continue;
        const FeatureRef feature{match.source, std::string(source->data->feature(match.featureIndex).id())};
        std::string detail = kindLine(state, feature);
        if (match.byAlias) detail += (detail.empty() ? "also " : " · also ") + match.matched;
        // The segments of one corridor are found as one and selected together.
        std::vector<FeatureRef> features{feature};
        if (const std::size_t slash = feature.id.find('/'); slash != std::string::npos)
            features = topics::featuresById(state, std::string_view(feature.id).substr(0, slash));
        if (features.empty()) features = {feature};
        std::vector<Command> commands;
        const std::string layer = layerOfSource(state, match.source);
        if (const LayerState *l = state.layer(layer); l && !l->visible)
            commands.push_back(SetLayerVisible{layer, true});
        commands.push_back(Select{std::move(features), true});
        hits.push_back({SearchHit::Kind::Feature, match.name, std::move(detail), std::move(commands)});
    }
}

void addLayers(const AppState &state, const std::string &folded, std::vector<SearchHit> &hits) {
    for (std::size_t i = 0; i < state.layers.size(); ++i) {
        const LayerState &layer = state.layers[i];
        if (!containsAllWords(query::foldForSearch(layer.title + " " + layer.id + " layer"), folded)) continue;
        hits.push_back({SearchHit::Kind::Layer,
                        layer.title,
                        "Layer " + std::to_string(i + 1) + (layer.visible ? " · hide it" : " · show it"),
                        {SetLayerVisible{layer.id, !layer.visible}}});
    }
}

void addActions(const std::string &folded, std::vector<SearchHit> &hits) {
    for (Action &action : actions()) {
        if (!action.command || !containsAllWords(query::foldForSearch(action.text), folded)) continue;
        hits.push_back({SearchHit::Kind::Action, std::move(action.text), "Key " + action.keys, {*action.command}});
    }
}

void addPassages(const AppState &state, const std::string &folded, std::size_t limit, std::vector<SearchHit> &hits) {
    if (!state.links) return;
    for (const links::Link &link : state.links->links()) {
        if (hits.size() >= limit) return;
        if (!containsAllWords(query::foldForSearch(link.summary + " " + link.section), folded)) continue;
        std::string where = link.section;
        if (link.paragraph > 0) where += ", paragraph " + std::to_string(link.paragraph);
        std::vector<FeatureRef> features;
        for (const std::string &id : link.features)
            for (FeatureRef &f : topics::featuresById(state, id)) features.push_back(std::move(f));
        hits.push_back({SearchHit::Kind::Passage,
                        link.summary.empty() ? link.exact : link.summary,
                        "Passage · " + where,
                        {Select{std::move(features), true}, SelectLinks{{link.id}, false}}});
    }
}

} // namespace

std::vector<SearchHit> search(const AppState &state, std::string_view query, std::size_t limit) {
    std::vector<SearchHit> hits;
    const std::string folded = query::foldForSearch(query);
    addCoordinate(state, query, hits);
    if (folded.empty()) return hits;
    addFeatures(state, query, limit > 4 ? limit - 4 : limit, hits);
    addLayers(state, folded, hits);
    addActions(folded, hits);
    addPassages(state, folded, limit, hits);
    if (hits.size() > limit) hits.resize(limit);
    return hits;
}

} // namespace corridors::app
