// Refinement: the map at another zoom, drawn piece by piece behind the picture that is shown, so that zooming never
// waits for it. It holds the texture and knows what is still to draw; the drawing is map_canvas's. Main thread.
#pragma once

#include <optional>
#include <vector>

#include "viewer/render/map_texture.hpp"

namespace corridors::render {

class Refinement {
public:
    /// Begins anew: `rect` of the grid, no larger than widthPx x heightPx, in pieces of at most `piecePx` an edge that
    /// do not cross edges of tiles. Error: no memory for the texture.
    [[nodiscard]] Result<void> begin(const PixelGrid &grid, const PixelRect &rect, int widthPx, int heightPx,
                                     std::int64_t piecePx);
    void stop();

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] bool isDone() const { return m_active && m_pieces.empty(); }
    [[nodiscard]] const PixelGrid &grid() const { return m_texture.grid(); }
    /// The next piece to draw, if any; it then counts as drawn.
    [[nodiscard]] std::optional<PixelRect> takePiece();
    /// A part has to be drawn (again).
    void invalidate(const PixelRect &rect);
    [[nodiscard]] MapTexture &texture() { return m_texture; }

private:
    MapTexture m_texture;
    std::vector<PixelRect> m_pieces; ///< still to draw, the next one last
    bool m_active = false;
};

/// The rectangle of `to`'s pixels that surely shows what `rect` of `from` shows: rounded inwards. Both grids look at
/// one square.
[[nodiscard]] PixelRect rescaled(const PixelRect &rect, const PixelGrid &from, const PixelGrid &to);

/// What of `whole` lies outside `part`: at most four rectangles.
[[nodiscard]] std::vector<PixelRect> outside(const PixelRect &whole, const PixelRect &part);

} // namespace corridors::render
