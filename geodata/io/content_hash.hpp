// A fast 128-bit fingerprint of a file's bytes: the key of the cache. Not cryptographic: it tells files apart that were
// not made to be confused. Internal to io.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "geodata/io/block_buffer.hpp"

namespace corridors::io {

class ContentHash {
public:
    void update(std::string_view bytes);
    /// 32 hexadecimal digits of everything so far; does not change the state.
    [[nodiscard]] std::string hex() const;

    [[nodiscard]] static std::string of(std::string_view bytes) {
        ContentHash h;
        h.update(bytes);
        return h.hex();
    }

private:
    static constexpr std::size_t kBlockBytes = 32;
    void mix(const char *block);
    std::array<std::uint64_t, 4> m_lanes = {0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
                                            0x27D4EB2F165667C5};
    BlockBuffer<kBlockBytes> m_pending;
    std::uint64_t m_total = 0;
};

} // namespace corridors::io
