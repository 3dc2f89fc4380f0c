// MapTexture: the drawn map as a texture that wraps around (a torus), so that panning keeps its pixels where they are
// and only newly exposed strips are drawn. It knows which pixels of the grid are valid; what they show is the caller's.
//
//      grid (endless)                          texture W x H
//      ......+-----------------+....           grid pixel (x, y) lies at (x mod W, y mod H)
//      ......|     covered     |....           a rectangle of the grid is up to four of the texture
//      ......+-----------------+....
//
// Rows are stored top first: a blit that turns them over is a plain copy to a window (whose rows GL has bottom first).
#pragma once

#include <vector>

#include "viewer/gpu/handles.hpp"
#include "viewer/render/painter.hpp"
#include "viewer/render/pixel_grid.hpp"

namespace corridors::render {

class MapTexture {
public:
    /// Makes the texture at least as large as asked for; contents become invalid when it has to be made anew.
    [[nodiscard]] Result<void> reserve(int widthPx, int heightPx);
    void release();

    [[nodiscard]] bool exists() const { return m_target.widthPx > 0; }
    [[nodiscard]] int widthPx() const { return m_target.widthPx; }
    [[nodiscard]] int heightPx() const { return m_target.heightPx; }
    [[nodiscard]] unsigned framebuffer() const { return m_target.framebuffer.id(); }
    [[nodiscard]] const PixelGrid &grid() const { return m_grid; }
    /// The valid rectangle of the grid.
    [[nodiscard]] const PixelRect &covered() const { return m_covered; }

    /// Whether circles are drawn into it; else they are drawn over it.
    [[nodiscard]] bool hasCircles() const { return m_hasCircles; }

    /// Begins anew on a grid: nothing is covered.
    void reset(const PixelGrid &grid, bool hasCircles);
    /// What to cover for a window: where it is covered already as much of that as fits, and where it is not, `leadPx`
    /// beyond it, so that steady panning draws a wider strip now and then instead of a thin one on every frame.
    [[nodiscard]] PixelRect rectFor(const PixelRect &window, std::int64_t leadPx) const;
    /// Moves the covered rectangle to `rect` (no larger than the texture) and returns what has to be drawn for that: at
    /// most four strips, or all of it. The caller draws them before the next blit.
    [[nodiscard]] std::vector<PixelRect> cover(const PixelRect &rect);
    /// The framebuffer rectangles that a part of the covered rectangle occupies.
    [[nodiscard]] std::vector<Region> regions(const PixelRect &rect) const;
    /// Copies `rect` of the grid to the top-left corner (x, y) of a framebuffer of `heightPx` rows, pixel on pixel.
    void blit(const PixelRect &rect, unsigned framebuffer, int heightPx, std::int64_t x, std::int64_t y) const;
    /// What is covered, as parts to stretch over a window onto another grid of the same square (Painter::stretch), for
    /// as long as the map at that zoom is not drawn yet.
    [[nodiscard]] std::vector<Painter::Stretch> stretched(const PixelGrid &grid, const PixelRect &window) const;
    [[nodiscard]] unsigned texture() const { return m_target.texture.id(); }

private:
    gpu::RenderTexture m_target;
    PixelGrid m_grid;
    PixelRect m_covered;
    bool m_hasCircles = false;
};

} // namespace corridors::render
