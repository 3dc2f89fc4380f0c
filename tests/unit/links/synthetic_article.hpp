// A text of our own for the tests of anchoring: sections and paragraphs of generated sentences with recurring phrases,
// links on random fragments of it, and the ways in which copies of a text differ, each keeping track of where every
// fragment went.
#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "geodata/article/article.hpp"
#include "geodata/links/link_index.hpp"

namespace corridors::links::testing {

using Random = std::mt19937;

/// A paragraph's words and, for each, its identity in the original (npos for words that an edit put in).
struct Words {
    std::vector<std::string> words;
    std::vector<std::size_t> ids;
};

struct Draft {
    std::vector<std::string> headings;
    std::vector<std::vector<Words>> sections; ///< paragraphs of each
};

[[nodiscard]] Draft makeDraft(Random &random, std::size_t sections, std::size_t paragraphs);

[[nodiscard]] article::Article toArticle(const Draft &draft);

/// A link on a fragment of 3 to 8 words, and the ids of its words.
struct TestLink {
    Link link;
    std::vector<std::size_t> ids;
};
[[nodiscard]] std::vector<TestLink> makeLinks(Random &random, const Draft &draft, const article::Article &article,
                                              std::size_t count);

/// Where the words of a link stand in the normalised text of a copy; nullopt when none is left. Independent of how the
/// importer cuts paragraphs: a lost full stop joins two of them.
[[nodiscard]] std::optional<article::Range> trueRange(const TestLink &link, const Draft &copy);

// The ways in which copies differ.
void editWords(Random &random, Draft &draft, double rate); ///< words removed, added, replaced
void moveParagraphs(Random &random, Draft &draft, std::size_t count);
void removeParagraphs(Random &random, Draft &draft, std::size_t count);
void addNoise(Random &random, Draft &draft, double rate); ///< characters wrong, lost or doubled, as OCR does
/// Markdown with lines of `width` characters, words hyphenated at line ends.
[[nodiscard]] std::string wrapped(Random &random, const Draft &draft, std::size_t width);
[[nodiscard]] std::string markdown(const Draft &draft);

} // namespace corridors::links::testing
