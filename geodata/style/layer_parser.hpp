// One entry of a style document's `layers` -> StyleLayer. Internal to geodata/style.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "geodata/style/property_reader.hpp"
#include "geodata/style/style_layer.hpp"

namespace corridors::style {

/// Where a property really stands when it is not in the layer itself: (layer id, property) -> place in the document.
using OverridePlaces = std::map<std::pair<std::string, std::string>, std::string>;

/// Parses a layer. Bad properties become warnings and keep their defaults; nullopt (with a warning) when the layer as
/// a whole is unusable or of a type that is not drawn. `place` is its JSON path, e.g. "layers[3]".
[[nodiscard]] std::optional<StyleLayer> parseLayer(const Json &json, const std::string &place,
                                                   const PropertyReader &reader, const OverridePlaces &overrides);

} // namespace corridors::style
