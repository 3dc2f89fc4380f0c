#include "viewer/app/camera.hpp"

#include <algorithm>

namespace corridors::app {

Camera cameraContaining(const WorldBounds &box, const PyramidSquare &square, double widthPx, double heightPx,
                        double marginPx, double maxZoom) {
    Camera camera;
    if (box.isEmpty() || widthPx <= 0 || heightPx <= 0) return camera;
    const double w = std::max(1.0, widthPx - 2 * marginPx);
    const double h = std::max(1.0, heightPx - 2 * marginPx);
    const double metresPerPixel = std::max({box.width() / w, box.height() / h, 1e-6});
    camera.center = box.center();
    camera.zoom = std::clamp(std::log2(square.edgeM / (kTileSizePx * metresPerPixel)), kMinZoom, maxZoom);
    return camera;
}

Camera zoomedAt(const Viewport &view, ScreenPoint at, double deltaZoom) {
    const WorldPoint fixed = view.toWorld(at);
    Viewport next = view;
    next.camera.zoom = std::clamp(view.camera.zoom + deltaZoom, kMinZoom, kMaxZoom);
    const WorldPoint moved = next.toWorld(at);
    next.camera.center.x += fixed.x - moved.x;
    next.camera.center.y += fixed.y - moved.y;
    return next.camera;
}

Camera clamped(Camera camera, const PyramidSquare &square, bool wraps) {
    camera.zoom = std::clamp(camera.zoom, kMinZoom, kMaxZoom);
    const double west = square.northWest.x;
    const double north = square.northWest.y;
    if (wraps) {
        camera.center.x -= square.edgeM * std::floor((camera.center.x - west) / square.edgeM);
    } else {
        camera.center.x = std::clamp(camera.center.x, west, west + square.edgeM);
    }
    camera.center.y = std::clamp(camera.center.y, north - square.edgeM, north);
    return camera;
}

} // namespace corridors::app
