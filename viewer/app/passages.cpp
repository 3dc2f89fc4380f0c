#include "viewer/app/passages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "geodata/article/article.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/query/measure.hpp"
#include "geodata/query/pick.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"

namespace corridors::app {
namespace {

/// The paragraph of the reader's copy in which anchoring has found a link. Never a guess.
const article::Paragraph *paragraphOf(const AppState &state, std::size_t link) {
    if (!state.article || !state.anchors || link >= state.anchors->anchors.size()) return nullptr;
    const links::Anchor &anchor = state.anchors->anchors[link];
    if (!links::isAttached(anchor.health) || !anchor.place) return nullptr;
    return &state.article->sections[anchor.place->section].paragraphs[anchor.place->paragraph];
}

Passage makePassage(const AppState &state, std::size_t index) {
    const links::Link &link = state.links->links()[index];
    Passage p;
    p.linkId = link.id;
    p.relation = link.relation;
    p.section = link.section;
    p.paragraph = link.paragraph;
    p.summary = link.summary;
    p.citation = link.citation;
    p.doi = link.doi;
    p.suggested = link.suggested;
    for (const std::string &id : link.features) {
        const std::vector<FeatureRef> found = topics::featuresById(state, id);
        p.features.push_back(found.empty() ? id : nameOf(state, found.front()));
    }
    const article::Paragraph *paragraph = paragraphOf(state, index);
    if (!paragraph) return p;
    p.text = state.article->slice(paragraph->range);
    if (const std::size_t s = state.anchors->anchors[index].place->sentence; s < paragraph->sentences.size())
        p.sentence = state.article->slice(paragraph->sentences[s]);
    p.page = paragraph->page;
    if (p.text.find(link.exact) != std::string::npos) p.quote = link.exact;
    return p;
}

std::optional<FeatureView> viewOf(const AppState &state, const FeatureRef &ref) {
    const SourceState *source = state.source(ref.source);
    if (!source || !source->data) return std::nullopt;
    const auto index = source->data->find(ref.id);
    return index ? std::optional(source->data->feature(*index)) : std::nullopt;
}

/// Features that the article itself names or describes; those that only a context was found for are none to go to.
std::set<std::string> discussedFeatures(const links::LinkIndex &index) {
    std::set<std::string> ids;
    for (const links::Link &link : index.links())
        if (link.relation != links::Relation::Context) ids.insert(link.features.begin(), link.features.end());
    return ids;
}

/// The discussed feature nearest to `feature`; one that is smaller than a country where any lies within `kNearM`.
void nameNearest(const AppState &state, const FeatureRef &feature, PassageList &list) {
    constexpr double kNearM = 250'000;
    const auto self = viewOf(state, feature);
    const auto place = self ? query::placeOn(*self) : std::nullopt;
    if (!place || !state.projection) return;
    struct Best {
        double distanceM = std::numeric_limits<double>::infinity();
        std::optional<FeatureRef> feature;
    };
    Best small;
    Best country;
    const double scale = scaleFactorAt(*state.projection, state.projection->unproject(*place));
    for (const std::string &id : discussedFeatures(*state.links)) {
        for (const FeatureRef &candidate : topics::featuresById(state, id)) {
            const auto view = viewOf(state, candidate);
            if (!view || candidate == feature) continue;
            const double distance = query::distanceTo(*view, *place) / std::max(scale, 1e-9);
            Best &best = view->text("kind") == "country" ? country : small;
            if (distance < best.distanceM) best = {distance, candidate};
        }
    }
    const Best &best = small.feature && small.distanceM < kNearM ? small : country.feature ? country : small;
    if (!best.feature) return;
    list.nearestFeature = {*best.feature};
    const std::string name = nameOf(state, *best.feature);
    list.nearest = best.distanceM < 1 ? fmt::format("It lies in {}, which the article discusses", name)
                                      : fmt::format("The nearest that the article discusses: {}, {} away", name,
                                                    query::formatLength(best.distanceM));
}

} // namespace

PassageList passagesOf(const AppState &state, const std::vector<FeatureRef> &features) {
    PassageList list;
    if (features.empty()) return list;
    list.about = features.size() == 1 ? nameOf(state, features.front()) : fmt::format("{} features", features.size());
    if (!state.links) return list;
    std::vector<std::size_t> found;
    for (const FeatureRef &feature : features)
        for (const std::size_t i : state.links->linksOfFeature(feature.id))
            if (std::find(found.begin(), found.end(), i) == found.end()) found.push_back(i);
    for (const std::size_t i : found) list.passages.push_back(makePassage(state, i));
    if (found.empty()) nameNearest(state, features.front(), list);
    return list;
}

Passage passageOf(const AppState &state, std::string_view linkId) {
    const links::Link *link = state.links ? state.links->find(linkId) : nullptr;
    return link ? makePassage(state, static_cast<std::size_t>(link - state.links->links().data())) : Passage{};
}

std::string locatorOf(const Passage &passage) {
    std::string out;
    if (passage.page > 0) out = fmt::format("p. {}", passage.page);
    if (passage.paragraph > 0) out += fmt::format("{}paragraph {}", out.empty() ? "" : ", ", passage.paragraph);
    if (!passage.section.empty()) out += (out.empty() ? "" : " of ") + passage.section;
    return out;
}

} // namespace corridors::app
