#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

struct CloseText {
    void operator()(UText *text) const { utext_close(text); }
};
struct CloseIterator {
    void operator()(UBreakIterator *iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, CloseIterator>;

/// Opening ICU's rules costs far more than one paragraph does, so a thread keeps its iterator.
UBreakIterator *sentenceIterator() {
    thread_local const Iterator iterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        UBreakIterator *opened = ubrk_open(UBRK_SENTENCE, "en", nullptr, 0, &status);
        return Iterator(U_SUCCESS(status) ? opened : nullptr);
    }();
    return iterator.get();
}

/// Does a piece end in an abbreviation after which a sentence goes on?
bool endsInAbbreviation(std::string_view piece) {
    constexpr std::array<std::string_view, 30> kWords = {
        "al.",   "i.e.", "e.g.", "cf.",  "vs.",  "etc.", "Dr.", "Mr.",  "Mrs.", "Ms.",
        "Prof.", "No.",  "no.",  "vol.", "pp.",  "p.",   "ed.", "eds.", "St.",  "Gen.",
        "Col.",  "Lt.",  "Sen.", "Rep.", "Gov.", "U.S.", "Jr.", "Sr.",  "ca.",  "approx."};
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    const std::size_t space = piece.find_last_of(" (");
    const std::string_view word = space == std::string_view::npos ? piece : piece.substr(space + 1);
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
    return word.size() == 2 && word[1] == '.' && word[0] >= 'A' && word[0] <= 'Z'; // an initial
}

Range trimmed(std::string_view text, std::size_t from, std::size_t to) {
    while (from < to && text[from] == ' ') ++from;
    while (to > from && text[to - 1] == ' ') --to;
    return {from, to};
}

} // namespace

std::vector<Range> splitSentences(std::string_view paragraph) {
    std::vector<Range> bytes;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> text(
        utext_openUTF8(nullptr, paragraph.data(), static_cast<std::int64_t>(paragraph.size()), &status));
    UBreakIterator *iterator = sentenceIterator();
    if (U_SUCCESS(status) && iterator != nullptr) {
        ubrk_setUText(iterator, text.get(), &status);
        std::size_t from = 0;
        for (int32_t end = ubrk_next(iterator); end != UBRK_DONE; end = ubrk_next(iterator)) {
            const auto to = static_cast<std::size_t>(end);
            if (to < paragraph.size() && endsInAbbreviation(paragraph.substr(from, to - from))) continue;
            const Range piece = trimmed(paragraph, from, to);
            if (!piece.isEmpty()) bytes.push_back(piece);
            from = to;
        }
    }
    if (bytes.empty()) bytes.push_back(trimmed(paragraph, 0, paragraph.size()));
    std::size_t byte = 0;
    std::size_t point = 0;
    const auto toPoint = [&](std::size_t target) {
        point += codePointCount(paragraph.substr(byte, target - byte));
        byte = target;
        return point;
    };
    for (Range &r : bytes) {
        const std::size_t start = toPoint(r.start);
        r = {start, toPoint(r.end)};
    }
    return bytes;
}

} // namespace corridors::article
