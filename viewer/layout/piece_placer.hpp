// Finds a place on the page for each piece of furniture: where it was moved to, else the first of its corners that is
// free and covers nothing highlighted. Pieces never overlap and never leave the page. Used within viewer/layout.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/layout/blocks.hpp"

namespace corridors::layout {

enum class Corner : std::uint8_t { TopLeft, TopRight, BottomLeft, BottomRight };

struct PageRoom {
    double widthPx = 0;
    double heightPx = 0;
    double marginPx = 0;
    double gapPx = 0; ///< between pieces
};

class PiecePlacer {
public:
    PiecePlacer(const PageRoom &room, const std::map<std::string, app::PiecePlace> &moved)
        : m_room(room), m_moved(moved) {}

    /// Points of highlighted features on the page: as few as possible are covered.
    void setHighlights(std::vector<ScreenPoint> samples) { m_highlights = std::move(samples); }
    [[nodiscard]] bool isMoved(const std::string &role) const { return m_moved.contains(role); }

    /// Adds the piece; false when there is no room for it. `always`: then it stands in the first corner all the same
    /// (only the first piece may ask so).
    bool place(const std::string &role, Block block, std::initializer_list<Corner> corners, bool always = false);
    /// A piece that is made for the height it gets (`make` returns nullopt when that is too little): in the columns
    /// along the left and right edge, as high up or down as the corner says. `onlyClear`: rather nowhere than over
    /// something highlighted.
    bool placeInColumns(const std::string &role, const std::function<std::optional<Block>(double)> &make,
                        std::initializer_list<Corner> corners, bool onlyClear = false);

    /// All pieces, placed.
    [[nodiscard]] DrawList take() { return std::move(m_list); }

private:
    struct Candidate {
        PageBox box;
        std::size_t covered = 0; ///< highlights
    };
    [[nodiscard]] bool isFree(const PageBox &box) const;
    [[nodiscard]] std::size_t coveredBy(const PageBox &box) const;
    /// The place for a box of this size nearest to its corner along the corner's edge column.
    [[nodiscard]] std::optional<PageBox> inCorner(Corner corner, double widthPx, double heightPx) const;
    [[nodiscard]] std::optional<PageBox> whereMoved(const std::string &role, double widthPx, double heightPx) const;
    [[nodiscard]] double roomInColumn(Corner corner, double widthPx) const;
    void add(Block block, const PageBox &box);

    PageRoom m_room;
    const std::map<std::string, app::PiecePlace> &m_moved;
    std::vector<ScreenPoint> m_highlights;
    std::vector<PageBox> m_taken;
    DrawList m_list;
};

/// Points on a feature that the page shows, about `stepPx` apart: the place itself, along lines, along outlines of
/// areas.
void appendSamples(const FeatureView &feature, const app::Viewport &viewport, double stepPx,
                   std::vector<ScreenPoint> &out);

/// Points on the selected features that the page shows: places, along lines, along the outline of areas that are not
/// most of the page.
[[nodiscard]] std::vector<ScreenPoint> highlightSamples(const app::AppState &state, const app::Viewport &viewport);

} // namespace corridors::layout
