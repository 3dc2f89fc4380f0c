// Article: a reader's own copy of a text, taken apart into sections, paragraphs and sentences, and the importers for
// plain text, Markdown and PDF. What it is not: stored anywhere (the text lives in memory only), linked to a map
// (geodata/links does that) or laid out (viewer/text). Used by links, app, ui and cli.
//
// The normalised text, on which all offsets count (Unicode code points from 0):
//   - the body only: from the abstract's heading (or, without an abstract, what follows the title) to the last
//     paragraph before the references, the author note or another end matter; contents pages are left out;
//   - its blocks in reading order, headings and paragraphs alike, joined by one "\n"; a paragraph that a page break or
//     a footnote interrupts is one block; footnotes, page numbers and running heads are not in it;
//   - within a block: Unicode NFC; Latin ligatures U+FB00..U+FB06 spelt out; soft hyphens, zero-width spaces and byte
//     order marks removed; every run of white space or control characters one space, none at the ends; words that a
//     line or page break hyphenates joined (the hyphen stays where the joined form would be wrong: before a capital or
//     a digit, or where the text itself spells the word with a hyphen elsewhere); marks of Markdown and HTML tags
//     removed.
// The same file gives the same text on every machine; textHash tells whether two copies have the same text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/article/text.hpp"
#include "geodata/core/result.hpp"

namespace corridors::article {

enum class Format : std::uint8_t { PlainText, Markdown, Pdf };

struct Paragraph {
    Range range;
    int page = 0;                 ///< page on which it begins, from 1; 0 where the format has no pages
    std::vector<Range> sentences; ///< in order, without the spaces between them; at least one
};

struct Section {
    std::string heading; ///< as in the text; empty for text before the first heading
    int level = 1;       ///< 1 is the highest
    Range headingRange;  ///< empty when there is no heading
    Range range;         ///< heading and all paragraphs
    std::vector<Paragraph> paragraphs;
};

/// A note that was taken out of the running text.
struct Footnote {
    std::string label; ///< "1", "*"
    std::string text;
    std::size_t section = 0;   ///< where it stood: index of the section ...
    std::size_t paragraph = 0; ///< ... and of the paragraph, from 0
    int page = 0;
};

/// Where an offset lies; all indices from 0.
struct Place {
    std::size_t section = 0;
    std::size_t paragraph = 0;
    std::size_t sentence = 0;
    friend bool operator==(const Place &, const Place &) = default;
};

struct Article {
    std::string path;
    Format format = Format::PlainText;
    std::string title;
    std::vector<std::string> authors; ///< names without affiliations
    std::string doi;                  ///< "10.3929/..." without a resolver; empty when the file names none
    std::vector<Section> sections;
    std::vector<Footnote> footnotes;
    Text text;            ///< the normalised text (see above)
    std::string textHash; ///< lower-case hexadecimal SHA-256 of its UTF-8 bytes

    [[nodiscard]] std::size_t paragraphCount() const;
    /// The paragraph that holds a code point; nullopt in headings and between blocks. O(log n).
    [[nodiscard]] std::optional<Place> locate(std::size_t offset) const;
    [[nodiscard]] std::string_view slice(Range range) const { return text.slice(range); }
};

struct ImportOptions {
    std::size_t maxTextBytes = std::size_t{64} << 20;
    std::size_t maxPdfBytes = std::size_t{256} << 20;
    double pdfTimeoutS = 60;                              ///< wall-clock limit of the PDF reader
    std::size_t pdfMemoryBytes = std::size_t{1024} << 20; ///< address-space limit of the PDF reader
    std::string pdfReader;                                ///< its program; empty: found beside this program
    std::stop_token stop;                                 ///< ends a long import with an Error
    std::function<void(double)> progress;                 ///< in [0, 1]; may be empty
};

using ImportedArticle = WithWarnings<std::shared_ptr<const Article>>;

/// Reads a file. Format by content (PDF signature, Markdown headings), then by name. A PDF is parsed in a child process
/// with limits on time and memory. Errors: what readTextFile reports, empty, binary, another document format, too
/// large, a scanned PDF without text, a PDF that needs a password or breaks the limits; each with the way out.
/// Warnings: bytes that are not UTF-8 (with the encoding assumed), no heading found. Any thread.
[[nodiscard]] Result<ImportedArticle> importArticle(const std::string &path, const ImportOptions &options = {});

/// The same for text at hand (not PDF); `path` is for messages.
[[nodiscard]] Result<ImportedArticle> importText(std::string_view bytes, const std::string &path);

/// Lower-case hexadecimal SHA-256 (FIPS 180-4).
[[nodiscard]] std::string sha256(std::string_view bytes);

} // namespace corridors::article
