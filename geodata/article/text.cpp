#include "geodata/article/text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace corridors::article {
namespace {

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool isAscii(std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

/// The code point at byte `i`, which is moved behind it; U+FFFD for an ill-formed sequence.
char32_t next(std::string_view s, std::size_t &i) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(s.data());
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, s.size(), c);
    return static_cast<char32_t>(c);
}

bool isWellFormed(std::string_view s) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(s.data());
    for (std::size_t i = 0; i < s.size();) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, s.size(), c);
        if (c < 0) return false;
    }
    return true;
}

} // namespace

std::u32string decode(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80U) {
            out.push_back(byte);
            ++i;
        } else {
            out.push_back(next(utf8, i));
        }
    }
    return out;
}

std::string encode(std::u32string_view codePoints) {
    std::string out;
    out.reserve(codePoints.size());
    for (const char32_t c : codePoints) {
        const char32_t valid = c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? U'\uFFFD' : c;
        std::uint8_t buffer[4];
        std::size_t n = 0;
        U8_APPEND_UNSAFE(buffer, n, valid);
        out.append(reinterpret_cast<const char *>(buffer), n);
    }
    return out;
}

std::size_t codePointCount(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return !isContinuation(c); }));
}

Text::Text(std::string utf8) : m_utf8(std::move(utf8)) {
    if (isAscii(m_utf8)) {
        m_size = m_utf8.size();
        return;
    }
    if (!isWellFormed(m_utf8)) m_utf8 = encode(decode(m_utf8));
    m_bytes.reserve(m_utf8.size() / kStride + 1);
    m_points.reserve(m_utf8.size() / kStride + 1);
    for (std::size_t i = 0; i < m_utf8.size(); ++i) {
        const bool starts = !isContinuation(m_utf8[i]);
        if (starts && m_size % kStride == 0) m_bytes.push_back(i);
        if (starts) ++m_size;
        if (i % kStride == 0) m_points.push_back(m_size - 1);
    }
}

std::size_t Text::byteOffset(std::size_t codePoint) const {
    if (codePoint >= m_size) return m_utf8.size();
    if (m_bytes.empty()) return codePoint;
    std::size_t byte = m_bytes[codePoint / kStride];
    for (std::size_t left = codePoint % kStride; left > 0; --left) {
        ++byte;
        while (byte < m_utf8.size() && isContinuation(m_utf8[byte])) ++byte;
    }
    return byte;
}

std::size_t Text::codePointAt(std::size_t byte) const {
    if (byte >= m_utf8.size()) return m_size;
    if (m_points.empty()) return byte;
    const std::size_t block = byte / kStride;
    std::size_t point = m_points[block];
    for (std::size_t i = block * kStride + 1; i <= byte; ++i)
        if (!isContinuation(m_utf8[i])) ++point;
    return point;
}

std::string_view Text::slice(Range range) const {
    const std::size_t from = byteOffset(range.start);
    const std::size_t to = byteOffset(std::max(range.start, range.end));
    return std::string_view(m_utf8).substr(from, to - from);
}

} // namespace corridors::article
