// GeoTIFF through GDAL's driver. Internal to gdal.
#pragma once

#include <memory>

#include "geodata/io/georeference.hpp"

namespace corridors::gdal {

/// See io::GeoTiffWriter::create.
[[nodiscard]] Result<std::unique_ptr<io::GeoTiffWriter>>
createGeoTiff(const io::GeoTiffWriter::Description &description);

} // namespace corridors::gdal
