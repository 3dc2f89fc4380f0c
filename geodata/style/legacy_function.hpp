// Legacy style functions ({"stops": [...], "property": ..., "type": ...}) and "{token}" strings, rewritten as
// expressions, so that there is one evaluator. Style Spec v8, "Other / Function". Internal to geodata/style.
#pragma once

#include <string_view>

#include "geodata/style/expression.hpp"
#include "geodata/style/json.hpp"

namespace corridors::style {

/// The expression that means the same as a function object; an error where it is malformed.
[[nodiscard]] tl::expected<Json, CompileError> convertFunction(const Json &function, const PropertyRules &rules);

/// "{name} ({rank})" -> ["concat", ["get", "name"], " (", ["get", "rank"], ")"]; text without tokens stays a string.
[[nodiscard]] Json convertTokens(std::string_view text);

} // namespace corridors::style
