// Unicode work that the importers, the mention finder and anchoring share; ICU stays behind this header.
// Not public beyond geodata/article and geodata/links.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/article/text.hpp"

namespace corridors::article {

/// Stands between the halves of a word that a line or page break hyphenated, until the whole text is known and
/// resolveBreaks() decides. A noncharacter: cleanInline() removes it from anything that is read.
inline constexpr char32_t kBreakHyphen = U'\uFDD0';
/// Its UTF-8.
inline constexpr std::string_view kBreakHyphenUtf8 = "\xEF\xB7\x90";

/// The normalisation of article.hpp within a block: NFC, ligatures, invisible characters, white space.
/// Break hyphens that are already in `utf8` stay when `keepBreaks`.
[[nodiscard]] std::string cleanInline(std::string_view utf8, bool keepBreaks = false);

/// Appends a line to a block: a space between, or a break hyphen where the block ends in letter + hyphen.
void appendLine(std::string &block, std::string_view line);

/// Decides every break hyphen of the blocks: joined, unless the next half begins with a capital or digit, or the
/// hyphenated form (and not the joined one) occurs elsewhere in the blocks.
void resolveBreaks(std::vector<std::string *> &blocks);

/// A text folded for comparison: case, diacritics, width, quotation marks, dashes; with where each character came from.
struct FoldedText {
    std::u32string chars;
    std::vector<std::uint32_t> origins; ///< code point of the source for each of chars, plus one at the end

    /// Source range of folded characters [from, to).
    [[nodiscard]] Range sourceRange(std::size_t from, std::size_t to) const;
};

struct FoldOptions {
    bool foldCase = true;
    bool dropHyphens = false; ///< hyphens vanish, so "high-level" equals a word that lost its hyphen at a line end
    bool dropSpaces = false;
};

/// Folds: canonical and compatibility decomposition without marks (NFKD), case folding (Turkish and Azerbaijani dotted
/// and dotless i all become i, schwa becomes a, eszett ss), typographic quotes become ' and ", dashes become -, white
/// space a single space. `utf8` must be valid.
[[nodiscard]] FoldedText fold(std::string_view utf8, const FoldOptions &options = {});

/// Letters, digits and combining marks: what words are made of.
[[nodiscard]] bool isWordChar(char32_t c);
[[nodiscard]] bool isLetter(char32_t c);
[[nodiscard]] bool isUpper(char32_t c);
[[nodiscard]] bool isLower(char32_t c);
[[nodiscard]] bool isDigit(char32_t c);
[[nodiscard]] bool isSpace(char32_t c);

/// Sentences of a paragraph as code-point ranges relative to it, without the spaces between them (UAX #29, with the
/// abbreviations of scholarly English kept whole).
[[nodiscard]] std::vector<Range> splitSentences(std::string_view paragraph);

/// Bytes in any encoding -> UTF-8. `encoding` receives what was assumed when that is not UTF-8 (else it stays empty).
/// Returns false when the bytes are no text (binary).
[[nodiscard]] bool toUtf8(std::string_view bytes, std::string &utf8, std::string &encoding);

} // namespace corridors::article
