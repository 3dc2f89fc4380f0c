// The paint and layout properties of each layer type: name, section, rules, and the member they fill.
// Style Spec v8, "Layers". Internal to geodata/style; filled in layer_properties.cpp and symbol_properties.cpp.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "geodata/style/property_reader.hpp"
#include "geodata/style/style_layer.hpp"

namespace corridors::style {

enum class Section : std::uint8_t { Layout, Paint };

template <class Style>
struct PropertyEntry {
    std::string_view name;
    Section section;
    std::function<void(const Json &, const std::string &place, const PropertyReader &, Style &)> read;
};

template <class Style>
using PropertyEntries = std::vector<PropertyEntry<Style>>;

[[nodiscard]] const PropertyEntries<BackgroundStyle> &propertiesOf(const BackgroundStyle *);
[[nodiscard]] const PropertyEntries<FillStyle> &propertiesOf(const FillStyle *);
[[nodiscard]] const PropertyEntries<LineStyle> &propertiesOf(const LineStyle *);
[[nodiscard]] const PropertyEntries<CircleStyle> &propertiesOf(const CircleStyle *);
[[nodiscard]] const PropertyEntries<SymbolStyle> &propertiesOf(const SymbolStyle *);

/// True for properties of the spec that this program reads over on purpose (sprites, 3D, pitch, fades).
[[nodiscard]] bool isKnownButUnused(std::string_view name);

/// What a property may depend on, as the spec's reference lists it ("parameters").
enum class Varies : std::uint8_t { ByZoom, ByZoomAndFeature };

/// Makers of entries, so that the tables read like the spec's reference.
template <class Style, Section section>
class EntryMaker {
public:
    using Entry = PropertyEntry<Style>;

    static Entry number(std::string_view name, Property<double> Style::*member, Varies varies,
                        double minimum = kNoLimit[0], double maximum = kNoLimit[1]) {
        PropertySpec spec = base(Kind::Number, varies, true);
        spec.minimum = minimum;
        spec.maximum = maximum;
        return entry(name, member, std::move(spec));
    }
    static Entry sortKey(std::string_view name, Property<double> Style::*member) {
        return entry(name, member, base(Kind::Number, Varies::ByZoomAndFeature, false));
    }
    static Entry color(std::string_view name, Property<Color> Style::*member, Varies varies) {
        return entry(name, member, base(Kind::Color, varies, true));
    }
    static Entry boolean(std::string_view name, Property<bool> Style::*member) {
        return entry(name, member, base(Kind::Boolean, Varies::ByZoom, false));
    }
    static Entry choice(std::string_view name, Property<std::string> Style::*member, Varies varies,
                        std::vector<std::string> choices) {
        PropertySpec spec = base(Kind::String, varies, false);
        spec.rules.choices = std::move(choices);
        return entry(name, member, std::move(spec));
    }
    static Entry offset(std::string_view name, Property<std::vector<double>> Style::*member, Varies varies) {
        return entry(name, member, base(Type::array(Kind::Number, 2), varies, true));
    }
    static Entry numbers(std::string_view name, Property<std::vector<double>> Style::*member, Varies varies,
                         double minimum) {
        PropertySpec spec = base(Type::array(Kind::Number), varies, false);
        spec.minimum = minimum;
        return entry(name, member, std::move(spec));
    }
    static Entry strings(std::string_view name, Property<std::vector<std::string>> Style::*member, Varies varies,
                         std::vector<std::string> choices = {}) {
        PropertySpec spec = base(Type::array(Kind::String), varies, false);
        spec.listChoices = std::move(choices);
        return entry(name, member, std::move(spec));
    }
    static Entry text(std::string_view name, Property<std::string> Style::*member) {
        PropertySpec spec = base(Kind::Formatted, Varies::ByZoomAndFeature, false);
        spec.rules.hasTokens = true;
        return entry(name, member, std::move(spec));
    }

private:
    static constexpr double kNoLimit[2] = {-std::numeric_limits<double>::infinity(),
                                           std::numeric_limits<double>::infinity()};

    static PropertySpec base(Type type, Varies varies, bool interpolates) {
        PropertySpec spec;
        spec.rules.type = std::move(type);
        spec.rules.allowsFeature = varies == Varies::ByZoomAndFeature;
        spec.rules.interpolates = interpolates;
        return spec;
    }

    template <class T>
    static Entry entry(std::string_view name, Property<T> Style::*member, PropertySpec spec) {
        return {name, section,
                [member, spec = std::move(spec)](const Json &json, const std::string &place,
                                                 const PropertyReader &reader,
                                                 Style &style) { reader.read(json, place, spec, style.*member); }};
    }
};

} // namespace corridors::style
