// Reads every format but GeoJSON through its GDAL driver: all layers with geometries, or one by name. Internal to io.
#pragma once

#include <string>

#include "geodata/io/feature_sink.hpp"
#include "geodata/io/probe.hpp"

namespace corridors::io {

[[nodiscard]] Result<ReadResult> readWithOgr(const Probe &probe, const std::string &path, const std::string &layerName,
                                             FeatureSink &sink);

/// The names of the layers that may have geometries.
[[nodiscard]] Result<std::vector<std::string>> layerNames(const Probe &probe, const std::string &path);

} // namespace corridors::io
