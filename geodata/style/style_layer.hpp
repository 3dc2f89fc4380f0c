// The style layers of a MapLibre Style Spec v8 document, typed: every paint and layout property that needs neither
// sprites nor 3D, with the spec's defaults. Parsed by style_document.hpp; read by tile, render, layout, output.
// Property names, units (pixels, ems, degrees) and defaults are the spec's.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "geodata/style/property.hpp"

namespace corridors::style {

class Filter; // filter.hpp

struct BackgroundStyle {
    Property<Color> color{Color{0, 0, 0, 1}};
    Property<double> opacity{1.0};
};

struct FillStyle {
    Property<bool> antialias{true};
    Property<Color> color{Color{0, 0, 0, 1}};
    Property<Color> outlineColor{Color{0, 0, 0, 1}}; ///< unset means: same as color
    Property<double> opacity{1.0};
    Property<double> sortKey{0.0};
    Property<std::vector<double>> translate{std::vector<double>{0, 0}};
    Property<std::string> translateAnchor{std::string("map")};
};

struct LineStyle {
    Property<std::string> cap{std::string("butt")};   ///< butt, round, square
    Property<std::string> join{std::string("miter")}; ///< bevel, round, miter
    Property<double> miterLimit{2.0};
    Property<double> roundLimit{1.05};
    Property<double> sortKey{0.0};
    Property<Color> color{Color{0, 0, 0, 1}};
    Property<double> opacity{1.0};
    Property<double> width{1.0};
    Property<double> gapWidth{0.0};
    Property<double> offset{0.0};
    Property<double> blur{0.0};
    Property<std::vector<double>> dashArray{std::vector<double>{}}; ///< in line widths; empty: solid
    Property<std::vector<double>> translate{std::vector<double>{0, 0}};
    Property<std::string> translateAnchor{std::string("map")};
};

struct CircleStyle {
    Property<double> sortKey{0.0};
    Property<double> radius{5.0};
    Property<Color> color{Color{0, 0, 0, 1}};
    Property<double> blur{0.0};
    Property<double> opacity{1.0};
    Property<double> strokeWidth{0.0};
    Property<Color> strokeColor{Color{0, 0, 0, 1}};
    Property<double> strokeOpacity{1.0};
    Property<std::vector<double>> translate{std::vector<double>{0, 0}};
    Property<std::string> translateAnchor{std::string("map")};
    Property<std::string> pitchScale{std::string("map")};
    Property<std::string> pitchAlignment{std::string("viewport")};
};

struct SymbolStyle {
    Property<std::string> placement{std::string("point")}; ///< point, line, line-center
    Property<double> spacing{250.0};
    Property<bool> avoidEdges{false};
    Property<double> sortKey{0.0};
    Property<std::string> zOrder{std::string("auto")};
    Property<std::string> textField{std::string()};
    Property<std::vector<std::string>> textFont{std::vector<std::string>{"Noto Sans Regular"}};
    Property<double> textSize{16.0};
    Property<double> textMaxWidth{10.0};                      ///< ems
    Property<double> textLineHeight{1.2};                     ///< ems
    Property<double> textLetterSpacing{0.0};                  ///< ems
    Property<std::string> textJustify{std::string("center")}; ///< auto, left, center, right
    Property<double> textRadialOffset{0.0};                   ///< ems
    Property<std::vector<std::string>> textVariableAnchor{std::vector<std::string>{}};
    Property<std::string> textAnchor{std::string("center")};
    Property<double> textMaxAngle{45.0}; ///< degrees
    Property<double> textRotate{0.0};
    Property<double> textPadding{2.0};
    Property<bool> textKeepUpright{true};
    Property<std::string> textTransform{std::string("none")};
    Property<std::vector<double>> textOffset{std::vector<double>{0, 0}}; ///< ems
    Property<bool> textAllowOverlap{false};
    Property<bool> textIgnorePlacement{false};
    Property<bool> textOptional{false};
    Property<Color> textColor{Color{0, 0, 0, 1}};
    Property<double> textOpacity{1.0};
    Property<Color> textHaloColor{Color{0, 0, 0, 0}};
    Property<double> textHaloWidth{0.0};
    Property<double> textHaloBlur{0.0};
    Property<std::vector<double>> textTranslate{std::vector<double>{0, 0}};
    Property<std::string> textTranslateAnchor{std::string("map")};
};

/// One entry of the document's `layers`, in drawing order.
struct StyleLayer {
    std::string id;
    std::string source;   ///< key into StyleDocument::sources; empty for background
    std::string group;    ///< metadata "corridors:layer": the user's layer; the source's name when not given
    std::string legend;   ///< metadata "corridors:legend": label of its swatch; empty: the group's title
    bool inLegend = true; ///< false where "corridors:legend" is false
    double minZoom = 0;   ///< inclusive
    double maxZoom = 24;  ///< exclusive
    bool visible = true;  ///< layout.visibility
    std::shared_ptr<const Filter> filter; ///< null: everything passes
    std::variant<BackgroundStyle, FillStyle, LineStyle, CircleStyle, SymbolStyle> style;

    [[nodiscard]] bool drawsAt(double zoom) const { return visible && zoom >= minZoom && zoom < maxZoom; }
    /// Filter result for a feature at a zoom.
    [[nodiscard]] bool accepts(const FeatureView &feature, double zoom) const;
};

} // namespace corridors::style
