// Text: an immutable UTF-8 text addressed by Unicode code points, as W3C TextPositionSelectors count.
// Not a rope and not editable. Used by article (importers, mentions), links (anchoring), ui (the text panel).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace corridors::article {

/// A half-open range of code points, [start, end).
struct Range {
    std::size_t start = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t length() const { return end - start; }
    [[nodiscard]] bool isEmpty() const { return end <= start; }
    [[nodiscard]] bool contains(std::size_t offset) const { return offset >= start && offset < end; }
    [[nodiscard]] bool contains(Range other) const { return other.start >= start && other.end <= end; }
    [[nodiscard]] bool overlaps(Range other) const { return other.start < end && other.end > start; }
    friend bool operator==(const Range &, const Range &) = default;
    friend auto operator<=>(const Range &, const Range &) = default;
};

class Text {
public:
    Text() = default;
    /// `utf8` must be valid UTF-8; invalid bytes are replaced by U+FFFD.
    explicit Text(std::string utf8);

    [[nodiscard]] const std::string &utf8() const { return m_utf8; }
    /// Length in code points.
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// Bytes of a range; ranges beyond the end are cut. Lives as long as the Text. O(1).
    [[nodiscard]] std::string_view slice(Range range) const;
    [[nodiscard]] std::string_view slice(std::size_t start, std::size_t end) const { return slice({start, end}); }
    /// Byte offset of a code point (size() gives the length in bytes). O(1).
    [[nodiscard]] std::size_t byteOffset(std::size_t codePoint) const;
    /// Code point that holds a byte. O(1).
    [[nodiscard]] std::size_t codePointAt(std::size_t byte) const;

private:
    static constexpr std::size_t kStride = 64;
    std::string m_utf8;
    std::size_t m_size = 0;
    std::vector<std::size_t> m_bytes;  ///< byte offset of every kStride-th code point; empty when all are one byte
    std::vector<std::size_t> m_points; ///< code point at every kStride-th byte; empty likewise
};

/// The code points of a UTF-8 text; invalid bytes become U+FFFD.
[[nodiscard]] std::u32string decode(std::string_view utf8);
/// UTF-8 of code points; surrogates and values above U+10FFFF become U+FFFD.
[[nodiscard]] std::string encode(std::u32string_view codePoints);
/// Number of code points of a valid UTF-8 text.
[[nodiscard]] std::size_t codePointCount(std::string_view utf8);

} // namespace corridors::article
