// The geometries that nearly all GeoJSON consists of, straight from their text: "type" and "coordinates" and nothing
// else, positions of two or three numbers. Whatever is unusual is left to GDAL, whose reading of it this one equals
// (a test holds the two against each other); GDAL builds a tree of JSON objects first, more than is needed.
// Internal to io.
#pragma once

#include <string_view>

#include "geodata/io/source_geometry.hpp"

namespace corridors::io {

/// The geometry of `json`, one JSON object that is known to be well-formed, into `out`, whose former content goes.
/// False when it is for GDAL to read; `out` holds nothing of use then.
[[nodiscard]] bool plainGeometry(std::string_view json, SourceGeometry &out);

} // namespace corridors::io
