// One feature's attributes as bytes, for the cache's files: cells of (column, type, value), in no order. FlatGeobuf's
// own attributes do not tell null from absent, nor JSON from text, nor allow a column of mixed types. Internal to io
// and gdal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "geodata/core/property_table.hpp"

namespace corridors::io {

/// Appends a cell.
void putCell(std::string &out, std::size_t column, const PropertyValue &value);

/// Takes cells off the front of `bytes`; fails instead of reading past their end.
class CellReader {
public:
    explicit CellReader(std::string_view bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }
    /// Texts in `value` point into the bytes.
    [[nodiscard]] bool next(std::size_t &column, PropertyValue &value);

private:
    [[nodiscard]] bool takeByte(char &byte);
    [[nodiscard]] bool takeCount(std::size_t &n);
    std::string_view m_bytes;
};

} // namespace corridors::io
