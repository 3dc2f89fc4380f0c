// SVG of a page, written by ourselves: a group a layer and a feature an element, with ids and data-*, text as text with
// its font named (or as outlines), layer opacity as group opacity, furniture and callouts as groups by role, links
// where texts hold addresses; title, description and the record of its making inside. Used by platform.
#pragma once

#include <stop_token>
#include <string>

#include "geodata/core/result.hpp"
#include "viewer/app/picture_record.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::output {

/// The document. Its size: a logical pixel is a CSS pixel, 1/96 inch, whatever the request's pixels. Errors: no map,
/// cancelled.
[[nodiscard]] Result<std::string> makeSvg(const app::AppState &state, const PictureRequest &request,
                                          const app::PictureRecord &record, bool textOutlines,
                                          const std::stop_token &cancel = {});

} // namespace corridors::output
