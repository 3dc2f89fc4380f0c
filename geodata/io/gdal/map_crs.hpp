// The map's projection as GDAL names it. Internal to gdal.
#pragma once

#include "geodata/io/georeference.hpp"

namespace corridors::gdal {

/// See io::mapCrs.
[[nodiscard]] Result<io::MapCrs> mapCrs(const io::CrsName &name);

} // namespace corridors::gdal
