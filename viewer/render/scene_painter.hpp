// ScenePainter: draws a Scene's layers into one rectangle of a framebuffer: backgrounds, fills, lines and circles in
// drawing order, groups with opacity below 1 composed as a whole through an offscreen texture. Labels and highlights
// are drawn elsewhere (label_*, highlight). Main thread, context current.
#pragma once

#include <functional>
#include <vector>

#include "viewer/render/painter.hpp"
#include "viewer/render/scene.hpp"

namespace corridors::render {

/// Which of the scene's steps: [first, last).
struct StepRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

class ScenePainter {
public:
    explicit ScenePainter(const Programs &programs) : m_painter(programs) {}

    /// Draws the steps over what is there. `framebufferWidthPx` is the target's width (for the offscreen texture).
    /// A draft is drawn from tiles of a smaller scale, for a moment.
    void draw(const Scene &scene, TileStore &store, const PixelGrid &grid, bool wraps, const Region &region,
              int framebufferWidthPx, StepRange steps, bool draft = false);
    [[nodiscard]] Painter &painter() { return m_painter; }
    /// The last problem with the offscreen texture: groups are then drawn without their opacity. Empty: none.
    [[nodiscard]] const std::string &problem() const { return m_problem; }

private:
    void drawStep(const Scene &scene, const LayerStep &step, double zoom, float opacity);
    bool beginGroup(const Region &region, const PixelGrid &grid, int widthPx);

    Painter m_painter;
    std::vector<std::vector<DrawTile>> m_tiles; ///< by feed; kept for its capacity
    std::vector<bool> m_collected;
    gpu::RenderTexture m_group;
    std::string m_problem;
};

} // namespace corridors::render
