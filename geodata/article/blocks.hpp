// Blocks: what every reader (plain text, Markdown, PDF) turns a file into, and the assembly of an Article from them.
// Not public beyond geodata/article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/article/article.hpp"

namespace corridors::article {

struct Block {
    enum class Kind : std::uint8_t { Heading, Paragraph, ListItem, Footnote };
    Kind kind = Kind::Paragraph;
    std::string text;  ///< without marks of the format; line breaks resolved by appendLine()
    int level = 0;     ///< headings: 1 highest
    std::string label; ///< footnotes
    int page = 0;
    bool marked = false; ///< headings: the format itself says so; not guessed from its shape
};

/// Marks of Markdown read away: headings, lists, quotes, emphasis, links, notes, HTML tags, escapes, entities.
[[nodiscard]] std::vector<Block> readMarkdown(std::string_view utf8);
/// Does a text carry Markdown headings?
[[nodiscard]] bool looksLikeMarkdown(std::string_view utf8);

/// Paragraphs by blank lines (or one a line), headings by their shape, page numbers and form feeds recognised.
[[nodiscard]] std::vector<Block> readPlainText(std::string_view utf8);

/// Joins what pages and footnotes broke, finds title, authors, DOI and body, and lays out the normalised text.
[[nodiscard]] Article assemble(std::vector<Block> blocks);

/// Is a heading the abstract's, or one that ends the body (references, about the author, ...)?
[[nodiscard]] bool isAbstractHeading(std::string_view heading);
[[nodiscard]] bool isEndMatterHeading(std::string_view heading);

} // namespace corridors::article
