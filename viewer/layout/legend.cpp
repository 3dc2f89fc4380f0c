#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "viewer/layout/legend_swatch.hpp"
#include "viewer/layout/on_page.hpp"

namespace corridors::layout {
namespace {

using LayerSet = std::vector<const style::StyleLayer *>;

/// One way in which a group draws features.
struct Look {
    LayerSet layers;
    std::optional<FeatureView> feature; ///< one that looks so
    std::set<std::string> statuses;
    std::set<std::string> kinds;
    std::size_t count = 0;
};

constexpr std::array<std::string_view, 6> kStatusOrder{"operating", "under_construction", "agreed", "planned", "idle",
                                                       "disused"};
constexpr std::size_t kMaxLooks = 8; ///< a legend beyond this explains nothing

/// "under_construction" -> "under construction".
std::string plainWords(std::string word) {
    std::ranges::replace(word, '_', ' ');
    return word;
}

std::string joined(const std::set<std::string> &words) {
    std::string out;
    for (const std::string &word : words)
        if (!word.empty()) out += (out.empty() ? "" : ", ") + plainWords(word);
    return out;
}

/// Where a look stands among its group's: by status, as a reader thinks of them.
std::size_t statusRank(const Look &look) {
    std::size_t rank = kStatusOrder.size();
    for (const std::string &status : look.statuses)
        rank = std::min(rank, static_cast<std::size_t>(std::ranges::find(kStatusOrder, status) - kStatusOrder.begin()));
    return rank;
}

class GroupLegend {
public:
    GroupLegend(const app::AppState &state, const app::LayerState &layer, const std::optional<WorldBounds> &within)
        : m_state(state), m_layer(layer), m_within(within) {}

    std::vector<LegendEntry> make() {
        for (const style::StyleLayer &s : m_state.document->layers) {
            if (s.group != m_layer.id || !s.visible) continue;
            if (m_within && !s.drawsAt(m_state.camera.zoom)) continue;
            m_bySource[s.source].push_back(&s);
        }
        for (const auto &[source, layers] : m_bySource) collectLooks(source, layers);
        std::ranges::stable_sort(m_looks, {}, statusRank);
        if (m_looks.size() > kMaxLooks) m_looks.resize(kMaxLooks);
        std::vector<LegendEntry> entries;
        for (const Look &look : m_looks) {
            LegendEntry entry{m_layer.id, nameOf(look),
                              makeSwatch(look.layers, look.feature, m_state.camera.zoom, m_layer.opacity)};
            const bool known =
                std::ranges::any_of(entries, [&](const LegendEntry &e) { return e.label == entry.label; });
            if (!known && !entry.swatch.empty()) entries.push_back(std::move(entry));
        }
        return entries;
    }

private:
    void collectLooks(const std::string &sourceId, const LayerSet &layers) {
        const app::SourceState *source = m_state.source(sourceId);
        if (source == nullptr || source->data == nullptr) {
            // Backgrounds, and layers whose data has not come yet: what can be said without a feature.
            if (isNamed(layers) && !m_within) m_looks.push_back({layers, std::nullopt, {}, {}, 0});
            return;
        }
        const LayerData &data = *source->data;
        if (m_within) {
            const std::vector<std::uint32_t> found = data.index().find(*m_within);
            for (std::size_t i = 0; i < std::min(found.size(), kLegendSample); ++i)
                if (isOnPage(data.feature(found[i]), *m_within)) take(data.feature(found[i]), layers);
        } else {
            for (std::size_t i = 0; i < std::min(data.featureCount(), kLegendSample); ++i)
                take(data.feature(i), layers);
        }
    }

    void take(const FeatureView &feature, const LayerSet &layers) {
        LayerSet accepting;
        for (const style::StyleLayer *layer : layers) {
            const double zoom =
                std::clamp(m_state.camera.zoom, layer->minZoom, std::max(layer->minZoom, layer->maxZoom - 1e-3));
            if (layer->accepts(feature, zoom)) accepting.push_back(layer);
        }
        if (!isNamed(accepting)) return;
        auto look = std::ranges::find(m_looks, accepting, &Look::layers);
        if (look == m_looks.end()) {
            m_looks.push_back({accepting, feature, {}, {}, 0});
            look = m_looks.end() - 1;
        }
        ++look->count;
        look->statuses.insert(feature.text("status"));
        look->kinds.insert(feature.text("kind"));
    }

    /// Whether the style wants these layers in the legend, and they draw more than letters.
    static bool isNamed(const LayerSet &layers) {
        return std::ranges::any_of(layers, [](const style::StyleLayer *layer) {
            return layer->inLegend &&
                   (!layer->legend.empty() || !std::holds_alternative<style::SymbolStyle>(layer->style));
        });
    }

    /// The topmost label that the style gives; else the layer's title with what tells its looks apart.
    [[nodiscard]] std::string nameOf(const Look &look) const {
        for (auto layer = look.layers.rbegin(); layer != look.layers.rend(); ++layer)
            if ((*layer)->inLegend && !(*layer)->legend.empty()) return (*layer)->legend;
        std::string title = m_layer.title.empty() ? m_layer.id : m_layer.title;
        if (m_looks.size() < 2) return title;
        const std::string status = joined(look.statuses);
        const std::string detail = tellApart(&Look::statuses) && !status.empty() ? status : joined(look.kinds);
        return detail.empty() ? title : title + ", " + detail;
    }

    [[nodiscard]] bool tellApart(std::set<std::string> Look::*words) const {
        std::set<std::string> seen;
        for (const Look &look : m_looks)
            for (const std::string &word : look.*words)
                if (!seen.insert(word).second) return false;
        return true;
    }

    const app::AppState &m_state;
    const app::LayerState &m_layer;
    const std::optional<WorldBounds> &m_within;
    std::map<std::string, LayerSet> m_bySource;
    std::vector<Look> m_looks;
};

struct Range {
    double least = 1e9;
    double most = 0;
    void add(double km) {
        least = std::min(least, km);
        most = std::max(most, km);
    }
    [[nodiscard]] std::string text() const {
        return least == most ? fmt::format("±{:.3g} km", most) : fmt::format("±{:.3g}–{:.3g} km", least, most);
    }
};

void addAccuracies(const LayerData &data, Range &lines, Range &points) {
    const std::optional<std::size_t> column = data.properties().columnIndex("accuracy_km");
    if (!column) return;
    for (std::size_t i = 0; i < std::min(data.featureCount(), kLegendSample); ++i) {
        const std::optional<PropertyValue> cell = data.properties().get(i, *column);
        const double *km = cell ? std::get_if<double>(&*cell) : nullptr;
        if (km == nullptr || !(*km > 0)) continue;
        const GeometryClass geometry = data.feature(i).geometryClass();
        if (geometry == GeometryClass::Line) lines.add(*km);
        if (geometry == GeometryClass::Point) points.add(*km);
    }
}

} // namespace

std::vector<LegendEntry> buildLegend(const app::AppState &state, const std::optional<WorldBounds> &within) {
    std::vector<LegendEntry> entries;
    if (!state.document) return entries;
    for (const app::LayerState &layer : state.layers) {
        if (!layer.visible || layer.opacity <= 0) continue;
        for (LegendEntry &entry : GroupLegend(state, layer, within).make()) entries.push_back(std::move(entry));
    }
    return entries;
}

std::string accuracyNote(const app::AppState &state) {
    if (!state.document) return {};
    Range lines;
    Range points;
    std::set<std::string> seen;
    for (const style::StyleLayer &s : state.document->layers) {
        const app::LayerState *layer = state.layer(s.group);
        const app::SourceState *source = state.source(s.source);
        if (layer == nullptr || !layer->visible || layer->base || source == nullptr || source->data == nullptr)
            continue;
        if (seen.insert(s.source).second) addAccuracies(*source->data, lines, points);
    }
    // Lines are what a reader measures on such a map; places are label points at most.
    if (lines.most > 0) return "Lines digitised to " + lines.text();
    if (points.most > 0) return "Places located to " + points.text();
    return {};
}

} // namespace corridors::layout
