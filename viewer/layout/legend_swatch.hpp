// Draws what a set of style layers makes of one feature as a small picture: the legend's swatch. Used by legend.cpp.
#pragma once

#include <optional>
#include <vector>

#include "geodata/style/style_layer.hpp"
#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

/// A swatch of kSwatchWidthPx x kSwatchHeightPx at the origin. `layers` bottom first, all of which draw the feature;
/// without a feature, values that depend on one take their defaults. Polygons are shown as a little area with its
/// outlines, lines as a line, points as a symbol.
[[nodiscard]] DrawList makeSwatch(const std::vector<const style::StyleLayer *> &layers,
                                  const std::optional<FeatureView> &feature, double zoom, double opacity);

} // namespace corridors::layout
