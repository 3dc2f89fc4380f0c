#include "viewer/app/feature_info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "geodata/query/measure.hpp"

namespace corridors::app {
namespace {

std::optional<FeatureView> viewOf(const AppState &state, const FeatureRef &ref) {
    const SourceState *source = state.source(ref.source);
    if (!source || !source->data) return std::nullopt;
    const auto index = source->data->find(ref.id);
    if (!index) return std::nullopt;
    return source->data->feature(*index);
}

/// The strings of a JSON array of strings; anything else in it is skipped.
std::vector<std::string> stringsOf(std::string_view json) {
    std::vector<std::string> strings;
    std::optional<std::string> open;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!open) {
            if (c == '"') open.emplace();
        } else if (c == '\\' && i + 1 < json.size()) {
            open->push_back(json[++i]);
        } else if (c == '"') {
            strings.push_back(std::move(*open));
            open.reset();
        } else {
            open->push_back(c);
        }
    }
    return strings;
}

std::string joined(const std::vector<std::string> &parts, std::string_view separator = ", ") {
    std::string out;
    for (const std::string &p : parts) {
        if (!out.empty()) out += separator;
        out += p;
    }
    return out;
}

/// The name of the country with an ISO 3166-1 alpha-3 code or with a feature id, as the map's own features give it;
/// else the code itself.
std::string countryName(const AppState &state, const std::string &code) {
    for (const SourceState &source : state.sources) {
        if (!source.data || !source.data->properties().columnIndex("iso_a3")) continue;
        for (std::size_t i = 0; i < source.data->featureCount(); ++i) {
            const FeatureView f = source.data->feature(i);
            if (f.text("iso_a3") == code || f.id() == code) return f.text("name");
        }
    }
    return code;
}

std::string countryNames(const AppState &state, const FeatureView &f, std::string_view property) {
    std::vector<std::string> names;
    const auto value = f.property(property);
    if (!value) return {};
    if (const auto *json = std::get_if<JsonText>(&*value)) {
        for (const std::string &code : stringsOf(json->text)) names.push_back(countryName(state, code));
    } else if (const std::string one = f.text(property); !one.empty()) {
        names.push_back(countryName(state, one));
    }
    return joined(names);
}

// Attributes with a place of their own in FeatureInfo, or that are only for machines.
constexpr std::array<std::string_view, 27> kHandled{"name",
                                                    "name_local",
                                                    "kind",
                                                    "status",
                                                    "accuracy_km",
                                                    "source",
                                                    "aliases",
                                                    "summary",
                                                    "countries",
                                                    "country",
                                                    "length_km",
                                                    "length_km_reported",
                                                    "iso_a3",
                                                    "core",
                                                    "home_label_lon",
                                                    "home_label_lat",
                                                    "label_lon",
                                                    "label_lat",
                                                    "rank",
                                                    "part_of",
                                                    "corridor_name",
                                                    "opened",
                                                    "shares_route_with",
                                                    "accuracy_note",
                                                    "source_facts",
                                                    "mode",
                                                    "id"};
// simplestyle-spec: drawn, not told.
constexpr std::array<std::string_view, 9> kSimpleStyle{"stroke",      "stroke-width",  "stroke-opacity",
                                                       "fill",        "fill-opacity",  "marker-color",
                                                       "marker-size", "marker-symbol", "title"};

template <std::size_t N>
bool isAmong(const std::array<std::string_view, N> &names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void addMeasures(FeatureInfo &info, const FeatureView &f) {
    if (f.geometryClass() == GeometryClass::Line) {
        std::string length = query::formatLength(query::lengthM(f)) + " as drawn";
        if (const std::string reported = f.text("length_km_reported"); !reported.empty())
            length += fmt::format("; {} km reported", reported);
        info.rows.push_back({"Length", std::move(length)});
    } else if (f.geometryClass() == GeometryClass::Polygon) {
        info.rows.push_back({"Area", query::formatArea(query::areaM2(f))});
    } else if (f.geometryClass() == GeometryClass::Point && f.partCount() > 0) {
        const LonLat p = f.layer().projection().unproject(f.part(0).front());
        info.rows.push_back(
            {"Position", fmt::format("{:.4f}° {}, {:.4f}° {}", std::abs(p.latDeg), p.latDeg < 0 ? "S" : "N",
                                     std::abs(p.lonDeg), p.lonDeg < 0 ? "W" : "E")});
    }
}

void addOtherAttributes(FeatureInfo &info, const FeatureView &f) {
    for (const std::string &column : f.layer().properties().columns()) {
        if (isAmong(kHandled, column) || isAmong(kSimpleStyle, column)) continue;
        const auto value = f.property(column);
        if (!value || std::holds_alternative<std::monostate>(*value)) continue;
        std::string text = f.text(column);
        if (const auto *json = std::get_if<JsonText>(&*value))
            if (const auto strings = stringsOf(json->text); !strings.empty()) text = joined(strings);
        if (const auto *yes = std::get_if<bool>(&*value)) text = *yes ? "yes" : "no";
        if (!text.empty()) info.rows.push_back({inWords(column), std::move(text)});
    }
}

} // namespace

std::string inWords(std::string_view identifier) {
    std::string words(identifier);
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    return words;
}

std::string layerOfSource(const AppState &state, std::string_view source) {
    if (state.document)
        for (const style::StyleLayer &layer : state.document->layers)
            if (layer.source == source && state.layer(layer.group)) return layer.group;
    return std::string(source);
}

std::string nameOf(const AppState &state, const FeatureRef &feature) {
    const auto f = viewOf(state, feature);
    if (!f) return feature.id;
    for (const char *property : {"name", "title", "NAME", "Name"})
        if (std::string name = f->text(property); !name.empty()) return name;
    return feature.id;
}

std::string wholeName(const AppState &state, const FeatureRef &feature) {
    const auto f = viewOf(state, feature);
    std::string whole = f ? f->text("corridor_name") : std::string();
    return whole.empty() ? nameOf(state, feature) : whole;
}

std::string kindLine(const AppState &state, const FeatureRef &feature) {
    const auto f = viewOf(state, feature);
    if (!f) return {};
    std::string line = inWords(f->text("kind"));
    std::string status = f->text("status");
    std::replace(status.begin(), status.end(), '_', ' ');
    if (!status.empty()) line += (line.empty() ? "" : " · ") + status;
    return line;
}

FeatureInfo describeFeature(const AppState &state, const FeatureRef &feature) {
    FeatureInfo info;
    info.feature = feature;
    const auto f = viewOf(state, feature);
    if (!f) return info;
    info.title = nameOf(state, feature);
    if (info.localName = f->text("name_local"); info.localName == info.title) info.localName.clear();
    info.kind = inWords(f->text("kind"));
    const std::string layerId = layerOfSource(state, feature.source);
    const LayerState *layer = state.layer(layerId);
    info.layer = layer ? layer->title : layerId;
    info.status = inWords(f->text("status"));
    info.summary = f->text("summary");
    if (const std::string km = f->text("accuracy_km"); !km.empty()) info.accuracy = "digitised to ±" + km + " km";
    info.source = f->text("source");
    if (const auto aliases = f->property("aliases"))
        if (const auto *json = std::get_if<JsonText>(&*aliases)) info.aliases = joined(stringsOf(json->text));
    if (const std::string whole = f->text("corridor_name"); !whole.empty() && whole != info.title)
        info.rows.push_back({"Part of", whole});
    if (const std::string opened = f->text("opened"); !opened.empty()) info.rows.push_back({"Opened", opened});
    addMeasures(info, *f);
    if (std::string names = countryNames(state, *f, "countries"); !names.empty())
        info.rows.push_back({"Countries", std::move(names)});
    if (std::string name = countryNames(state, *f, "country"); !name.empty())
        info.rows.push_back({"Country", std::move(name)});
    addOtherAttributes(info, *f);
    return info;
}

} // namespace corridors::app
