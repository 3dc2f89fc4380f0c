// What `corridors links`, `corridors mentions` and `corridors passages` print: rows of plain values, and their JSON.
// Used by cli; the window shows the same rows in its panels.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geodata/article/mentions.hpp"
#include "geodata/links/anchoring.hpp"

namespace corridors::links {

/// One link and one of its features (a link with two features has two rows; one without features has one row).
struct LinkRow {
    std::string id;
    std::string feature;
    std::string relation;
    std::string health;
    double score = 0;
    std::string section;       ///< heading in this copy; as the file says where the link has no place in it
    std::size_t paragraph = 0; ///< from 1 within the section; 0 when unknown
    std::optional<article::Range> range;
};

struct LinksReport {
    std::vector<LinkRow> rows;
    std::string textHash;       ///< of the copy that the offsets count in
    std::size_t unattached = 0; ///< links that are ambiguous or lost; the command's exit code is 1 when there are any
};
[[nodiscard]] LinksReport linksReport(const LinkIndex &index, const AnchorSet &anchors,
                                      const article::Article &article);
/// {"textHash", "links": [{"id", "feature", "relation", "health", "score", "section", "paragraph", "start", "end"}]};
/// start and end are null where there is no place.
[[nodiscard]] std::string toJson(const LinksReport &report);

struct MentionRow {
    std::string feature;
    std::string section;
    std::size_t paragraph = 0; ///< from 1 within the section
    std::size_t sentence = 0;  ///< from 1 within the paragraph
    article::Range range;
    std::string text;
};
/// Mentions by name only; adjectives and places without a feature are left out.
[[nodiscard]] std::vector<MentionRow> mentionsReport(std::span<const article::Mention> mentions,
                                                     const article::Article &article);
/// {"mentions": [{"feature", "section", "paragraph", "sentence", "start", "end", "text"}]}
[[nodiscard]] std::string toJson(std::span<const MentionRow> rows);

struct PassageRow {
    std::string id;
    std::string relation;
    std::string summary;
    std::string citation;
    std::string section;
    std::size_t paragraph = 0;
    std::string health; ///< empty without an article
    std::string text;   ///< the paragraph's own text where the reader's copy is at hand; else empty
};
/// The passages of a feature in the order of the text; `anchors` and `article` may be null.
[[nodiscard]] std::vector<PassageRow> passagesReport(const LinkIndex &index, const std::string &featureId,
                                                     const AnchorSet *anchors, const article::Article *article);
/// {"passages": [{"id", "relation", "summary", "citation", "section", "paragraph", "health", "text"}]}
[[nodiscard]] std::string toJson(std::span<const PassageRow> rows);

} // namespace corridors::links
