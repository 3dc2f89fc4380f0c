// Writes the cache's files: see geodata/io/layer_file.hpp, which reads them. Internal to gdal.
#pragma once

#include <stop_token>
#include <string>

#include "geodata/io/layer_file.hpp"

namespace corridors::gdal {

/// Fills `info`; false when the writing fails or `cancel` stops it (what is there then is to be deleted).
[[nodiscard]] bool writeLayerFile(const std::string &path, const LayerData &layer, io::LayerFileInfo &info,
                                  const std::stop_token &cancel);

} // namespace corridors::gdal
