// Where labels go: the anchors of labels along a line, chosen from the whole line and not from its part in one tile, so
// that no label is doubled or lost at a tile's edge; and the thinning of crowds of labels. Used by the symbol builder.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

/// A place on a line.
struct LineAnchor {
    WorldPoint point;
    double alongM = 0; ///< from the line's start, in its full detail
};

/// Length of a line, metres.
[[nodiscard]] double lineLengthM(std::span<const WorldPoint> line);

/// Anchors at the line's middle and every `spacingM` from there in both directions (only the middle for spacing 0), as
/// far as they lie within the tile grown by a unit. When the spacing halves, all former anchors remain.
[[nodiscard]] std::vector<LineAnchor> anchorsInTile(std::span<const WorldPoint> line, double spacingM,
                                                    const TileFrame &frame);

/// The line from `halfWindowM` before the anchor to as far behind it (less at its ends), with the anchor as a vertex;
/// vertices for which keep(i) is false are left out. Sets `anchorAlongM`, measured along the result.
[[nodiscard]] std::vector<WorldPoint> pathAround(std::span<const WorldPoint> line, const LineAnchor &anchor,
                                                 double halfWindowM, const std::function<bool(std::size_t)> &keep,
                                                 double &anchorAlongM);

/// Keeps the first few labels, by sort key and then by order, of each cell of the level's grid. As the zoom grows cells
/// get smaller, so a label that is kept at one level is kept at the next.
class LabelCells {
public:
    LabelCells(double cellUnits, std::size_t perCell) : m_cellUnits(cellUnits), m_perCell(perCell) {}

    /// Whether a label would be kept (it is then worth evaluating).
    [[nodiscard]] bool accepts(UnitPoint at, double sortKey) const;
    /// Whether one somewhere in the box might be kept: false is certain, true is not.
    [[nodiscard]] bool mayAccept(const UnitBox &box, double sortKey) const;
    /// Notes label number `label`; returns the number of the one it displaced, or `label` + 1 when none was.
    std::size_t insert(UnitPoint at, double sortKey, std::size_t label);

private:
    struct Entry {
        double sortKey;
        std::size_t label;
    };
    [[nodiscard]] std::uint64_t keyOf(UnitPoint at) const;
    double m_cellUnits;
    std::size_t m_perCell;
    std::unordered_map<std::uint64_t, std::vector<Entry>> m_cells;
};

} // namespace corridors::tile
