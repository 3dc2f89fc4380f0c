#include "geodata/article/mentions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "geodata/article/aho_corasick.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

enum class Sense : std::uint8_t { Name, Adjective, OtherPlace, NotPlace };

/// One name, shared by all features that bear it.
struct Pattern {
    std::u32string folded;
    Sense sense = Sense::Name;
    bool acronym = false;  ///< "US", "TRIPP": letters must be capitals in the text
    bool capital = false;  ///< begins with a capital, so the text must, too ("Van" is no van)
    bool cyrillic = false; ///< takes Russian case endings
    std::vector<std::string> features;
};

struct Hit {
    std::size_t start = 0;
    std::size_t end = 0;
    std::uint32_t pattern = 0;
};

std::u32string foldedName(std::string_view name) {
    std::u32string chars = fold(name).chars;
    while (!chars.empty() && chars.back() == U' ') chars.pop_back();
    return chars;
}

bool isCyrillic(char32_t c) { return c >= 0x400 && c <= 0x52F; }

bool isAcronym(const std::u32string &name) {
    const auto letters = std::count_if(name.begin(), name.end(), isLetter);
    const auto capitals = std::count_if(name.begin(), name.end(), isUpper);
    return letters >= 2 && letters == capitals && name.size() <= 6;
}

/// "Van" and "eastern Ukraine" are names, "van" is none.
bool hasCapitalWord(std::u32string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (isUpper(words[i]) && (i == 0 || !isWordChar(words[i - 1]))) return true;
    return false;
}

/// Endings of Russian nouns in their cases; folding has made a plain i of the short one.
bool isCaseEnding(std::u32string_view ending) {
    constexpr std::array<std::u32string_view, 18> kEndings = {U"а",  U"я",  U"у",  U"ю",  U"е",  U"ы",
                                                              U"и",  U"ь",  U"ью", U"ом", U"ем", U"ои",
                                                              U"еи", U"ою", U"ею", U"ам", U"ах", U"ами"};
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

} // namespace

struct MentionFinder::Patterns {
    std::vector<Pattern> list;
    AhoCorasick automaton;
    std::map<std::pair<std::u32string, Sense>, std::uint32_t> byName;

    void add(std::string_view name, Sense sense, const std::string &feature);
    void prefer(std::string_view name, const std::string &feature);
    [[nodiscard]] std::optional<Hit> accept(const std::u32string &text, const std::u32string &source,
                                            const FoldedText &folded, Hit hit) const;
};

void MentionFinder::Patterns::add(std::string_view name, Sense sense, const std::string &feature) {
    std::u32string folded = foldedName(name);
    if (folded.size() < 2) return;
    const auto [found, isNew] = byName.try_emplace({folded, sense}, static_cast<std::uint32_t>(list.size()));
    if (isNew) {
        const std::u32string points = decode(name);
        Pattern p;
        p.sense = sense;
        p.acronym = isAcronym(points);
        p.capital = isUpper(points.front());
        p.cyrillic = isCyrillic(folded.back());
        // Russian names ending in a vowel change it: "Москва" is found by "москв".
        const bool vowel = p.cyrillic && folded.size() > 4 &&
                           std::u32string_view(U"аяеиыоь").find(folded.back()) != std::u32string_view::npos;
        p.folded = vowel ? folded.substr(0, folded.size() - 1) : folded;
        automaton.add(p.folded, static_cast<std::uint32_t>(list.size()));
        list.push_back(std::move(p));
    }
    std::vector<std::string> &features = list[found->second].features;
    if (std::find(features.begin(), features.end(), feature) == features.end()) features.push_back(feature);
}

void MentionFinder::Patterns::prefer(std::string_view name, const std::string &feature) {
    const auto found = byName.find({foldedName(name), Sense::Name});
    if (found == byName.end()) return;
    std::vector<std::string> &features = list[found->second].features;
    if (std::find(features.begin(), features.end(), feature) != features.end()) features = {feature};
}

/// Is a hit a whole word, written as a name is written? Returns it grown by its case ending.
std::optional<Hit> MentionFinder::Patterns::accept(const std::u32string &text, const std::u32string &source,
                                                   const FoldedText &folded, Hit hit) const {
    const Pattern &p = list[hit.pattern];
    if (hit.start > 0 && isWordChar(text[hit.start - 1]) && isWordChar(text[hit.start])) return std::nullopt;
    std::size_t end = hit.end;
    while (end < text.size() && isWordChar(text[end]) && isWordChar(text[hit.end - 1])) ++end;
    if (end > hit.end) {
        const std::u32string_view ending = std::u32string_view(text).substr(hit.end, end - hit.end);
        if (!p.cyrillic || !isCaseEnding(ending)) return std::nullopt;
    }
    const Range at = folded.sourceRange(hit.start, hit.end);
    if (p.capital && !hasCapitalWord(std::u32string_view(source).substr(at.start, at.end - at.start)))
        return std::nullopt;
    if (p.acronym)
        for (std::size_t i = at.start; i < at.end; ++i)
            if (isLetter(source[i]) && !isUpper(source[i])) return std::nullopt;
    hit.end = end;
    return hit;
}

MentionFinder::MentionFinder(std::span<const NamedFeature> features, const MentionRules &rules) {
    auto patterns = std::make_unique<Patterns>();
    std::set<std::pair<std::string, std::u32string>> ignored;
    for (const auto &[feature, names] : rules.ignore)
        for (const std::string &name : names) ignored.emplace(feature, foldedName(name));
    std::set<std::string> known;
    for (const NamedFeature &feature : features) {
        known.insert(feature.id);
        for (const std::string &name : feature.names)
            if (!ignored.contains({feature.id, foldedName(name)}) && !ignored.contains({"*", foldedName(name)}))
                patterns->add(name, Sense::Name, feature.id);
    }
    for (const auto &[feature, names] : rules.names)
        for (const std::string &name : names)
            if (known.contains(feature)) patterns->add(name, Sense::Name, feature);
    for (const auto &[feature, names] : rules.adjectives)
        for (const std::string &name : names)
            if (known.contains(feature)) patterns->add(name, Sense::Adjective, feature);
    for (const std::string &name : rules.notPlaces) patterns->add(name, Sense::NotPlace, {});
    for (const std::string &name : rules.otherPlaces) patterns->add(name, Sense::OtherPlace, name);
    for (const auto &[name, feature] : rules.prefer) patterns->prefer(name, feature);
    patterns->automaton.build();
    m_patterns = std::move(patterns);
}

MentionFinder::~MentionFinder() = default;
MentionFinder::MentionFinder(MentionFinder &&) noexcept = default;
MentionFinder &MentionFinder::operator=(MentionFinder &&) noexcept = default;

std::vector<Mention> MentionFinder::find(const Article &article, const std::stop_token &stop) const {
    const FoldedText folded = fold(article.text.utf8());
    const std::u32string source = decode(article.text.utf8());
    std::vector<Hit> hits;
    m_patterns->automaton.search(folded.chars, [&](std::uint32_t id, std::size_t start, std::size_t end) {
        if (const auto hit = m_patterns->accept(folded.chars, source, folded, {start, end, id})) hits.push_back(*hit);
    });
    if (stop.stop_requested()) return {};
    // The longest first; where two have the same length, what is no place at all wins over a name.
    std::stable_sort(hits.begin(), hits.end(), [&](const Hit &a, const Hit &b) {
        const std::size_t la = a.end - a.start, lb = b.end - b.start;
        if (la != lb) return la > lb;
        const bool na = m_patterns->list[a.pattern].sense == Sense::NotPlace;
        const bool nb = m_patterns->list[b.pattern].sense == Sense::NotPlace;
        return na != nb ? na : a.start < b.start;
    });
    std::vector<bool> taken(folded.chars.size());
    std::vector<Mention> mentions;
    for (const Hit &hit : hits) {
        if (taken[hit.start] || taken[hit.end - 1]) continue;
        std::fill(taken.begin() + static_cast<std::ptrdiff_t>(hit.start),
                  taken.begin() + static_cast<std::ptrdiff_t>(hit.end), true);
        const Pattern &p = m_patterns->list[hit.pattern];
        const Range range = folded.sourceRange(hit.start, hit.end);
        const std::optional<Place> place = article.locate(range.start);
        if (p.sense == Sense::NotPlace || !place) continue;
        if (range.end > article.sections[place->section].paragraphs[place->paragraph].range.end) continue;
        const MentionKind kind = p.sense == Sense::Name        ? MentionKind::Name
                                 : p.sense == Sense::Adjective ? MentionKind::Adjective
                                                               : MentionKind::OtherPlace;
        for (const std::string &feature : p.features) mentions.push_back({feature, kind, range, *place});
    }
    std::stable_sort(mentions.begin(), mentions.end(),
                     [](const Mention &a, const Mention &b) { return a.range < b.range; });
    return mentions;
}

void appendNames(const LayerData &layer, std::vector<NamedFeature> &out) {
    for (std::size_t i = 0; i < layer.featureCount(); ++i) {
        const FeatureView feature = layer.feature(i);
        NamedFeature named;
        named.id = feature.id();
        for (const char *property : {"name", "name_local"})
            if (std::string name = feature.text(property); !name.empty()) named.names.push_back(std::move(name));
        const std::string isoCode = feature.text("iso_a3"); // "AND", "CAN": codes for machines, no names
        const nlohmann::json aliases = nlohmann::json::parse(feature.text("aliases"), nullptr, false);
        if (aliases.is_array())
            for (const nlohmann::json &alias : aliases)
                if (alias.is_string() && alias != isoCode) named.names.push_back(alias.get<std::string>());
        out.push_back(std::move(named));
    }
}

} // namespace corridors::article
