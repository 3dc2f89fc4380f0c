// Cuts bytes that come in pieces of any size into blocks of a fixed one: what every digest begins with.
// Internal to io; used by content_hash.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace corridors::io {

template <std::size_t BlockBytes>
class BlockBuffer {
public:
    /// Calls mix(const char *) for each block that becomes complete; the rest waits for the next bytes.
    template <class Mix>
    void feed(std::string_view bytes, Mix &&mix) {
        while (!bytes.empty()) {
            if (m_pendingBytes == 0 && bytes.size() >= BlockBytes) {
                mix(bytes.data());
                bytes.remove_prefix(BlockBytes);
                continue;
            }
            const std::size_t n = std::min(bytes.size(), BlockBytes - m_pendingBytes);
            std::memcpy(m_pending.data() + m_pendingBytes, bytes.data(), n);
            m_pendingBytes += n;
            bytes.remove_prefix(n);
            if (m_pendingBytes < BlockBytes) continue;
            mix(m_pending.data());
            m_pendingBytes = 0;
        }
    }

    /// How many bytes wait, fewer than a block.
    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }

private:
    std::array<char, BlockBytes> m_pending{};
    std::size_t m_pendingBytes = 0;
};

} // namespace corridors::io
