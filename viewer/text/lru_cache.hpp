// A map from text keys to values that forgets what was used longest ago when the values' cost exceeds a limit.
// Internal to viewer/text; one thread.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace corridors::text {

template <class Value>
class LruCache {
public:
    explicit LruCache(std::size_t limit) : m_limit(limit) {}

    /// The value, moved to the front, or null.
    [[nodiscard]] std::shared_ptr<const Value> find(const std::string &key) {
        const auto found = m_byKey.find(key);
        if (found == m_byKey.end()) return nullptr;
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return found->second->value;
    }
    /// Keeps the value unless it alone exceeds the limit; what others hold stays alive with them.
    void insert(const std::string &key, std::shared_ptr<const Value> value, std::size_t cost) {
        if (cost > m_limit || m_byKey.contains(key)) return;
        m_entries.push_front({key, std::move(value), cost});
        m_byKey.emplace(key, m_entries.begin());
        m_cost += cost;
        while (m_cost > m_limit) {
            m_cost -= m_entries.back().cost;
            m_byKey.erase(m_entries.back().key);
            m_entries.pop_back();
        }
    }
    [[nodiscard]] std::size_t cost() const { return m_cost; }

private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Value> value;
        std::size_t cost;
    };
    std::size_t m_limit;
    std::size_t m_cost = 0;
    std::list<Entry> m_entries; // most recently used first
    std::unordered_map<std::string, typename std::list<Entry>::iterator> m_byKey;
};

} // namespace corridors::text
