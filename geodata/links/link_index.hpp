// LinkIndex: the links between features of a map and passages of an article, as a W3C Web Annotation file holds them.
// Immutable: an edit (link_edit.hpp) gives a new index that shares what did not change, so undo keeps the old pointer.
// What it is not: anchored in a reader's copy (anchoring.hpp does that). Used by app, ui, cli.
//
// How a link is written (https://www.w3.org/TR/annotation-model/, application/ld+json):
//   motivation "linking"; target.source the article's IRI (its DOI) with a TextQuoteSelector and a TextPositionSelector
//   (code points of the normalised text of geodata/article; `corridors:textHash` beside it is that text's SHA-256),
//   `corridors:section` and `corridors:paragraph` as hints; body: one SpecificResource a feature
//   ("layers/tripp.geojson#id", the id behind the #, percent-encoded), a TextualBody with purpose "classifying" (the
//   relation) and one with purpose "describing" (the summary). The page's `corridors:citations` maps an article's IRI
//   to its full citation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geodata/article/text.hpp"
#include "geodata/core/result.hpp"

namespace corridors::links {

/// What a passage does with a feature.
enum class Relation : std::uint8_t {
    Mentions,  ///< names it
    Describes, ///< says what it is, where it is or what happened there
    Claims,    ///< the author argues something about it
    Disputes,  ///< reports that somebody contests it
    Context,   ///< does not name it, but bears on it
};
inline constexpr std::size_t kRelationCount = 5;
/// "mentions", "describes", ...
[[nodiscard]] std::string_view relationName(Relation relation);
[[nodiscard]] std::optional<Relation> parseRelation(std::string_view name);

struct Link {
    std::string id;                    ///< IRI, unique in the file
    std::vector<std::string> features; ///< ids of features; may be empty in files of other tools
    Relation relation = Relation::Mentions;
    std::string summary;                    ///< plain text; empty in files of other tools
    std::string section;                    ///< heading of the section; empty when unknown
    std::size_t paragraph = 0;              ///< from 1 within its section; 0 when unknown
    std::string exact;                      ///< the quoted fragment (at most 8 words in our files)
    std::string prefix, suffix;             ///< only in files of other tools
    std::optional<article::Range> position; ///< code points in the normalised text
    std::string textHash;                   ///< SHA-256 of the text that `position` counts in; may be empty
    std::string source;                     ///< IRI of the article
    std::string doi;                        ///< "10.3929/..." when the source is a DOI
    std::string citation;                   ///< full citation of the article; empty when the file has none
    bool suggested = false;                 ///< found by the program and not yet accepted by a person

    friend bool operator==(const Link &, const Link &) = default;
};

struct LinkFile;

class LinkIndex {
public:
    LinkIndex();

    /// In the order of the file.
    [[nodiscard]] const std::vector<Link> &links() const { return m_links; }
    /// Indices into links() of the links of a feature, in the order of the text; empty when there is none.
    /// A corridor's segment ("aras_iran/2") also has the links of the whole ("aras_iran"), and the whole those of its
    /// segments.
    [[nodiscard]] std::vector<std::size_t> linksOfFeature(std::string_view featureId) const;
    /// Features of a link; empty for an unknown id.
    [[nodiscard]] std::span<const std::string> featuresOfLink(std::string_view linkId) const;
    [[nodiscard]] const Link *find(std::string_view linkId) const;
    [[nodiscard]] bool isEmpty() const { return m_links.empty(); }
    /// Ids of all features that have a link, each once, in order of first appearance.
    [[nodiscard]] const std::vector<std::string> &features() const { return m_featureIds; }
    /// Where it was read from; empty for a new one.
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    friend struct LinkAccess; ///< link_file.hpp: parsing, editing and writing
    void index();

    std::string m_path;
    std::vector<Link> m_links;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byFeature;
    std::unordered_map<std::string, std::vector<std::size_t>> m_bySegmentsOf; ///< "aras_iran" for "aras_iran/2"
    std::vector<std::string> m_featureIds;
    std::shared_ptr<const LinkFile> m_file; ///< the JSON as it was, for writing it back
};

using ParsedLinks = WithWarnings<std::shared_ptr<const LinkIndex>>;

/// Parses an AnnotationPage, an AnnotationCollection with an embedded first page, an array of annotations or one
/// annotation. A bad annotation becomes a warning with its place ("items[3].target.selector[0].exact") and is left out
/// of links(), though it is written back untouched; an Error means that nothing is usable (not JSON, nested too deeply,
/// not annotations). `path` is for messages. Any thread.
[[nodiscard]] Result<ParsedLinks> parseLinks(std::string_view json, const std::string &path);

/// Reads and parses a file of at most this size.
inline constexpr std::size_t kMaxLinksBytes = std::size_t{64} << 20;
[[nodiscard]] Result<ParsedLinks> readLinks(const std::string &path);

/// The file's text: annotations as they were read with the changes of edits, unknown properties untouched.
[[nodiscard]] std::string serialiseLinks(const LinkIndex &index);

} // namespace corridors::links
