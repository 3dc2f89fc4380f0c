// Refinement: the map at another zoom, drawn piece by piece behind the picture that is shown, so that zooming never
// waits for it. It holds the texture and knows what is still to draw; the drawing is map_canvas's. Main thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "viewer/render/map_texture.hpp"

namespace corridors::render {

class Refinement {
public:
    /// Begins anew: `rect` of the grid, no larger than widthPx x heightPx. Error: no memory for the texture.
    [[nodiscard]] Result<void> begin(const PixelGrid &grid, const PixelRect &rect, int widthPx, int heightPx,
                                     bool withCircles = false);
    void stop();

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] bool isDone() const { return m_active && m_pieces.empty() && m_drafts.empty(); }
    [[nodiscard]] const PixelGrid &grid() const { return m_texture.grid(); }
    /// The next piece to draw, if any, of at most `edgePx` an edge and within one tile; it then counts as drawn. What
    /// lies outside `known`, a rectangle of the grid that something else can show, comes first, the nearest of it
    /// before the rest.
    [[nodiscard]] std::optional<PixelRect> takePiece(std::int64_t edgePx, const PixelRect &known = {});
    /// All that is still to draw within `rect` of the grid; it then counts as drawn.
    [[nodiscard]] std::vector<PixelRect> takeWithin(const PixelRect &rect);
    /// What was taken has been drawn as a draft only: it is to be drawn again after all the rest.
    void noteDraft(const PixelRect &piece) { m_drafts.push_back(piece); }
    /// A part has to be drawn (again).
    void invalidate(const PixelRect &rect);
    [[nodiscard]] MapTexture &texture() { return m_texture; }

private:
    [[nodiscard]] std::optional<PixelRect> takeOutside(std::int64_t edgePx, const PixelRect &known);
    MapTexture m_texture;
    std::vector<PixelRect> m_pieces; ///< still to draw, of any size, the next one last
    std::vector<PixelRect> m_drafts; ///< drawn, but not well
    bool m_active = false;
};

/// An edge for pieces of which each takes about as long as asked for: it is halved and doubled as they are measured,
/// since what a piece costs is known only when it is drawn.
class PieceSize {
public:
    static constexpr std::int64_t kSmallestPx = 80;
    static constexpr std::int64_t kLargestPx = 320;
    [[nodiscard]] std::int64_t edgePx() const { return m_edgePx; }
    /// A piece of this size took `seconds`, of `budgetS` that a frame has for all of its pieces.
    void measured(const PixelRect &piece, double seconds, double budgetS);

private:
    std::int64_t m_edgePx = 160;
};

/// The rectangle of `to`'s pixels that surely shows what `rect` of `from` shows: rounded inwards. Both grids look at
/// one square.
[[nodiscard]] PixelRect rescaled(const PixelRect &rect, const PixelGrid &from, const PixelGrid &to);

/// What of `whole` lies outside `part`: at most four rectangles.
[[nodiscard]] std::vector<PixelRect> outside(const PixelRect &whole, const PixelRect &part);
/// The same for several: what of `whole` lies in none of `parts`.
[[nodiscard]] std::vector<PixelRect> outside(const PixelRect &whole, std::span<const PixelRect> parts);

} // namespace corridors::render
