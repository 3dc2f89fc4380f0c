#include "geodata/style/layer_parser.hpp"

#include <algorithm>
#include <array>

#include "geodata/style/filter_compiler.hpp"
#include "geodata/style/layer_properties.hpp"
#include "geodata/style/number_text.hpp"

namespace corridors::style {
namespace {

constexpr double kMaxZoomLevel = 24;

// Reads the members of one layer.
class LayerParser {
public:
    LayerParser(const Json &json, const std::string &place, const PropertyReader &reader,
                const OverridePlaces &overrides)
        : m_json(json), m_place(place), m_reader(reader), m_overrides(overrides) {}

    std::optional<StyleLayer> parse() {
        if (!m_json.is_object()) return unusable("expected a layer object, found " + excerpt(m_json));
        if (!readString("id", m_layer.id) || m_layer.id.empty())
            return unusable("a layer needs an \"id\"", "Give it a name of its own");
        std::string type;
        if (!readString("type", type)) return unusable("layer \"" + m_layer.id + "\" needs a \"type\"");
        if (!makeStyle(type)) return std::nullopt;
        if (type != "background" && (!readString("source", m_layer.source) || m_layer.source.empty()))
            return unusable("layer \"" + m_layer.id + "\" needs a \"source\"");
        readZooms();
        readMetadata();
        if (!readFilter()) return std::nullopt;
        readVisibility();
        std::visit([this](auto &style) { readProperties(style); }, m_layer.style);
        warnAboutUnknownKeys();
        return std::move(m_layer);
    }

private:
    std::nullopt_t unusable(std::string message, std::string remedy = "The layer is left out") {
        m_reader.warn(m_place, std::move(message), std::move(remedy));
        return std::nullopt;
    }

    bool readString(const char *name, std::string &out) {
        const auto it = m_json.find(name);
        if (it == m_json.end() || !it->is_string()) return false;
        out = it->get<std::string>();
        return true;
    }

    bool makeStyle(const std::string &type) {
        if (type == "background") {
            m_layer.style = BackgroundStyle{};
        } else if (type == "fill") {
            m_layer.style = FillStyle{};
        } else if (type == "line") {
            m_layer.style = LineStyle{};
        } else if (type == "circle") {
            m_layer.style = CircleStyle{};
        } else if (type == "symbol") {
            m_layer.style = SymbolStyle{};
        } else {
            unusable("expected a type of background, fill, line, circle or symbol, found \"" + type + "\"");
            return false;
        }
        return true;
    }

    void readZooms() {
        readZoom("minzoom", m_layer.minZoom);
        readZoom("maxzoom", m_layer.maxZoom);
        if (m_layer.minZoom >= m_layer.maxZoom && m_json.contains("maxzoom"))
            m_reader.warn(m_place, "minzoom " + numberText(m_layer.minZoom) + " is not below maxzoom " +
                                       numberText(m_layer.maxZoom) + ", so the layer never shows");
    }

    void readZoom(const char *name, double &out) {
        const auto it = m_json.find(name);
        if (it == m_json.end()) return;
        if (it->is_number() && it->get<double>() >= 0 && it->get<double>() <= kMaxZoomLevel) {
            out = it->get<double>();
        } else {
            m_reader.warn(m_place + "." + name, "expected a number from 0 to 24, found " + excerpt(*it));
        }
    }

    void readMetadata() {
        m_layer.group = m_layer.source;
        const auto it = m_json.find("metadata");
        if (it == m_json.end() || !it->is_object()) return;
        if (const auto group = it->find("corridors:layer"); group != it->end()) {
            if (group->is_string()) {
                m_layer.group = group->get<std::string>();
            } else {
                m_reader.warn(m_place + ".metadata.corridors:layer",
                              "expected the id of a layer, found " + excerpt(*group));
            }
        }
        if (const auto legend = it->find("corridors:legend"); legend != it->end()) {
            if (legend->is_string()) {
                m_layer.legend = legend->get<std::string>();
            } else if (legend->is_boolean()) {
                m_layer.inLegend = legend->get<bool>();
            } else {
                m_reader.warn(m_place + ".metadata.corridors:legend",
                              "expected a label or false, found " + excerpt(*legend));
            }
        }
    }

    // A filter that cannot be compiled hides nothing less than the layer: showing everything would tell a lie.
    bool readFilter() {
        const auto it = m_json.find("filter");
        if (it == m_json.end() || it->is_null()) return true;
        auto compiled = compileFilter(*it, m_reader.state());
        if (!compiled) {
            const CompileError &error = compiled.error().front();
            m_reader.warn(m_place + ".filter" + error.key, error.message, "The layer is left out");
            return false;
        }
        m_layer.filter = std::move(*compiled);
        return true;
    }

    void readVisibility() {
        const auto layout = m_json.find("layout");
        if (layout == m_json.end() || !layout->is_object()) return;
        const auto it = layout->find("visibility");
        if (it == layout->end()) return;
        PropertySpec spec;
        spec.rules.type = Type(Kind::String);
        spec.rules.choices = {"visible", "none"};
        spec.rules.allowsFeature = false;
        spec.rules.allowsZoom = false;
        Property<std::string> visibility{std::string("visible")};
        m_reader.read(*it, m_place + ".layout.visibility", spec, visibility);
        m_layer.visible = visibility.evaluate(0) != "none";
    }

    template <class Style>
    void readProperties(Style &style) {
        readSection(style, "layout", Section::Layout);
        readSection(style, "paint", Section::Paint);
        if constexpr (std::is_same_v<Style, SymbolStyle>) readOverlap(style);
    }

    template <class Style>
    void readSection(Style &style, const std::string &name, Section section) {
        const auto it = m_json.find(name);
        if (it == m_json.end()) return;
        const std::string place = m_place + "." + name;
        if (!it->is_object()) return m_reader.warn(place, "expected an object, found " + excerpt(*it));
        const auto &entries = propertiesOf(static_cast<const Style *>(nullptr));
        for (const auto &[key, value] : it->items()) {
            const std::string propertyPlace = placeOf(place, key);
            const auto entry =
                std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return e.name == key; });
            if (entry == entries.end()) {
                warnUnread(propertyPlace, key, section);
            } else if (entry->section != section) {
                m_reader.warn(propertyPlace, "\"" + key + "\" belongs under \"" +
                                                 (section == Section::Paint ? "layout" : "paint") + "\"");
            } else {
                entry->read(value, propertyPlace, m_reader, style);
            }
        }
    }

    [[nodiscard]] std::string placeOf(const std::string &section, const std::string &property) const {
        const auto it = m_overrides.find({m_layer.id, property});
        return it == m_overrides.end() ? section + "." + property : it->second;
    }

    void warnUnread(const std::string &place, const std::string &key, Section section) {
        if (key == "visibility" && section == Section::Layout) return;
        if (key.ends_with("-transition") || key == "text-overlap") return;
        if (isKnownButUnused(key)) {
            m_reader.warn(place, "\"" + key + "\" is not drawn by this program");
        } else {
            m_reader.warn(place, "unknown property \"" + key + "\"", "Check its spelling");
        }
    }

    // text-overlap replaced text-allow-overlap in later versions of the spec.
    void readOverlap(SymbolStyle &style) {
        const auto layout = m_json.find("layout");
        if (layout == m_json.end() || !layout->is_object()) return;
        const auto it = layout->find("text-overlap");
        if (it == layout->end()) return;
        PropertySpec spec;
        spec.rules.type = Type(Kind::String);
        spec.rules.choices = {"never", "always", "cooperative"};
        spec.rules.allowsFeature = false;
        Property<std::string> overlap{std::string("never")};
        m_reader.read(*it, m_place + ".layout.text-overlap", spec, overlap);
        if (overlap.isSet()) style.textAllowOverlap = Property<bool>(overlap.evaluate(0) == "always", true);
    }

    void warnAboutUnknownKeys() {
        constexpr auto kKeys =
            std::to_array<std::string_view>({"id", "type", "metadata", "source", "source-layer", "minzoom", "maxzoom",
                                             "filter", "layout", "paint", "ref", "interactive"});
        for (const auto &[key, value] : m_json.items())
            if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
                m_reader.warn(m_place + "." + key, "unknown member \"" + key + "\" of a layer", "Check its spelling");
    }

    const Json &m_json;
    const std::string &m_place;
    const PropertyReader &m_reader;
    const OverridePlaces &m_overrides;
    StyleLayer m_layer;
};

} // namespace

std::optional<StyleLayer> parseLayer(const Json &json, const std::string &place, const PropertyReader &reader,
                                     const OverridePlaces &overrides) {
    return LayerParser(json, place, reader, overrides).parse();
}

bool StyleLayer::accepts(const FeatureView &feature, double zoom) const {
    return !filter || filter->accepts(feature, zoom);
}

} // namespace corridors::style
