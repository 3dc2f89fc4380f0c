#include "geodata/query/name_search.hpp"

#include <algorithm>
#include <unordered_map>

#include "geodata/query/fold.hpp"

namespace corridors::query {
namespace {

constexpr std::uint32_t kNoFeature = UINT32_MAX;
constexpr double kDefaultRank = 8; // below the least important place (7)

// What a match is worth; the gaps leave room for the corrections below.
constexpr double kWhole = 1000;
constexpr double kBeginning = 800;
constexpr double kWordBeginning = 600;
constexpr double kAnywhere = 300;
constexpr double kAliasCost = 60;
constexpr double kRankCost = 8;
constexpr double kLengthCost = 0.5;

std::vector<std::string> wordsOf(const std::string &folded) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        if (end > at) words.push_back(folded.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// The strings of a JSON array such as ["Bakı","Баку"]. The text comes from io and is correct; escapes are decoded
/// except \u, which io's writers do not use for letters.
std::vector<std::string> stringsOf(std::string_view json) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] != '"') continue;
        std::string text;
        for (++i; i < json.size() && json[i] != '"'; ++i) {
            if (json[i] == '\\' && i + 1 < json.size()) ++i;
            text += json[i];
        }
        out.push_back(std::move(text));
    }
    return out;
}

std::vector<std::string> aliasesOf(const FeatureView &feature) {
    const auto value = feature.property("aliases");
    if (!value) return {};
    if (const auto *json = std::get_if<JsonText>(&*value)) return stringsOf(json->text);
    if (const auto *text = std::get_if<std::string_view>(&*value); text && !text->empty()) {
        if (text->front() == '[') return stringsOf(*text); // formats without arrays
        return {std::string(*text)};
    }
    return {};
}

double rankOf(const FeatureView &feature) {
    const auto value = feature.property("rank");
    const auto *rank = value ? std::get_if<double>(&*value) : nullptr;
    return rank ? std::clamp(*rank, 0.0, 20.0) : kDefaultRank;
}

/// "btc/2" belongs to "btc".
std::string_view corridorOf(std::string_view id) {
    const auto slash = id.rfind('/');
    if (slash == std::string_view::npos || slash + 1 == id.size()) return id;
    const auto tail = id.substr(slash + 1);
    const bool number = std::all_of(tail.begin(), tail.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number ? id.substr(0, slash) : id;
}

} // namespace

void NameIndex::addName(std::uint32_t feature, std::string_view text, bool isAlias) {
    const std::string folded = foldForSearch(text);
    if (folded.empty()) return;
    Name name;
    name.feature = feature;
    name.foldedBegin = static_cast<std::uint32_t>(m_folded.size());
    name.foldedLength = static_cast<std::uint32_t>(folded.size());
    name.shownBegin = static_cast<std::uint32_t>(m_shown.size());
    name.shownLength = static_cast<std::uint32_t>(text.size());
    name.isAlias = isAlias;
    m_folded += folded;
    m_folded += '\n';
    m_shown += text;
    m_names.push_back(name);
}

void NameIndex::add(const std::string &source, const LayerData &layer) {
    const auto sourceIndex = static_cast<std::uint32_t>(m_sources.size());
    m_sources.push_back(source);
    // Corridor id -> its first feature. Only of those that have segments: of a million features without, none.
    std::unordered_map<std::string_view, std::uint32_t> groups;
    for (std::uint32_t i = 0; i < layer.featureCount(); ++i) {
        const std::string_view id = layer.feature(i).id();
        if (const std::string_view corridor = corridorOf(id); corridor != id) groups.emplace(corridor, kNoFeature);
    }
    for (std::uint32_t i = 0; i < layer.featureCount(); ++i) {
        const FeatureView feature = layer.feature(i);
        const auto at = static_cast<std::uint32_t>(m_features.size());
        const std::size_t namesBefore = m_names.size();
        addName(at, feature.text("name"), false);
        const bool named = m_names.size() > namesBefore;
        addName(at, feature.text("name_local"), named);
        for (const std::string &alias : aliasesOf(feature)) addName(at, alias, true);
        if (m_names.size() == namesBefore) continue;
        Feature entry;
        entry.source = sourceIndex;
        entry.index = i;
        entry.displayName = static_cast<std::uint32_t>(namesBefore);
        entry.rank = static_cast<float>(rankOf(feature));
        entry.group = at;
        if (const auto group = groups.find(corridorOf(feature.id())); group != groups.end()) {
            if (group->second == kNoFeature) group->second = at;
            entry.group = group->second;
        }
        m_features.push_back(entry);
    }
}

void NameIndex::finish() {
    m_folded.shrink_to_fit();
    m_shown.shrink_to_fit();
    m_names.shrink_to_fit();
    m_features.shrink_to_fit();
}

double NameIndex::scoreOf(const Name &name, const std::vector<std::string> &words, const std::string &whole) const {
    const std::string_view text = folded(name);
    double score = 0;
    if (text == whole) {
        score = kWhole;
    } else if (text.starts_with(whole)) {
        score = kBeginning;
    } else {
        score = kWordBeginning;
        for (const std::string &word : words) {
            std::size_t at = text.find(word);
            if (at == std::string_view::npos) return 0;
            while (at != std::string_view::npos && at > 0 && text[at - 1] != ' ') at = text.find(word, at + 1);
            if (at == std::string_view::npos) score = kAnywhere;
        }
    }
    if (name.isAlias) score -= kAliasCost;
    score -= kRankCost * static_cast<double>(m_features[name.feature].rank);
    return score - kLengthCost * std::min<double>(static_cast<double>(text.size()), 100);
}

std::vector<NameMatch> NameIndex::search(std::string_view query, std::size_t limit) const {
    const std::string whole = foldForSearch(query);
    const std::vector<std::string> words = wordsOf(whole);
    if (words.empty()) return {};
    // One pass over all names for the longest word, which the fewest names hold; the other words are then checked.
    const std::string &needle =
        *std::max_element(words.begin(), words.end(), [](const auto &a, const auto &b) { return a.size() < b.size(); });
    struct Found {
        const Name *name;
        double score;
    };
    std::unordered_map<std::uint32_t, Found> best; // by group
    for (std::size_t at = m_folded.find(needle); at != std::string::npos;) {
        const auto next = std::upper_bound(m_names.begin(), m_names.end(), at,
                                           [](std::size_t value, const Name &n) { return value < n.foldedBegin; });
        const Name &name = *(next - 1);
        const double score = scoreOf(name, words, whole);
        if (score != 0) {
            auto &entry = best.try_emplace(m_features[name.feature].group, Found{&name, score}).first->second;
            if (score > entry.score) entry = {&name, score};
        }
        at = m_folded.find(needle, name.foldedBegin + name.foldedLength);
    }
    std::vector<Found> found;
    found.reserve(best.size());
    for (const auto &[group, f] : best) found.push_back(f);
    const auto better = [](const Found &a, const Found &b) {
        return a.score != b.score ? a.score > b.score : a.name < b.name;
    };
    const std::size_t n = std::min(limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(n), found.end(), better);
    std::vector<NameMatch> out;
    for (std::size_t i = 0; i < n; ++i) {
        const Name &name = *found[i].name;
        const Feature &feature = m_features[name.feature];
        const Name &display = m_names[feature.displayName];
        out.push_back({m_sources[feature.source], feature.index, std::string(shown(display)), std::string(shown(name)),
                       &name != &display, found[i].score});
    }
    return out;
}

} // namespace corridors::query
