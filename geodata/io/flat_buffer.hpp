// Reading of FlatBuffers (tables, vectors, strings; https://flatbuffers.dev/internals) as far as FlatGeobuf needs them.
// Whatever points outside the bytes reads as absent, so damaged files end in nothing worse. Internal to io.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace corridors::io {

/// A little-endian number at a place of the bytes; absent when it does not lie within them.
template <class Number>
[[nodiscard]] std::optional<Number> numberAt(std::string_view bytes, std::size_t at) {
    if (at > bytes.size() || bytes.size() - at < sizeof(Number)) return std::nullopt;
    Number out;
    std::memcpy(&out, bytes.data() + at, sizeof out);
    return out;
}

/// A vector's elements as they lie in the bytes, unaligned.
template <class Number>
struct FlatVector {
    const char *begin = nullptr;
    std::size_t size = 0;
    [[nodiscard]] Number operator[](std::size_t i) const {
        Number out;
        std::memcpy(&out, begin + i * sizeof(Number), sizeof out);
        return out;
    }
};

class FlatTable {
public:
    /// The root of a buffer.
    [[nodiscard]] static std::optional<FlatTable> root(std::string_view buffer) { return FlatTable(buffer).follow(0); }

    template <class Number>
    [[nodiscard]] Number number(int field, Number otherwise) const {
        const auto at = place(field);
        return at ? numberAt<Number>(m_buffer, *at).value_or(otherwise) : otherwise;
    }
    /// Empty where the field is absent.
    template <class Number>
    [[nodiscard]] FlatVector<Number> vector(int field) const {
        const auto start = target(field);
        const auto count = start ? numberAt<std::uint32_t>(m_buffer, *start) : std::nullopt;
        if (!count || (m_buffer.size() - *start - 4) / sizeof(Number) < *count) return {};
        return {m_buffer.data() + *start + 4, *count};
    }
    [[nodiscard]] std::optional<FlatTable> table(int field) const {
        const auto at = place(field);
        return at ? follow(*at) : std::nullopt;
    }
    /// Element i of a vector of tables.
    [[nodiscard]] std::optional<FlatTable> element(int field, std::size_t i) const {
        const auto list = vector<std::uint32_t>(field);
        if (i >= list.size) return std::nullopt;
        return follow(static_cast<std::size_t>(list.begin - m_buffer.data()) + 4 * i);
    }

private:
    explicit FlatTable(std::string_view buffer, std::size_t at = 0) : m_buffer(buffer), m_at(at) {}

    /// The table that the offset at a place leads to.
    [[nodiscard]] std::optional<FlatTable> follow(std::size_t at) const {
        const auto offset = numberAt<std::uint32_t>(m_buffer, at);
        if (!offset || *offset > m_buffer.size() - at) return std::nullopt;
        return FlatTable(m_buffer, at + *offset);
    }
    /// Where the offset in a field leads to.
    [[nodiscard]] std::optional<std::size_t> target(int field) const {
        const auto at = place(field);
        const auto offset = at ? numberAt<std::uint32_t>(m_buffer, *at) : std::nullopt;
        if (!offset || *offset > m_buffer.size() - *at) return std::nullopt;
        return *at + *offset;
    }
    /// Where a field's value lies, by the table's vtable.
    [[nodiscard]] std::optional<std::size_t> place(int field) const {
        const auto back = numberAt<std::int32_t>(m_buffer, m_at);
        if (!back) return std::nullopt;
        const auto vtable = static_cast<std::int64_t>(m_at) - *back;
        if (vtable < 0) return std::nullopt;
        const auto start = static_cast<std::size_t>(vtable);
        const auto bytes = numberAt<std::uint16_t>(m_buffer, start);
        const std::size_t entry = 4 + 2 * static_cast<std::size_t>(field);
        if (!bytes || entry + 2 > *bytes) return std::nullopt;
        const auto offset = numberAt<std::uint16_t>(m_buffer, start + entry);
        if (!offset || *offset == 0 || m_at + *offset >= m_buffer.size()) return std::nullopt;
        return m_at + *offset;
    }

    std::string_view m_buffer;
    std::size_t m_at;
};

} // namespace corridors::io
