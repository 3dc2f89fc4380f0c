// The text half of symbol layers; icons need sprites. Part of layer_properties.hpp.
#include "geodata/style/layer_properties.hpp"

namespace corridors::style {

const PropertyEntries<SymbolStyle> &propertiesOf(const SymbolStyle *) {
    using Paint = EntryMaker<SymbolStyle, Section::Paint>;
    using Layout = EntryMaker<SymbolStyle, Section::Layout>;
    using S = SymbolStyle;
    constexpr Varies kZoom = Varies::ByZoom;
    constexpr Varies kBoth = Varies::ByZoomAndFeature;
    const std::vector<std::string> anchors = {"center",   "left",      "right",       "top",         "bottom",
                                              "top-left", "top-right", "bottom-left", "bottom-right"};
    static const PropertyEntries<S> kEntries = {
        Layout::choice("symbol-placement", &S::placement, kZoom, {"point", "line", "line-center"}),
        Layout::number("symbol-spacing", &S::spacing, kZoom, 1),
        Layout::boolean("symbol-avoid-edges", &S::avoidEdges),
        Layout::sortKey("symbol-sort-key", &S::sortKey),
        Layout::choice("symbol-z-order", &S::zOrder, kZoom, {"auto", "viewport-y", "source"}),
        Layout::text("text-field", &S::textField),
        Layout::strings("text-font", &S::textFont, kBoth),
        Layout::number("text-size", &S::textSize, kBoth, 0),
        Layout::number("text-max-width", &S::textMaxWidth, kBoth, 0),
        Layout::number("text-line-height", &S::textLineHeight, kZoom),
        Layout::number("text-letter-spacing", &S::textLetterSpacing, kBoth),
        Layout::choice("text-justify", &S::textJustify, kBoth, {"auto", "left", "center", "right"}),
        Layout::number("text-radial-offset", &S::textRadialOffset, kBoth),
        Layout::strings("text-variable-anchor", &S::textVariableAnchor, kZoom, anchors),
        Layout::choice("text-anchor", &S::textAnchor, kBoth, anchors),
        Layout::number("text-max-angle", &S::textMaxAngle, kZoom),
        Layout::number("text-rotate", &S::textRotate, kBoth),
        Layout::number("text-padding", &S::textPadding, kZoom, 0),
        Layout::boolean("text-keep-upright", &S::textKeepUpright),
        Layout::choice("text-transform", &S::textTransform, kBoth, {"none", "uppercase", "lowercase"}),
        Layout::offset("text-offset", &S::textOffset, kBoth),
        Layout::boolean("text-allow-overlap", &S::textAllowOverlap),
        Layout::boolean("text-ignore-placement", &S::textIgnorePlacement),
        Layout::boolean("text-optional", &S::textOptional),
        Paint::number("text-opacity", &S::textOpacity, kBoth, 0, 1),
        Paint::color("text-color", &S::textColor, kBoth),
        Paint::color("text-halo-color", &S::textHaloColor, kBoth),
        Paint::number("text-halo-width", &S::textHaloWidth, kBoth, 0),
        Paint::number("text-halo-blur", &S::textHaloBlur, kBoth, 0),
        Paint::offset("text-translate", &S::textTranslate, kZoom),
        Paint::choice("text-translate-anchor", &S::textTranslateAnchor, kZoom, {"map", "viewport"}),
    };
    return kEntries;
}

} // namespace corridors::style
