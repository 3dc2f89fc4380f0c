// Coverage: where an article is dense with links, which features it does not discuss, and which places it names that
// the map does not have. Also the suggestion of links from mentions. Used by ui (the bar along the text) and cli.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geodata/article/mentions.hpp"
#include "geodata/links/anchoring.hpp"

namespace corridors::links {

struct Coverage {
    /// Links per bin of equal length along the text; only links that have a place in this copy.
    std::vector<std::size_t> density;
    std::size_t densest = 0;              ///< the largest of density
    std::vector<std::string> undiscussed; ///< features without any link, in the order given
    /// Names of places without a feature, each once, with the number of times they occur.
    struct OtherPlace {
        std::string name;
        std::size_t count = 0;
    };
    std::vector<OtherPlace> notOnMap; ///< most frequent first
    std::size_t paragraphs = 0;
    std::size_t linkedParagraphs = 0; ///< with at least one link
};

/// `featureIds` are the map's features; `mentions` come from a MentionFinder over the same article. bins >= 1.
[[nodiscard]] Coverage coverageOf(const LinkIndex &index, const AnchorSet &anchors, const article::Article &article,
                                  std::span<const std::string> featureIds, std::span<const article::Mention> mentions,
                                  std::size_t bins);

/// One suggested link for each paragraph and feature that the paragraph names and no link of it covers yet. They are
/// marked `suggested`, have no summary, and are not added to the index: a person accepts them one by one.
[[nodiscard]] std::vector<Link> suggestLinks(const LinkIndex &index, const AnchorSet &anchors,
                                             const article::Article &article,
                                             std::span<const article::Mention> mentions);

} // namespace corridors::links
