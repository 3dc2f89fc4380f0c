// The readers that MapLoader is given: geodata/io behind functions, so that viewer/app needs no GDAL.
// Used by the window and by the commands.
#pragma once

#include "viewer/app/map_loader.hpp"

namespace corridors::platform {

/// Readers of sources and projections through geodata/io. `useCache` is the switch of its FlatGeobuf cache.
[[nodiscard]] app::MapReaders mapReaders(bool useCache = true);

} // namespace corridors::platform
