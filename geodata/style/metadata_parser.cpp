// Our keys under a style document's `metadata`. Part of document_parts.hpp.
#include <algorithm>
#include <array>

#include "geodata/style/document_parts.hpp"
#include "geodata/style/layer_properties.hpp"

namespace corridors::style {
namespace {

constexpr auto kMetadata = "metadata.";

const Json *member(const Json &object, const char *name) {
    const auto it = object.find(name);
    return it == object.end() ? nullptr : &*it;
}

void readText(const Json &json, const char *key, const PropertyReader &reader, std::string &out) {
    const Json *value = member(json, key);
    if (!value) return;
    if (value->is_string()) {
        out = value->get<std::string>();
    } else {
        reader.warn(std::string(kMetadata) + key, "expected a string, found " + excerpt(*value));
    }
}

bool isDegrees(const Json &json, double limit) {
    return json.is_number() && json.get<double>() >= -limit && json.get<double>() <= limit;
}

void readLambert(const Json &json, const PropertyReader &reader, LambertParameters &out) {
    const std::string place = "metadata.corridors:projection";
    const auto degrees = [&](const char *name, double limit, double &target) {
        const Json *value = member(json, name);
        if (!value) return;
        if (!isDegrees(*value, limit))
            return reader.warn(place + "." + name, "expected degrees, found " + excerpt(*value));
        target = value->get<double>();
    };
    degrees("centralLon", 180, out.centralLonDeg);
    degrees("originLat", 89, out.originLatDeg);
    const Json *parallels = member(json, "parallels");
    if (!parallels) return;
    const bool pair = parallels->is_array() && parallels->size() == 2 && isDegrees((*parallels)[0], 89) &&
                      isDegrees((*parallels)[1], 89);
    // Opposite parallels would make the cone a plane.
    if (!pair || (*parallels)[0].get<double>() + (*parallels)[1].get<double>() == 0)
        return reader.warn(place + ".parallels",
                           "expected two latitudes on one hemisphere, found " + excerpt(*parallels));
    out.parallel1Deg = (*parallels)[0].get<double>();
    out.parallel2Deg = (*parallels)[1].get<double>();
}

void readProjection(const Json &json, const PropertyReader &reader, ProjectionChoice &out) {
    const Json *value = member(json, "corridors:projection");
    if (!value) return;
    if (value->is_string() && !value->get_ref<const std::string &>().empty()) {
        out.name = value->get<std::string>();
        return;
    }
    const Json *type = value->is_object() ? member(*value, "type") : nullptr;
    if (!type || !type->is_string())
        return reader.warn("metadata.corridors:projection",
                           "expected \"mercator\", {\"type\": \"lcc\", ...}, \"EPSG:n\" or a PROJ string, found " +
                               excerpt(*value),
                           "Mercator is used");
    out.name = type->get<std::string>();
    if (out.name == "lcc") readLambert(*value, reader, out.lambert);
}

std::optional<LayerGroup> readGroup(const Json &json, const std::string &place, const PropertyReader &reader) {
    const Json *id = json.is_object() ? member(json, "id") : nullptr;
    if (!id || !id->is_string() || id->get_ref<const std::string &>().empty()) {
        reader.warn(place, "expected an object with an \"id\", found " + excerpt(json), "The entry is left out");
        return std::nullopt;
    }
    LayerGroup group;
    group.id = id->get<std::string>();
    group.title = group.id;
    const auto wrong = [&](const std::string &key, const char *expected, const Json &value) {
        reader.warn(place + "." + key, std::string("expected ") + expected + ", found " + excerpt(value));
    };
    for (const auto &[key, value] : json.items()) {
        if (key == "title" || key == "description" || key == "kind") {
            std::string &out = key == "title" ? group.title : key == "kind" ? group.kind : group.description;
            value.is_string() ? void(out = value.get<std::string>()) : wrong(key, "a string", value);
        } else if (key == "base" || key == "visible") {
            bool &out = key == "base" ? group.base : group.visible;
            value.is_boolean() ? void(out = value.get<bool>()) : wrong(key, "true or false", value);
        } else if (key == "opacity") {
            const bool valid = value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1;
            valid ? void(group.opacity = value.get<double>()) : wrong(key, "a number from 0 to 1", value);
        } else if (key == "digit") {
            const bool valid =
                value.is_number_integer() && value.get<std::int64_t>() >= 1 && value.get<std::int64_t>() <= 9;
            valid ? void(group.digit = value.get<int>()) : wrong(key, "a digit from 1 to 9", value);
        } else if (key != "id") {
            reader.warn(place + "." + key, "unknown member \"" + key + "\" of a layer", "Check its spelling");
        }
    }
    return group;
}

void readGroups(const Json &json, const PropertyReader &reader, StyleDocument &document) {
    const Json *list = member(json, "corridors:layers");
    if (!list) return;
    const std::string place = "metadata.corridors:layers";
    if (!list->is_array()) return reader.warn(place, "expected a list, found " + excerpt(*list));
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string at = place + "[" + std::to_string(i) + "]";
        auto group = readGroup((*list)[i], at, reader);
        if (!group) continue;
        if (document.group(group->id)) {
            reader.warn(at, "layer \"" + group->id + "\" is listed twice", "The second entry is left out");
        } else {
            document.groups.push_back(std::move(*group));
        }
    }
}

void readAttributions(const Json &json, const PropertyReader &reader, StyleDocument &document) {
    const Json *value = member(json, "corridors:attribution");
    if (!value) return;
    const Json lines = value->is_array() ? *value : Json::array({*value});
    for (const Json &line : lines) {
        if (line.is_string()) {
            document.attributions.push_back(line.get<std::string>());
        } else {
            reader.warn("metadata.corridors:attribution", "expected a string, found " + excerpt(line));
        }
    }
}

template <class Style>
bool isLayoutProperty(std::string_view name) {
    const auto &entries = propertiesOf(static_cast<const Style *>(nullptr));
    return std::any_of(entries.begin(), entries.end(),
                       [&](const auto &e) { return e.name == name && e.section == Section::Layout; });
}

const char *sectionOf(std::string_view property) {
    const bool layout = property == "visibility" || isLayoutProperty<FillStyle>(property) ||
                        isLayoutProperty<LineStyle>(property) || isLayoutProperty<CircleStyle>(property) ||
                        isLayoutProperty<SymbolStyle>(property);
    return layout ? "layout" : "paint";
}

void overrideLayer(Json &layer, const Json &values, const std::string &place, OverridePlaces &places) {
    const Json id = layer.value("id", Json());
    for (const auto &[property, value] : values.items()) {
        Json &section = layer[sectionOf(property)];
        if (!section.is_object()) section = Json::object();
        section[property] = value;
        places[{id.get<std::string>(), property}] = place + "." + property;
    }
}

} // namespace

void parseMetadata(const Json &root, const PropertyReader &reader, StyleDocument &document) {
    const Json *json = member(root, "metadata");
    if (!json || !json->is_object()) return;
    readText(*json, "corridors:title", reader, document.title);
    readProjection(*json, reader, document.projection);
    readGroups(*json, reader, document);
    std::string links;
    std::string story;
    readText(*json, "corridors:links", reader, links);
    readText(*json, "corridors:story", reader, story);
    if (!links.empty()) document.linksPath = resolvePath(document.path, links);
    if (!story.empty()) document.storyPath = resolvePath(document.path, story);
    readAttributions(*json, reader, document);
    if (const Json *themes = member(*json, "corridors:themes")) {
        if (!themes->is_object())
            return reader.warn("metadata.corridors:themes", "expected an object, found " + excerpt(*themes));
        for (const auto &[name, values] : themes->items()) document.themes.push_back(name);
    }
    constexpr auto kKeys = std::to_array<std::string_view>({"corridors:title", "corridors:projection",
                                                            "corridors:layers", "corridors:links", "corridors:story",
                                                            "corridors:attribution", "corridors:themes"});
    for (const auto &[key, value] : json->items())
        if (key.starts_with("corridors:") && std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
            reader.warn(kMetadata + key, "unknown key \"" + key + "\"", "Check its spelling");
}

void appendImpliedGroups(StyleDocument &document) {
    for (auto it = document.layers.rbegin(); it != document.layers.rend(); ++it) {
        if (it->group.empty() || document.group(it->group)) continue;
        LayerGroup group;
        group.id = it->group;
        group.title = it->group;
        document.groups.push_back(std::move(group));
    }
}

void applyTheme(Json &root, std::string_view theme, const PropertyReader &reader, OverridePlaces &places) {
    const Json *metadata = member(root, "metadata");
    const Json *themes = metadata && metadata->is_object() ? member(*metadata, "corridors:themes") : nullptr;
    const bool any = themes && themes->is_object() && !themes->empty();
    const std::string name = theme.empty() && any ? themes->items().begin().key() : std::string(theme);
    if (name.empty()) return;
    if (!any || !themes->contains(name))
        return reader.warn("metadata.corridors:themes", "there is no theme \"" + name + "\"",
                           "The map is shown in its default theme");
    const Json overrides = (*themes)[name]; // a copy: the layers of the same document change below
    const std::string place = "metadata.corridors:themes." + name;
    if (!overrides.is_object()) return reader.warn(place, "expected an object, found " + excerpt(overrides));
    for (const auto &[id, values] : overrides.items()) {
        Json &layers = root["layers"];
        const auto layer = std::find_if(layers.begin(), layers.end(), [&id = id](const Json &l) {
            return l.is_object() && l.value("id", Json()) == id;
        });
        if (layer == layers.end()) {
            reader.warn(place + "." + id, "there is no style layer \"" + id + "\"");
        } else if (!values.is_object()) {
            reader.warn(place + "." + id, "expected an object, found " + excerpt(values));
        } else {
            overrideLayer(*layer, values, place + "." + id, places);
        }
    }
}

} // namespace corridors::style
