// Painter: draws buckets of tiles into a rectangle of a framebuffer. It knows styles and tiles, not where they come
// from nor when to draw. Used by map_renderer and highlight. Main thread, context current.
#pragma once

#include <vector>

#include "viewer/render/paint.hpp"
#include "viewer/render/pixel_grid.hpp"
#include "viewer/render/programs.hpp"
#include "viewer/render/tile_store.hpp"

namespace corridors::render {

/// A rectangle of the map and where it lies in a framebuffer. Framebuffer coordinates here count from the row that is
/// drawn as the top; `topFirst` tells whether that row is GL's row 0 (textures of ours) or its last (windows).
struct Region {
    unsigned framebuffer = 0;
    int framebufferHeightPx = 0;
    bool topFirst = false;
    PixelRect rect;     ///< of the grid
    std::int64_t x = 0; ///< of the rect's top-left corner in the framebuffer
    std::int64_t y = 0;
    /// Where this is given, all regions of a framebuffer share one transformation, so that a map that is drawn piece by
    /// piece is the same, to the last bit, however it is cut; else the region has its own.
    int framebufferWidthPx = 0;
};

class Painter {
public:
    explicit Painter(const Programs &programs);

    /// Binds the framebuffer, viewport and scissor; everything until the next begin() draws there.
    void begin(const Region &region, const PixelGrid &grid);
    /// Replaces the region's pixels by a premultiplied colour.
    void clear(const Rgba &color);
    /// Blends a premultiplied colour over the region.
    void wash(const Rgba &color);
    /// Blends a texture of the framebuffer's size over the region, pixel on pixel.
    void composite(unsigned texture, float opacity);
    /// Replaces `to`, a rectangle of the region's framebuffer from its top, by a part of a texture, filtered.
    struct Stretch {
        PixelRect to;
        Rgba part{}; ///< x, y, width, height as shares of the texture
    };
    /// Only what lies in `clip`, a rectangle of the grid, is touched.
    void stretch(unsigned texture, const Stretch &piece, const PixelRect &clip);
    /// Draws a fill, line or circle layer from the tiles that have it. `layerIndexOf(tile)` gives the layer's index in
    /// the tile's own document, or -1.
    template <class IndexOf>
    void drawLayer(const style::StyleLayer &layer, const std::vector<DrawTile> &tiles, IndexOf &&layerIndexOf) {
        m_batch.clear();
        for (const DrawTile &tile : tiles) {
            const int index = layerIndexOf(*tile.tile);
            if (index < 0) continue;
            if (const GpuBucket *bucket = tile.tile->bucket(static_cast<std::uint32_t>(index)))
                m_batch.push_back({&tile, bucket});
        }
        if (!m_batch.empty()) drawBatch(layer);
    }

private:
    struct Item {
        const DrawTile *tile;
        const GpuBucket *bucket;
    };
    void drawBatch(const style::StyleLayer &layer);
    void drawFills(const style::FillStyle &style);
    void drawLines(const style::LineStyle &style);
    void drawCircles(const style::CircleStyle &style);
    template <class Program>
    void useProgram(const Program &program);
    /// Scissors to the tile's square and sets its transformation; false when nothing of it is in the region.
    bool placeTile(const DrawTile &tile, int uniform, const std::array<float, 2> &translatePx, bool clipToTile);
    /// Whether a chunk of the tile that was placed last may show, drawn `reachPx` beyond its positions.
    [[nodiscard]] bool mayShow(const tile::Chunk &chunk, float reachPx) const;
    [[nodiscard]] Rgba regionPx() const;
    void setScissor(const PixelRect &rect);
    void setBlending(bool on);

    const Programs &m_programs;
    gpu::VertexArray m_emptyArray; // for the shaders that read no attribute
    Region m_region;
    PixelRect m_view; ///< of the grid: what the viewport shows
    PixelGrid m_grid;
    FrameZoom m_zoom;
    Rgba m_clip{};
    std::array<float, 4>
        m_window{};         ///< what is drawn of the tile that was placed last: left, top, right, bottom; units
    float m_unitsPerPx = 1; ///< of that tile
    bool m_blending = false;
    unsigned m_program = 0;
    std::vector<Item> m_batch; // kept for its capacity
};

} // namespace corridors::render
