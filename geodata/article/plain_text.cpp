// Plain text: no marks, so blocks and headings are told by blank lines, length and shape.
#include <algorithm>
#include <cctype>

#include "geodata/article/blocks.hpp"
#include "geodata/article/lines.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

constexpr std::size_t kMaxHeadingPoints = 120;

bool isPageNumber(std::string_view line) {
    return line.size() <= 4 && std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A short line of its own that begins like a sentence and does not end like one.
bool looksLikeHeading(std::string_view line) {
    if (line.empty() || line.size() > kMaxHeadingPoints * 4) return false;
    const std::u32string text = decode(line);
    if (text.size() > kMaxHeadingPoints || text.size() < 3) return false;
    if (!isUpper(text.front()) && !isDigit(text.front())) return false;
    constexpr std::u32string_view kEnds = U".,;:)\"\u201D\u2014-";
    if (kEnds.find(text.back()) != std::u32string_view::npos) return false;
    return std::any_of(text.begin(), text.end(), [](char32_t c) { return isLetter(c); });
}

/// Text without blank lines: are its lines whole paragraphs (an export from a word processor)?
bool oneParagraphALine(const std::vector<std::string_view> &lines) {
    std::size_t blank = 0, text = 0, sum = 0, ended = 0;
    for (const std::string_view raw : lines) {
        const std::string_view line = trim(raw);
        if (line.empty()) {
            ++blank;
            continue;
        }
        ++text;
        sum += line.size();
        if (line.size() > 200 || line.back() == '.') ++ended;
    }
    return text > 0 && blank * 10 < text && sum / text > 150 && ended * 10 > text * 5;
}

} // namespace

std::vector<Block> readPlainText(std::string_view utf8) {
    std::vector<std::string_view> lines;
    forEachLine(utf8, [&](std::string_view line) { lines.push_back(line); });
    const bool single = oneParagraphALine(lines);
    std::vector<Block> blocks;
    std::string raw;
    std::size_t lineCount = 0;
    int page = utf8.find('\f') != std::string_view::npos ? 1 : 0;
    const auto flush = [&] {
        const bool heading = lineCount <= 2 && looksLikeHeading(raw);
        std::string text = cleanInline(raw, true);
        if (!text.empty())
            blocks.push_back(
                {heading ? Block::Kind::Heading : Block::Kind::Paragraph, std::move(text), heading ? 2 : 0, {}, page});
        raw.clear();
        lineCount = 0;
    };
    for (const std::string_view line : lines) {
        const std::string_view text = trim(line);
        if (line.find('\f') != std::string_view::npos) {
            flush();
            ++page;
        }
        if (text.empty() || single) flush();
        if (text.empty() || (lineCount == 0 && isPageNumber(text))) continue;
        appendLine(raw, text);
        ++lineCount;
    }
    flush();
    // A paragraph that a page cut short looks like a heading until one sees it go on in lower case.
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i)
        if (isLower(decode(std::string_view(blocks[i + 1].text).substr(0, 8)).front()))
            blocks[i].kind = Block::Kind::Paragraph;
    return blocks;
}

} // namespace corridors::article
