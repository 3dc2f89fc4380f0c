#include "viewer/text/blur.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace corridors::text {
namespace {

/// One box blur of `radius` along `count` values that lie `step` bytes apart.
void boxBlur(std::uint8_t *values, int count, std::ptrdiff_t step, int radius, std::vector<int> &scratch) {
    scratch.assign(static_cast<std::size_t>(count), 0);
    int sum = 0;
    for (int i = -radius; i < count + radius; ++i) {
        if (i + radius < count) sum += values[(i + radius) * step];
        if (i - radius - 1 >= 0 && i - radius - 1 < count) sum -= values[(i - radius - 1) * step];
        if (i < 0 && i + radius >= count) continue;
        if (i >= 0 && i < count) scratch[static_cast<std::size_t>(i)] = sum;
    }
    const int size = 2 * radius + 1;
    for (int i = 0; i < count; ++i)
        values[i * step] = static_cast<std::uint8_t>((scratch[static_cast<std::size_t>(i)] + size / 2) / size);
}

} // namespace

void blurMask(std::uint8_t *mask, int widthPx, int heightPx, int stride, double sigmaPx) {
    // Three boxes of half-width r have the variance 3 * ((2r + 1)^2 - 1) / 12.
    const int radius = static_cast<int>(std::lround((std::sqrt(4 * sigmaPx * sigmaPx + 1) - 1) / 2));
    if (radius < 1) return;
    std::vector<int> scratch;
    for (int pass = 0; pass < 3; ++pass) {
        for (int y = 0; y < heightPx; ++y)
            boxBlur(mask + static_cast<std::ptrdiff_t>(y) * stride, widthPx, 1, radius, scratch);
        for (int x = 0; x < widthPx; ++x) boxBlur(mask + x, heightPx, stride, radius, scratch);
    }
}

} // namespace corridors::text
