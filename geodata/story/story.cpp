#include "geodata/story/story.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "geodata/core/text_file.hpp"

namespace corridors::story {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxStoryBytes = std::size_t{16} << 20;

class Reader {
public:
    Reader(const std::string &path, std::vector<Warning> &warnings) : m_path(path), m_warnings(warnings) {}

    std::optional<Chapter> chapter(const Json &json, const std::string &place) {
        if (!json.is_object()) return refuse(place, "a chapter must be an object");
        Chapter c;
        c.id = string(json, "id", place);
        c.title = string(json, "title", place);
        c.description = string(json, "description", place);
        if (json.contains("mapAnimation")) c.animation = string(json, "mapAnimation", place);
        if (!json.contains("location") || !json["location"].is_object())
            return refuse(place + ".location", "a chapter needs a location");
        if (!location(json["location"], c, place + ".location")) return std::nullopt;
        enter(json, c, place);
        if (json.contains("corridors:highlight"))
            strings(json["corridors:highlight"], c.highlighted, place + ".corridors:highlight");
        c.link = string(json, "corridors:link", place);
        return c;
    }

private:
    std::nullopt_t refuse(const std::string &place, const std::string &message) {
        warn(place, message + "; it is left out");
        return std::nullopt;
    }
    void warn(const std::string &place, std::string message) {
        m_warnings.push_back({std::move(message), m_path, place, ""});
    }

    std::string string(const Json &object, const char *name, const std::string &place) {
        const auto found = object.find(name);
        if (found == object.end() || found->is_null()) return {};
        if (found->is_string()) return found->get<std::string>();
        warn(place + "." + name, "it must be a string");
        return {};
    }
    std::optional<double> number(const Json &object, const char *name, const std::string &place, double low,
                                 double high) {
        const auto found = object.find(name);
        if (found == object.end()) return std::nullopt;
        const double value = found->is_number() ? found->get<double>() : NAN;
        if (value >= low && value <= high) return value;
        warn(place + "." + name, "it must be a number from " + std::to_string(static_cast<int>(low)) + " to " +
                                     std::to_string(static_cast<int>(high)));
        return std::nullopt;
    }
    void strings(const Json &array, std::vector<std::string> &out, const std::string &place) {
        if (!array.is_array()) return warn(place, "it must be an array of strings");
        for (const Json &item : array)
            if (item.is_string()) out.push_back(item.get<std::string>());
        if (out.size() != array.size()) warn(place, "it must hold strings only");
    }
    bool location(const Json &json, Chapter &c, const std::string &place) {
        const auto center = json.find("center");
        const bool pair = center != json.end() && center->is_array() && center->size() == 2 &&
                          (*center)[0].is_number() && (*center)[1].is_number();
        if (pair) c.center = {(*center)[0].get<double>(), (*center)[1].get<double>()};
        if (!pair || !(std::abs(c.center.lonDeg) <= 180) || !(std::abs(c.center.latDeg) <= 90)) {
            refuse(place + ".center", "it must be [longitude, latitude] in degrees");
            return false;
        }
        const std::optional<double> zoom = number(json, "zoom", place, 0, 24);
        if (!zoom) {
            refuse(place + ".zoom", "a chapter needs a zoom");
            return false;
        }
        c.zoom = *zoom;
        c.bearingDeg = number(json, "bearing", place, -360, 360).value_or(0);
        c.pitchDeg = number(json, "pitch", place, 0, 85).value_or(0);
        return true;
    }
    void enter(const Json &json, Chapter &c, const std::string &place) {
        const auto changes = json.find("onChapterEnter");
        if (changes == json.end()) return;
        if (!changes->is_array()) return warn(place + ".onChapterEnter", "it must be an array");
        for (std::size_t i = 0; i < changes->size(); ++i) {
            const std::string at = place + ".onChapterEnter[" + std::to_string(i) + "]";
            const Json &change = (*changes)[i];
            if (!change.is_object()) {
                warn(at, "it must be an object with layer and opacity");
                continue;
            }
            const std::string id = string(change, "layer", at);
            if (id.empty()) warn(at + ".layer", "it must name a layer");
            const std::optional<double> opacity =
                change.contains("opacity") ? number(change, "opacity", at, 0, 1) : 1.0;
            if (!id.empty() && opacity) set(c.layers, id, *opacity);
        }
    }

public:
    static void set(std::vector<ChapterLayer> &layers, const std::string &id, double opacity) {
        for (ChapterLayer &layer : layers)
            if (layer.id == id) {
                layer.opacity = opacity;
                return;
            }
        layers.push_back({id, opacity});
    }

private:
    const std::string &m_path;
    std::vector<Warning> &m_warnings;
};

/// Makes every chapter full: what it does not tell holds on from the chapter before; what a later chapter tells first
/// is taken as shown until then.
void accumulate(std::vector<Chapter> &chapters) {
    std::vector<ChapterLayer> state;
    for (const Chapter &c : chapters)
        for (const ChapterLayer &layer : c.layers)
            if (std::none_of(state.begin(), state.end(), [&](const ChapterLayer &s) { return s.id == layer.id; }))
                state.push_back({layer.id, 1});
    for (Chapter &c : chapters) {
        for (const ChapterLayer &layer : c.layers) Reader::set(state, layer.id, layer.opacity);
        c.layers = state;
    }
}

int nesting(std::string_view text) {
    int depth = 0, deepest = 0;
    for (const char c : text) {
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

} // namespace

std::vector<std::string> Chapter::visibleLayers() const {
    std::vector<std::string> out;
    for (const ChapterLayer &l : layers)
        if (l.visible()) out.push_back(l.id);
    return out;
}

const ChapterLayer *Chapter::layer(std::string_view layerId) const {
    const auto found =
        std::find_if(layers.begin(), layers.end(), [&](const ChapterLayer &l) { return l.id == layerId; });
    return found == layers.end() ? nullptr : &*found;
}

Result<WithWarnings<Story>> parseStory(std::string_view json, const std::string &path) {
    if (nesting(json) > 100) return fail("it is nested too deeply", path, {}, "Check what wrote it");
    Json root;
    try {
        root = Json::parse(json);
    } catch (const Json::parse_error &error) {
        return fail("it is not JSON (something else was expected here)", path, "byte " + std::to_string(error.byte),
                    "Correct it there or restore it from a copy");
    } catch (const Json::exception &) {
        return fail("it is not JSON that can be read (a number is out of range)", path, {}, "Correct the number");
    }
    if (!root.is_object() || !root.contains("chapters") || !root["chapters"].is_array())
        return fail("it holds no \"chapters\"", path, {}, "Check that it is a story");
    WithWarnings<Story> out;
    out.value.path = path;
    if (root.contains("title") && root["title"].is_string()) out.value.title = root["title"].get<std::string>();
    Reader reader(path, out.warnings);
    const Json &chapters = root["chapters"];
    for (std::size_t i = 0; i < chapters.size(); ++i)
        if (std::optional<Chapter> c = reader.chapter(chapters[i], "chapters[" + std::to_string(i) + "]"))
            out.value.chapters.push_back(std::move(*c));
    if (out.value.chapters.empty())
        return fail("none of its chapters can be used", path, "chapters",
                    out.warnings.empty() ? "Add a chapter" : out.warnings[0].text());
    accumulate(out.value.chapters);
    return out;
}

Result<WithWarnings<Story>> readStory(const std::string &path) {
    Result<std::string> bytes = readTextFile(path, kMaxStoryBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return parseStory(*bytes, path);
}

std::string serialiseStory(const Story &story) {
    Json chapters = Json::array();
    for (const Chapter &c : story.chapters) {
        Json enter = Json::array();
        for (const ChapterLayer &l : c.layers) enter.push_back({{"layer", l.id}, {"opacity", l.opacity}});
        Json chapter = {{"id", c.id}, {"title", c.title}, {"description", c.description}};
        chapter["location"] = {{"center", {c.center.lonDeg, c.center.latDeg}},
                               {"zoom", c.zoom},
                               {"bearing", c.bearingDeg},
                               {"pitch", c.pitchDeg}};
        chapter["mapAnimation"] = c.animation;
        chapter["onChapterEnter"] = std::move(enter);
        chapter["onChapterExit"] = Json::array();
        if (!c.highlighted.empty()) chapter["corridors:highlight"] = c.highlighted;
        if (!c.link.empty()) chapter["corridors:link"] = c.link;
        chapters.push_back(std::move(chapter));
    }
    const Json root = {{"title", story.title}, {"chapters", std::move(chapters)}};
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace corridors::story
