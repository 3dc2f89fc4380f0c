// The map of a picture by OpenGL, headless: the renderer of the window, waiting until every tile is exact. Internal to
// viewer/output; used by export_picture.
#pragma once

#include <functional>
#include <stop_token>

#include "viewer/output/cairo_canvas.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::output {

/// The map's pixels for a state as the picture shows it. Errors: no EGL, no OpenGL 3.3, a size that the driver cannot
/// hold, cancelled.
[[nodiscard]] Result<CanvasPixels> drawMapByGl(const app::AppState &picture, const PictureRequest &request,
                                               const std::function<void(double)> &onProgress,
                                               const std::stop_token &cancel);

} // namespace corridors::output
