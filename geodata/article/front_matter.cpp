#include "geodata/article/front_matter.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "geodata/article/lines.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

using Words = std::vector<std::string_view>;

/// A heading in lower case without its number ("1. ", "II ") and without marks at its end.
std::string plainHeading(std::string_view heading) {
    std::string s = encode(fold(heading).chars);
    std::size_t i = 0;
    while (i < s.size() && (std::string_view("0123456789.() ").find(s[i]) != std::string_view::npos)) ++i;
    s.erase(0, i);
    while (!s.empty() && (s.back() == ':' || s.back() == '.' || s.back() == ' ')) s.pop_back();
    return s;
}

template <std::size_t N>
bool isOneOf(std::string_view heading, const std::array<std::string_view, N> &names) {
    const std::string plain = plainHeading(heading);
    return std::find(names.begin(), names.end(), plain) != names.end();
}

bool isContentsHeading(std::string_view heading) {
    return isOneOf(heading, std::array<std::string_view, 4>{"contents", "table of contents", "inhalt", "keywords"});
}
bool isAcknowledgement(std::string_view heading) {
    return isOneOf(heading, std::array<std::string_view, 5>{"acknowledgements", "acknowledgments", "acknowledgement",
                                                            "funding", "disclosure statement"});
}

std::string findDoi(std::string_view text) {
    for (std::size_t at = text.find("10."); at != std::string_view::npos; at = text.find("10.", at + 3)) {
        if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') continue;
        std::size_t slash = at + 3;
        while (slash < text.size() && text[slash] >= '0' && text[slash] <= '9') ++slash;
        if (slash - at < 7 || slash >= text.size() || text[slash] != '/') continue;
        std::size_t end = text.find_first_of(" \t\"<>[]{}|", slash);
        if (end == std::string_view::npos) end = text.size();
        while (end > slash && std::string_view(".,;:)").find(text[end - 1]) != std::string_view::npos) --end;
        if (end > slash + 1) return std::string(text.substr(at, end - at));
    }
    return {};
}

/// Names of an author line: "A (University) and B (Institute), C"; empty when the block is no such line.
std::vector<std::string> authorNames(std::string_view line) {
    if (line.size() > 300 || line.ends_with('.') || line.find("://") != std::string_view::npos ||
        !findDoi(line).empty())
        return {};
    std::string flat;
    int depth = 0;
    for (const char c : line) {
        depth += c == '(' ? 1 : 0;
        if (depth == 0) flat += c;
        if (c == ')' && depth > 0) --depth;
    }
    for (const std::string_view sign : {" and ", " & ", ";"})
        for (std::size_t at = flat.find(sign); at != std::string::npos; at = flat.find(sign))
            flat.replace(at, sign.size(), ",");
    if (flat.starts_with("By ") || flat.starts_with("by ")) flat.erase(0, 3);
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= flat.size();) {
        const std::size_t to = std::min(flat.find(',', from), flat.size());
        const std::string_view name = trim(std::string_view(flat).substr(from, to - from));
        const auto words = std::count(name.begin(), name.end(), ' ') + 1;
        if (!name.empty() && (words < 2 || words > 5 || !isUpper(decode(name).front()))) return {};
        if (!name.empty()) names.emplace_back(name);
        from = to + 1;
    }
    return names;
}

std::optional<std::size_t> findHeading(const std::vector<Block> &blocks, std::size_t from,
                                       bool (*is)(std::string_view)) {
    for (std::size_t i = from; i < blocks.size(); ++i)
        if (blocks[i].kind == Block::Kind::Heading && is(blocks[i].text)) return i;
    return std::nullopt;
}

/// Index of the title's heading; blocks.size() when there is none before `limit`.
std::size_t findTitle(const std::vector<Block> &blocks, std::size_t limit, bool last) {
    std::size_t found = blocks.size();
    for (std::size_t i = 0; i < limit; ++i) {
        if (blocks[i].kind != Block::Kind::Heading || isContentsHeading(blocks[i].text)) continue;
        // In plain text an author line has a heading's shape; the title comes first.
        const bool authorLine = found < i && !authorNames(blocks[i].text).empty() && i == found + 1;
        if (authorLine) continue;
        found = i;
        if (!last) break;
    }
    return found;
}

/// What the format marks as a heading with text below is a section, however much it looks like a name ("The First
/// Way"); a plain line, or a marked one straight before another heading, may name the authors.
bool mayNameAuthors(const std::vector<Block> &blocks, std::size_t at) {
    if (!blocks[at].marked) return true;
    return at + 1 < blocks.size() && blocks[at + 1].kind == Block::Kind::Heading;
}

/// Without an abstract: the body begins behind the title, its authors and DOI.
std::size_t bodyAfterTitle(const std::vector<Block> &blocks, std::size_t title) {
    std::size_t i = title + 1;
    while (i < blocks.size() && i <= title + 3) {
        const std::string &text = blocks[i].text;
        const bool front =
            (mayNameAuthors(blocks, i) && !authorNames(text).empty()) || (text.size() < 120 && !findDoi(text).empty());
        if (!front) break;
        ++i;
    }
    return i;
}

/// Is a first heading a title rather than the first section of a text without one?
bool isTitle(const std::vector<Block> &blocks, std::size_t at) {
    if (at != 0) return false;
    const auto sameOrHigher = [&](const Block &b) {
        return b.kind == Block::Kind::Heading && b.level <= blocks[at].level;
    };
    const bool unique = std::none_of(blocks.begin() + 1, blocks.end(), sameOrHigher);
    const bool nextIsHeading = blocks.size() > 1 && blocks[1].kind == Block::Kind::Heading;
    const bool nextIsAuthors = blocks.size() > 1 && !authorNames(blocks[1].text).empty();
    return unique || nextIsHeading || nextIsAuthors;
}

} // namespace

bool isAbstractHeading(std::string_view heading) {
    return isOneOf(heading,
                   std::array<std::string_view, 8>{"abstract", "summary", "executive summary", "zusammenfassung",
                                                   "resume", "xulasa", "аннотация", "ozet"});
}

bool isEndMatterHeading(std::string_view heading) {
    return isOneOf(heading, std::array<std::string_view, 20>{"references",         "reference list",
                                                             "bibliography",       "works cited",
                                                             "literature",         "literatur",
                                                             "literature cited",   "sources",
                                                             "endnotes",           "notes",
                                                             "further reading",    "about the author",
                                                             "about the authors",  "author note",
                                                             "author's note",      "about the contributors",
                                                             "note on the author", "note on the authors",
                                                             "литература",         "adabiyyat"});
}

Body findBody(const std::vector<Block> &blocks, Article &article) {
    Body body;
    body.end = blocks.size();
    const std::optional<std::size_t> abstract = findHeading(blocks, 0, isAbstractHeading);
    std::size_t title = findTitle(blocks, abstract.value_or(blocks.size()), abstract.has_value());
    if (abstract) {
        body.begin = *abstract;
    } else if (title < blocks.size() && isTitle(blocks, title)) {
        body.begin = bodyAfterTitle(blocks, title);
    } else {
        title = blocks.size();
    }
    if (title < blocks.size()) article.title = cleanInline(blocks[title].text);
    for (std::size_t i = title < blocks.size() ? title + 1 : 0; i < body.begin; ++i) {
        if (article.authors.empty()) article.authors = authorNames(blocks[i].text);
        if (article.doi.empty()) article.doi = findDoi(blocks[i].text);
    }
    for (std::size_t i = 0; article.doi.empty() && i < body.begin; ++i) article.doi = findDoi(blocks[i].text);

    bool hasText = false;
    for (std::size_t i = body.begin; i < body.end; ++i) {
        hasText = hasText || blocks[i].kind != Block::Kind::Heading;
        if (blocks[i].kind != Block::Kind::Heading) continue;
        const bool ends = isEndMatterHeading(blocks[i].text);
        if (ends && hasText) body.end = i;
        if (!isContentsHeading(blocks[i].text) && !isAcknowledgement(blocks[i].text)) continue;
        std::size_t next = i + 1;
        while (next < blocks.size() && blocks[next].kind != Block::Kind::Heading) ++next;
        body.leftOut.push_back({i, next});
    }
    return body;
}

} // namespace corridors::article
