#include "viewer/app/passages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "geodata/article/article.hpp"
#include "geodata/query/measure.hpp"
#include "geodata/query/pick.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"

namespace corridors::app {
namespace {

bool sameHeading(std::string_view a, std::string_view b) {
    const auto lower = [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) {
               return lower(static_cast<unsigned char>(x)) == lower(static_cast<unsigned char>(y));
           });
}

/// The paragraph of the reader's copy that a link points at: by its position when it counts in this very text, else by
/// section and number, but only when the quoted fragment stands there. Never a guess.
const article::Paragraph *paragraphOf(const article::Article &article, const links::Link &link) {
    if (link.position && link.textHash == article.textHash)
        if (const auto place = article.locate(link.position->start))
            return &article.sections[place->section].paragraphs[place->paragraph];
    for (const article::Section &section : article.sections) {
        if (!sameHeading(section.heading, link.section) || link.paragraph == 0) continue;
        if (link.paragraph > section.paragraphs.size()) continue;
        const article::Paragraph &paragraph = section.paragraphs[link.paragraph - 1];
        if (link.exact.empty() || article.slice(paragraph.range).find(link.exact) != std::string_view::npos)
            return &paragraph;
    }
    return nullptr;
}

Passage makePassage(const AppState &state, const links::Link &link) {
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
    if (!state.article) return p;
    const article::Paragraph *paragraph = paragraphOf(*state.article, link);
    if (!paragraph) return p;
    p.text = state.article->slice(paragraph->range);
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
    for (const std::string &id : state.links->features()) {
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
    for (const std::size_t i : found) list.passages.push_back(makePassage(state, state.links->links()[i]));
    if (found.empty()) nameNearest(state, features.front(), list);
    return list;
}

Passage passageOf(const AppState &state, std::string_view linkId) {
    const links::Link *link = state.links ? state.links->find(linkId) : nullptr;
    return link ? makePassage(state, *link) : Passage{};
}

std::string locatorOf(const Passage &passage) {
    std::string out = passage.section;
    if (passage.paragraph > 0) out += fmt::format("{}paragraph {}", out.empty() ? "" : ", ", passage.paragraph);
    if (passage.page > 0) out += fmt::format(" (p. {} of your copy)", passage.page);
    return out;
}

} // namespace corridors::app
