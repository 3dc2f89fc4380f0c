#include "geodata/core/box_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace corridors {
namespace {

constexpr std::size_t kNodeSize = 16;

// Position of (x, y) in [0, 65535]^2 along a Hilbert curve of order 16 (iterative rotation form, Warren 2012, ch. 16).
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
    std::uint32_t d = 0;
    for (std::uint32_t s = 32768; s > 0; s /= 2) {
        const std::uint32_t rx = (x & s) > 0 ? 1 : 0;
        const std::uint32_t ry = (y & s) > 0 ? 1 : 0;
        d += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 65535 - x;
                y = 65535 - y;
            }
            std::swap(x, y);
        }
    }
    return d;
}

float below(double v) {
    const auto f = static_cast<float>(v);
    return static_cast<double>(f) > v ? std::nextafterf(f, -std::numeric_limits<float>::infinity()) : f;
}
float above(double v) {
    const auto f = static_cast<float>(v);
    return static_cast<double>(f) < v ? std::nextafterf(f, std::numeric_limits<float>::infinity()) : f;
}

/// Sorts distinct numbers; many of a narrow range by crossing them off in it.
void sortItems(std::vector<std::uint32_t> &items) {
    if (items.size() < 2) return;
    const auto [low, high] = std::minmax_element(items.begin(), items.end());
    const std::uint32_t first = *low;
    const std::size_t range = std::size_t{*high} - first + 1;
    constexpr std::size_t kSparse = 64;
    if (range / kSparse > items.size()) {
        std::sort(items.begin(), items.end());
        return;
    }
    std::vector<bool> isThere(range);
    for (const std::uint32_t i : items) isThere[i - first] = true;
    items.clear();
    for (std::size_t i = 0; i < range; ++i)
        if (isThere[i]) items.push_back(first + static_cast<std::uint32_t>(i));
}

} // namespace

BoxIndex::Box BoxIndex::roundedOut(const WorldBounds &b) {
    return {below(b.minX), below(b.minY), above(b.maxX), above(b.maxY)};
}

BoxIndex::BoxIndex(std::span<const WorldBounds> boxes)
    : BoxIndex(boxes.size(), [boxes](std::size_t i) { return boxes[i]; }) {}

BoxIndex::BoxIndex(std::size_t count, const std::function<WorldBounds(std::size_t)> &boxOf) {
    WorldBounds total;
    std::vector<std::uint64_t> order; // place on the curve, then the item: sorted as plain numbers
    order.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const WorldBounds box = boxOf(i);
        if (box.isEmpty()) continue;
        total.extend(box);
        order.push_back(i);
    }
    m_itemCount = order.size();
    if (order.empty()) return;

    const double sx = total.width() > 0 ? 65535 / total.width() : 0;
    const double sy = total.height() > 0 ? 65535 / total.height() : 0;
    for (std::uint64_t &item : order) {
        const WorldPoint c = boxOf(item).center();
        const std::uint64_t key = hilbert(static_cast<std::uint32_t>((c.x - total.minX) * sx),
                                          static_cast<std::uint32_t>((c.y - total.minY) * sy));
        item |= key << 32;
    }
    std::sort(order.begin(), order.end());

    const std::size_t nodes = order.size() + order.size() / (kNodeSize - 1) + 8;
    m_boxes.reserve(nodes);
    m_items.reserve(nodes);
    for (const std::uint64_t item : order) {
        const auto i = static_cast<std::uint32_t>(item);
        m_boxes.push_back(roundedOut(boxOf(i)));
        m_items.push_back(i);
    }
    m_levelEnds.push_back(m_boxes.size());
    std::size_t begin = 0;
    while (m_levelEnds.back() - begin > 1) {
        const std::size_t end = m_levelEnds.back();
        for (std::size_t child = begin; child < end; child += kNodeSize) {
            Box box = m_boxes[child];
            for (std::size_t c = child + 1; c < std::min(child + kNodeSize, end); ++c) {
                box.minX = std::min(box.minX, m_boxes[c].minX);
                box.minY = std::min(box.minY, m_boxes[c].minY);
                box.maxX = std::max(box.maxX, m_boxes[c].maxX);
                box.maxY = std::max(box.maxY, m_boxes[c].maxY);
            }
            m_boxes.push_back(box);
            m_items.push_back(static_cast<std::uint32_t>(child));
        }
        begin = end;
        m_levelEnds.push_back(m_boxes.size());
    }
}

std::vector<std::uint32_t> BoxIndex::find(const WorldBounds &query) const {
    std::vector<std::uint32_t> found;
    if (m_itemCount == 0 || query.isEmpty()) return found;
    const Box q = roundedOut(query);
    const auto hits = [&](const Box &b) {
        return b.minX <= q.maxX && b.maxX >= q.minX && b.minY <= q.maxY && b.maxY >= q.minY;
    };
    struct Entry {
        std::size_t node;
        std::size_t level;
    };
    std::vector<Entry> stack{{m_boxes.size() - 1, m_levelEnds.size() - 1}};
    while (!stack.empty()) {
        const Entry e = stack.back();
        stack.pop_back();
        if (!hits(m_boxes[e.node])) continue;
        if (e.level == 0) {
            found.push_back(m_items[e.node]);
            continue;
        }
        const std::size_t first = m_items[e.node];
        const std::size_t last = std::min(first + kNodeSize, m_levelEnds[e.level - 1]);
        for (std::size_t c = first; c < last; ++c) stack.push_back({c, e.level - 1});
    }
    sortItems(found);
    return found;
}

std::size_t BoxIndex::byteSize() const {
    return m_boxes.capacity() * sizeof(Box) + m_items.capacity() * sizeof(std::uint32_t);
}

} // namespace corridors
