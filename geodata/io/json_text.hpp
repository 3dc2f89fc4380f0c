// Values out of JSON text that JsonScanner has already found correct: members, strings, numbers, nested text. Internal.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "geodata/core/property_table.hpp"

namespace corridors::io {

/// A string's content from what stands between its quotes. Lone surrogates become U+FFFD; bytes that are not UTF-8
/// are taken as Latin-1 and set `repaired`.
[[nodiscard]] std::string decodeJsonString(std::string_view raw, bool &repaired);

/// The text without white space between tokens, \u escapes of letters resolved, and with null for NaN and Infinity.
[[nodiscard]] std::string compactJson(std::string_view json);

/// A JSON value as an attribute. Views point into `scratch`, which must stay as it is while the value is used.
[[nodiscard]] PropertyValue jsonToProperty(std::string_view json, std::string &scratch, bool &repaired);

/// Calls visit(raw key, raw value) for each member of the object's text, in order.
void forEachMember(std::string_view object, const std::function<void(std::string_view, std::string_view)> &visit);

/// The raw value of the member `key` (compared undecoded), or an empty view.
[[nodiscard]] std::string_view findMember(std::string_view object, std::string_view key);

} // namespace corridors::io
