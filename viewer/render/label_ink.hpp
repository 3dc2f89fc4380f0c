// InkMap: which parts of the screen are covered by lines (tile::InkGrid of the visible tiles), so that a label with a
// choice of places takes the one that hides fewest of them. A preference, never a bar: a label that finds only covered
// room still shows. CPU only; used by label_placement, filled by label_layer.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geodata/core/bounds.hpp"
#include "viewer/app/camera.hpp"
#include "viewer/render/label_box.hpp"

namespace corridors::render {

/// A layer of the user that is fainter than this does not mind labels over its lines.
inline constexpr double kInkOpacity = 0.3;

/// The ink of one style layer in one tile that is drawn.
struct LabelInk {
    std::shared_ptr<const std::vector<std::uint64_t>> cells; ///< tile::InkGrid
    WorldBounds square;                                      ///< of the whole tile, copies of the world included
    WorldBounds clip;                                        ///< the part of it that is drawn
    friend bool operator==(const LabelInk &, const LabelInk &) = default;
};

class InkMap {
public:
    /// Empties the map and covers `area` of the screen.
    void reset(const ScreenBox &area);
    void add(const LabelInk &ink, const app::Viewport &viewport);
    /// Share of a box that lies on lines, 0 to 1. Parts outside the area count as free.
    [[nodiscard]] double shareUnder(const ScreenBox &box) const;

private:
    void cover(const ScreenBox &box);
    [[nodiscard]] std::size_t cellAt(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
    }
    ScreenBox m_area;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<std::uint8_t> m_inked;
};

} // namespace corridors::render
