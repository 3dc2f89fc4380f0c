// A parsed map file: MapLibre Style Spec v8 plus our `metadata` keys with the prefix "corridors:".
// Immutable after parsing and shared as shared_ptr<const StyleDocument>; a changed style is a new document.
//
// Keys of ours, all under the document's `metadata`:
//   corridors:title       title of the map for pictures
//   corridors:projection  "mercator" (default), {"type": "lcc", "centralLon", "originLat", "parallels": [a, b]}, or
//   "EPSG:n" / PROJ string corridors:layers      [{"id", "title", "kind"?, "digit"?, "base"?: bool, "visible"?: bool,
//   "opacity"?, "description"?}]
//                         the user's layers, in the order of the Layers panel and of the digit keys; top first
//   corridors:links       path of the links file (relative to the map file)
//   corridors:story       path of the story file
//   corridors:attribution extra attribution lines; sources carry their own `attribution`
//   corridors:themes      {"dark": {"layer-id": {"paint-property": value}}, ...} overrides by theme
// and under a style layer's `metadata`: corridors:layer (its group), corridors:legend (label of its swatch; false:
// none).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/projection.hpp"
#include "geodata/core/result.hpp"
#include "geodata/style/style_layer.hpp"

namespace corridors::style {

/// A source of features: a file (absolute path, or as given relative to the map file) or inline GeoJSON text.
struct Source {
    std::string id;
    std::string path;        ///< resolved against the map file's folder; empty for inline data
    std::string inlineJson;  ///< GeoJSON text when the source carries its data itself
    std::string attribution; ///< as the style gives it
};

/// What the map file asks for as projection.
struct ProjectionChoice {
    std::string name = "mercator"; ///< "mercator", "lcc", or a CRS that PROJ understands
    LambertParameters lambert;     ///< for "lcc"
};

/// One of the user's layers: a group of style layers with one eye, one opacity and one digit.
struct LayerGroup {
    std::string id;
    std::string title;
    std::string description;
    std::string kind;    ///< what the map file calls it; free text, may be empty
    int digit = 0;       ///< digit key 1..9 that toggles it; 0: its place in the list decides
    bool base = false;   ///< belongs to the base map: stays when another layer is shown alone
    bool visible = true; ///< initial state
    double opacity = 1;  ///< initial state
};

struct StyleDocument {
    std::string path; ///< the map file; empty for a style made by the program
    std::string name;
    std::string title;
    LonLat center;
    double zoom = 0;
    double bearingDeg = 0;
    bool hasView = false; ///< whether the document gave center or zoom
    ProjectionChoice projection;
    std::vector<Source> sources;
    std::vector<StyleLayer> layers; ///< drawing order, bottom first
    std::vector<LayerGroup> groups; ///< panel order, top first
    std::string linksPath;          ///< resolved; empty when the map has none
    std::string storyPath;
    std::vector<std::string> attributions;
    std::vector<std::string> themes; ///< names of the themes it offers, the default first

    [[nodiscard]] const Source *source(std::string_view id) const;
    [[nodiscard]] const LayerGroup *group(std::string_view id) const;
};

/// Parses a style document. Bad layers or properties become warnings and are left out or defaulted (the others stand);
/// an Error means that nothing is usable (not JSON, not an object, no "layers"). `path` is for messages and for
/// resolving relative paths; `theme` selects overrides from corridors:themes (empty: the default).
/// Every warning's `place` is the JSON path ("layers[3].paint.line-width") and says what was expected and found.
[[nodiscard]] Result<WithWarnings<std::shared_ptr<const StyleDocument>>>
parseStyle(std::string_view json, const std::string &path, std::string_view theme = {});

/// Style for a file that brings none: simplestyle-spec properties (stroke, fill, marker-color, ...) where features
/// have them, otherwise `accent` in sensible symbols per geometry class. Source and group are `id`.
[[nodiscard]] std::vector<StyleLayer> defaultLayersFor(const std::string &id, const LayerData &data, Color accent);
/// The same as JSON text: layers can be compared by it, which is not so of compiled ones.
[[nodiscard]] std::string defaultStyleFor(const std::string &id, const LayerData &data, Color accent);

/// A CSS colour (name, #rgb[a], #rrggbb[aa], rgb(), rgba(), hsl(), hsla()), or nullopt.
[[nodiscard]] std::optional<Color> parseColor(std::string_view text);

} // namespace corridors::style
