// Mentions: where an article names the features of a map, found by their names and aliases without any hand work.
// Whole words only, case and diacritics folded, the longest name first; possessives and case endings count, adjectives
// and names of people and institutions that contain a place do not, by written rules in a data file. Used by links
// (suggestions, coverage), app (a worker) and cli.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/article/article.hpp"
#include "geodata/core/layer_data.hpp"

namespace corridors::article {

/// A feature and what it may be called.
struct NamedFeature {
    std::string id;
    std::vector<std::string> names;
};

/// Appends the features of a layer with their `name`, `name_local` and `aliases` (a JSON array of strings).
void appendNames(const LayerData &layer, std::vector<NamedFeature> &out);

/// The rules of a map, from mention-rules.json (all keys may be missing):
///   names       {"feature": ["further name", ...]}
///   adjectives  {"feature": ["Azerbaijani", "Azerbaijanis", ...]}: speak of the place but do not name it
///   notPlaces   ["Georgian Dream", "Ekho Moskvy", ...]: what stands inside them is no mention
///   prefer      {"Nakhchivan": "nakhchivan_ar"}: the one feature meant where several share a name
///   ignore      {"feature": ["alias", ...]}: names that say too little to be searched for
///   otherPlaces ["Near East", ...]: places that no map feature stands for; coverage reports them
struct MentionRules {
    using ByFeature = std::vector<std::pair<std::string, std::vector<std::string>>>;
    ByFeature names, adjectives, ignore;
    std::vector<std::string> notPlaces, otherPlaces;
    std::vector<std::pair<std::string, std::string>> prefer;
};
[[nodiscard]] Result<WithWarnings<MentionRules>> parseMentionRules(std::string_view json, const std::string &path);
[[nodiscard]] Result<WithWarnings<MentionRules>> readMentionRules(const std::string &path);

enum class MentionKind : std::uint8_t {
    Name,       ///< the feature is named
    Adjective,  ///< a word made from its name ("Azerbaijani")
    OtherPlace, ///< a place that the map does not have; `feature` is its name
};

struct Mention {
    std::string feature; ///< id
    MentionKind kind = MentionKind::Name;
    Range range;
    Place place;
    friend bool operator==(const Mention &, const Mention &) = default;
};

/// Built once a map, used for any number of articles. Immutable; any thread.
class MentionFinder {
public:
    MentionFinder(std::span<const NamedFeature> features, const MentionRules &rules);
    ~MentionFinder();
    MentionFinder(const MentionFinder &) = delete;
    MentionFinder &operator=(const MentionFinder &) = delete;
    MentionFinder(MentionFinder &&) noexcept;
    MentionFinder &operator=(MentionFinder &&) noexcept;

    /// All mentions in paragraphs, in order of the text; a name that several features share counts for each of them.
    /// Linear in the text. A stopped search returns nothing.
    [[nodiscard]] std::vector<Mention> find(const Article &article, const std::stop_token &stop = {}) const;

private:
    struct Patterns;
    std::unique_ptr<const Patterns> m_patterns;
};

} // namespace corridors::article
