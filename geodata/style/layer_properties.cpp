#include "geodata/style/layer_properties.hpp"

#include <algorithm>
#include <array>

namespace corridors::style {
namespace {

constexpr Varies kZoom = Varies::ByZoom;
constexpr Varies kBoth = Varies::ByZoomAndFeature;

bool endsWith(std::string_view text, std::string_view end) { return text.ends_with(end); }

} // namespace

const PropertyEntries<BackgroundStyle> &propertiesOf(const BackgroundStyle *) {
    using Paint = EntryMaker<BackgroundStyle, Section::Paint>;
    using S = BackgroundStyle;
    static const PropertyEntries<S> kEntries = {
        Paint::color("background-color", &S::color, kZoom),
        Paint::number("background-opacity", &S::opacity, kZoom, 0, 1),
    };
    return kEntries;
}

const PropertyEntries<FillStyle> &propertiesOf(const FillStyle *) {
    using Paint = EntryMaker<FillStyle, Section::Paint>;
    using Layout = EntryMaker<FillStyle, Section::Layout>;
    using S = FillStyle;
    static const PropertyEntries<S> kEntries = {
        Layout::sortKey("fill-sort-key", &S::sortKey),
        Paint::boolean("fill-antialias", &S::antialias),
        Paint::number("fill-opacity", &S::opacity, kBoth, 0, 1),
        Paint::color("fill-color", &S::color, kBoth),
        Paint::color("fill-outline-color", &S::outlineColor, kBoth),
        Paint::offset("fill-translate", &S::translate, kZoom),
        Paint::choice("fill-translate-anchor", &S::translateAnchor, kZoom, {"map", "viewport"}),
    };
    return kEntries;
}

const PropertyEntries<LineStyle> &propertiesOf(const LineStyle *) {
    using Paint = EntryMaker<LineStyle, Section::Paint>;
    using Layout = EntryMaker<LineStyle, Section::Layout>;
    using S = LineStyle;
    static const PropertyEntries<S> kEntries = {
        Layout::choice("line-cap", &S::cap, kBoth, {"butt", "round", "square"}),
        Layout::choice("line-join", &S::join, kBoth, {"bevel", "round", "miter"}),
        Layout::number("line-miter-limit", &S::miterLimit, kBoth),
        Layout::number("line-round-limit", &S::roundLimit, kBoth),
        Layout::sortKey("line-sort-key", &S::sortKey),
        Paint::number("line-opacity", &S::opacity, kBoth, 0, 1),
        Paint::color("line-color", &S::color, kBoth),
        Paint::offset("line-translate", &S::translate, kZoom),
        Paint::choice("line-translate-anchor", &S::translateAnchor, kZoom, {"map", "viewport"}),
        Paint::number("line-width", &S::width, kBoth, 0),
        Paint::number("line-gap-width", &S::gapWidth, kBoth, 0),
        Paint::number("line-offset", &S::offset, kBoth),
        Paint::number("line-blur", &S::blur, kBoth, 0),
        Paint::numbers("line-dasharray", &S::dashArray, kBoth, 0),
    };
    return kEntries;
}

const PropertyEntries<CircleStyle> &propertiesOf(const CircleStyle *) {
    using Paint = EntryMaker<CircleStyle, Section::Paint>;
    using Layout = EntryMaker<CircleStyle, Section::Layout>;
    using S = CircleStyle;
    static const PropertyEntries<S> kEntries = {
        Layout::sortKey("circle-sort-key", &S::sortKey),
        Paint::number("circle-radius", &S::radius, kBoth, 0),
        Paint::color("circle-color", &S::color, kBoth),
        Paint::number("circle-blur", &S::blur, kBoth),
        Paint::number("circle-opacity", &S::opacity, kBoth, 0, 1),
        Paint::offset("circle-translate", &S::translate, kZoom),
        Paint::choice("circle-translate-anchor", &S::translateAnchor, kZoom, {"map", "viewport"}),
        Paint::choice("circle-pitch-scale", &S::pitchScale, kZoom, {"map", "viewport"}),
        Paint::choice("circle-pitch-alignment", &S::pitchAlignment, kZoom, {"map", "viewport"}),
        Paint::number("circle-stroke-width", &S::strokeWidth, kBoth, 0),
        Paint::color("circle-stroke-color", &S::strokeColor, kBoth),
        Paint::number("circle-stroke-opacity", &S::strokeOpacity, kBoth, 0, 1),
    };
    return kEntries;
}

bool isKnownButUnused(std::string_view name) {
    constexpr auto kNames = std::to_array<std::string_view>(
        {"background-pattern", "fill-pattern", "fill-layer-opacity", "line-pattern", "line-gradient",
         "line-layer-opacity", "text-pitch-alignment", "text-rotation-alignment", "text-variable-anchor-offset",
         "text-writing-mode", "text-overlap"});
    if (endsWith(name, "-transition")) return true;
    return name.starts_with("icon-") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

} // namespace corridors::style
