#include "viewer/app/picture_record.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "geodata/core/sha256.hpp"
#include "geodata/story/story.hpp"
#include "viewer/app/apply_topics.hpp"

namespace corridors::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json; // keys in the order written: the same picture has the same bytes

constexpr int kVersion = 1;

/// The strings are what files brought along, so they may be no UTF-8 at all.
std::string dumped(const Json &json) {
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) { // all of these only ever stand inside strings
        const char c = text[i];
        const std::string_view letter = std::string_view(text).substr(i, 3);
        if (letter == "\xEF\xBF\xBE" || letter == "\xEF\xBF\xBF") { // no characters to XML
            out += letter.back() == '\xBE' ? "\\ufffe" : "\\uffff";
            i += 2;
        } else if (c == '<')
            out += "\\u003c";
        else if (c == '>')
            out += "\\u003e";
        else if (c == '&')
            out += "\\u0026";
        else
            out += c;
    }
    return out;
}

/// Lenient access: a key that is missing or of another type leaves the default.
class Reader {
public:
    explicit Reader(const Json &json) : m_json(json) {}
    void get(const char *key, std::string &to) const {
        if (const Json *v = find(key); v != nullptr && v->is_string()) to = v->get<std::string>();
    }
    void get(const char *key, double &to) const {
        if (const Json *v = find(key); v != nullptr && v->is_number()) to = v->get<double>();
    }
    void get(const char *key, bool &to) const {
        if (const Json *v = find(key); v != nullptr && v->is_boolean()) to = v->get<bool>();
    }
    [[nodiscard]] const Json &list(const char *key) const { return container(key, true); }
    [[nodiscard]] const Json &object(const char *key) const { return container(key, false); }

private:
    [[nodiscard]] const Json *find(const char *key) const {
        if (!m_json.is_object()) return nullptr;
        const auto it = m_json.find(key);
        return it == m_json.end() ? nullptr : &*it;
    }
    [[nodiscard]] const Json &container(const char *key, bool isList) const {
        const Json *v = find(key);
        return v != nullptr && (isList ? v->is_array() : v->is_object()) ? *v : m_none;
    }
    const Json &m_json;
    Json m_none;
};

std::string fileName(const std::string &path) { return fs::path(path).filename().string(); }

std::string hashOf(const SourceState &source, const style::StyleDocument &document) {
    if (const style::Source *described = document.source(source.id))
        if (!described->inlineJson.empty()) return sha256Of(described->inlineJson);
    return sha256OfFile(source.path).value_or("");
}

} // namespace

std::string shortMapName(const std::string &path) {
    if (path.empty()) return {};
    const fs::path whole = fs::path(path).lexically_normal();
    const fs::path folder = whole.parent_path().filename();
    return folder.empty() || folder == "." || folder == ".." ? whole.filename().string()
                                                             : (folder / whole.filename()).string();
}

PictureRecord recordOf(const AppState &state, const std::string &software) {
    PictureRecord record;
    record.software = software;
    if (!state.document || !state.projection) return record;
    const style::StyleDocument &document = *state.document;
    std::error_code ignored; // then the path stays as it was given
    const fs::path whole = document.path.empty() ? fs::path() : fs::absolute(document.path, ignored);
    record.map = shortMapName(ignored ? document.path : whole.string());
    record.mapSha256 = document.path.empty() ? "" : sha256OfFile(document.path).value_or("");
    record.theme = state.theme;
    record.center = state.projection->unproject(state.camera.center);
    record.zoom = state.camera.zoom;
    record.widthPx = state.viewportWidthPx;
    record.heightPx = state.viewportHeightPx;
    record.pixelRatio = state.pixelRatio;
    for (const LayerState &layer : state.layers) record.layers.push_back({layer.id, layer.visible, layer.opacity});
    for (const SourceState &source : state.sources)
        record.data.push_back({source.id, fileName(source.path), hashOf(source, document), source.added});
    record.selected = state.selected;
    if (state.story && state.chapter && *state.chapter < state.story->chapters.size())
        record.chapter = state.story->chapters[*state.chapter].id;
    return record;
}

std::string toJson(const PictureRecord &r) {
    Json json;
    json["corridors:picture"] = kVersion;
    json["software"] = r.software;
    json["map"] = r.map;
    json["mapSha256"] = r.mapSha256;
    json["theme"] = r.theme;
    json["view"] = {{"center", {r.center.lonDeg, r.center.latDeg}},
                    {"zoom", r.zoom},
                    {"widthPx", r.widthPx},
                    {"heightPx", r.heightPx},
                    {"pixelRatio", r.pixelRatio}};
    json["layers"] = Json::array();
    for (const auto &layer : r.layers)
        json["layers"].push_back({{"id", layer.id}, {"visible", layer.visible}, {"opacity", layer.opacity}});
    json["data"] = Json::array();
    for (const auto &data : r.data)
        json["data"].push_back({{"id", data.id}, {"file", data.file}, {"sha256", data.sha256}, {"added", data.added}});
    json["selected"] = Json::array();
    for (const FeatureRef &f : r.selected) json["selected"].push_back({{"source", f.source}, {"id", f.id}});
    json["chapter"] = r.chapter;
    json["title"] = r.title;
    json["description"] = r.description;
    json["date"] = r.date;
    json["attributions"] = r.attributions;
    return dumped(json);
}

Result<PictureRecord> recordFromJson(std::string_view text, const std::string &path) {
    const Json json = Json::parse(text, nullptr, false);
    const Reader in(json);
    double version = 0;
    in.get("corridors:picture", version);
    if (version < 1)
        return fail("the picture's record of its map is damaged", path, {}, "Use the picture as it was exported");
    if (version > kVersion)
        return fail("the picture was made by a later version of this program", path, {}, "Update the program");
    PictureRecord r;
    in.get("software", r.software);
    in.get("map", r.map);
    in.get("mapSha256", r.mapSha256);
    in.get("theme", r.theme);
    const Json &viewJson = in.object("view");
    const Reader view(viewJson);
    view.get("zoom", r.zoom);
    view.get("widthPx", r.widthPx);
    view.get("heightPx", r.heightPx);
    view.get("pixelRatio", r.pixelRatio);
    const Json &center = view.list("center");
    if (center.size() == 2 && center[0].is_number() && center[1].is_number())
        r.center = {std::clamp(center[0].get<double>(), -180.0, 180.0),
                    std::clamp(center[1].get<double>(), -90.0, 90.0)};
    r.zoom = std::clamp(r.zoom, kMinZoom, kMaxZoom);
    for (const Json &item : in.list("layers")) {
        PictureRecord::Layer layer;
        const Reader reader(item);
        reader.get("id", layer.id);
        reader.get("visible", layer.visible);
        reader.get("opacity", layer.opacity);
        layer.opacity = std::clamp(layer.opacity, 0.0, 1.0);
        if (!layer.id.empty()) r.layers.push_back(std::move(layer));
    }
    for (const Json &item : in.list("data")) {
        PictureRecord::Data data;
        const Reader reader(item);
        reader.get("id", data.id);
        reader.get("file", data.file);
        reader.get("sha256", data.sha256);
        reader.get("added", data.added);
        data.file = fileName(data.file); // a name, never a way out of the folder
        r.data.push_back(std::move(data));
    }
    for (const Json &item : in.list("selected")) {
        FeatureRef feature;
        const Reader reader(item);
        reader.get("source", feature.source);
        reader.get("id", feature.id);
        r.selected.push_back(std::move(feature));
    }
    in.get("chapter", r.chapter);
    in.get("title", r.title);
    in.get("description", r.description);
    in.get("date", r.date);
    for (const Json &item : in.list("attributions"))
        if (item.is_string()) r.attributions.push_back(item.get<std::string>());
    return r;
}

std::optional<FoundMap> findMap(const PictureRecord &record, const std::vector<std::string> &candidates) {
    std::optional<FoundMap> byName;
    for (const std::string &path : candidates) {
        const auto hash = sha256OfFile(path);
        if (!hash) continue;
        if (*hash == record.mapSha256) return FoundMap{path, true};
        std::error_code ignored;
        const std::string name = shortMapName(fs::absolute(path, ignored).string());
        if (!byName && name == record.map) byName = FoundMap{path, record.mapSha256.empty()};
    }
    return byName;
}

WorldBounds boundsOf(const PictureRecord &record, const AppState &state) {
    const Camera camera{state.projection->project(record.center), record.zoom};
    return Viewport{camera, state.projection->square(), record.widthPx, record.heightPx}.bounds();
}

Camera cameraOf(const PictureRecord &record, const AppState &state) {
    Camera camera{state.projection->project(record.center), record.zoom};
    if (record.widthPx < 1 || record.heightPx < 1 || state.viewportWidthPx < 1 || state.viewportHeightPx < 1)
        return camera;
    const bool sameSize = record.widthPx == state.viewportWidthPx && record.heightPx == state.viewportHeightPx;
    if (sameSize && state.insets == Insets{}) return camera; // to the last digit
    return topics::cameraShowing(state, boundsOf(record, state), 0, kMaxZoom);
}

} // namespace corridors::app
