#include "geodata/io/content_hash.hpp"

#include <bit>
#include <cstring>
#include <fmt/format.h>

namespace corridors::io {
namespace {

// Large odd constants with their bits well mixed (the golden ratio's and two primes of Appleby's MurmurHash3
// finaliser).
constexpr std::uint64_t kOdd1 = 0x9E3779B97F4A7C15;
constexpr std::uint64_t kOdd2 = 0xFF51AFD7ED558CCD;
constexpr std::uint64_t kOdd3 = 0xC4CEB9FE1A85EC53;

std::uint64_t avalanche(std::uint64_t h) { // MurmurHash3's 64-bit finaliser
    h ^= h >> 33;
    h *= kOdd2;
    h ^= h >> 33;
    h *= kOdd3;
    return h ^ (h >> 33);
}

} // namespace

void ContentHash::mix(const char *block) {
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, block + 8 * i, 8);
        m_lanes[i] = std::rotl(m_lanes[i] ^ (word * kOdd2), 29) * kOdd1 + kOdd3;
    }
}

void ContentHash::update(std::string_view bytes) {
    m_total += bytes.size();
    m_pending.feed(bytes, [this](const char *block) { mix(block); });
}

std::string ContentHash::hex() const {
    ContentHash last = *this;
    if (const std::size_t pending = m_pending.pendingBytes(); pending > 0) { // zeros fill the last block
        last.m_pending.feed(std::string(kBlockBytes - pending, '\0'), [&](const char *block) { last.mix(block); });
    }
    const auto &l = last.m_lanes;
    const std::uint64_t a = avalanche(l[0] + std::rotl(l[1], 17) + m_total);
    const std::uint64_t b = avalanche(l[2] + std::rotl(l[3], 31) + std::rotl(a, 7));
    return fmt::format("{:016x}{:016x}", avalanche(a + b + l[1]), b);
}

} // namespace corridors::io
