// Pictures of the map: the same AppState at the picture's own size, drawn headless through EGL (no display needed),
// with the page furniture on top. Used by `corridors export`, Ctrl+E, the golden tests.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/page.hpp"

namespace corridors::output {

struct PictureRequest {
    int widthPx = 1920; ///< final pixels
    int heightPx = 1080;
    double pixelRatio = 1; ///< scales symbols and text: a 3840-wide picture at 2 looks like a 1920-wide one at 1
    app::PageFurniture furniture;
};

/// Straight RGBA8, row by row, top first.
struct Picture {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<unsigned char> rgba;
};

/// Draws `state` (its camera, layers, selection) at the requested size. `state.viewport*` is ignored: the picture's
/// size and ratio decide. Every source that can load must be loaded before. Errors: no EGL, sizes out of range.
[[nodiscard]] Result<Picture> drawPicture(const app::AppState &state, const PictureRequest &request,
                                          const std::function<void(double)> &onProgress = {},
                                          const std::stop_token &cancel = {});

/// PNG (sRGB) with the given iTXt entries, written atomically. Errors name the path and the cause.
[[nodiscard]] Result<void> writePng(const std::string &path, const Picture &picture,
                                    const std::vector<std::pair<std::string, std::string>> &texts = {});

} // namespace corridors::output
