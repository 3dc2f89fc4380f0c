// Gaussian blur of a coverage mask, for soft halos. Internal to viewer/text.
#pragma once

#include <cstdint>

namespace corridors::text {

/// Blurs 8-bit coverage in place with standard deviation `sigmaPx`, as three box blurs (the central limit does the
/// rest). Outside the mask counts as 0.
void blurMask(std::uint8_t *mask, int widthPx, int heightPx, int stride, double sigmaPx);

} // namespace corridors::text
