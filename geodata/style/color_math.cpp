#include "geodata/style/color_math.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::style {
namespace {

// CIELAB with the D50 white point and the sRGB <-> XYZ(D50) matrices (Bradford-adapted, Lindbloom), as the reference
// implementation mixes in "lab" and "hcl". CIE 15:2004, section 8.2.1.
struct Lab {
    double l, a, b, alpha;
};
struct Hcl {
    double hueDeg, chroma, l, alpha;
};
constexpr double kWhiteX = 0.96422;
constexpr double kWhiteZ = 0.82521;
constexpr double kDelta = 6.0 / 29;
constexpr double kDegrees = 180 / std::numbers::pi;

double toLinear(double x) { return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4); }

double toEncoded(double x) {
    return std::clamp(x <= 0.00304 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055, 0.0, 1.0);
}

double labForward(double t) {
    return t > kDelta * kDelta * kDelta ? std::cbrt(t) : t / (3 * kDelta * kDelta) + 4.0 / 29;
}

double labInverse(double t) { return t > kDelta ? t * t * t : 3 * kDelta * kDelta * (t - 4.0 / 29); }

Lab toLab(const Rgba &c) {
    const double r = toLinear(c.r);
    const double g = toLinear(c.g);
    const double b = toLinear(c.b);
    const double y = labForward(0.2225045 * r + 0.7168786 * g + 0.0606169 * b);
    double x = y;
    double z = y;
    if (!(r == g && g == b)) { // greys stay exactly neutral
        x = labForward((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / kWhiteX);
        z = labForward((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / kWhiteZ);
    }
    return {std::max(0.0, 116 * y - 16), 500 * (x - y), 200 * (y - z), c.a};
}

Rgba fromLab(const Lab &c) {
    const double fy = (c.l + 16) / 116;
    const double y = labInverse(fy);
    const double x = kWhiteX * labInverse(std::isnan(c.a) ? fy : fy + c.a / 500);
    const double z = kWhiteZ * labInverse(std::isnan(c.b) ? fy : fy - c.b / 200);
    return {toEncoded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
            toEncoded(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
            toEncoded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z), c.alpha};
}

double wrappedDegrees(double angle) {
    angle = std::fmod(angle, 360);
    return angle < 0 ? angle + 360 : angle;
}

// Colours without chroma have no hue: NaN.
Hcl toHcl(const Rgba &c) {
    const Lab lab = toLab(c);
    const double chroma = std::hypot(lab.a, lab.b);
    const bool grey = std::round(chroma * 10000) == 0;
    return {grey ? std::nan("") : wrappedDegrees(std::atan2(lab.b, lab.a) * kDegrees), chroma, lab.l, lab.alpha};
}

Rgba fromHcl(const Hcl &c) {
    const double angle = std::isnan(c.hueDeg) ? 0 : c.hueDeg / kDegrees;
    return fromLab({c.l, std::cos(angle) * c.chroma, std::sin(angle) * c.chroma, c.alpha});
}

double mix(double from, double to, double t) { return from + t * (to - from); }

// Hue runs the short way round; a grey end takes the other end's hue, and black or white its chroma too.
Rgba mixHcl(const Hcl &from, const Hcl &to, double t) {
    double hue = std::nan("");
    double chroma = mix(from.chroma, to.chroma, t);
    if (!std::isnan(from.hueDeg) && !std::isnan(to.hueDeg)) {
        double turn = to.hueDeg - from.hueDeg;
        if (turn > 180) turn -= 360;
        if (turn < -180) turn += 360;
        hue = from.hueDeg + t * turn;
    } else if (!std::isnan(from.hueDeg)) {
        hue = from.hueDeg;
        if (to.l == 1 || to.l == 0) chroma = from.chroma;
    } else if (!std::isnan(to.hueDeg)) {
        hue = to.hueDeg;
        if (from.l == 1 || from.l == 0) chroma = to.chroma;
    }
    return fromHcl({hue, chroma, mix(from.l, to.l, t), mix(from.alpha, to.alpha, t)});
}

} // namespace

Rgba mixColors(const Rgba &from, const Rgba &to, double t, ColorSpace space) {
    if (space == ColorSpace::Hcl) return mixHcl(toHcl(from), toHcl(to), t);
    if (space == ColorSpace::Lab) {
        const Lab a = toLab(from);
        const Lab b = toLab(to);
        return fromLab({mix(a.l, b.l, t), mix(a.a, b.a, t), mix(a.b, b.b, t), mix(a.alpha, b.alpha, t)});
    }
    return {mix(from.r, to.r, t), mix(from.g, to.g, t), mix(from.b, to.b, t), mix(from.a, to.a, t)};
}

Rgba fromHsl(double hueDeg, double saturation, double lightness, double alpha) {
    const double hue = wrappedDegrees(hueDeg);
    const double s = saturation / 100;
    const double l = lightness / 100;
    const auto channel = [&](double n) {
        const double k = std::fmod(n + hue / 30, 12);
        return l - s * std::min(l, 1 - l) * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}));
    };
    return {channel(0), channel(8), channel(4), alpha};
}

Color toColor(const Rgba &c) {
    const auto unit = [](double x) { return x >= 0 ? static_cast<float>(std::min(x, 1.0)) : 0.0F; };
    return {unit(c.r), unit(c.g), unit(c.b), unit(c.a)};
}

Rgba toRgba(const Color &c) { return {c.r, c.g, c.b, c.a}; }

} // namespace corridors::style
