// Positions in UTF-8 text: the expression language counts code points, and in two places UTF-16 units.
// Internal to geodata/style.
#pragma once

#include <cstddef>
#include <string_view>

namespace corridors::style {

[[nodiscard]] inline bool startsCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

[[nodiscard]] inline std::size_t codePointCount(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += startsCodePoint(c) ? 1 : 0;
    return count;
}

/// Byte where code point `index` begins; the text's size when there are fewer.
[[nodiscard]] inline std::size_t byteOfCodePoint(std::string_view text, std::size_t index) {
    std::size_t byte = 0;
    for (; byte < text.size(); ++byte)
        if (startsCodePoint(text[byte]) && index-- == 0) break;
    return byte;
}

/// Byte of the UTF-16 unit `index` (the next code point's when it falls inside a surrogate pair).
[[nodiscard]] inline std::size_t byteOfUtf16(std::string_view text, std::size_t index) {
    std::size_t units = 0;
    std::size_t byte = 0;
    for (; byte < text.size(); ++byte) {
        if (!startsCodePoint(text[byte])) continue;
        if (units >= index) break;
        units += static_cast<unsigned char>(text[byte]) >= 0xF0U ? 2 : 1;
    }
    return byte;
}

} // namespace corridors::style
