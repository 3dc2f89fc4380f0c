// Pictures of the map: the same AppState at the picture's own size with the page furniture on top, drawn without a
// display by Cairo (no GL at all) or through EGL by the window's renderer. Used by `corridors export`, Ctrl+E, the
// golden tests.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/page.hpp"
#include "viewer/layout/furniture.hpp"

namespace corridors::output {

/// What draws the map's pixels. Both show the same picture (tests/golden/renderers_test.cpp).
enum class Renderer : std::uint8_t {
    Cairo, ///< the cheaper one for a single picture: no context to start, memory bounded by strips
    Gl     ///< the window's own, through EGL
};

/// A logical pixel is 1/96 inch (CSS Values 3, absolute lengths), so a picture at ratio r has r times as many an inch.
inline constexpr double kLogicalDpi = 96;

struct PictureRequest {
    int widthPx = 1920; ///< final pixels
    int heightPx = 1080;
    double pixelRatio = 1;    ///< scales symbols and text: a 3840-wide picture at 2 looks like a 1920-wide one at 1
    bool transparent = false; ///< without the map's background
    app::PageFurniture furniture;
    Renderer renderer = Renderer::Cairo;
};

/// Takes a picture's rows from top to bottom, straight RGBA8; writers of pixel formats are such sinks, so that a
/// picture need not be in memory whole.
class RowSink {
public:
    virtual ~RowSink() = default;
    [[nodiscard]] virtual Result<void> write(std::span<const std::uint8_t> rgba, int rows) = 0;
};

/// A picture before it is drawn: the state that it shows, with viewport, camera and obstacles of the page, and what
/// lies over the map. Every format starts from it.
struct PicturePage {
    app::AppState state;
    layout::DrawList drawing;
};
[[nodiscard]] PicturePage composePicture(const app::AppState &state, const PictureRequest &request,
                                         const text::TextEngine &text);

/// Straight RGBA8, row by row, top first.
struct Picture {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<unsigned char> rgba;
};

/// Draws `state` (its camera, layers, selection) at the requested size. `state.viewport*` is ignored: the picture's
/// size and ratio decide. Every source that can load must be loaded before. Errors: sizes out of range, cancelled, with
/// Gl: no EGL.
[[nodiscard]] Result<void> drawPicture(const app::AppState &state, const PictureRequest &request, RowSink &rows,
                                       const std::function<void(double)> &onProgress = {},
                                       const std::stop_token &cancel = {});
/// The same, whole in memory.
[[nodiscard]] Result<Picture> drawPicture(const app::AppState &state, const PictureRequest &request,
                                          const std::function<void(double)> &onProgress = {},
                                          const std::stop_token &cancel = {});

/// Keyword and UTF-8 text of an iTXt chunk.
using PictureTexts = std::vector<std::pair<std::string, std::string>>;

/// PNG (sRGB, its physical size told by `dpi`) with the given iTXt entries, written atomically. Errors name the path
/// and the cause.
[[nodiscard]] Result<void> writePng(const std::string &path, const Picture &picture, const PictureTexts &texts = {},
                                    double dpi = kLogicalDpi);

} // namespace corridors::output
