// Counts differing pixels of two pictures as pixelmatch does: colour distance in YIQ (Kotsarenko and Ramos, "Measuring
// perceived color difference using YIQ NTSC transmission color space in mobile applications", 2010) and antialiased
// pixels left out (Vysniauskas, "Anti-aliased pixel and intensity slope detector", 2009). Written from the papers and
// the published description of the method.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace corridors::conformance {

/// RGBA8, row by row, top first; alpha is taken as straight and blended over white before comparing.
struct Pixels {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<std::uint8_t> rgba;
};

/// Pixels that differ by more than `threshold` (0 ... 1) and are not antialiasing in either picture. Sizes must be
/// equal.
[[nodiscard]] std::size_t countDifferences(const Pixels &a, const Pixels &b, double threshold,
                                           Pixels *difference = nullptr);

} // namespace corridors::conformance
