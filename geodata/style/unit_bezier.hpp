// Cubic Bezier timing curves from (0, 0) to (1, 1) as CSS Easing Functions 1, section 2.2, defines them.
// Used inside geodata/style by interpolate.
#pragma once

namespace corridors::style {

/// y of the curve with control points (x1, y1), (x2, y2) at abscissa `x`; x1 and x2 in [0, 1], so x(t) is monotonic.
/// Found to 1e-6 along x.
[[nodiscard]] double solveUnitBezier(double x1, double y1, double x2, double y2, double x);

} // namespace corridors::style
