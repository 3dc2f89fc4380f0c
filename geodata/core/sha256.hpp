// SHA-256 (FIPS 180-4): says in a picture which bytes it was made from, so that anyone can compare with sha256sum.
// Not for the cache, which only tells files apart and uses the faster io::ContentHash.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "geodata/core/block_buffer.hpp"
#include "geodata/core/result.hpp"

namespace corridors {

class Sha256 {
public:
    void update(std::string_view bytes);
    /// 64 hexadecimal digits of everything so far. Ends the computation: no update may follow.
    [[nodiscard]] std::string finish();

private:
    static constexpr std::size_t kBlockBytes = 64;
    void mix(const char *block);
    std::array<std::uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}; // FIPS 180-4, 5.3.3
    BlockBuffer<kBlockBytes> m_pending;
    std::uint64_t m_totalBytes = 0;
};

[[nodiscard]] std::string sha256Of(std::string_view bytes);

/// Of a regular file, read in pieces. Errors: missing, a folder, unreadable; each names the path.
[[nodiscard]] Result<std::string> sha256OfFile(const std::string &path);

} // namespace corridors
