// SymbolDrawer: the GL half of labels. It gathers the labels of the tiles that are drawn, lets LabelLayer place them,
// mirrors its atlas pages as textures and draws its quads. Main thread, context current.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "viewer/gpu/handles.hpp"
#include "viewer/render/label_layer.hpp"
#include "viewer/render/paint.hpp"
#include "viewer/render/pixel_grid.hpp"
#include "viewer/render/programs.hpp"
#include "viewer/render/scene.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::render {

class SymbolDrawer {
public:
    SymbolDrawer(const Programs &programs, bool animate);

    /// Places the labels for a window of the grid at a time of the application clock, off the boxes in `avoid`.
    /// `opening` and `hurried` as in LabelFrame.
    void update(const Scene &scene, TileStore &store, const PixelGrid &grid, bool wraps, const PixelRect &window,
                double nowS, std::span<const ScreenBox> avoid, LabelFrame::Opening opening, bool hurried = false);
    /// Draws the placed labels over the framebuffer, whose size is that of the window.
    void draw(unsigned framebuffer, const PixelRect &window, double pixelRatio);
    [[nodiscard]] const LabelLayer &layer() const { return m_layer; }

private:
    void gatherInk(const Scene &scene, TileStore &store, const PixelGrid &grid, const std::vector<TileId> &cover);
    void gather(const Scene &scene, TileStore &store, const PixelGrid &grid, bool wraps, const PixelRect &window);
    void uploadPages();

    struct Vertex {
        float x, y;
        float u, v, opacity;
    };
    struct Page {
        gpu::Texture texture;
        int widthPx = 0;
        int heightPx = 0;
    };

    const Programs &m_programs;
    text::TextEngine m_engine;
    LabelLayer m_layer;
    std::vector<LabelBatch> m_batches;
    std::vector<LabelInk> m_inks;
    std::vector<DrawTile> m_tiles;
    std::vector<Page> m_pages;
    std::vector<Vertex> m_vertices;
    gpu::Buffer m_buffer;
    gpu::VertexArray m_array;
};

} // namespace corridors::render
