// CSS colours and their mixing in RGB, HCL and CIELAB. Used inside geodata/style; parseColor in style_document.hpp is
// the public face for parsing.
#pragma once

#include <optional>
#include <string_view>

#include "geodata/core/color.hpp"
#include "geodata/style/value.hpp"

namespace corridors::style {

enum class ColorSpace : std::uint8_t { Rgb, Hcl, Lab };

/// CSS Color 4 names, #hex with 3, 4, 6 or 8 digits, rgb()/rgba() and hsl()/hsla() in comma and space syntax.
[[nodiscard]] std::optional<Rgba> parseRgba(std::string_view text);

/// 0xRRGGBB of a CSS colour keyword in lower case.
[[nodiscard]] std::optional<std::uint32_t> namedColor(std::string_view name);

/// The colour at `t` in [0, 1] (beyond: extrapolated) between two, alpha included. The components are mixed without
/// their alpha, so a fade to "rgba(0, 0, 255, 0)" turns blue and not black.
[[nodiscard]] Rgba mixColors(const Rgba &from, const Rgba &to, double t, ColorSpace space);

/// CSS Color 4, section 7.1: hue in degrees, saturation and lightness in [0, 100].
[[nodiscard]] Rgba fromHsl(double hueDeg, double saturation, double lightness, double alpha);

/// To the storage of properties: components clamped to [0, 1], NaN becomes 0.
[[nodiscard]] Color toColor(const Rgba &color);
[[nodiscard]] Rgba toRgba(const Color &color);

} // namespace corridors::style
