#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <optional>

#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

/// What ICU's case folding and decomposition leave apart although readers take it for the same.
std::optional<std::u32string_view> special(char32_t c) {
    switch (c) {
    case 0x130: // capital I with dot
    case 0x131: // dotless i
        return U"i";
    case 0x18F: // schwa, Azerbaijani
    case 0x259: return U"a";
    case 0x110:
    case 0x111: return U"d";
    case 0x141:
    case 0x142: return U"l";
    case 0xD8:
    case 0xF8: return U"o";
    case 0xDF:
    case 0x1E9E: return U"ss";
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x60:
    case 0xB4: return U"'";
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033: return U"\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return U"-";
    default: return std::nullopt;
    }
}

/// Folds one code point outside ASCII into `out`.
void foldOne(char32_t c, bool foldCase, const icu::Normalizer2 &nfkd, std::u32string &out) {
    if (const auto known = special(c);
        known && (foldCase || (*known)[0] == U'\'' || (*known)[0] == U'"' || (*known)[0] == U'-')) {
        out += *known;
        return;
    }
    icu::UnicodeString parts;
    if (!nfkd.getDecomposition(static_cast<UChar32>(c), parts)) parts = static_cast<UChar32>(c);
    if (foldCase) parts.foldCase();
    for (int32_t i = 0; i < parts.length();) {
        const UChar32 part = parts.char32At(i);
        i += U16_LENGTH(part);
        if ((U_GET_GC_MASK(part) & U_GC_M_MASK) == 0) out.push_back(static_cast<char32_t>(part));
    }
}

} // namespace

Range FoldedText::sourceRange(std::size_t from, std::size_t to) const {
    if (from >= to) return {origins[from], origins[from]};
    return {origins[from], std::size_t{origins[to - 1]} + 1};
}

FoldedText fold(std::string_view utf8, const FoldOptions &options) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *nfkd = icu::Normalizer2::getNFKDInstance(status);
    FoldedText out;
    out.chars.reserve(utf8.size());
    out.origins.reserve(utf8.size() + 1);
    std::uint32_t origin = 0;
    std::u32string folded;
    const auto add = [&](char32_t c) {
        if (isSpace(c)) {
            if (options.dropSpaces || (!out.chars.empty() && out.chars.back() == U' ')) return;
            c = U' ';
        }
        if (c == U'-' && options.dropHyphens) return;
        out.chars.push_back(c);
        out.origins.push_back(origin);
    };
    for (const char32_t c : decode(utf8)) {
        if (c < 0x80 && c != U'`') {
            add(options.foldCase && c >= U'A' && c <= U'Z' ? c + 32 : c);
        } else if (U_SUCCESS(status) && c != 0xAD) {
            folded.clear();
            foldOne(c, options.foldCase, *nfkd, folded);
            for (const char32_t f : folded) add(f);
        }
        ++origin;
    }
    out.origins.push_back(origin);
    return out;
}

} // namespace corridors::article
