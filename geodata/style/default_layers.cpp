// Symbols for data without a style: simplestyle-spec 1.1 where features carry it, else the accent colour.
#include <set>

#include "geodata/style/color_math.hpp"
#include "geodata/style/layer_parser.hpp"
#include "geodata/style/style_document.hpp"

namespace corridors::style {
namespace {

Json get(const char *name) { return Json::array({"get", name}); }

// Builds the layers as style JSON, so that they go the way of every other style.
class DefaultLayers {
public:
    DefaultLayers(const std::string &id, const LayerData &data, Color accent)
        : m_id(id), m_data(data), m_accent(toText(Value(toRgba(accent)))) {
        for (std::size_t i = 0; i < data.featureCount(); ++i) m_classes.insert(data.feature(i).geometryClass());
    }

    Json build() {
        if (m_classes.count(GeometryClass::Polygon) > 0) addPolygons();
        if (m_classes.count(GeometryClass::Line) > 0) addLines();
        if (m_classes.count(GeometryClass::Point) > 0) addPoints();
        addLabels();
        return std::move(m_layers);
    }

private:
    [[nodiscard]] bool has(const char *name) const { return m_data.properties().columnIndex(name).has_value(); }

    // The feature's own colour where it has a readable one.
    [[nodiscard]] Json color(const char *property) const {
        if (!has(property)) return Json(m_accent);
        return Json::array({"to-color", get(property), m_accent});
    }

    // The feature's own number, also when it is written as a string.
    [[nodiscard]] Json number(const char *property, double otherwise) const {
        if (!has(property)) return Json(otherwise);
        return Json::array({"to-number", Json::array({"coalesce", get(property), "none"}), otherwise});
    }

    void add(const char *suffix, const char *type, const char *geometry, Json layout, Json paint) {
        Json layer = {{"id", m_id + "-" + suffix}, {"type", type}, {"source", m_id}};
        if (m_classes.size() > 1) layer["filter"] = Json::array({"==", Json::array({"geometry-type"}), geometry});
        layer["layout"] = std::move(layout);
        layer["paint"] = std::move(paint);
        m_layers.push_back(std::move(layer));
    }

    void addPolygons() {
        // Under an opaque line the fill's own edge is not seen: smoothing it would cost as much as the line.
        const bool hidden = !has("stroke-width") && !has("stroke-opacity");
        add("fill", "fill", "Polygon", Json::object(),
            {{"fill-color", color("fill")},
             {"fill-opacity", number("fill-opacity", has("fill") ? 0.6 : 0.22)},
             {"fill-antialias", !hidden}});
        add("outline", "line", "Polygon", {{"line-join", "round"}},
            {{"line-color", color("stroke")},
             {"line-width", number("stroke-width", 1.5)},
             {"line-opacity", number("stroke-opacity", 1)}});
    }

    void addLines() {
        add("line", "line", "LineString", {{"line-join", "round"}, {"line-cap", "round"}},
            {{"line-color", color("stroke")},
             {"line-width", number("stroke-width", 2)},
             {"line-opacity", number("stroke-opacity", 1)}});
    }

    void addPoints() {
        Json radius = Json::array({"interpolate", Json::array({"linear"}), Json::array({"zoom"}), 4, 3, 9, 5});
        if (has("marker-size")) radius = Json::array({"match", get("marker-size"), "small", 4, "large", 8, 6});
        add("point", "circle", "Point", Json::object(),
            {{"circle-color", color("marker-color")},
             {"circle-radius", std::move(radius)},
             {"circle-stroke-color", "#ffffff"},
             {"circle-stroke-width", 1.5}});
    }

    void addLabels() {
        Json text = Json::array({"coalesce"});
        for (const char *name : {"title", "name"})
            if (has(name)) text.push_back(get(name));
        if (text.size() == 1) return;
        text.push_back("");
        text = Json::array({"to-string", std::move(text)});
        const Json paint = {
            {"text-color", "#2b2b2b"}, {"text-halo-color", "rgba(255,255,255,0.85)"}, {"text-halo-width", 1.3}};
        if (m_classes.count(GeometryClass::Polygon) > 0)
            add("polygon-label", "symbol", "Polygon", {{"text-field", text}, {"text-size", 13}, {"text-max-width", 8}},
                paint);
        if (m_classes.count(GeometryClass::Line) > 0)
            add("line-label", "symbol", "LineString",
                {{"text-field", text}, {"text-size", 11}, {"symbol-placement", "line"}, {"symbol-spacing", 400}},
                paint);
        if (m_classes.count(GeometryClass::Point) > 0)
            add("point-label", "symbol", "Point",
                {{"text-field", text},
                 {"text-size", 12},
                 {"text-radial-offset", 0.8},
                 {"text-variable-anchor", Json::array({"left", "right", "top", "bottom"})}},
                paint);
    }

    const std::string &m_id;
    const LayerData &m_data;
    std::string m_accent;
    std::set<GeometryClass> m_classes;
    Json m_layers = Json::array();
};

} // namespace

std::string defaultStyleFor(const std::string &id, const LayerData &data, Color accent) {
    return DefaultLayers(id, data, accent).build().dump();
}

std::vector<StyleLayer> defaultLayersFor(const std::string &id, const LayerData &data, Color accent) {
    std::vector<Warning> warnings;
    const Value state;
    const PropertyReader reader(warnings, {}, state);
    std::vector<StyleLayer> layers;
    for (const Json &json : DefaultLayers(id, data, accent).build())
        if (auto layer = parseLayer(json, id, reader, {})) layers.push_back(std::move(*layer));
    return layers;
}

} // namespace corridors::style
