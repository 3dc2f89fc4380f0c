#include "viewer/app/page_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "geodata/core/text_file.hpp"

namespace corridors::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxPageBytes = std::size_t{4} << 20;

/// Reads one object key by key. The first problem is kept; later reads do nothing.
class Reader {
public:
    using Field = std::pair<std::string_view, std::function<void(const Json &)>>;

    void object(const Json &json, const std::string &place, const std::vector<Field> &fields) {
        if (!json.is_object()) return refuse(place, "must be an object");
        for (const auto &[key, value] : json.items()) {
            const std::string at = place.empty() ? key : place + "." + key;
            const auto field = std::ranges::find(fields, key, &Field::first);
            if (field == fields.end()) {
                std::string known;
                for (const Field &f : fields) known += (known.empty() ? "" : ", ") + std::string(f.first);
                return refuse(at, "is not known here", "Known are: " + known);
            }
            m_place = at;
            field->second(value);
            if (m_error) return;
        }
    }
    [[nodiscard]] auto boolean(bool &to) {
        return [this, &to](const Json &j) {
            j.is_boolean() ? void(to = j.get<bool>()) : refuse(m_place, "must be true or false");
        };
    }
    [[nodiscard]] auto text(std::string &to) {
        return [this, &to](const Json &j) {
            j.is_string() ? void(to = j.get<std::string>()) : refuse(m_place, "must be a text");
        };
    }
    [[nodiscard]] auto texts(std::vector<std::string> &to) {
        return [this, &to](const Json &j) {
            if (!j.is_array()) return refuse(m_place, "must be a list of ids");
            for (const Json &item : j) {
                if (!item.is_string()) return refuse(m_place, "must be a list of ids");
                to.push_back(item.get<std::string>());
            }
        };
    }
    /// `count` finite numbers.
    [[nodiscard]] std::optional<std::vector<double>> numbers(const Json &j, std::size_t count) {
        std::vector<double> out;
        if (j.is_array())
            for (const Json &item : j)
                if (item.is_number() && std::isfinite(item.get<double>())) out.push_back(item.get<double>());
        if (out.size() == count && j.size() == count) return out;
        refuse(m_place, fmt::format("must be a list of {} numbers", count));
        return std::nullopt;
    }
    [[nodiscard]] auto number(std::optional<double> &to) {
        return [this, &to](const Json &j) {
            j.is_number() ? void(to = j.get<double>()) : refuse(m_place, "must be a number");
        };
    }
    void refuse(const std::string &place, const std::string &message, std::string remedy = {}) {
        if (!m_error) m_error = Error{place.empty() ? "the page " + message : message, {}, place, std::move(remedy)};
    }
    [[nodiscard]] const std::string &place() const { return m_place; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    std::string m_place;
    std::optional<Error> m_error;
};

void readExtent(Reader &r, const Json &json, PageExtent &extent) {
    const auto bbox = [&](const Json &j) {
        if (const auto n = r.numbers(j, 4)) extent.bbox = LonLatBounds{(*n)[0], (*n)[1], (*n)[2], (*n)[3]};
    };
    const auto center = [&](const Json &j) {
        if (const auto n = r.numbers(j, 2)) extent.center = LonLat{(*n)[0], (*n)[1]};
    };
    r.object(json, "extent",
             {{"chapter", r.text(extent.chapter)},
              {"features", r.texts(extent.features)},
              {"bbox", bbox},
              {"center", center},
              {"zoom", r.number(extent.zoom)}});
}

void readLegendEdits(Reader &r, const Json &json, std::vector<LegendEdit> &edits) {
    if (!json.is_array()) return r.refuse(r.place(), "must be a list");
    for (const Json &item : json) {
        LegendEdit edit;
        r.object(item, fmt::format("furniture.legendEdits[{}]", edits.size()),
                 {{"layer", r.text(edit.layer)},
                  {"label", r.text(edit.label)},
                  {"text", r.text(edit.text)},
                  {"hidden", r.boolean(edit.hidden)}});
        if (r.error()) return;
        edits.push_back(std::move(edit));
    }
}

void readPlaces(Reader &r, const Json &json, std::map<std::string, PiecePlace> &places) {
    if (!json.is_object()) return r.refuse(r.place(), "must be an object");
    for (const auto &[role, value] : json.items())
        if (const auto n = r.numbers(value, 2)) places[role] = {(*n)[0], (*n)[1]};
}

/// A switch that is also given as one of some words.
void readChoice(Reader &r, const Json &json, bool &on,
                std::initializer_list<std::pair<const char *, std::function<void()>>> words) {
    if (json.is_boolean()) {
        on = json.get<bool>();
        return;
    }
    std::string known;
    for (const auto &[word, use] : words) {
        if (json == word) {
            on = true;
            return use();
        }
        known += fmt::format(", \"{}\"", word);
    }
    r.refuse(r.place(), "must be true, false" + known);
}

void readFurniture(Reader &r, const Json &json, PageFurniture &f) {
    const auto title = [&](const Json &j) {
        if (j.is_boolean()) {
            f.title = j.get<bool>();
        } else {
            r.text(f.titleText)(j);
        }
    };
    const auto scaleBar = [&](const Json &j) {
        readChoice(
            r, j, f.scaleBar,
            {{"km", [&] { f.units = query::Units::Metric; }}, {"miles", [&] { f.units = query::Units::Miles; }}});
    };
    const auto north = [&](const Json &j) {
        readChoice(r, j, f.northArrow,
                   {{"true", [&] { f.north = NorthArrow::True; }},
                    {"grid", [&] { f.north = NorthArrow::Grid; }},
                    {"both", [&] { f.north = NorthArrow::Both; }}});
    };
    r.object(json, "furniture",
             {{"title", title},
              {"subtitle", r.text(f.subtitleText)},
              {"legend", r.boolean(f.legend)},
              {"legendEdits", [&](const Json &j) { readLegendEdits(r, j, f.legendEdits); }},
              {"scaleBar", scaleBar},
              {"northArrow", north},
              {"attributions", r.boolean(f.attributions)},
              {"date", r.text(f.date)},
              {"note", r.text(f.sourceNote)},
              {"accuracy", r.boolean(f.accuracy)},
              {"graticule", r.boolean(f.graticule)},
              {"inset", r.boolean(f.inset)},
              {"callouts", r.boolean(f.callouts)},
              {"captions", r.boolean(f.captions)},
              {"elbows", r.boolean(f.elbows)},
              {"places", [&](const Json &j) { readPlaces(r, j, f.places); }}});
}

std::string sizeText(const PageSize &size) {
    for (const PagePreset &preset : pagePresets())
        if (preset.size.width == size.width && preset.size.height == size.height && preset.size.unit == size.unit)
            return preset.id;
    const char *unit = size.unit == LengthUnit::Millimetre ? "mm" : size.unit == LengthUnit::Inch ? "in" : "";
    return fmt::format("{}x{}{}", size.width, size.height, unit);
}

Json furnitureJson(const PageFurniture &f) {
    const PageFurniture made;
    Json json = Json::object();
    const auto put = [&](const char *key, const auto &value, const auto &usual) {
        if (value != usual) json[key] = value;
    };
    if (!f.title) {
        json["title"] = false;
    } else {
        put("title", f.titleText, "");
    }
    put("subtitle", f.subtitleText, "");
    put("legend", f.legend, made.legend);
    for (const LegendEdit &edit : f.legendEdits) {
        Json line{{"layer", edit.layer}, {"label", edit.label}};
        if (!edit.text.empty()) line["text"] = edit.text;
        if (edit.hidden) line["hidden"] = true;
        json["legendEdits"].push_back(std::move(line));
    }
    if (!f.scaleBar) {
        json["scaleBar"] = false;
    } else if (f.units == query::Units::Miles) {
        json["scaleBar"] = "miles";
    }
    if (!f.northArrow) {
        json["northArrow"] = false;
    } else if (f.north != NorthArrow::True) {
        json["northArrow"] = f.north == NorthArrow::Grid ? "grid" : "both";
    }
    put("attributions", f.attributions, made.attributions);
    put("date", f.date, "");
    put("note", f.sourceNote, "");
    put("accuracy", f.accuracy, made.accuracy);
    put("graticule", f.graticule, made.graticule);
    put("inset", f.inset, made.inset);
    put("callouts", f.callouts, made.callouts);
    put("captions", f.captions, made.captions);
    put("elbows", f.elbows, made.elbows);
    for (const auto &[role, place] : f.places) json["places"][role] = {place.x, place.y};
    return json;
}

} // namespace

Result<PageDescription> parsePage(std::string_view text, const std::string &path) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return fail("it is not JSON", path, {}, "A page is what Ctrl+E saves with \"Save as page.json\"");
    PageDescription page;
    Reader r;
    std::string size;
    std::optional<double> dpi;
    std::optional<double> version;
    r.object(json, {},
             {{"corridors:page", r.number(version)},
              {"size", r.text(size)},
              {"dpi", r.number(dpi)},
              {"extent", [&](const Json &j) { readExtent(r, j, page.extent); }},
              {"show", r.texts(page.show)},
              {"hide", r.texts(page.hide)},
              {"only", r.texts(page.only)},
              {"highlight", r.texts(page.highlight)},
              {"theme", r.text(page.theme)},
              {"furniture", [&](const Json &j) { readFurniture(r, j, page.furniture); }}});
    if (r.error()) return fail(r.error()->message, path, r.error()->place, r.error()->remedy);
    if (version && *version != 1)
        return fail(fmt::format("pages of version {:g} are not known", *version), path, "corridors:page",
                    "This program reads version 1");
    if (!size.empty() || dpi) {
        const auto parsed = parsePageSize(size.empty() ? "slide" : size, dpi.value_or(0));
        if (!parsed) return fail(parsed.error().message, path, size.empty() ? "dpi" : "size", parsed.error().remedy);
        page.size = *parsed;
    }
    return page;
}

Result<PageDescription> readPage(const std::string &path) {
    const auto text = readTextFile(path, kMaxPageBytes);
    if (!text) return tl::unexpected(text.error());
    return parsePage(*text, path);
}

std::string serialisePage(const PageDescription &page) {
    Json json{{"corridors:page", 1}, {"size", sizeText(page.size)}, {"dpi", page.size.dpi}};
    Json extent = Json::object();
    if (!page.extent.chapter.empty()) extent["chapter"] = page.extent.chapter;
    if (!page.extent.features.empty()) extent["features"] = page.extent.features;
    if (const auto &b = page.extent.bbox) extent["bbox"] = {b->west, b->south, b->east, b->north};
    if (const auto &c = page.extent.center) extent["center"] = {c->lonDeg, c->latDeg};
    if (page.extent.zoom) extent["zoom"] = *page.extent.zoom;
    if (!extent.empty()) json["extent"] = std::move(extent);
    const auto putList = [&](const char *key, const std::vector<std::string> &ids) {
        if (!ids.empty()) json[key] = ids;
    };
    putList("show", page.show);
    putList("hide", page.hide);
    putList("only", page.only);
    putList("highlight", page.highlight);
    if (!page.theme.empty()) json["theme"] = page.theme;
    if (Json furniture = furnitureJson(page.furniture); !furniture.empty()) json["furniture"] = std::move(furniture);
    return json.dump(2) + "\n";
}

} // namespace corridors::app
