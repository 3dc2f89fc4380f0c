// Anchoring: finding the passage of each link again in whatever copy of the article the reader has.
// Nothing is ever attached silently to a wrong place: a passage that cannot be told for certain is ambiguous or lost,
// with its candidates listed for review. Used by app (a worker), ui and cli.
//
// The evidence for a candidate is the similarity of its text to the quoted fragment (1 - edit distance / length, over
// folded text) and hints: the other links of the same paragraph, which move with it; heading of the section and number
// of the paragraph; the expected position between the nearest links before and after. The rules of acceptance stand in
// anchoring.cpp beside their constants; tests/unit/links/anchoring_property_test.cpp measures them.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/article/article.hpp"
#include "geodata/links/link_index.hpp"

namespace corridors::links {

enum class Health : std::uint8_t {
    Exact,       ///< the fragment stands at the stored position
    Moved,       ///< the fragment stands elsewhere, and only there (or only one place fits the hints)
    Approximate, ///< the text differs; `score` tells how much
    Ambiguous,   ///< several places fit, or the one that fits contradicts the hints: a person must decide
    Lost,        ///< nothing fits
};
/// "exact", "moved", ...
[[nodiscard]] std::string_view healthName(Health health);
/// Exact, moved or approximate: the link has a place in this copy.
[[nodiscard]] constexpr bool isAttached(Health health) { return health <= Health::Approximate; }

/// A place that might be the passage.
struct Candidate {
    article::Range range; ///< code points of the normalised text
    double score = 0;     ///< similarity to the fragment, in [0, 1]
    friend bool operator==(const Candidate &, const Candidate &) = default;
};

struct Anchor {
    std::string linkId;
    Health health = Health::Lost;
    double score = 0;                    ///< similarity at `range`; of the best candidate when not attached
    std::optional<article::Range> range; ///< set exactly when isAttached(health)
    std::optional<article::Place> place; ///< section, paragraph, sentence of the range (from 0)
    std::vector<Candidate> candidates;   ///< best first, at most kMaxCandidates; for review
};
inline constexpr std::size_t kMaxCandidates = 5;

/// The anchors of all links of an index in one article; anchors[i] belongs to index.links()[i].
struct AnchorSet {
    std::vector<Anchor> anchors;
    [[nodiscard]] std::size_t count(Health health) const;
    [[nodiscard]] bool allAttached() const;
};

/// Links whose source is another article are anchored like the others; the caller chooses the article. Deterministic.
/// A stopped run returns the anchors found so far, the rest lost. Any thread.
[[nodiscard]] AnchorSet anchorLinks(const LinkIndex &index, const article::Article &article, std::stop_token stop = {});

/// A link's section as it states it: a heading, or only the beginning of a long one, which an ellipsis ends.
struct StatedSection {
    std::string_view text;
    bool isBeginning = false;
};
[[nodiscard]] inline StatedSection statedSection(std::string_view section) {
    constexpr std::string_view kEllipsis = "\u2026";
    if (!section.ends_with(kEllipsis)) return {section, false};
    section.remove_suffix(kEllipsis.size());
    return {section, true};
}

} // namespace corridors::links
