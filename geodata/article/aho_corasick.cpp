#include "geodata/article/aho_corasick.hpp"

#include <algorithm>

namespace corridors::article {

void AhoCorasick::add(std::u32string_view pattern, std::uint32_t id) {
    if (pattern.empty()) return;
    std::uint32_t state = 0;
    for (const char32_t c : pattern) {
        const auto &edges = m_nodes[state].edges;
        const auto found = std::find_if(edges.begin(), edges.end(), [c](const auto &e) { return e.first == c; });
        if (found != edges.end()) {
            state = found->second;
            continue;
        }
        const auto made = static_cast<std::uint32_t>(m_nodes.size());
        const std::uint32_t depth = m_nodes[state].depth + 1;
        m_nodes[state].edges.emplace_back(c, made);
        m_nodes.emplace_back().depth = depth;
        state = made;
    }
    m_nodes[state].ids.push_back(id);
}

void AhoCorasick::build() {
    for (Node &node : m_nodes) std::sort(node.edges.begin(), node.edges.end());
    m_rootEdges = {m_nodes[0].edges.begin(), m_nodes[0].edges.end()};
    std::vector<std::uint32_t> queue;
    for (const auto &[c, child] : m_nodes[0].edges) queue.push_back(child);
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::uint32_t state = queue[i];
        for (const auto &[c, child] : m_nodes[state].edges) {
            const std::uint32_t fail = next(m_nodes[state].fail, c);
            m_nodes[child].fail = fail;
            m_nodes[child].output = m_nodes[fail].ids.empty() ? m_nodes[fail].output : fail;
            queue.push_back(child);
        }
    }
}

std::uint32_t AhoCorasick::edge(std::uint32_t state, char32_t c) const {
    const auto &edges = m_nodes[state].edges;
    const auto found =
        std::lower_bound(edges.begin(), edges.end(), c, [](const auto &e, char32_t x) { return e.first < x; });
    return found != edges.end() && found->first == c ? found->second : 0;
}

std::uint32_t AhoCorasick::next(std::uint32_t state, char32_t c) const {
    while (state != 0) {
        if (const std::uint32_t to = edge(state, c); to != 0) return to;
        state = m_nodes[state].fail;
    }
    const auto found = m_rootEdges.find(c);
    return found == m_rootEdges.end() ? 0 : found->second;
}

} // namespace corridors::article
