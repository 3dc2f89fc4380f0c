// What is written into pictures beside their pixels: the record of their making (app/picture_record.hpp) as PNG texts,
// and its way back out of PNG, SVG, PDF and GeoTIFF files. Used by cli and platform.
#pragma once

#include <string>

#include "geodata/core/result.hpp"
#include "viewer/app/picture_record.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::output {

/// The record of a picture of `state` as it is requested, complete: recordOf() with title, date, attributions and alt
/// text. The state's viewport is the picture's. Reads the map's files to hash them; any thread.
[[nodiscard]] app::PictureRecord completeRecord(const app::AppState &state, const PictureRequest &request,
                                                const std::string &version);

/// iTXt entries: the keywords of the PNG specification (11.3.4.2) for people, "corridors:..." for programs.
[[nodiscard]] PictureTexts pngTexts(const app::PictureRecord &record);

/// The record in a picture file. Errors: unreadable, no picture of this program, damaged; each with its way out.
[[nodiscard]] Result<app::PictureRecord> readPictureRecord(const std::string &path);

} // namespace corridors::output
