// 8-bit coverage masks: widening (halos) and blurring (soft halos). Internal to viewer/text; plain memory, no Cairo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace corridors::text {

struct Mask {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<std::uint8_t> coverage; ///< row by row
};

/// The mask grown by `radiusPx` in every direction, round and antialiased. What would lie outside is lost: the caller
/// leaves room. Much cheaper than stroking the outlines (a label's letters are few pixels and many curves).
[[nodiscard]] Mask widened(const Mask &mask, double radiusPx);

/// Gaussian blur in place with standard deviation `sigmaPx`, as three box blurs (the central limit does the rest).
void blur(Mask &mask, double sigmaPx);

} // namespace corridors::text
