#include "geodata/article/unicode.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_set>

namespace corridors::article {
namespace {

bool isDroppedChar(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFEU) == 0xFFFE;
}

/// Latin ligatures of the Alphabetic Presentation Forms block.
std::u32string_view ligature(char32_t c) {
    constexpr std::u32string_view kSpelt[] = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};
    return c >= 0xFB00 && c <= 0xFB06 ? kSpelt[c - 0xFB00] : std::u32string_view{};
}

std::string composed(std::string utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) || nfc->isNormalizedUTF8(utf8, status)) return utf8;
    std::string out;
    nfc->normalize(icu::UnicodeString::fromUTF8(utf8), status).toUTF8String(out);
    return U_FAILURE(status) ? utf8 : out;
}

/// The word (letters only) that ends before or begins at an edge of a half-word, in lower case for the vocabulary.
std::u32string lowered(std::u32string_view s) {
    std::u32string out;
    for (const char32_t c : s) out.push_back(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    return out;
}

/// All words of a text, with inner hyphens kept ("pro-western"), in lower case.
void collectWords(std::u32string_view text, std::unordered_set<std::u32string> &words) {
    for (std::size_t i = 0; i < text.size();) {
        if (!isLetter(text[i])) {
            ++i;
            continue;
        }
        std::size_t j = i;
        while (j < text.size() &&
               (isLetter(text[j]) || (text[j] == U'-' && j + 1 < text.size() && isLetter(text[j + 1]))))
            ++j;
        if (j >= text.size() || text[j] != kBreakHyphen) words.insert(lowered(text.substr(i, j - i)));
        i = j;
        while (i < text.size() && (text[i] == kBreakHyphen || isLetter(text[i])) && text[i - 1] != U' ') ++i;
    }
}

std::u32string resolved(std::u32string_view text, const std::unordered_set<std::u32string> &words) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != kBreakHyphen) {
            out.push_back(text[i]);
            continue;
        }
        std::size_t from = out.size();
        while (from > 0 && (isLetter(out[from - 1]) || out[from - 1] == U'-')) --from;
        std::size_t to = i + 1;
        while (to < text.size() && (isLetter(text[to]) || text[to] == U'-')) ++to;
        const std::u32string left = lowered(std::u32string_view(out).substr(from));
        const std::u32string right = lowered(text.substr(i + 1, to - i - 1));
        const bool capital = i + 1 < text.size() && !isLower(text[i + 1]);
        const bool spelt = words.contains(left + U'-' + right) && !words.contains(left + right);
        if (capital || spelt) out.push_back(U'-');
    }
    return out;
}

} // namespace

bool isWordChar(char32_t c) {
    return u_isalnum(static_cast<UChar32>(c)) || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool isLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool isUpper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }
bool isLower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool isDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool isSpace(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR;
}

std::string cleanInline(std::string_view utf8, bool keepBreaks) {
    std::u32string out;
    out.reserve(utf8.size());
    for (const char32_t c : decode(utf8)) {
        if (isSpace(c)) {
            if (!out.empty() && out.back() != U' ') out.push_back(U' ');
        } else if (const std::u32string_view spelt = ligature(c); !spelt.empty()) {
            out += spelt;
        } else if (!isDroppedChar(c) || (c == kBreakHyphen && keepBreaks)) {
            out.push_back(c);
        }
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    return composed(encode(out));
}

void appendLine(std::string &block, std::string_view line) {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    while (!block.empty() && (block.back() == ' ' || block.back() == '\t' || block.back() == '\r')) block.pop_back();
    if (line.empty()) return;
    const std::u32string head = decode(line.substr(0, std::min<std::size_t>(line.size(), 8)));
    const std::size_t hyphen = block.ends_with("\u2010")   ? 3
                               : block.ends_with("\u00AD") ? 2
                               : block.ends_with('-')      ? 1
                                                           : 0;
    if (hyphen > 0 && block.size() > hyphen && !head.empty() && isWordChar(head.front())) {
        const std::size_t from = block.size() - hyphen;
        const std::u32string tail =
            decode(std::string_view(block).substr(from > 8 ? from - 8 : 0, std::min<std::size_t>(from, 8)));
        if (!tail.empty() && isWordChar(tail.back())) {
            block.resize(from);
            block += kBreakHyphenUtf8;
            block += line;
            return;
        }
    }
    if (!block.empty()) block += ' ';
    block += line;
}

void resolveBreaks(std::vector<std::string *> &blocks) {
    const auto hasBreak = [](const std::string *block) { return block->find(kBreakHyphenUtf8) != std::string::npos; };
    if (std::none_of(blocks.begin(), blocks.end(), hasBreak)) return;
    std::unordered_set<std::u32string> words;
    for (const std::string *block : blocks) collectWords(decode(*block), words);
    for (std::string *block : blocks)
        if (hasBreak(block)) *block = encode(resolved(decode(*block), words));
}

} // namespace corridors::article
