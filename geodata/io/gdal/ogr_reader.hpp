// Reads every format but GeoJSON through its GDAL driver: all layers with geometries, or one by name. Internal to gdal.
#pragma once

#include <string>
#include <vector>

#include "geodata/io/feature_sink.hpp"
#include "geodata/io/probe.hpp"

namespace corridors::gdal {

[[nodiscard]] Result<io::ReadResult> readWithOgr(const io::Probe &probe, const std::string &path,
                                                 const std::string &layerName, io::FeatureSink &sink);

/// The names of the layers that may have geometries.
[[nodiscard]] Result<std::vector<std::string>> layerNames(const io::Probe &probe, const std::string &path);

} // namespace corridors::gdal
