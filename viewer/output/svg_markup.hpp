// SVG as text: numbers, ids, colours, fonts, path data. Internal to viewer/output; used by the svg_* files.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "geodata/core/color.hpp"
#include "geodata/core/coordinates.hpp"
#include "viewer/text/outline.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::output::svg {

/// With at most two decimals: a hundredth of a logical pixel is below what any reader shows.
[[nodiscard]] std::string number(double value);
void appendPoint(std::string &to, ScreenPoint p);

/// Ids that are valid and unique in their document: letters, digits, "-", "_" and "." stay, the rest becomes "-"; a
/// second use of a name gets "-2".
class Ids {
public:
    [[nodiscard]] std::string make(std::string_view wanted);

private:
    std::unordered_set<std::string> m_taken;
};

/// ` name="#rrggbb"` and, below full opacity, ` name-opacity="..."`; ` name="none"` for what is not seen.
[[nodiscard]] std::string paint(std::string_view name, const Color &color);

/// ` font-family=... font-size=...` and weight, slant, width and letter spacing where they are not the default.
[[nodiscard]] std::string font(const text::TextStyle &style);

/// "M1 2 3 4Z" of points.
void appendPath(std::string &to, std::span<const ScreenPoint> points, bool closed);
/// The same, closed, with its corners rounded.
void appendRoundedPath(std::string &to, std::span<const ScreenPoint> points, double radiusPx);
[[nodiscard]] std::string pathOf(const std::vector<text::OutlineStep> &steps);

} // namespace corridors::output::svg
