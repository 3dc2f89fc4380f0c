// Sources of a style document. Part of document_parts.hpp.
#include <filesystem>

#include "geodata/style/document_parts.hpp"

namespace corridors::style {
namespace {

constexpr auto kFilesOnly = "Save the data as a GeoJSON file and name its path in \"data\"";

bool isUrl(std::string_view text) { return text.find("://") != std::string_view::npos; }

// Reads one source; false (with a warning) when it is of no use.
bool parseSource(const Json &json, const std::string &place, const PropertyReader &reader, const std::string &base,
                 Source &out) {
    const auto refuse = [&](const std::string &where, std::string message, std::string remedy) {
        reader.warn(where, std::move(message), std::move(remedy));
        return false;
    };
    if (!json.is_object()) return refuse(place, "expected a source object, found " + excerpt(json), kFilesOnly);
    const Json type = json.value("type", Json());
    if (type != "geojson")
        return refuse(place + ".type", "expected a source of type \"geojson\", found " + excerpt(type), kFilesOnly);
    if (const Json credit = json.value("attribution", Json()); credit.is_string())
        out.attribution = credit.get<std::string>();
    const auto data = json.find("data");
    if (data == json.end()) return refuse(place, "a geojson source needs \"data\"", kFilesOnly);
    if (data->is_object()) {
        if (!data->contains("type"))
            return refuse(place + ".data", "expected GeoJSON with a \"type\"", "Add \"type\": \"FeatureCollection\"");
        out.inlineJson = data->dump(-1, ' ', false, Json::error_handler_t::replace);
        return true;
    }
    if (!data->is_string() || data->get_ref<const std::string &>().empty())
        return refuse(place + ".data", "expected a path or GeoJSON, found " + excerpt(*data), kFilesOnly);
    auto text = data->get<std::string>();
    if (text.starts_with("file://")) text = text.substr(std::string_view("file://").size());
    if (isUrl(text)) return refuse(place + ".data", "data from the network is not read: " + text, kFilesOnly);
    out.path = resolvePath(base, text);
    return true;
}

} // namespace

std::string resolvePath(const std::string &base, const std::string &relative) {
    namespace fs = std::filesystem;
    const fs::path path(relative);
    if (path.is_absolute() || base.empty()) return relative;
    return (fs::path(base).parent_path() / path).lexically_normal().string();
}

void parseSources(const Json &root, const PropertyReader &reader, StyleDocument &document) {
    const auto it = root.find("sources");
    if (it == root.end()) return;
    if (!it->is_object()) return reader.warn("sources", "expected an object of sources, found " + excerpt(*it));
    for (const auto &[id, json] : it->items()) {
        Source source;
        source.id = id;
        if (parseSource(json, "sources." + id, reader, document.path, source))
            document.sources.push_back(std::move(source));
    }
}

} // namespace corridors::style
