// Page furniture: title, legend, scale bar, north arrow, attributions as drawing primitives in logical pixels.
// Pure: the same primitives go to PNG (Cairo over GL), PDF and SVG, and (scale bar, legend swatches) to the panels.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "geodata/core/color.hpp"
#include "geodata/core/coordinates.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::layout {

/// A filled and/or stroked path; several subpaths make holes (even-odd).
struct PathPrimitive {
    std::vector<std::vector<ScreenPoint>> subpaths;
    bool closed = false;
    Color fill{0, 0, 0, 0};
    Color stroke{0, 0, 0, 0};
    double strokeWidthPx = 0;
    std::vector<double> dashPx;
    double cornerRadiusPx = 0; ///< rounds the corners of closed paths
    bool roundCaps = false;
};
/// A text whose logical box has its top-left corner at `topLeft`.
struct TextPrimitive {
    std::string utf8;
    ScreenPoint topLeft;
    text::TextStyle style;
    double rotateDeg = 0; ///< clockwise about topLeft
};
struct Primitive {
    std::string role; ///< "title", "legend", "scale-bar", "north-arrow", "attribution": the group it belongs to
    std::variant<PathPrimitive, TextPrimitive> content;
};
using DrawList = std::vector<Primitive>;

struct FurnitureOptions {
    bool title = true;
    bool legend = true;
    bool scaleBar = true;
    bool northArrow = true;
    bool attributions = true;
    std::string titleText; ///< empty: the map's title
    std::string date;      ///< printed with the attributions when given
};

/// Furniture for a picture of widthPx x heightPx logical pixels showing `state` with `state.camera`.
[[nodiscard]] DrawList buildFurniture(const app::AppState &state, double widthPx, double heightPx,
                                      const FurnitureOptions &options, const text::TextEngine &text);

/// One line of the legend: what a layer looks like, for the legend on the page and the swatches of the Layers panel.
struct LegendEntry {
    std::string layer; ///< id of the user's layer
    std::string label;
    DrawList swatch; ///< inside a box of kSwatchWidthPx x kSwatchHeightPx at the origin
};
inline constexpr double kSwatchWidthPx = 34;
inline constexpr double kSwatchHeightPx = 16;

/// Legend entries of the visible layers, in the panel's order, made from the style and the statuses that occur.
[[nodiscard]] std::vector<LegendEntry> buildLegend(const app::AppState &state);

} // namespace corridors::layout
