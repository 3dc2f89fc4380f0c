// Whether a feature meets the page, more exactly than by its bounds. Used within viewer/layout.
#pragma once

#include "geodata/core/layer_data.hpp"

namespace corridors::layout {

/// A line may pass around the page although its bounds meet it; areas and points are taken by their bounds.
[[nodiscard]] bool isOnPage(const FeatureView &feature, const WorldBounds &page);

} // namespace corridors::layout
