// The geometries that nearly all GeoJSON consists of, straight from their text: "type" and "coordinates" and nothing
// else, positions of two or three numbers. Whatever is unusual is left to GDAL, whose reading of it this one equals
// (a test holds the two against each other); GDAL builds a tree of JSON objects first, more than is needed.
// Internal to io.
#pragma once

#include <memory>
#include <ogr_geometry.h>
#include <string_view>

namespace corridors::io {

/// The geometry of `json`, one JSON object that is known to be well-formed; null when it is for GDAL to read.
[[nodiscard]] std::unique_ptr<OGRGeometry> plainGeometry(std::string_view json);

} // namespace corridors::io
