// Camera: where the map is looked at from, and the conversion WorldPoint <-> ScreenPoint.
// Pure values; flights and inertia are computed elsewhere and arrive as new cameras.
#pragma once

#include <cmath>

#include "geodata/core/bounds.hpp"
#include "geodata/core/coordinates.hpp"
#include "geodata/core/projection.hpp"
#include "geodata/core/tile_id.hpp"

namespace corridors::app {

/// `zoom` is MapLibre's: the pyramid's square is 512 * 2^zoom logical pixels wide.
struct Camera {
    WorldPoint center;
    double zoom = 0;
    friend bool operator==(const Camera &, const Camera &) = default;
};

inline constexpr double kMinZoom = 0;
inline constexpr double kMaxZoom = 22;

/// A camera seen through a window of widthPx x heightPx logical pixels.
struct Viewport {
    Camera camera;
    PyramidSquare square;
    double widthPx = 0;
    double heightPx = 0;

    [[nodiscard]] double metresPerPixel() const { return square.edgeM / (kTileSizePx * std::exp2(camera.zoom)); }
    [[nodiscard]] ScreenPoint toScreen(WorldPoint p) const {
        const double m = metresPerPixel();
        return {(p.x - camera.center.x) / m + widthPx / 2, (camera.center.y - p.y) / m + heightPx / 2};
    }
    [[nodiscard]] WorldPoint toWorld(ScreenPoint s) const {
        const double m = metresPerPixel();
        return {camera.center.x + (s.x - widthPx / 2) * m, camera.center.y - (s.y - heightPx / 2) * m};
    }
    [[nodiscard]] WorldBounds bounds() const {
        const double m = metresPerPixel();
        return {camera.center.x - widthPx / 2 * m, camera.center.y - heightPx / 2 * m,
                camera.center.x + widthPx / 2 * m, camera.center.y + heightPx / 2 * m};
    }
};

/// The camera that shows `box` whole in a window, with `marginPx` free on every side; zoom limited to `maxZoom`.
[[nodiscard]] Camera cameraContaining(const WorldBounds &box, const PyramidSquare &square, double widthPx,
                                      double heightPx, double marginPx, double maxZoom = kMaxZoom);

/// The camera zoomed by `deltaZoom` so that the world point under `at` stays under it. Limits zoom to its range.
[[nodiscard]] Camera zoomedAt(const Viewport &view, ScreenPoint at, double deltaZoom);

/// Keeps zoom in range and the centre inside the pyramid's square (x wraps where the projection does).
[[nodiscard]] Camera clamped(Camera camera, const PyramidSquare &square, bool wraps);

} // namespace corridors::app
