// Pixel formats: from what GL and Cairo draw to what pictures hold. Internal to viewer/output.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

namespace corridors::output {

/// Premultiplied BGRA to straight RGBA, in place.
inline void toStraightRgba(std::span<std::uint8_t> pixels) {
    for (std::size_t i = 0; i + 3 < pixels.size(); i += 4) {
        std::swap(pixels[i], pixels[i + 2]);
        const unsigned alpha = pixels[i + 3];
        if (alpha == 255 || alpha == 0) continue;
        for (std::size_t c = i; c < i + 3; ++c)
            pixels[c] = static_cast<std::uint8_t>(std::min(255U, (pixels[c] * 255U + alpha / 2) / alpha));
    }
}

} // namespace corridors::output
