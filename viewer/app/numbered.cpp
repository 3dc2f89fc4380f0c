#include "viewer/app/numbered.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"
#include "viewer/app/passages.hpp"

namespace corridors::app {
namespace {

/// "btk" of "btk/2"; ids without segments are their own whole.
std::string wholeOf(const std::string &id) { return id.substr(0, id.find('/')); }

bool isInView(const AppState &state, const FeatureRef &ref, const WorldBounds &view) {
    const SourceState *source = state.source(ref.source);
    const auto index = source && source->data ? source->data->find(ref.id) : std::nullopt;
    if (!index || !source->data->feature(*index).bounds().intersects(view)) return false;
    const LayerState *layer = state.layer(layerOfSource(state, ref.source));
    return layer == nullptr || layer->visible;
}

bool isCountry(const AppState &state, const FeatureRef &ref) {
    const SourceState *source = state.source(ref.source);
    const auto index = source && source->data ? source->data->find(ref.id) : std::nullopt;
    return index && source->data->feature(*index).text("kind") == "country";
}

/// How much a link tells of one feature: passages about few features before lists of many, and what is said of a
/// feature before its mere name.
double rankOf(const links::Link &link) {
    constexpr double kByRelation[] = {2, 0, 0.5, 1, 4}; // mentions, describes, claims, disputes, context
    return kByRelation[static_cast<std::size_t>(link.relation)] + static_cast<double>(link.features.size());
}

/// A passage that stands at another number already is the last choice: it would say the same twice.
std::string linkFor(const AppState &state, const std::vector<FeatureRef> &parts, const std::set<std::string> &used) {
    constexpr double kAgain = 100;
    if (!state.links) return {};
    const auto rank = [&](const links::Link &link) { return rankOf(link) + (used.contains(link.id) ? kAgain : 0); };
    const links::Link *best = nullptr;
    for (const FeatureRef &part : parts)
        for (const std::size_t i : state.links->linksOfFeature(part.id)) {
            const links::Link &link = state.links->links()[i];
            if (std::find(state.selectedLinks.begin(), state.selectedLinks.end(), link.id) != state.selectedLinks.end())
                return link.id;
            if (best == nullptr || rank(link) < rank(*best)) best = &link;
        }
    return best == nullptr ? std::string() : best->id;
}

/// "Conclusion, paragraph 3, p. 12": as one cites, the place from the large to the small.
std::string citedPlace(const Passage &passage) {
    std::string out = passage.section;
    if (passage.paragraph > 0) out += fmt::format("{}paragraph {}", out.empty() ? "" : ", ", passage.paragraph);
    if (passage.page > 0) out += fmt::format("{}p. {}", out.empty() ? "" : ", ", passage.page);
    return out;
}

void describe(const AppState &state, NumberedFeature &feature, std::set<std::string> &used) {
    const FeatureRef &first = feature.parts.front();
    feature.name = feature.parts.size() > 1 ? wholeName(state, first) : nameOf(state, first);
    feature.linkId = linkFor(state, feature.parts, used);
    if (feature.linkId.empty()) {
        feature.text = kindLine(state, feature.parts.front());
        return;
    }
    if (!used.insert(feature.linkId).second) { // told at an earlier number: this one says what the map knows
        feature.text = kindLine(state, feature.parts.front());
        feature.linkId.clear();
        return;
    }
    const Passage passage = passageOf(state, feature.linkId);
    feature.text =
        passage.sentence.empty() ? passage.summary : "“" + shortQuotation(passage.sentence, passage.quote) + "”";
    if (feature.text.empty()) feature.text = kindLine(state, feature.parts.front());
    feature.locator = citedPlace(passage);
    feature.citation = passage.citation;
    feature.doi = passage.doi;
}

/// Adds the feature, to its corridor's number where that has one.
void add(std::vector<NumberedFeature> &to, const FeatureRef &ref) {
    for (NumberedFeature &known : to) {
        if (known.parts.front().source != ref.source || wholeOf(known.parts.front().id) != wholeOf(ref.id)) continue;
        if (std::ranges::find(known.parts, ref) == known.parts.end()) known.parts.push_back(ref);
        return;
    }
    to.push_back({{ref}, {}, {}, {}, {}, {}, {}});
}

std::vector<NumberedFeature> discussedInView(const AppState &state) {
    std::vector<NumberedFeature> small;
    std::vector<NumberedFeature> countries;
    if (!state.links || !state.projection) return small;
    const WorldBounds view = state.viewport().bounds();
    for (const links::Link &link : state.links->links()) {
        if (link.relation == links::Relation::Context || link.suggested) continue;
        for (const std::string &id : link.features)
            for (const FeatureRef &ref : topics::featuresById(state, id))
                if (isInView(state, ref, view)) add(isCountry(state, ref) ? countries : small, ref);
    }
    small.insert(small.end(), countries.begin(), countries.end());
    return small;
}

} // namespace

std::string shortQuotation(const std::string &sentence, const std::string &fragment, std::size_t words) {
    struct Word {
        std::size_t begin, end;
    };
    std::vector<Word> found;
    for (std::size_t i = 0; i < sentence.size();) {
        if (sentence[i] == ' ' || sentence[i] == '\n' || sentence[i] == '\t') {
            ++i;
            continue;
        }
        const std::size_t end = std::min(sentence.find_first_of(" \n\t", i), sentence.size());
        found.push_back({i, end});
        i = end;
    }
    if (found.size() <= words) return sentence;
    // The window that has the fragment in its middle, as far as the sentence reaches.
    std::size_t first = 0;
    if (const std::size_t at = fragment.empty() ? std::string::npos : sentence.find(fragment);
        at != std::string::npos) {
        std::size_t from = 0;
        std::size_t to = 0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i].end <= at) from = i + 1;
            if (found[i].begin < at + fragment.size()) to = i + 1;
        }
        const std::size_t spare = words > to - from ? words - (to - from) : 0;
        first = from > spare / 2 ? from - spare / 2 : 0;
        first = std::min(first, found.size() - words);
        if (to <= words) first = 0; // sentences are best begun at their beginning
    }
    const std::size_t last = first + words - 1;
    std::string out = sentence.substr(found[first].begin, found[last].end - found[first].begin);
    if (first > 0) out = "… " + out;
    if (last + 1 < found.size()) {
        while (!out.empty() && (out.back() == ',' || out.back() == ';' || out.back() == ':')) out.pop_back();
        out += " …";
    }
    return out;
}

std::vector<NumberedFeature> numberedFeatures(const AppState &state, std::size_t limit) {
    std::vector<NumberedFeature> out;
    for (const FeatureRef &ref : state.selected) add(out, ref);
    if (out.empty()) out = discussedInView(state);
    if (out.size() > limit) out.resize(limit);
    std::set<std::string> used;
    for (NumberedFeature &feature : out) describe(state, feature, used);
    return out;
}

} // namespace corridors::app
