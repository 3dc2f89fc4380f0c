// CRSs as GDAL and PROJ know them. Internal to gdal.
#pragma once

#include <ogr_spatialref.h>
#include <string>

#include "geodata/io/source_crs.hpp"

namespace corridors::gdal {

/// "EPSG:32638" where the CRS has a code, its own name otherwise.
[[nodiscard]] std::string crsName(const OGRSpatialReference &crs);

/// The CRS of a file's coordinates. Error: there is no way from it to WGS 84.
[[nodiscard]] Result<io::SourceCrs> sourceCrs(const OGRSpatialReference &crs, const std::string &path);

/// From "EPSG:n", an OGC URN, WKT, PROJ JSON. Error: unknown.
[[nodiscard]] Result<io::SourceCrs> sourceCrsFromText(const std::string &text, const std::string &path);

} // namespace corridors::gdal
