// Any CRS that PROJ knows as a projection of the map. Internal to gdal.
#pragma once

#include <memory>
#include <string>

#include "geodata/core/projection.hpp"
#include "geodata/core/result.hpp"

namespace corridors::gdal {

/// See io::makeProjection.
[[nodiscard]] Result<std::shared_ptr<const Projection>> projectionOf(const std::string &nameOrCrs);

} // namespace corridors::gdal
