#include "geodata/style/style_document.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "geodata/style/document_parts.hpp"

namespace corridors::style {
namespace {

// Values of ["global-state", name]: the defaults that the document's `state` declares.
Value stateOf(const Json &root) {
    Object state;
    const auto it = root.find("state");
    if (it != root.end() && it->is_object())
        for (const auto &[name, entry] : it->items())
            if (entry.is_object() && entry.contains("default"))
                state.members.emplace_back(name, toValue(entry["default"]));
    return Value(std::move(state));
}

void readNumber(const Json &root, const char *name, const PropertyReader &reader, double &out, bool &isSet) {
    const auto it = root.find(name);
    if (it == root.end()) return;
    if (!it->is_number()) return reader.warn(name, "expected a number, found " + excerpt(*it));
    out = it->get<double>();
    isSet = true;
}

void readView(const Json &root, const PropertyReader &reader, StyleDocument &document) {
    const auto it = root.find("center");
    if (it != root.end()) {
        const Json &c = *it;
        const bool valid = c.is_array() && c.size() == 2 && c[0].is_number() && c[1].is_number() &&
                           std::abs(c[0].get<double>()) <= 360 && std::abs(c[1].get<double>()) <= 90;
        if (valid) {
            document.center = {c[0].get<double>(), c[1].get<double>()};
            document.hasView = true;
        } else {
            reader.warn("center", "expected [longitude, latitude] in degrees, found " + excerpt(c));
        }
    }
    bool hasBearing = false;
    readNumber(root, "zoom", reader, document.zoom, document.hasView);
    readNumber(root, "bearing", reader, document.bearingDeg, hasBearing);
}

// Layers with the old "ref" take type, source, filter and layout from the layer they refer to.
void resolveReferences(Json &layers, const PropertyReader &reader) {
    constexpr auto kShared =
        std::to_array<const char *>({"type", "source", "source-layer", "minzoom", "maxzoom", "filter", "layout"});
    for (std::size_t i = 0; i < layers.size(); ++i) {
        Json &layer = layers[i];
        if (!layer.is_object() || !layer.contains("ref")) continue;
        const Json ref = layer["ref"];
        const auto target = std::find_if(layers.begin(), layers.end(), [&](const Json &other) {
            return other.is_object() && other.value("id", Json()) == ref && !other.contains("ref");
        });
        if (target == layers.end()) {
            reader.warn("layers[" + std::to_string(i) + "].ref", "there is no style layer " + excerpt(ref));
            continue;
        }
        for (const char *key : kShared)
            if (target->contains(key)) layer[key] = (*target)[key];
    }
}

void parseLayers(const Json &layers, const PropertyReader &reader, const OverridePlaces &overrides,
                 StyleDocument &document) {
    std::set<std::string, std::less<>> ids;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::string place = "layers[" + std::to_string(i) + "]";
        auto layer = parseLayer(layers[i], place, reader, overrides);
        if (!layer) continue;
        if (!layer->source.empty() && !document.source(layer->source)) {
            reader.warn(place + ".source", "there is no usable source \"" + layer->source + "\"",
                        "The layer is left out");
        } else if (!ids.insert(layer->id).second) {
            reader.warn(place + ".id", "layer \"" + layer->id + "\" exists already", "The second one is left out");
        } else {
            document.layers.push_back(std::move(*layer));
        }
    }
}

void warnAboutRoot(const Json &root, const PropertyReader &reader) {
    constexpr auto kKeys = std::to_array<std::string_view>(
        {"version", "name",       "metadata",   "center", "centerAltitude", "zoom",    "bearing", "pitch",
         "roll",    "state",      "light",      "sky",    "projection",     "terrain", "sources", "sprite",
         "glyphs",  "font-faces", "transition", "layers"});
    for (const auto &[key, value] : root.items())
        if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
            reader.warn(key, "unknown member \"" + key + "\" of a style", "Check its spelling");
    const Json version = root.value("version", Json());
    if (version != 8) reader.warn("version", "expected 8, found " + excerpt(version));
}

// What makes the text unusable as a style, if anything.
std::optional<Error> unusable(const Json &root, const std::string &path) {
    const auto error = [&](std::string message, std::string place, std::string remedy) {
        return Error{std::move(message), path, std::move(place), std::move(remedy)};
    };
    if (!root.is_object()) return error("expected a style object, found " + excerpt(root), {}, "Open a style document");
    const Json type = root.value("type", Json());
    if (type == "FeatureCollection" || type == "Feature" || type == "Topology")
        return error("this is data, not a style", {}, "Open it as a layer");
    const auto layers = root.find("layers");
    if (layers == root.end()) return error("the style has no \"layers\"", {}, "Add a list of layers");
    if (!layers->is_array())
        return error("expected a list of layers, found " + excerpt(*layers), "layers", "Make it a list");
    return std::nullopt;
}

} // namespace

const Source *StyleDocument::source(std::string_view id) const {
    const auto it = std::find_if(sources.begin(), sources.end(), [&](const Source &s) { return s.id == id; });
    return it == sources.end() ? nullptr : &*it;
}

const LayerGroup *StyleDocument::group(std::string_view id) const {
    const auto it = std::find_if(groups.begin(), groups.end(), [&](const LayerGroup &g) { return g.id == id; });
    return it == groups.end() ? nullptr : &*it;
}

Result<WithWarnings<std::shared_ptr<const StyleDocument>>> parseStyle(std::string_view json, const std::string &path,
                                                                      std::string_view theme) {
    auto parsed = parseJson(json, path);
    if (!parsed) return tl::unexpected(parsed.error());
    Json &root = *parsed;
    if (auto error = unusable(root, path)) return tl::unexpected(std::move(*error));

    std::vector<Warning> warnings;
    const Value state = stateOf(root);
    const PropertyReader reader(warnings, path, state);
    auto document = std::make_shared<StyleDocument>();
    document->path = path;
    if (const Json name = root.value("name", Json()); name.is_string()) document->name = name.get<std::string>();
    warnAboutRoot(root, reader);
    readView(root, reader, *document);
    parseMetadata(root, reader, *document);
    parseSources(root, reader, *document);
    OverridePlaces overrides;
    resolveReferences(root["layers"], reader);
    applyTheme(root, theme, reader, overrides);
    parseLayers(root["layers"], reader, overrides, *document);
    appendImpliedGroups(*document);
    return WithWarnings<std::shared_ptr<const StyleDocument>>{std::move(document), std::move(warnings)};
}

} // namespace corridors::style
