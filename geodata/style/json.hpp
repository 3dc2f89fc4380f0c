// JSON for the .cpp files of geodata/style; never included by a header that other folders see.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "geodata/core/result.hpp"
#include "geodata/style/value.hpp"

namespace corridors::style {

using Json = nlohmann::ordered_json; // keeps the order of members: sources, themes and to-string rely on it

/// Deepest nesting that is read. GeoJSON needs about ten levels, hand-written expressions a few dozen.
inline constexpr std::size_t kMaxJsonDepth = 200;

/// Parses text; the error names line and column, or the byte where the nesting gets too deep.
[[nodiscard]] Result<Json> parseJson(std::string_view text, const std::string &path = {});

/// The literal value of a JSON document. Nesting is bounded by parseJson.
[[nodiscard]] Value toValue(const Json &json);

/// A list or object attribute (its JSON text) as a value; null where the text is damaged.
[[nodiscard]] Value parseJsonValue(std::string_view text);

/// "number", "string", "boolean", "null", "array" or "object": for messages to people.
[[nodiscard]] std::string_view jsonTypeName(const Json &json);

/// ECMAScript's `typeof`, for the compiler's messages: "object" for null, lists and objects.
[[nodiscard]] std::string ecmaTypeName(const Json &json);

/// Short text of a JSON value for messages, cut at about 60 bytes.
[[nodiscard]] std::string excerpt(const Json &json);

} // namespace corridors::style
