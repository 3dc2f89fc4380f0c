#include "geodata/tile/junctions.hpp"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "geodata/tile/importance.hpp"

namespace corridors::tile {
namespace {

constexpr std::size_t kVerticesPerSlice = std::size_t{1} << 20;

// Finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit.
std::uint64_t mix(std::uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33);
}

// + 0.0 turns -0.0 into 0.0, which compare equal and so must hash equal.
std::uint64_t hashOf(WorldPoint p) {
    return mix(std::bit_cast<std::uint64_t>(p.x + 0.0) * 0x9e3779b97f4a7c15ULL +
               std::bit_cast<std::uint64_t>(p.y + 0.0));
}

/// Vertex (by its 64-bit hash) -> signature of its pair of neighbours; open addressing. Two vertices of one hash would
/// merely make a junction too many.
class PassageTable {
public:
    explicit PassageTable(std::size_t vertices) : m_slots(std::bit_ceil(64 + vertices + vertices / 2)) {}

    void clear() { std::fill(m_slots.begin(), m_slots.end(), Slot{}); }

    void note(std::uint64_t vertex, std::uint32_t neighbours, bool end) {
        Slot &s = slotOf(vertex);
        if (s.key == 0) {
            s = {vertex, neighbours, end};
        } else if (end || s.neighbours != neighbours) {
            s.junction = true;
        }
    }
    [[nodiscard]] bool isJunction(std::uint64_t vertex) { return slotOf(vertex).junction; }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t neighbours = 0;
        bool junction = false;
    };
    Slot &slotOf(std::uint64_t vertex) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t i = (vertex >> 12) & mask;
        while (m_slots[i].key != 0 && m_slots[i].key != vertex) i = (i + 1) & mask;
        return m_slots[i];
    }
    std::vector<Slot> m_slots;
};

std::uint64_t keyOf(WorldPoint p) {
    const std::uint64_t h = hashOf(p);
    return h != 0 ? h : 1; // 0 marks an empty slot
}

/// Which keys may have come more than once: two bits a hash value. Most vertices of most layers come once, and need
/// neither a slot nor a look at their neighbours.
class RepeatFilter {
public:
    explicit RepeatFilter(std::size_t keys) : m_bits(std::bit_ceil(64 + keys * 8) / 64), m_again(m_bits.size()) {}

    void note(std::uint64_t key) {
        const auto [word, bit] = placeOf(key);
        m_again[word] |= m_bits[word] & bit;
        m_bits[word] |= bit;
    }
    [[nodiscard]] bool mayRepeat(std::uint64_t key) const {
        const auto [word, bit] = placeOf(key);
        return (m_again[word] & bit) != 0;
    }

private:
    [[nodiscard]] std::pair<std::size_t, std::uint64_t> placeOf(std::uint64_t key) const {
        return {(key >> 18) & (m_bits.size() - 1), std::uint64_t{1} << ((key >> 12) & 63)};
    }
    std::vector<std::uint64_t> m_bits;
    std::vector<std::uint64_t> m_again;
};

// Signature of the unordered pair of the nearest different vertices before and after i.
std::uint32_t neighboursOf(std::span<const WorldPoint> part, std::size_t i) {
    const std::size_t n = part.size();
    std::size_t before = i;
    std::size_t after = i;
    for (std::size_t k = 0; k < n && part[before] == part[i]; ++k) before = before == 0 ? n - 1 : before - 1;
    for (std::size_t k = 0; k < n && part[after] == part[i]; ++k) after = after + 1 == n ? 0 : after + 1;
    return static_cast<std::uint32_t>(mix(hashOf(part[before]) + hashOf(part[after])) >> 32);
}

// Calls visit(part, vertex, index in the layer, key, ends an open line) for each vertex, a ring's repeated one left
// out.
template <class Visit>
void forEachVertex(const LayerData &data, Visit &&visit) {
    forEachRankedPart(data, [&](std::span<const WorldPoint> part, std::size_t first, bool closed) {
        const std::size_t count = closed ? part.size() - 1 : part.size();
        for (std::size_t i = 0; i < count; ++i)
            visit(part, i, first + i, keyOf(part[i]), !closed && (i == 0 || i + 1 == count));
    });
}

} // namespace

const WorldPoint *firstVertex(const LayerData &data) {
    for (std::size_t f = 0; f < data.featureCount(); ++f) {
        const FeatureView feature = data.feature(f);
        if (feature.partCount() > 0) return feature.part(0).data();
    }
    return nullptr;
}

void markJunctions(const LayerData &data, std::span<std::uint8_t> levels) {
    using Part = std::span<const WorldPoint>;
    RepeatFilter filter(levels.size());
    forEachVertex(data, [&](Part, std::size_t, std::size_t index, std::uint64_t key, bool end) {
        filter.note(key);
        if (end) levels[index] = kAlwaysKept;
    });
    std::size_t repeated = 0;
    forEachVertex(data,
                  [&](Part, std::size_t, std::size_t, std::uint64_t key, bool) { repeated += filter.mayRepeat(key); });
    const std::size_t slices = std::min<std::size_t>(4096, std::bit_ceil(1 + repeated / kVerticesPerSlice));
    PassageTable table(repeated / slices);
    for (std::uint64_t slice = 0; repeated > 0 && slice < slices; ++slice) {
        const auto chosen = [&](std::uint64_t key) { return (key & (slices - 1)) == slice && filter.mayRepeat(key); };
        if (slice > 0) table.clear();
        forEachVertex(data, [&](Part part, std::size_t i, std::size_t, std::uint64_t key, bool end) {
            if (chosen(key)) table.note(key, end ? 0 : neighboursOf(part, i), end);
        });
        forEachVertex(data, [&](Part, std::size_t, std::size_t index, std::uint64_t key, bool) {
            if (chosen(key) && table.isJunction(key)) levels[index] = kAlwaysKept;
        });
    }
}

} // namespace corridors::tile
