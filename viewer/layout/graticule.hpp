// Graticule: meridians and parallels as they run in the map's projection, with their degrees at the frame. Primitives
// only, made for a page or for the window. Round steps chosen by the map's scale.
#pragma once

#include <span>

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

struct GraticuleOptions {
    double widthPx = 0; ///< of the page
    double heightPx = 0;
    double scale = 0;           ///< of lines and type; 0: chosen for the page
    std::vector<PageBox> avoid; ///< furniture: labels keep off it, lines run under it
};

/// Lines of role "graticule" and labels such as "45°E", "40°30′N". Empty where the view has no sensible position
/// (beyond the pyramid's square, or most of the globe in a projection that cannot show it).
[[nodiscard]] DrawList buildGraticule(const app::AppState &state, const GraticuleOptions &options,
                                      const text::TextEngine &text);

/// The step in degrees that gives about four to eight lines across `spanDeg`: 1, 2, 5, 10, ... or 30′, 20′, 10′, 5′,
/// ...
[[nodiscard]] double graticuleStepDeg(double spanDeg);
/// "45°E", "40°30′N", "0°".
[[nodiscard]] std::string formatDegrees(double degrees, bool isLatitude);

} // namespace corridors::layout
