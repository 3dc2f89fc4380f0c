#include "pixelmatch.hpp"

#include <algorithm>
#include <cassert>

namespace corridors::conformance {

namespace {

struct Rgb {
    double r, g, b;
};

Rgb overWhite(const Pixels &p, std::size_t at) {
    const double alpha = p.rgba[at + 3] / 255.0;
    const auto channel = [&](std::size_t c) { return 255 + (p.rgba[at + c] - 255.0) * alpha; };
    return {channel(0), channel(1), channel(2)};
}

double luma(const Rgb &c) { return 0.29889531 * c.r + 0.58662247 * c.g + 0.11448223 * c.b; }

/// Squared perceptual distance; 35215 is its largest possible value.
double distance(const Rgb &a, const Rgb &b) {
    const Rgb d{a.r - b.r, a.g - b.g, a.b - b.b};
    const double y = luma(d);
    const double i = 0.59597799 * d.r - 0.27417610 * d.g - 0.32180189 * d.b;
    const double q = 0.21147017 * d.r - 0.52261711 * d.g + 0.31114694 * d.b;
    return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
}
constexpr double kLargestDistance = 35215;

class Neighbourhood {
public:
    explicit Neighbourhood(const Pixels &pixels) : m_pixels(pixels) {}

    [[nodiscard]] double brightness(int x, int y) const { return luma(overWhite(m_pixels, offset(x, y))); }
    [[nodiscard]] std::size_t offset(int x, int y) const {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(m_pixels.widthPx) +
                static_cast<std::size_t>(x)) *
               4;
    }
    template <class Visit>
    void around(int x, int y, Visit &&visit) const {
        for (int nx = std::max(x - 1, 0); nx <= std::min(x + 1, m_pixels.widthPx - 1); ++nx)
            for (int ny = std::max(y - 1, 0); ny <= std::min(y + 1, m_pixels.heightPx - 1); ++ny)
                if (nx != x || ny != y) visit(nx, ny);
    }
    /// More than two neighbours of the same brightness: part of a flat area.
    [[nodiscard]] bool isFlat(int x, int y) const {
        const double own = brightness(x, y);
        int equal = 0;
        around(x, y, [&](int nx, int ny) { equal += brightness(nx, ny) == own ? 1 : 0; });
        return equal > 2;
    }

private:
    const Pixels &m_pixels;
};

/// A pixel between a darker and a brighter neighbour, one of which belongs to a flat area in both pictures.
bool isAntialiased(const Neighbourhood &a, const Neighbourhood &b, int x, int y) {
    const double own = a.brightness(x, y);
    double darkest = 0;
    double brightest = 0;
    int equal = 0;
    int darkX = 0;
    int darkY = 0;
    int brightX = 0;
    int brightY = 0;
    a.around(x, y, [&](int nx, int ny) {
        const double delta = a.brightness(nx, ny) - own;
        if (delta == 0) ++equal;
        if (delta < darkest) {
            darkest = delta;
            darkX = nx;
            darkY = ny;
        }
        if (delta > brightest) {
            brightest = delta;
            brightX = nx;
            brightY = ny;
        }
    });
    if (equal > 2 || darkest == 0 || brightest == 0) return false;
    return (a.isFlat(darkX, darkY) && b.isFlat(darkX, darkY)) ||
           (a.isFlat(brightX, brightY) && b.isFlat(brightX, brightY));
}

} // namespace

std::size_t countDifferences(const Pixels &a, const Pixels &b, double threshold, Pixels *difference) {
    assert(a.widthPx == b.widthPx && a.heightPx == b.heightPx);
    const double limit = kLargestDistance * threshold * threshold;
    const Neighbourhood inA(a);
    const Neighbourhood inB(b);
    if (difference != nullptr) *difference = {a.widthPx, a.heightPx, std::vector<std::uint8_t>(a.rgba.size(), 255)};
    std::size_t count = 0;
    for (int y = 0; y < a.heightPx; ++y) {
        for (int x = 0; x < a.widthPx; ++x) {
            const std::size_t at = inA.offset(x, y);
            if (distance(overWhite(a, at), overWhite(b, at)) <= limit) continue;
            const bool antialiased = isAntialiased(inA, inB, x, y) || isAntialiased(inB, inA, x, y);
            if (!antialiased) ++count;
            if (difference != nullptr) {
                difference->rgba[at] = 255;
                difference->rgba[at + 1] = antialiased ? 255 : 0;
                difference->rgba[at + 2] = 0;
            }
        }
    }
    return count;
}

} // namespace corridors::conformance
