#include "geodata/query/fold.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace corridors::query {
namespace {

struct Plain {
    UChar32 letter;
    const char *plain;
};
// Letters that Unicode does not decompose, by code point.
constexpr std::array kPlainLetters = {
    Plain{0x00DF, "ss"}, Plain{0x00E6, "ae"}, Plain{0x00F0, "d"}, Plain{0x00F8, "o"}, Plain{0x00FE, "th"},
    Plain{0x0111, "d"},  Plain{0x0127, "h"},  Plain{0x0131, "i"}, Plain{0x0138, "k"}, Plain{0x0142, "l"},
    Plain{0x014B, "n"},  Plain{0x0153, "oe"}, Plain{0x0167, "t"}, Plain{0x0180, "b"}, Plain{0x01B6, "z"},
    Plain{0x0259, "e"},  Plain{0x0268, "i"},  Plain{0x0289, "u"},
};

const char *plainOf(UChar32 c) {
    const auto it = std::lower_bound(kPlainLetters.begin(), kPlainLetters.end(), c,
                                     [](const Plain &p, UChar32 value) { return p.letter < value; });
    return it != kPlainLetters.end() && it->letter == c ? it->plain : nullptr;
}

bool isMark(UChar32 c) {
    const auto type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
}

// Apostrophes, modifier letters for them, and the Arabic tatweel are written or left out at will.
bool vanishes(UChar32 c) {
    return isMark(c) || c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x0060 || c == 0x00B4 ||
           (c >= 0x02B9 && c <= 0x02BF) || c == 0x0640;
}

// NFKD turns й into и plus a breve and ё into е plus a diaeresis; dropping the marks would fold й into и, which are
// different letters to a reader of Russian. й and its like are kept; ё is e to everybody.
bool keepsItsMark(UChar32 c) { return c == 0x0439 || c == 0x0419 || c == 0x0457 || c == 0x045E; }

icu::UnicodeString decomposed(const icu::UnicodeString &text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status) || nfkd == nullptr) return text;
    icu::UnicodeString out = nfkd->normalize(text, status);
    return U_FAILURE(status) ? text : out;
}

std::optional<std::string> foldAscii(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
        if (c == '\'' || c == '`') continue;
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter)
            out += c;
        else if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

void appendFolded(icu::UnicodeString &out, UChar32 c) {
    if (vanishes(c)) return;
    if (const char *plain = plainOf(c)) {
        out += icu::UnicodeString::fromUTF8(plain);
    } else if (u_isalnum(c) != 0 || c == 0xFFFD) {
        out += c;
    } else if (out.length() > 0 && out.char32At(out.length() - 1) != ' ') {
        out += static_cast<UChar32>(' ');
    }
}

} // namespace

std::string foldForSearch(std::string_view utf8) {
    if (auto ascii = foldAscii(utf8)) return *std::move(ascii);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    text.findAndReplace(icu::UnicodeString(static_cast<UChar32>(0x0130)),
                        icu::UnicodeString("i")); // İ has no plain fold
    text.foldCase();
    icu::UnicodeString out;
    icu::UnicodeString one;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (keepsItsMark(c)) {
            out += c;
            continue;
        }
        one = decomposed(icu::UnicodeString(c)).foldCase(); // a compatibility form may decompose into a capital
        for (std::int32_t k = 0; k < one.length(); k = one.moveIndex32(k, 1)) appendFolded(out, one.char32At(k));
    }
    out.trim();
    std::string result;
    out.toUTF8String(result);
    return result;
}

} // namespace corridors::query
