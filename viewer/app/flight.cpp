#include "viewer/app/flight.hpp"

#include <algorithm>

namespace corridors::app {
namespace {

// The paper's rho: how much zooming is preferred over panning. sqrt(2) is what its user study found.
constexpr double kRho = 1.42;
constexpr double kMinDurationS = 0.25;
constexpr double kMaxDurationS = 1.2;
constexpr double kSecondsPerUnit = 0.35; // of the paper's path length

/// The optimal path of section 4 of the paper: w is the visible width, u the distance covered along the ground.
struct Path {
    double w0 = 1, w1 = 1, u1 = 0;
    double r0 = 0, length = 0;

    Path(double startWidth, double endWidth, double distance) : w0(startWidth), w1(endWidth), u1(distance) {
        if (isZoomOnly()) {
            length = std::abs(std::log(w1 / w0)) / kRho;
            return;
        }
        const double rho2 = kRho * kRho;
        const auto r = [&](double w, double sign) {
            const double b = (w1 * w1 - w0 * w0 + sign * rho2 * rho2 * u1 * u1) / (2 * w * rho2 * u1);
            return -std::asinh(b); // = ln(-b + sqrt(b^2 + 1))
        };
        r0 = r(w0, 1);
        length = (r(w1, -1) - r0) / kRho;
    }
    [[nodiscard]] bool isZoomOnly() const { return u1 < 1e-6 * std::max(w0, w1); }
    [[nodiscard]] double width(double s) const {
        if (isZoomOnly()) return w0 * std::exp((w1 < w0 ? -1 : 1) * kRho * s);
        return w0 * std::cosh(r0) / std::cosh(kRho * s + r0);
    }
    /// Share of the distance covered, in [0, 1].
    [[nodiscard]] double share(double s) const {
        if (isZoomOnly()) return length > 0 ? s / length : 1;
        const double u = w0 / (kRho * kRho) * (std::cosh(r0) * std::tanh(kRho * s + r0) - std::sinh(r0));
        return std::clamp(u / u1, 0.0, 1.0);
    }
};

Path pathOf(const Flight &f) {
    return {f.worldWidthAtZoom0M * std::exp2(-f.from.zoom), f.worldWidthAtZoom0M * std::exp2(-f.to.zoom),
            std::hypot(f.to.center.x - f.from.center.x, f.to.center.y - f.from.center.y)};
}

double eased(double t) { return t * t * (3 - 2 * t); }

} // namespace

Flight makeFlight(const Camera &from, const Camera &to, const PyramidSquare &square, double widthPx, double startS) {
    Flight flight{from, to, startS, 0, square.edgeM * std::max(1.0, widthPx) / kTileSizePx};
    flight.durationS = std::clamp(kSecondsPerUnit * pathOf(flight).length, kMinDurationS, kMaxDurationS);
    return flight;
}

Camera cameraAt(const Flight &flight, double nowS) {
    const double t = flight.durationS > 0 ? (nowS - flight.startS) / flight.durationS : 1;
    if (!(t < 1 - 1e-9)) return flight.to; // the sum start + duration is rounded: its end is the end
    if (t <= 0) return flight.from;
    const Path path = pathOf(flight);
    const double s = eased(t) * path.length;
    const double share = path.share(s);
    Camera camera;
    camera.center.x = std::lerp(flight.from.center.x, flight.to.center.x, share);
    camera.center.y = std::lerp(flight.from.center.y, flight.to.center.y, share);
    camera.zoom = std::log2(flight.worldWidthAtZoom0M / path.width(s));
    return camera;
}

} // namespace corridors::app
