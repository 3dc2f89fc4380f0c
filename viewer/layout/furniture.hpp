// Page furniture: title, legend, scale bar, north arrow, attributions as drawing primitives in logical pixels.
// Pure: the same primitives go to PNG (Cairo over GL), PDF and SVG, and (scale bar, legend swatches) to the panels.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "geodata/core/color.hpp"
#include "geodata/core/coordinates.hpp"
#include "geodata/query/measure.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/page.hpp"
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
    std::string href;     ///< where a click on it leads, in formats that have links; empty: nowhere
};
struct Primitive {
    std::string role; ///< "title", "legend", "scale-bar", "north-arrow", "attribution": the group it belongs to
    std::variant<PathPrimitive, TextPrimitive> content;
};
using DrawList = std::vector<Primitive>;

/// Box on the page, logical pixels, +y down.
struct PageBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
    [[nodiscard]] bool intersects(const PageBox &o) const {
        return left < o.right && right > o.left && top < o.bottom && bottom > o.top;
    }
    friend bool operator==(const PageBox &, const PageBox &) = default;
};

/// What is on the page, see app/page.hpp.
using FurnitureOptions = app::PageFurniture;

/// Furniture for a picture of widthPx x heightPx logical pixels showing `state` with `state.camera`.
[[nodiscard]] DrawList buildFurniture(const app::AppState &state, double widthPx, double heightPx,
                                      const FurnitureOptions &options, const text::TextEngine &text);

/// Boxes of the pieces of furniture (one a role, around its plate): what labels and callouts keep off.
[[nodiscard]] std::vector<PageBox> furnitureBoxes(const DrawList &furniture);

/// One line of the legend: what a layer looks like, for the legend on the page and the swatches of the Layers panel.
struct LegendEntry {
    std::string layer; ///< id of the user's layer
    std::string label;
    DrawList swatch; ///< inside a box of kSwatchWidthPx x kSwatchHeightPx at the origin
};
inline constexpr double kSwatchWidthPx = 34;
inline constexpr double kSwatchHeightPx = 16;

/// Legend entries of the visible layers, in the panel's order: one for each way in which the style draws the features
/// that there are (its casings, dashes and dots together), named by "corridors:legend", else by the layer's title and
/// the features' status or kind. With `within` it is the legend of a page: only style layers that draw at the camera's
/// zoom and features that are in that box count. Without, it is for the panels: layers show as they look at the
/// nearest zoom that draws them. Looks at no more than kLegendSample features a source.
[[nodiscard]] std::vector<LegendEntry> buildLegend(const app::AppState &state,
                                                   const std::optional<WorldBounds> &within = std::nullopt);
inline constexpr std::size_t kLegendSample = 20000;

/// The legend as its reader wants it: texts, order and omissions of the edits; lines that they do not name stand behind
/// those of their layer, or at the end.
[[nodiscard]] std::vector<LegendEntry> editedLegend(std::vector<LegendEntry> entries,
                                                    const std::vector<app::LegendEdit> &edits);

/// "Lines digitised to ±0.5–5 km" over the visible layers that are not base, or "" where the data does not say.
[[nodiscard]] std::string accuracyNote(const app::AppState &state);

} // namespace corridors::layout
