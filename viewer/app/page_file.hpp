// page.json: a page's description as a file, written by the window and read by `corridors export --page`. Every key may
// be missing (then the value is the default); a key that is not known is an error, since a misspelt one would silently
// do nothing.
//
//   {"corridors:page": 1, "size": "a4-landscape" or "297x210mm", "dpi": 300,
//    "extent": {"chapter": id} or {"features": [id, ...]} or {"bbox": [W, S, E, N]} or {"center": [lon, lat], "zoom":
//    z}, "show": [layer, ...], "hide": [...], "only": [...], "highlight": [feature, ...], "theme": "print",
//    "furniture": {"title": true, false or a text, "subtitle": text, "legend": true, "legendEdits": [{"layer",
//      "label", "text", "hidden"}], "scaleBar": true, false, "km" or "miles", "northArrow": true, false, "true", "grid"
//      or "both", "attributions": true, "date": text, "note": text, "accuracy": true, "graticule": false,
//      "inset": false, "callouts": false, "captions": true, "elbows": true, "places": {"legend": [x, y], ...}}}
#pragma once

#include <string>
#include <string_view>

#include "viewer/app/page.hpp"

namespace corridors::app {

/// Error: not JSON, an unknown key, a value of the wrong kind; with its place ("furniture.scaleBar"). `path` is for
/// messages.
[[nodiscard]] Result<PageDescription> parsePage(std::string_view json, const std::string &path);
[[nodiscard]] Result<PageDescription> readPage(const std::string &path);
/// What parsePage() reads back as the same description; defaults are left out.
[[nodiscard]] std::string serialisePage(const PageDescription &page);

} // namespace corridors::app
