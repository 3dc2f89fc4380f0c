// Finds many words in one pass (Aho and Corasick 1975, "Efficient string matching", CACM 18(6)).
// Not public beyond geodata/article.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace corridors::article {

class AhoCorasick {
public:
    /// Adds a pattern; empty ones are never found. All patterns before build().
    void add(std::u32string_view pattern, std::uint32_t id);
    void build();

    /// Calls visit(id, start, end) for every occurrence of every pattern, in order of their ends.
    template <class Visit>
    void search(std::u32string_view text, Visit &&visit) const {
        std::uint32_t state = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            state = next(state, text[i]);
            for (std::uint32_t s = state; s != 0; s = m_nodes[s].output)
                for (const std::uint32_t id : m_nodes[s].ids) visit(id, i + 1 - m_nodes[s].depth, i + 1);
        }
    }

private:
    struct Node {
        std::vector<std::pair<char32_t, std::uint32_t>> edges; ///< sorted by character after build()
        std::vector<std::uint32_t> ids;
        std::uint32_t fail = 0;
        std::uint32_t output = 0; ///< next state on the failure path that ends a pattern; 0 for none
        std::uint32_t depth = 0;
    };
    [[nodiscard]] std::uint32_t edge(std::uint32_t state, char32_t c) const;
    [[nodiscard]] std::uint32_t next(std::uint32_t state, char32_t c) const;
    std::vector<Node> m_nodes = std::vector<Node>(1);
    std::unordered_map<char32_t, std::uint32_t> m_rootEdges; ///< most characters of a text are looked up here
};

} // namespace corridors::article
