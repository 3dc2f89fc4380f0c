// A static packed R-tree over boxes (sorted by Hilbert value, 16 a node; the "flatbush" idea of a bulk-loaded tree).
// Built once per layer; used by tile (features of a tile) and query (features near the cursor). Thread-safe to search.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "geodata/core/bounds.hpp"

namespace corridors {

class BoxIndex {
public:
    BoxIndex() = default;
    /// Indexes `boxes[i]` as item i. Empty boxes are skipped (never found). O(n log n).
    explicit BoxIndex(std::span<const WorldBounds> boxes);
    /// The same for `count` boxes that boxOf(i) gives; it is asked for each of them a few times.
    BoxIndex(std::size_t count, const std::function<WorldBounds(std::size_t)> &boxOf);

    /// Calls visit(item) for each item whose box intersects `query`, in ascending order of item when `sorted`.
    /// Drawing needs the order of the source; picking does not.
    template <class Visit>
    void search(const WorldBounds &query, Visit &&visit) const {
        std::vector<std::uint32_t> found = find(query);
        for (const std::uint32_t i : found) visit(i);
    }

    /// Items whose boxes intersect `query`, ascending.
    [[nodiscard]] std::vector<std::uint32_t> find(const WorldBounds &query) const;

    [[nodiscard]] std::size_t size() const { return m_itemCount; }
    [[nodiscard]] std::size_t byteSize() const;

private:
    // Boxes as float, rounded outwards: half the memory of double, and a superset is harmless.
    struct Box {
        float minX, minY, maxX, maxY;
    };
    static Box roundedOut(const WorldBounds &b);
    std::size_t m_itemCount = 0;
    std::vector<Box> m_boxes;             // leaves first, then each level up, root last
    std::vector<std::uint32_t> m_items;   // leaf -> item, inner node -> first child
    std::vector<std::size_t> m_levelEnds; // end of each level in m_boxes
};

} // namespace corridors
