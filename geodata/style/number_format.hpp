// ["number-format", number, options]: ECMA-402's NumberFormat on top of ICU. Internal to geodata/style.
#pragma once

#include "geodata/style/compiler.hpp"

namespace corridors::style {

[[nodiscard]] NodePtr parseNumberFormat(const Json &args, const Context &context);

} // namespace corridors::style
