// MapRenderer: draws the map of an AppState into the current GL framebuffer. It owns the tile cache, the map texture,
// the labels and the highlight; it knows no panels. The window and the headless export use the same object.
//
// Usage, with a current OpenGL 3.3 core context on the main thread:
//   renderer.sync(state);                 // cheap when nothing changed; requests tiles, uploads within its budget
//   if (renderer.needsFrame()) renderer.draw(target);
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/render/pixel_grid.hpp"

namespace corridors::render {

struct RendererOptions {
    std::size_t tileCacheBytes = std::size_t{256} << 20;
    double uploadBudgetS = 0.003; ///< seconds a frame may spend on uploads in the window; exports pass a large number
    double refiningScale = 1;     ///< multiplies the seconds a frame of the window may spend on the next zoom's picture
    bool animate = true;          ///< fades of labels; off for exports, which must be deterministic
    std::string shaderDir;        ///< read shaders from here instead of the embedded ones (debugging)
};

/// Where to draw: the framebuffer object (0 is the window) and its size in physical pixels. What lies within `covered`
/// (of the framebuffer, y down) is drawn over entirely by something else and may be left undrawn.
struct Target {
    unsigned framebuffer = 0;
    int widthPx = 0;
    int heightPx = 0;
    std::vector<PixelRect> covered{};
};

struct RenderStatistics {
    std::size_t tilesVisible = 0;
    std::size_t tilesExact = 0; ///< of the visible ones, those drawn at their own zoom
    std::size_t tilesPending = 0;
    std::size_t cacheBytes = 0;
    std::size_t labelsPlaced = 0;
    std::size_t labelsHidden = 0;
    bool opening = true;   ///< the first picture is not complete yet
    bool gathering = true; ///< it lacks tiles
};

class MapRenderer {
public:
    /// Compiles the programs. Error: no usable context, or a shader that the driver refuses (its log is the message).
    [[nodiscard]] static Result<std::unique_ptr<MapRenderer>> create(app::JobPool &jobs, RendererOptions options);
    virtual ~MapRenderer() = default;

    /// Looks at what changed since the last call (by pointer and value), requests and uploads tiles.
    virtual void sync(const app::AppState &state) = 0;
    /// True when a new draw() would differ from the last one (camera, data, fades).
    [[nodiscard]] virtual bool needsFrame() const = 0;
    /// True when every tile in the window of every visible layer is exact and drawn and all labels are settled.
    [[nodiscard]] virtual bool isComplete() const = 0;
    virtual void draw(const Target &target) = 0;
    [[nodiscard]] virtual RenderStatistics statistics() const = 0;
};

} // namespace corridors::render
