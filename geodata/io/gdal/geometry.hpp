// OGR's geometries, flattened. Internal to gdal.
#pragma once

#include <ogr_geometry.h>
#include <string>

#include "geodata/io/source_geometry.hpp"

namespace corridors::gdal {

/// Fills `out`, whose former content goes: curves as lines, surfaces as polygons, heights dropped. Null, empty and
/// unknown geometries leave it empty.
void takeGeometry(const OGRGeometry *geometry, io::SourceGeometry &out);

/// Any geometry object of GeoJSON; false with GDAL's reason when it is none.
[[nodiscard]] bool geometryFromGeoJson(const std::string &json, io::SourceGeometry &out, std::string &why);

} // namespace corridors::gdal
