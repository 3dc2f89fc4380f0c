#include "geodata/tile/importance.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geodata/tile/junctions.hpp"

namespace corridors::tile {
namespace {

bool before(WorldPoint a, WorldPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

// Distance from b to the segment ac. The ends are put into one order first: the result must not depend, not even in its
// last bit, on the direction in which the arc is walked.
double distanceToSegment(WorldPoint b, WorldPoint a, WorldPoint c) {
    if (before(c, a)) std::swap(a, c);
    const double dx = c.x - a.x;
    const double dy = c.y - a.y;
    const double length2 = dx * dx + dy * dy;
    double t = 0;
    if (length2 > 0) t = std::clamp(((b.x - a.x) * dx + (b.y - a.y) * dy) / length2, 0.0, 1.0);
    const double ex = b.x - (a.x + t * dx);
    const double ey = b.y - (a.y + t * dy);
    return std::sqrt(ex * ex + ey * ey);
}

} // namespace

std::uint8_t importanceLevel(double toleranceM, double pyramidEdgeM) {
    constexpr double kStepsPerOctave = 8;
    if (!(toleranceM > 0) || !(pyramidEdgeM > 0)) return 0;
    const double octaves = std::log2(toleranceM / pyramidEdgeM) + 34;
    return static_cast<std::uint8_t>(std::clamp(std::floor(octaves * kStepsPerOctave) + 1, 0.0, 254.0));
}

bool ArcRanker::laterThan(const Entry &a, const Entry &b) const {
    if (a.cost != b.cost) return a.cost > b.cost;
    const WorldPoint p = m_nodes[a.node].point;
    const WorldPoint q = m_nodes[b.node].point;
    if (!(p == q)) return before(q, p);
    return a.node > b.node;
}

double ArcRanker::costOf(std::uint32_t node) const {
    const Node &b = m_nodes[node];
    const Node &a = m_nodes[b.prev];
    return distanceToSegment(b.point, a.point, m_nodes[b.next].point) + std::max(a.linkError, b.linkError);
}

void ArcRanker::push(std::uint32_t node) {
    Node &n = m_nodes[node];
    ++n.version;
    m_heap.push_back({costOf(node), node, n.version});
    std::push_heap(m_heap.begin(), m_heap.end(), [this](const Entry &a, const Entry &b) { return laterThan(a, b); });
}

// m_distinct[first .. first + count) are the arc's vertices; without `cyclic` its two ends stay for ever.
void ArcRanker::rankArc(std::uint32_t first, std::uint32_t count, bool cyclic, std::span<std::uint8_t> levels) {
    if (count < 3 && !cyclic) return;
    const auto ringed = [&](std::uint32_t i) { return (i + count) % count; };
    for (std::uint32_t i = 0; i < count; ++i) m_nodes[i].prev = ringed(i + count - 1);
    for (std::uint32_t i = 0; i < count; ++i) {
        Node &n = m_nodes[i];
        n.next = ringed(i + 1);
        n.linkError = 0;
        n.version = 0;
        n.vertex = m_distinct[first + i];
    }
    m_heap.clear();
    const std::uint32_t begin = cyclic ? 0 : 1;
    const std::uint32_t end = cyclic ? count : count - 1;
    for (std::uint32_t i = begin; i < end; ++i) {
        ++m_nodes[i].version;
        m_heap.push_back({costOf(i), i, m_nodes[i].version});
    }
    const auto later = [this](const Entry &a, const Entry &b) { return laterThan(a, b); };
    std::make_heap(m_heap.begin(), m_heap.end(), later);
    std::uint32_t left = end - begin;
    while (!m_heap.empty()) {
        const Entry e = m_heap.front();
        std::pop_heap(m_heap.begin(), m_heap.end(), later);
        m_heap.pop_back();
        Node &b = m_nodes[e.node];
        if (b.version != e.version) continue;
        if (cyclic && left == 1) {
            levels[b.vertex] = kAlwaysKept;
            break;
        }
        levels[b.vertex] = importanceLevel(e.cost, m_edgeM);
        --left;
        b.version = 0;
        m_nodes[b.prev].linkError = e.cost;
        m_nodes[b.prev].next = b.next;
        m_nodes[b.next].prev = b.prev;
        if (cyclic || b.prev != 0) push(b.prev);
        if ((cyclic || b.next != count - 1) && b.next != b.prev) push(b.next);
    }
}

void ArcRanker::rank(std::span<const WorldPoint> part, bool closed, std::span<std::uint8_t> levels) {
    m_distinct.clear();
    for (std::uint32_t i = 0; i < part.size(); ++i) {
        if (m_distinct.empty() || !(part[i] == part[m_distinct.back()]))
            m_distinct.push_back(i);
        else
            levels[m_distinct.back()] = std::max(levels[m_distinct.back()], std::exchange(levels[i], std::uint8_t{0}));
    }
    if (closed) {
        while (m_distinct.size() > 1 && part[m_distinct.back()] == part[m_distinct.front()]) {
            levels[m_distinct.front()] = std::max(levels[m_distinct.front()], levels[m_distinct.back()]);
            levels[m_distinct.back()] = 0;
            m_distinct.pop_back();
        }
    }
    if (m_distinct.empty()) return;

    auto isJunction = [&](std::uint32_t vertex) { return levels[vertex] == kAlwaysKept; };
    const auto firstJunction = std::find_if(m_distinct.begin(), m_distinct.end(), isJunction);
    const bool cyclic = closed && firstJunction == m_distinct.end();
    if (closed && !cyclic) {
        std::rotate(m_distinct.begin(), firstJunction, m_distinct.end());
        m_distinct.push_back(m_distinct.front());
    }
    const auto total = static_cast<std::uint32_t>(m_distinct.size());
    for (std::uint32_t first = 0; first < total;) {
        std::uint32_t last = first + 1;
        while (!cyclic && last < total && !isJunction(m_distinct[last])) ++last;
        if (cyclic) last = total - 1;
        const std::uint32_t count = std::min(last, total - 1) - first + 1;
        if (m_nodes.size() < count) m_nodes.resize(count);
        for (std::uint32_t i = 0; i < count; ++i) m_nodes[i].point = part[m_distinct[first + i]];
        rankArc(first, count, cyclic, levels);
        first = cyclic || last >= total - 1 ? total : last;
    }
    if (closed) levels.back() = levels.front();
}

std::vector<std::uint8_t> rankVertices(const LayerData &data) {
    std::vector<std::uint8_t> levels;
    bool anything = false;
    forEachRankedPart(data, [&](auto, auto, bool) { anything = true; });
    if (!anything) return levels;
    levels.resize(data.vertexCount());
    markJunctions(data, levels);
    ArcRanker ranker(data.projection().square().edgeM);
    forEachRankedPart(data, [&](std::span<const WorldPoint> part, std::size_t firstVertex, bool closed) {
        ranker.rank(part, closed, std::span(levels).subspan(firstVertex, part.size()));
    });
    return levels;
}

} // namespace corridors::tile
