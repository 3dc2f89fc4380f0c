#include "geodata/tile/junctions.hpp"

#include <algorithm>
#include <bit>
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

// Slices are taken by the low 12 bits, slots by the bits above them; 0 marks an empty slot.
std::uint64_t keyOf(WorldPoint p) {
    const std::uint64_t h = hashOf(p);
    return h != 0 ? h : 1;
}

template <class Visit>
void forEachOfSlice(std::span<const WorldPoint> part, std::uint64_t slice, std::uint64_t sliceMask, Visit &&visit) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        const std::uint64_t key = keyOf(part[i]);
        if ((key & sliceMask) == slice) visit(i, key);
    }
}

// Signature of the unordered pair of the nearest different vertices before and after i.
std::uint32_t neighboursOf(std::span<const WorldPoint> part, std::size_t i) {
    const std::size_t n = part.size();
    std::size_t before = i;
    std::size_t after = i;
    for (std::size_t k = 0; k < n && part[before] == part[i]; ++k) before = before == 0 ? n - 1 : before - 1;
    for (std::size_t k = 0; k < n && part[after] == part[i]; ++k) after = after + 1 == n ? 0 : after + 1;
    return static_cast<std::uint32_t>(mix(hashOf(part[before]) + hashOf(part[after])) >> 32);
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
    const std::size_t slices =
        std::min<std::size_t>(4096, std::bit_ceil(std::max<std::size_t>(1, levels.size() / kVerticesPerSlice)));
    PassageTable table(levels.size() / slices);
    for (std::uint64_t slice = 0; slice < slices; ++slice) {
        if (slice > 0) table.clear();
        forEachRankedPart(data, [&](std::span<const WorldPoint> part, std::size_t, bool closed) {
            forEachOfSlice(part, slice, slices - 1, [&](std::size_t i, std::uint64_t key) {
                const bool end = !closed && (i == 0 || i + 1 == part.size());
                table.note(key, end ? 0 : neighboursOf(part, i), end);
            });
        });
        forEachRankedPart(data, [&](std::span<const WorldPoint> part, std::size_t first, bool) {
            forEachOfSlice(part, slice, slices - 1, [&](std::size_t i, std::uint64_t key) {
                if (table.isJunction(key)) levels[first + i] = kAlwaysKept;
            });
        });
    }
}

} // namespace corridors::tile
