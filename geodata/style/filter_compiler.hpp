// Compiles filters from JSON. Internal to geodata/style.
#pragma once

#include "geodata/style/filter.hpp"
#include "geodata/style/json.hpp"
#include "geodata/style/node.hpp"

namespace corridors::style {

using FilterResult = tl::expected<std::shared_ptr<const Filter>, std::vector<CompileError>>;

/// `state`: object of global-state values or null.
[[nodiscard]] FilterResult compileFilter(const Json &json, const Value &state);

/// True for filters of the deprecated syntax (["==", "key", value], ["in", "key", ...], $type, $id).
[[nodiscard]] bool isLegacyFilter(const Json &json);

/// The tree of a legacy filter; null after an error.
[[nodiscard]] NodePtr parseLegacyFilter(const Json &json, const std::string &key, std::vector<CompileError> &errors);

} // namespace corridors::style
