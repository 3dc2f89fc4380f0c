#include "viewer/text/mask.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::text {
namespace {

/// How far a pixel's coverage reaches: at distance D from a pixel of coverage c, the widened shape covers
/// clamp(radius + c - D): a full pixel's edge lies half a pixel from its centre, a partly covered one's nearer.
struct Tap {
    int dx;
    int dy;
    int value; ///< (radius - D) * 255
};

std::vector<Tap> discTaps(double radiusPx) {
    const int reach = static_cast<int>(std::ceil(radiusPx + 1));
    std::vector<Tap> taps;
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
            const int value = static_cast<int>(std::lround((radiusPx - std::hypot(dx, dy)) * 255));
            if (value > -255) taps.push_back({dx, dy, value});
        }
    return taps;
}

bool isInterior(const Mask &mask, int x, int y) {
    if (x == 0 || y == 0 || x + 1 == mask.widthPx || y + 1 == mask.heightPx) return false;
    const std::uint8_t *at = mask.coverage.data() + static_cast<std::ptrdiff_t>(y) * mask.widthPx + x;
    return at[0] == 255 && at[-1] == 255 && at[1] == 255 && at[-mask.widthPx] == 255 && at[mask.widthPx] == 255;
}

/// One box blur of `radius` along `count` values that lie `step` bytes apart; outside counts as 0.
void boxBlur(std::uint8_t *values, int count, std::ptrdiff_t step, int radius, std::vector<int> &scratch) {
    scratch.resize(static_cast<std::size_t>(count));
    int sum = 0;
    for (int i = -radius; i < count; ++i) {
        if (i + radius < count) sum += values[(i + radius) * step];
        if (i - radius > 0) sum -= values[(i - radius - 1) * step];
        if (i >= 0) scratch[static_cast<std::size_t>(i)] = sum;
    }
    const int size = 2 * radius + 1;
    for (int i = 0; i < count; ++i)
        values[i * step] = static_cast<std::uint8_t>((scratch[static_cast<std::size_t>(i)] + size / 2) / size);
}

} // namespace

Mask widened(const Mask &mask, double radiusPx) {
    Mask out = mask;
    const std::vector<Tap> taps = discTaps(radiusPx);
    for (int y = 0; y < mask.heightPx; ++y) {
        for (int x = 0; x < mask.widthPx; ++x) {
            const int own = mask.coverage[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.widthPx) +
                                          static_cast<std::size_t>(x)];
            if (own == 0 || isInterior(mask, x, y)) continue;
            for (const Tap &tap : taps) {
                const int tx = x + tap.dx;
                const int ty = y + tap.dy;
                if (tx < 0 || ty < 0 || tx >= mask.widthPx || ty >= mask.heightPx) continue;
                std::uint8_t &to = out.coverage[static_cast<std::size_t>(ty) * static_cast<std::size_t>(mask.widthPx) +
                                                static_cast<std::size_t>(tx)];
                const int value = std::min(255, own + tap.value);
                if (value > to) to = static_cast<std::uint8_t>(value);
            }
        }
    }
    return out;
}

void blur(Mask &mask, double sigmaPx) {
    // Three boxes of half-width r have the variance 3 * ((2r + 1)^2 - 1) / 12.
    const int radius = static_cast<int>(std::lround((std::sqrt(4 * sigmaPx * sigmaPx + 1) - 1) / 2));
    if (radius < 1 || mask.coverage.empty()) return;
    std::vector<int> scratch;
    for (int pass = 0; pass < 3; ++pass) {
        for (int y = 0; y < mask.heightPx; ++y)
            boxBlur(mask.coverage.data() + static_cast<std::ptrdiff_t>(y) * mask.widthPx, mask.widthPx, 1, radius,
                    scratch);
        for (int x = 0; x < mask.widthPx; ++x)
            boxBlur(mask.coverage.data() + x, mask.heightPx, mask.widthPx, radius, scratch);
    }
}

} // namespace corridors::text
