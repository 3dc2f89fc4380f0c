// Numbers as text and back the way ECMAScript does it, since the expression language is defined in its terms:
// String(number) and Number(string). ECMA-262, 6.1.6.1.20 and 7.1.4.1. Locale-free. Used inside geodata/style.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace corridors::style {

/// Shortest text that reads back as the same number: "1", "0.1", "1e+21", "1e-7", "NaN", "Infinity".
[[nodiscard]] std::string numberText(double value);

/// Number(text): surrounding blanks allowed, "" is 0, 0x/0o/0b accepted, "Infinity" accepted; nullopt for not a number.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);

} // namespace corridors::style
