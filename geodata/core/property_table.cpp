#include "geodata/core/property_table.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace corridors {
namespace {

// Of so few columns a name is found sooner by looking at each than by hashing.
constexpr std::size_t kFewColumns = 8;
// A string cell is one 64-bit word: 36 bits of offset (64 GB of text), 28 bits of length (256 MB a string).
constexpr unsigned kLengthBits = 28;
constexpr std::uint64_t kMaxLength = (std::uint64_t{1} << kLengthBits) - 1;

std::uint64_t packText(std::size_t offset, std::size_t length) {
    return (static_cast<std::uint64_t>(offset) << kLengthBits) | static_cast<std::uint64_t>(length);
}

std::string_view unpackText(const std::string &pool, std::uint64_t word) {
    return {pool.data() + (word >> kLengthBits), static_cast<std::size_t>(word & kMaxLength)};
}

} // namespace

void PropertyTable::set(std::size_t row, std::string_view column, const PropertyValue &value) {
    std::size_t at = 0;
    if (const auto found = columnIndex(column)) {
        at = *found;
    } else {
        at = m_columns.size();
        m_names.emplace_back(column);
        m_index.emplace(m_names.back(), at);
        m_columns.emplace_back();
    }
    Column &c = m_columns[at];
    if (c.kinds.size() > row) {
        assert(c.kinds.size() == row + 1 && "rows are filled in order");
        c.kinds.pop_back();
        c.payloads.pop_back();
    }
    c.kinds.resize(row, Kind::Absent);
    c.payloads.resize(row, 0);

    const auto putText = [&](std::string_view text, Kind kind) {
        text = text.substr(0, kMaxLength);
        const bool sameAsPrevious = row > 0 && (c.kinds[row - 1] == Kind::String || c.kinds[row - 1] == Kind::Json) &&
                                    unpackText(m_text, c.payloads[row - 1]) == text;
        std::uint64_t word = 0;
        if (sameAsPrevious) {
            word = c.payloads[row - 1];
        } else {
            word = packText(m_text.size(), text.size());
            m_text += text;
        }
        c.kinds.push_back(kind);
        c.payloads.push_back(word);
    };
    if (const auto *s = std::get_if<std::string_view>(&value)) {
        putText(*s, Kind::String);
    } else if (const auto *j = std::get_if<JsonText>(&value)) {
        putText(j->text, Kind::Json);
    } else if (const auto *d = std::get_if<double>(&value)) {
        c.kinds.push_back(Kind::Number);
        c.payloads.push_back(std::bit_cast<std::uint64_t>(*d));
    } else if (const auto *b = std::get_if<bool>(&value)) {
        c.kinds.push_back(*b ? Kind::True : Kind::False);
        c.payloads.push_back(0);
    } else {
        c.kinds.push_back(Kind::Null);
        c.payloads.push_back(0);
    }
}

std::optional<std::size_t> PropertyTable::columnIndex(std::string_view name) const {
    if (m_names.size() <= kFewColumns) {
        const auto at = std::find(m_names.begin(), m_names.end(), name);
        if (at == m_names.end()) return std::nullopt;
        return static_cast<std::size_t>(at - m_names.begin());
    }
    const auto it = m_index.find(std::string(name));
    if (it == m_index.end()) return std::nullopt;
    return it->second;
}

std::optional<PropertyValue> PropertyTable::get(std::size_t row, std::string_view column) const {
    const auto at = columnIndex(column);
    return at ? get(row, *at) : std::nullopt;
}

std::optional<PropertyValue> PropertyTable::get(std::size_t row, std::size_t column) const {
    const Column &c = m_columns[column];
    if (row >= c.kinds.size()) return std::nullopt;
    switch (c.kinds[row]) {
    case Kind::Absent: return std::nullopt;
    case Kind::Null: return PropertyValue{std::monostate{}};
    case Kind::False: return PropertyValue{false};
    case Kind::True: return PropertyValue{true};
    case Kind::Number: return PropertyValue{std::bit_cast<double>(c.payloads[row])};
    case Kind::String: return PropertyValue{unpackText(m_text, c.payloads[row])};
    case Kind::Json: return PropertyValue{JsonText{unpackText(m_text, c.payloads[row])}};
    }
    return std::nullopt;
}

std::size_t PropertyTable::byteSize() const {
    std::size_t n = m_text.capacity();
    for (const Column &c : m_columns) n += c.kinds.capacity() + c.payloads.capacity() * sizeof(std::uint64_t);
    return n;
}

void PropertyTable::shrink() {
    m_text.shrink_to_fit();
    for (Column &c : m_columns) {
        c.kinds.shrink_to_fit();
        c.payloads.shrink_to_fit();
    }
}

} // namespace corridors
