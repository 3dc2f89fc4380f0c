// The readers that MapLoader is given: geodata/io behind functions, so that viewer/app needs no GDAL.
// Used by the window and by the commands.
#pragma once

#include "viewer/app/map_loader.hpp"

namespace corridors::platform {

/// Readers of sources and projections through geodata/io, and of pictures through viewer/output. `useCache` is the
/// switch of the FlatGeobuf cache; `knownMaps` are the maps that a picture may be of without lying beside them.
[[nodiscard]] app::MapReaders mapReaders(bool useCache = true, std::vector<std::string> knownMaps = {});

} // namespace corridors::platform
