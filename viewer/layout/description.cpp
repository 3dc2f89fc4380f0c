#include "viewer/layout/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include "geodata/query/measure.hpp"
#include "viewer/app/feature_info.hpp"
#include "viewer/layout/furniture.hpp"
#include "viewer/layout/on_page.hpp"

namespace corridors::layout {
namespace {

constexpr std::size_t kMaxExamined = 4000; ///< features of one layer beyond which it is only counted
constexpr std::size_t kMaxNames = 14;      ///< in one list
constexpr std::size_t kMaxBaseNames = 10;

/// One thing as a reader knows it: a corridor with its stretches, a town, a country.
struct Thing {
    std::string name;
    double lengthM = 0;
    double rank = 1e9;                 ///< the data's own; low is important
    std::vector<std::string> statuses; ///< each once, in the order of the data
};

std::string plainWords(std::string word) {
    std::ranges::replace(word, '_', ' ');
    return word;
}

std::string place(LonLat p) {
    return fmt::format("{:.2f}° {}, {:.2f}° {}", std::abs(p.latDeg), p.latDeg < 0 ? "S" : "N", std::abs(p.lonDeg),
                       p.lonDeg < 0 ? "W" : "E");
}

/// "a, b and c", or "a, b and 7 more".
std::string listed(const std::vector<std::string> &items, std::size_t most) {
    const std::size_t shown = items.size() <= most ? items.size() : most;
    std::string out;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) out += i + 1 == shown && shown == items.size() ? " and " : ", ";
        out += items[i];
    }
    if (shown < items.size()) out += fmt::format(" and {} more", items.size() - shown);
    return out;
}

double rankOf(const FeatureView &feature) {
    const std::string text = feature.text("rank");
    double rank = 1e9;
    std::from_chars(text.data(), text.data() + text.size(), rank);
    return rank;
}

/// Areas by whether a corner of theirs lies on the page or the page within them, so that a country beyond the edge is
/// not said to be shown.
bool showsArea(const FeatureView &feature, const WorldBounds &page) {
    const WorldPoint middle = page.center();
    bool isInside = false;
    for (std::size_t part = 0; part < feature.partCount(); ++part) {
        const auto ring = feature.part(part);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const WorldPoint &a = ring[i];
            const WorldPoint &b = ring[i + 1];
            if (page.contains(a)) return true;
            if ((a.y > middle.y) != (b.y > middle.y) && middle.x < (b.x - a.x) * (middle.y - a.y) / (b.y - a.y) + a.x)
                isInside = !isInside;
        }
    }
    return isInside;
}

class LayerWords {
public:
    LayerWords(const app::AppState &state, const app::LayerState &layer, const WorldBounds &page)
        : m_state(state), m_layer(layer), m_page(page) {}

    /// "Railways: A (operating, 503 km) and B", or "" when nothing of the layer is on the page.
    std::string make() {
        std::set<std::string> sources;
        for (const style::StyleLayer &s : m_state.document->layers)
            if (s.group == m_layer.id && s.drawsAt(m_state.camera.zoom)) sources.insert(s.source);
        for (const std::string &id : sources)
            if (const app::SourceState *source = m_state.source(id); source != nullptr && source->data != nullptr)
                collect(*source);
        if (m_things.empty() && m_unnamed == 0) return {};
        const std::string title = m_layer.title.empty() ? m_layer.id : m_layer.title;
        if (m_things.empty())
            return fmt::format("{}: {} {}", title, query::formatQuantity(static_cast<double>(m_unnamed)),
                               m_unnamed == 1 ? "feature" : "features");
        std::ranges::stable_sort(m_things, {}, &Thing::rank);
        std::vector<std::string> items;
        items.reserve(m_things.size());
        for (const Thing &thing : m_things) items.push_back(words(thing));
        return title + ": " + listed(items, m_layer.base ? kMaxBaseNames : kMaxNames);
    }
    [[nodiscard]] bool tellsLengths() const { return m_tellsLengths; }

private:
    void collect(const app::SourceState &source) {
        const std::vector<std::uint32_t> found = source.data->index().find(m_page);
        if (found.size() > kMaxExamined) {
            m_unnamed += found.size();
            return;
        }
        for (const std::uint32_t index : found) {
            const FeatureView feature = source.data->feature(index);
            const bool isDrawn = std::ranges::any_of(m_state.document->layers, [&](const style::StyleLayer &s) {
                return s.group == m_layer.id && s.source == source.id && s.drawsAt(m_state.camera.zoom) &&
                       s.accepts(feature, m_state.camera.zoom);
            });
            if (isDrawn && isShown(feature)) take(source.id, feature);
        }
    }

    [[nodiscard]] bool isShown(const FeatureView &feature) const {
        switch (feature.geometryClass()) {
        case GeometryClass::Polygon: return showsArea(feature, m_page);
        case GeometryClass::Line: return isOnPage(feature, m_page);
        default: return true;
        }
    }

    void take(const std::string &source, const FeatureView &feature) {
        std::string name = feature.text("corridor_name");
        const std::string id(feature.id());
        if (name.empty()) name = app::nameOf(m_state, {source, id});
        if (name == id && !m_layer.base && name.starts_with('#')) { // the reader's number, no name
            ++m_unnamed;
            return;
        }
        auto thing = std::ranges::find(m_things, name, &Thing::name);
        if (thing == m_things.end()) thing = m_things.insert(m_things.end(), {name, 0, rankOf(feature), {}});
        if (!m_layer.base) thing->lengthM += query::lengthM(feature);
        const std::string status = plainWords(feature.text("status"));
        if (!status.empty() && std::ranges::find(thing->statuses, status) == thing->statuses.end())
            thing->statuses.push_back(status);
    }

    std::string words(const Thing &thing) {
        std::string detail = fmt::format("{}", fmt::join(thing.statuses, ", "));
        if (thing.lengthM > 0) {
            if (!detail.empty()) detail += thing.statuses.size() > 1 ? "; " : ", ";
            detail += query::formatLength(thing.lengthM);
            m_tellsLengths = true;
        }
        return detail.empty() ? thing.name : thing.name + " (" + detail + ")";
    }

    const app::AppState &m_state;
    const app::LayerState &m_layer;
    const WorldBounds &m_page;
    std::vector<Thing> m_things;
    std::size_t m_unnamed = 0;
    bool m_tellsLengths = false;
};

/// Width and height of the page's middle on the ground.
std::string extentWords(const app::AppState &state, const app::Viewport &view) {
    const auto at = [&](double x, double y) { return state.projection->unproject(view.toWorld({x, y})); };
    const double w = view.widthPx;
    const double h = view.heightPx;
    const double width =
        query::distanceM(at(0, h / 2), at(w / 2, h / 2)) + query::distanceM(at(w / 2, h / 2), at(w, h / 2));
    const double height =
        query::distanceM(at(w / 2, 0), at(w / 2, h / 2)) + query::distanceM(at(w / 2, h / 2), at(w / 2, h));
    return fmt::format("around {}, about {} wide and {} high", place(at(w / 2, h / 2)), query::formatLength(width),
                       query::formatLength(height));
}

void addSentence(std::string &to, const std::string &sentence) {
    if (sentence.empty()) return;
    to += (to.empty() ? "" : " ") + sentence;
    if (!sentence.ends_with('.')) to += '.';
}

std::string highlighted(const app::AppState &state) {
    std::vector<std::string> names;
    for (const app::FeatureRef &feature : state.selected) {
        std::string name = app::wholeName(state, feature);
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names.empty() ? "" : "Highlighted: " + listed(names, kMaxNames);
}

} // namespace

std::string describePicture(const app::AppState &state, const std::string &title) {
    if (!state.document || !state.projection) return {};
    const app::Viewport view = state.viewport();
    const WorldBounds page = view.bounds();
    std::string out;
    addSentence(out, title);
    addSentence(out, "A map of the area " + extentWords(state, view));
    bool tellsLengths = false;
    bool showsData = false;
    for (const bool base : {false, true})
        for (const app::LayerState &layer : state.layers) {
            if (layer.base != base || !layer.visible || layer.opacity <= 0) continue;
            LayerWords words(state, layer, page);
            const std::string sentence = words.make();
            showsData = showsData || !sentence.empty();
            addSentence(out, sentence);
            tellsLengths = tellsLengths || words.tellsLengths();
        }
    if (!showsData) addSentence(out, "No feature of the visible layers lies in it");
    addSentence(out, highlighted(state));
    if (tellsLengths) addSentence(out, "Lengths are measured along the lines as drawn, beyond the page too");
    addSentence(out, accuracyNote(state));
    return out;
}

} // namespace corridors::layout
