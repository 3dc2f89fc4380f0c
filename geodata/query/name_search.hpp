// Search of features by name over all layers of a map: name, local name and aliases, with or without diacritics.
// Built once a change of layers (on a worker); searching is read-only and thread-safe. Used by viewer/app and cli.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/core/layer_data.hpp"

namespace corridors::query {

struct NameMatch {
    std::string source;             ///< the layer's id as given to add()
    std::uint32_t featureIndex = 0; ///< within that layer
    std::string name;               ///< the feature's name (its id where it has none)
    std::string matched;            ///< the spelling that matched: the name itself, the local name or an alias
    bool byAlias = false;           ///< matched is not the name
    double score = 0;               ///< larger is better; comparable within one search
};

class NameIndex {
public:
    /// Adds a layer's features; those without any name are left out. The layer is not kept.
    void add(const std::string &source, const LayerData &layer);
    /// Sorts; call once after the last add() and before search().
    void finish();

    /// Features whose names hold all of the query's words, best first: whole name, then its beginning, then the
    /// beginning of a word, then anywhere; names before aliases, important ranks before others, short before long. Each
    /// feature comes once with its best spelling; the segments of one corridor (ids "x/1", "x/2") count as one. An
    /// empty query finds nothing.
    [[nodiscard]] std::vector<NameMatch> search(std::string_view query, std::size_t limit = 20) const;

    [[nodiscard]] std::size_t nameCount() const { return m_names.size(); }

private:
    struct Feature {
        std::uint32_t source = 0;
        std::uint32_t index = 0;
        std::uint32_t displayName = 0; // into m_names
        std::uint32_t group = 0;       // features of one corridor share it
        float rank = 0;                // 1 is most important
    };
    struct Name {
        std::uint32_t feature = 0;
        std::uint32_t foldedBegin = 0; // into m_folded, which ends each name with '\n'
        std::uint32_t shownBegin = 0;  // into m_shown
        std::uint32_t shownLength = 0;
        std::uint32_t foldedLength = 0;
        bool isAlias = false;
    };
    void addName(std::uint32_t feature, std::string_view text, bool isAlias);
    [[nodiscard]] std::string_view folded(const Name &n) const {
        return std::string_view(m_folded).substr(n.foldedBegin, n.foldedLength);
    }
    [[nodiscard]] std::string_view shown(const Name &n) const {
        return std::string_view(m_shown).substr(n.shownBegin, n.shownLength);
    }
    [[nodiscard]] double scoreOf(const Name &name, const std::vector<std::string> &words,
                                 const std::string &whole) const;

    std::vector<std::string> m_sources;
    std::vector<Feature> m_features;
    std::vector<Name> m_names;
    std::string m_folded; // one text of all folded names, so that a search is one pass of memmem-like find
    std::string m_shown;
};

} // namespace corridors::query
