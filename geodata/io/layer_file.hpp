// A LayerData in a FlatGeobuf file and back, exactly: same order, ids, attribute types and bits of every coordinate.
// GDAL writes the file (openGdal()), and it is read here, since GDAL makes an object of each feature first and would
// have to be loaded for it: a tenth of the time. The coordinates are those of the map's projection, so a warm start
// projects nothing. The file has no spatial index: with one, FlatGeobuf would reorder the features, and LayerData
// builds its own. Attributes, whose types FlatGeobuf does not know (null beside absent, mixed columns, JSON), travel as
// one binary field. Internal to io and gdal; the cache uses it.
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

/// The columns of the file, which has no others: the feature's id (string), whether that was a number (integer), and
/// the attributes as cells (binary, layer_cells.hpp).
inline constexpr int kLayerFileId = 0;
inline constexpr int kLayerFileIdIsNumber = 1;
inline constexpr int kLayerFileProperties = 2;

/// A layer as read, and the fingerprint of the file's bytes, which the caller holds against the one that it knows.
struct LayerFileContent {
    std::shared_ptr<const LayerData> layer;
    std::string fingerprint;
};

/// Reads; `layer` is null when the file is not exactly what `info` describes, or when `cancel` stops it. `ranks` become
/// those of the layer's vertices.
[[nodiscard]] LayerFileContent readLayerFile(const std::string &path, const LayerFileInfo &info,
                                             const std::shared_ptr<const Projection> &projection,
                                             const std::stop_token &cancel, std::vector<std::uint8_t> ranks = {});

} // namespace corridors::io
