#include "geodata/article/find.hpp"

#include "geodata/article/unicode.hpp"

namespace corridors::article {

struct TextFinder::Folded {
    FoldedText text;
};

namespace {

FoldedText foldedForSearch(std::string_view utf8) { return fold(utf8, {.foldCase = true, .dropHyphens = true}); }

} // namespace

TextFinder::TextFinder(std::string_view utf8) : m_folded(new Folded{foldedForSearch(utf8)}) {}
TextFinder::~TextFinder() = default;
TextFinder::TextFinder(TextFinder &&) noexcept = default;
TextFinder &TextFinder::operator=(TextFinder &&) noexcept = default;

std::vector<Range> TextFinder::find(std::string_view query, std::size_t limit) const {
    std::u32string wanted = foldedForSearch(query).chars;
    while (!wanted.empty() && wanted.back() == U' ') wanted.pop_back();
    while (!wanted.empty() && wanted.front() == U' ') wanted.erase(0, 1);
    std::vector<Range> found;
    if (wanted.empty()) return found;
    const std::u32string &text = m_folded->text.chars;
    for (std::size_t at = text.find(wanted); at != std::u32string::npos && found.size() < limit;
         at = text.find(wanted, at + wanted.size())) {
        const Range range = m_folded->text.sourceRange(at, at + wanted.size());
        // One letter may fold to several (ß to ss), of which each is found.
        if (found.empty() || range.start >= found.back().end) found.push_back(range);
    }
    return found;
}

Range wordAt(const Text &text, std::size_t offset) {
    if (offset >= text.size()) return {offset, offset};
    constexpr std::size_t kReach = 80; // no word is longer, or selecting more of it serves nobody
    const std::size_t from = offset > kReach ? offset - kReach : 0;
    const std::u32string around = decode(text.slice(from, std::min(text.size(), offset + kReach)));
    const std::size_t here = offset - from;
    if (here >= around.size()) return {offset, offset + 1};
    const bool inWord = isWordChar(around[here]);
    const auto belongs = [&](std::size_t i) {
        return around[i] != U'\n' && (inWord ? isWordChar(around[i]) : around[i] == around[here]);
    };
    std::size_t start = here;
    std::size_t end = here + 1;
    while (start > 0 && belongs(start - 1)) --start;
    while (end < around.size() && belongs(end)) ++end;
    return {from + start, from + end};
}

} // namespace corridors::article
