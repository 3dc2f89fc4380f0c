// MapCanvas: brings the map's layers onto a target, either directly (exports) or through the map texture (windows):
// pans move the texture and draw the exposed strips, arrived tiles redraw their own rectangle, other changes draw the
// window anew. Labels and highlights are not its business. Used by map_renderer. Main thread, context current.
#pragma once

#include <vector>

#include "viewer/render/map_renderer.hpp"
#include "viewer/render/map_texture.hpp"
#include "viewer/render/scene_painter.hpp"

namespace corridors::render {

/// How the world is looked at, but not where: a pan changes nothing in here.
struct MapView {
    PixelGrid grid;
    bool wraps = false;
};

class MapCanvas {
public:
    /// Pixels around the window for which tiles are wanted ahead, and by which the texture is larger on each side.
    static constexpr std::int64_t kMarginPx = 128;

    explicit MapCanvas(const Programs &programs) : m_painter(programs) {}

    /// Everything is to be drawn anew with the next frame.
    void invalidate() { m_allStale = true; }
    /// A tile arrived: its rectangle is to be drawn anew, in every repetition of the world near the window.
    void invalidate(const MapView &view, const PixelRect &window, TileId id, double nowS);
    /// True when no redrawing is put off to a later frame.
    [[nodiscard]] bool isSettled() const { return m_stale.empty() && !m_allStale; }

    void drawDirectly(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                      const PixelRect &window);
    void drawThroughTexture(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                            const PixelRect &window, double nowS);
    [[nodiscard]] ScenePainter &painter() { return m_painter; }

private:
    struct StaleTile {
        TileId id; ///< x not wrapped
        double sinceS = 0;
    };
    struct Frame {
        const Scene &scene;
        TileStore &store;
        const MapView &view;
        double nowS;
    };
    void drawRegion(const Frame &frame, const Region &region, int framebufferWidthPx, StepRange steps);
    void drawIntoTexture(const Frame &frame, const PixelRect &rect, std::size_t groundSteps);
    void redrawStale(const Frame &frame, const PixelRect &window, std::size_t groundSteps);

    ScenePainter m_painter;
    MapTexture m_texture;
    std::vector<StaleTile> m_stale;
    bool m_allStale = true;
    std::size_t m_groundSteps = 0; ///< that the texture was drawn with
};

} // namespace corridors::render
