// Pixel formats: from what GL and Cairo draw to what pictures hold. Internal to viewer/output.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

namespace corridors::output {

/// Premultiplied BGRA to straight RGBA, in place; the size is a multiple of 4.
inline void toStraightRgba(std::span<std::uint8_t> pixels) {
    constexpr std::size_t kChunk = 4096;
    for (std::size_t from = 0; from < pixels.size(); from += kChunk) {
        const std::span<std::uint8_t> chunk = pixels.subspan(from, std::min(kChunk, pixels.size() - from));
        unsigned opaque = 255;
        for (std::size_t i = 0; i < chunk.size(); i += 4) { // two plain loops that the compiler makes vectors of
            std::swap(chunk[i], chunk[i + 2]);
            opaque &= chunk[i + 3];
        }
        if (opaque == 255) continue;
        for (std::size_t i = 0; i < chunk.size(); i += 4) {
            const unsigned alpha = chunk[i + 3];
            if (alpha == 255 || alpha == 0) continue;
            for (std::size_t c = i; c < i + 3; ++c)
                chunk[c] = static_cast<std::uint8_t>(std::min(255U, (chunk[c] * 255U + alpha / 2) / alpha));
        }
    }
}

} // namespace corridors::output
