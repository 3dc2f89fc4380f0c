// The parts of a style document beside its layers: sources, and our keys under `metadata`. Internal to geodata/style;
// parseStyle puts them together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/style/json.hpp"
#include "geodata/style/layer_parser.hpp"
#include "geodata/style/style_document.hpp"

namespace corridors::style {

/// Reads `sources`; what cannot be used becomes a warning and is left out.
void parseSources(const Json &root, const PropertyReader &reader, StyleDocument &document);

/// Reads the document's `metadata`: title, projection, groups, links, story, attribution, names of themes.
void parseMetadata(const Json &root, const PropertyReader &reader, StyleDocument &document);

/// Groups that stand on style layers only follow those that are listed, topmost first.
void appendImpliedGroups(StyleDocument &document);

/// Writes a theme's values over the layers' own, in place, and notes where they came from.
void applyTheme(Json &root, std::string_view theme, const PropertyReader &reader, OverridePlaces &places);

/// `relative` as seen from the folder of the file `base`; absolute paths and an empty base leave it as it is.
[[nodiscard]] std::string resolvePath(const std::string &base, const std::string &relative);

} // namespace corridors::style
