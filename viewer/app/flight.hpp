// Flight: a short camera movement that Tick advances and any other camera command ends.
// The path is van Wijk & Nuij, "Smooth and efficient zooming and panning" (InfoVis 2003): it zooms out just enough for
// the ground to pass at a steady perceived speed. Used by apply().
#pragma once

#include "viewer/app/camera.hpp"

namespace corridors::app {

struct Flight {
    Camera from;
    Camera to;
    double startS = 0; ///< application clock; below 0 until the first Tick sets it
    double durationS = 0;
    /// World metres across the window at zoom 0, which ties panning to zooming.
    double worldWidthAtZoom0M = 1;
    friend bool operator==(const Flight &, const Flight &) = default;
};

/// A flight between two cameras through a window of widthPx logical pixels. It lasts 0.25 to 1.2 s, by distance.
[[nodiscard]] Flight makeFlight(const Camera &from, const Camera &to, const PyramidSquare &square, double widthPx,
                                double startS);

/// Where the flight is at `nowS`; `to` exactly from its end on.
[[nodiscard]] Camera cameraAt(const Flight &flight, double nowS);

} // namespace corridors::app
