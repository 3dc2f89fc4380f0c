// Reading: what the reading panel shows besides the text itself: the links that stand in it, links suggested from
// mentions, the links that need a look, and what the article and the map do not share. Made anew when one of its
// sources changes (`Reading::isOf`), not every frame. Pure; used by ui and the tests.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <vector>

#include "geodata/links/anchoring.hpp"
#include "geodata/links/coverage.hpp"
#include "geodata/links/link_index.hpp"
#include "viewer/app/app_state.hpp"

namespace corridors::app {

/// A link (or suggestion) that stands in the text.
struct Mark {
    article::Range range;
    std::string linkId;
    links::Relation relation = links::Relation::Mentions;
    bool suggested = false;
};

struct ReviewRow {
    std::string linkId;
    links::Health health = links::Health::Lost;
    double score = 0;
    std::vector<links::Candidate> candidates;
};

struct UndiscussedLayer {
    std::string layer; ///< title of the user's layer
    std::vector<FeatureRef> features;
};

struct Reading {
    std::vector<Mark> marks;              ///< of shown relations, by start, links before suggestions
    std::size_t longestMark = 0;          ///< code points
    std::vector<links::Link> suggestions; ///< not dismissed, in the order of the text
    std::vector<ReviewRow> review;        ///< all links: what needs a look first, then in the order of the file
    std::size_t unattached = 0;
    links::Coverage coverage;
    std::vector<UndiscussedLayer> undiscussed;

    /// Marks that overlap a range.
    [[nodiscard]] std::vector<const Mark *> marksIn(article::Range range) const;
    [[nodiscard]] const links::Link *suggestion(std::string_view id) const;
    /// Is this made from what the state holds now?
    [[nodiscard]] bool isOf(const AppState &state) const;

private:
    friend Reading readingOf(const AppState &state);
    const void *m_links = nullptr, *m_anchors = nullptr, *m_article = nullptr, *m_mentions = nullptr;
    std::bitset<5> m_hidden;
    std::size_t m_dismissed = 0, m_features = 0;
};

[[nodiscard]] Reading readingOf(const AppState &state);

/// The sentence that holds a code point; an empty range in headings and between blocks.
[[nodiscard]] article::Range sentenceAt(const article::Article &article, std::size_t offset);

/// Features of the map by their ids, each once; unknown ones are left out.
[[nodiscard]] std::vector<FeatureRef> featuresNamed(const AppState &state, const std::vector<std::string> &ids);

/// Ids of the links that speak of any of the features.
[[nodiscard]] std::vector<std::string> linksOfFeatures(const AppState &state, const std::vector<FeatureRef> &features);

/// Bins of the coverage bar.
inline constexpr std::size_t kCoverageBins = 120;

} // namespace corridors::app
