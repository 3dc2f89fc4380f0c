// Where a point label's box lies relative to its anchor: text-anchor, text-variable-anchor, text-offset,
// text-radial-offset, text-justify, as the MapLibre Style Spec has them. Pure arithmetic.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/tile/tile_mesh.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::render {

/// One way to attach a label.
struct AnchorChoice {
    double alignX = 0.5; ///< share of the box's width that lies left of the anchor point
    double alignY = 0.5; ///< share of its height above
    double offsetXEm = 0;
    double offsetYEm = 0;
    text::Justify justify = text::Justify::Center;
};

/// The ways to try, best first; never empty.
[[nodiscard]] std::vector<AnchorChoice> anchorChoices(const tile::LabelSpec &spec);

/// For a place in a large polygon: the anchor itself, then places around it, nearest first, so that a name steps
/// aside from a line without leaving for the next place of the grid.
[[nodiscard]] std::vector<AnchorChoice> nudgedChoices(const AnchorChoice &choice);

} // namespace corridors::render
