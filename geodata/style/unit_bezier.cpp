#include "geodata/style/unit_bezier.hpp"

#include <cmath>

namespace corridors::style {
namespace {

// Bernstein form with end values 0 and 1.
double curveAt(double p1, double p2, double t) {
    const double u = 1 - t;
    return 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t;
}

double slopeAt(double p1, double p2, double t) {
    const double u = 1 - t;
    return 3 * u * u * p1 + 6 * u * t * (p2 - p1) + 3 * t * t * (1 - p2);
}

} // namespace

double solveUnitBezier(double x1, double y1, double x2, double y2, double x) {
    if (!(x > 0)) return 0;
    if (x >= 1) return 1;
    double low = 0;
    double high = 1;
    double t = x;
    // The reference stops at an abscissa error of 1e-6; stopping there too yields its very values. Newton steps that
    // fall back to bisection whenever they leave the bracket.
    for (int i = 0; i < 60; ++i) {
        const double error = curveAt(x1, x2, t) - x;
        if (std::fabs(error) < 1e-6) break;
        (error < 0 ? low : high) = t;
        const double slope = slopeAt(x1, x2, t);
        const double next = std::fabs(slope) > 1e-9 ? t - error / slope : low - 1;
        t = next > low && next < high ? next : (low + high) / 2;
    }
    return curveAt(y1, y2, t);
}

} // namespace corridors::style
