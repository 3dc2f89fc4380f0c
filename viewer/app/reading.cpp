#include "viewer/app/reading.hpp"

#include <algorithm>
#include <set>

#include "geodata/article/article.hpp"
#include "geodata/article/mentions.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"

namespace corridors::app {
namespace {

std::size_t featureCount(const AppState &state) {
    std::size_t n = 0;
    for (const SourceState &source : state.sources) n += source.data ? source.data->featureCount() : 0;
    return n;
}

bool isHidden(const AppState &state, links::Relation relation) {
    return state.relationsHidden.test(static_cast<std::size_t>(relation));
}

void addMarks(const AppState &state, const links::LinkIndex &index, const links::AnchorSet &anchors, Reading &out) {
    for (std::size_t i = 0; i < index.links().size() && i < anchors.anchors.size(); ++i) {
        const links::Link &link = index.links()[i];
        const links::Anchor &anchor = anchors.anchors[i];
        if (anchor.range && !isHidden(state, link.relation))
            out.marks.push_back({*anchor.range, link.id, link.relation, link.suggested});
    }
    for (const links::Link &s : out.suggestions)
        if (s.position && !isHidden(state, s.relation)) out.marks.push_back({*s.position, s.id, s.relation, true});
    std::stable_sort(out.marks.begin(), out.marks.end(),
                     [](const Mark &a, const Mark &b) { return a.range.start < b.range.start; });
    for (const Mark &m : out.marks) out.longestMark = std::max(out.longestMark, m.range.length());
}

void addReview(const links::LinkIndex &index, const links::AnchorSet &anchors, Reading &out) {
    for (std::size_t i = 0; i < index.links().size() && i < anchors.anchors.size(); ++i) {
        const links::Anchor &a = anchors.anchors[i];
        out.review.push_back({index.links()[i].id, a.health, a.score, a.candidates});
        out.unattached += links::isAttached(a.health) ? 0 : 1;
    }
    std::stable_sort(out.review.begin(), out.review.end(),
                     [](const ReviewRow &a, const ReviewRow &b) { return a.health > b.health; });
}

void addUndiscussed(const AppState &state, Reading &out) {
    const std::set<std::string, std::less<>> ids(out.coverage.undiscussed.begin(), out.coverage.undiscussed.end());
    for (const LayerState &layer : state.layers) {
        UndiscussedLayer found{layer.title, {}};
        for (const SourceState &source : state.sources) {
            if (!source.data || layerOfSource(state, source.id) != layer.id) continue;
            for (std::size_t i = 0; i < source.data->featureCount(); ++i) {
                const FeatureView f = source.data->feature(i);
                if (ids.contains(f.id()) && !f.text("name").empty())
                    found.features.push_back({source.id, std::string(f.id())});
            }
        }
        if (!found.features.empty()) out.undiscussed.push_back(std::move(found));
    }
}

} // namespace

std::vector<const Mark *> Reading::marksIn(article::Range range) const {
    std::vector<const Mark *> out;
    const std::size_t from = range.start > longestMark ? range.start - longestMark : 0;
    auto it = std::lower_bound(marks.begin(), marks.end(), from,
                               [](const Mark &m, std::size_t start) { return m.range.start < start; });
    for (; it != marks.end() && it->range.start < range.end; ++it)
        if (it->range.overlaps(range)) out.push_back(&*it);
    return out;
}

const links::Link *Reading::suggestion(std::string_view id) const {
    const auto it =
        std::find_if(suggestions.begin(), suggestions.end(), [&](const links::Link &l) { return l.id == id; });
    return it == suggestions.end() ? nullptr : &*it;
}

bool Reading::isOf(const AppState &state) const {
    return m_links == state.links.get() && m_anchors == state.anchors.get() && m_article == state.article.get() &&
           m_mentions == state.mentions.get() && m_hidden == state.relationsHidden &&
           m_dismissed == state.dismissedSuggestions.size() && m_features == featureCount(state);
}

Reading readingOf(const AppState &state) {
    Reading out;
    out.m_links = state.links.get();
    out.m_anchors = state.anchors.get();
    out.m_article = state.article.get();
    out.m_mentions = state.mentions.get();
    out.m_hidden = state.relationsHidden;
    out.m_dismissed = state.dismissedSuggestions.size();
    out.m_features = featureCount(state);
    if (!state.article) return out;
    if (!state.anchors && state.links && !state.links->isEmpty()) return out; // anchoring is under way
    const links::LinkIndex noLinks;                                           // a map may have none
    const links::AnchorSet noAnchors;
    const links::LinkIndex &index = state.links ? *state.links : noLinks;
    const links::AnchorSet &anchors = state.anchors ? *state.anchors : noAnchors;
    static_assert(links::kRelationCount == 5, "relationsHidden has a bit a relation");
    const std::vector<article::Mention> none;
    const std::vector<article::Mention> &mentions = state.mentions ? *state.mentions : none;
    out.suggestions = links::suggestLinks(index, anchors, *state.article, mentions);
    std::erase_if(out.suggestions, [&](const links::Link &l) {
        return std::find(state.dismissedSuggestions.begin(), state.dismissedSuggestions.end(), l.id) !=
               state.dismissedSuggestions.end();
    });
    addMarks(state, index, anchors, out);
    addReview(index, anchors, out);
    std::vector<std::string> ids;
    for (const SourceState &source : state.sources)
        for (std::size_t i = 0; source.data && i < source.data->featureCount(); ++i)
            ids.emplace_back(source.data->feature(i).id());
    out.coverage = links::coverageOf(index, anchors, *state.article, ids, mentions, kCoverageBins);
    addUndiscussed(state, out);
    return out;
}

article::Range sentenceAt(const article::Article &article, std::size_t offset) {
    const auto place = article.locate(offset);
    if (!place) return {};
    const article::Paragraph &p = article.sections[place->section].paragraphs[place->paragraph];
    return place->sentence < p.sentences.size() ? p.sentences[place->sentence] : article::Range{};
}

std::vector<FeatureRef> featuresNamed(const AppState &state, const std::vector<std::string> &ids) {
    std::vector<FeatureRef> out;
    for (const std::string &id : ids)
        for (FeatureRef &f : topics::featuresById(state, id))
            if (std::find(out.begin(), out.end(), f) == out.end()) out.push_back(std::move(f));
    return out;
}

std::vector<std::string> linksOfFeatures(const AppState &state, const std::vector<FeatureRef> &features) {
    std::vector<std::string> out;
    if (!state.links) return out;
    for (const FeatureRef &f : features)
        for (const std::size_t i : state.links->linksOfFeature(f.id))
            if (const std::string &id = state.links->links()[i].id; std::find(out.begin(), out.end(), id) == out.end())
                out.push_back(id);
    return out;
}

} // namespace corridors::app
