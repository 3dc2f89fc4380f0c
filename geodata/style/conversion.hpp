// Conversions between values (to-number, to-color, implicit coercions). Internal to geodata/style.
#pragma once

#include <optional>
#include <string>

#include "geodata/style/value.hpp"

namespace corridors::style {

/// Number(value) of ECMAScript; nullopt where that is NaN.
[[nodiscard]] std::optional<double> toNumber(const Value &value);

/// An error text unless r, g, b are numbers in [0, 255] and alpha, where given, is one in [0, 1].
[[nodiscard]] std::optional<std::string> rgbaProblem(const Value &r, const Value &g, const Value &b,
                                                     const Value *alpha);

/// A number or a list of numbers as Padding (1 to 4 numbers, CSS order) or NumberArray.
[[nodiscard]] std::optional<Value> toNumbers(const Value &value, Kind kind);
/// A colour text or a list of them as ColorArray.
[[nodiscard]] std::optional<Value> toColors(const Value &value);
/// A list anchor, [x, y], anchor, [x, y], ...
[[nodiscard]] std::optional<Value> toAnchorOffsets(const Value &value);
/// Whether the value can serve as a projection: a name, [from, to, transition] or an object with these members.
[[nodiscard]] bool isProjection(const Value &value);

} // namespace corridors::style
