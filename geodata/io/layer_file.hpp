// A LayerData in a FlatGeobuf file and back, exactly: same order, ids, attribute types and bits of every coordinate.
// The coordinates are those of the map's projection, so a warm start projects nothing. The file has no spatial index:
// with one, FlatGeobuf would reorder the features, and LayerData builds its own. Attributes, whose types FlatGeobuf
// does not know (null beside absent, mixed columns, JSON), travel as one binary field. Internal to io; the cache uses
// it.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/core/layer_data.hpp"

namespace corridors::io {

/// What the file itself does not say; the cache keeps it beside the file.
struct LayerFileInfo {
    std::size_t features = 0;
    std::size_t parts = 0;
    std::size_t vertices = 0;
    std::vector<std::string> columns;
};

/// Writes through GDAL; false when that fails or `cancel` stops it (what is there then is to be deleted).
[[nodiscard]] bool writeLayerFile(const std::string &path, const LayerData &layer, LayerFileInfo &info,
                                  const std::stop_token &cancel);

/// Reads; null when the file is not exactly what `info` describes, or when `cancel` stops it. `ranks` become those of
/// the layer's vertices.
[[nodiscard]] std::shared_ptr<const LayerData> readLayerFile(const std::string &path, const LayerFileInfo &info,
                                                             const std::shared_ptr<const Projection> &projection,
                                                             const std::stop_token &cancel,
                                                             std::vector<std::uint8_t> ranks = {});

} // namespace corridors::io
