// Reads GeoJSON (RFC 7946) from a stream in one pass: JsonScanner finds each feature and its members, geojson_geometry
// (or GDAL) reads the geometry, json_text the attributes. GDAL's own driver parses a file twice, once at opening for a
// schema that LayerData does not need, and flattens types and ids; so the features come early here and keep both. Also
// reads text sequences (one feature a line, RFC 8142) and the "crs" member of GeoJSON 2008. Internal to io.
#pragma once

#include <string>

#include "geodata/io/byte_source.hpp"
#include "geodata/io/feature_sink.hpp"

namespace corridors::io {

[[nodiscard]] Result<ReadResult> readGeoJson(ByteSource &source, const std::string &path, FeatureSink &sink);

} // namespace corridors::io
