// Attributes of a layer's features, stored by column: a million features cost a few tens of megabytes, not a map each.
// Immutable once built (LayerDataBuilder fills it). Used by style (expressions), query (search), ui (feature panel).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace corridors {

/// An array or object attribute, kept as its JSON text (RFC 8259), e.g. `["Bakı","Баку"]`.
struct JsonText {
    std::string_view text;
    friend bool operator==(const JsonText &, const JsonText &) = default;
};

/// One attribute value. std::monostate is JSON null. Views point into the table and live as long as it does.
using PropertyValue = std::variant<std::monostate, bool, double, std::string_view, JsonText>;

/// Column-wise storage. A cell is absent (no such attribute on this feature), null, bool, number, string or JSON.
class PropertyTable {
public:
    /// Sets a cell; rows must be filled in ascending order within a column. Views are copied.
    void set(std::size_t row, std::string_view column, const PropertyValue &value);

    /// The cell, or nullopt where the feature has no such attribute.
    [[nodiscard]] std::optional<PropertyValue> get(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::optional<PropertyValue> get(std::size_t row, std::size_t column) const;

    /// Column names in order of first appearance.
    [[nodiscard]] const std::vector<std::string> &columns() const { return m_names; }
    [[nodiscard]] std::optional<std::size_t> columnIndex(std::string_view name) const;

    /// Bytes held, for memory budgets.
    [[nodiscard]] std::size_t byteSize() const;
    void shrink();

private:
    enum class Kind : std::uint8_t { Absent, Null, False, True, Number, String, Json };
    struct Column {
        std::vector<Kind> kinds;             // one a row, shorter when the tail is absent
        std::vector<std::uint64_t> payloads; // a double's bits, or offset << 24 | length into m_text (see .cpp)
    };
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_index;
    std::vector<Column> m_columns;
    std::string m_text; // all strings, end to end; equal neighbours in a column share their bytes
};

} // namespace corridors
