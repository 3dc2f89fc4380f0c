// makeProjection: the map's own projections are core's; any other CRS is GDAL's.
#include "geodata/io/gdal_door.hpp"
#include "geodata/io/reader.hpp"

namespace corridors::io {

Result<std::shared_ptr<const Projection>> makeProjection(const std::string &nameOrCrs,
                                                         const LambertParameters &parameters) {
    if (nameOrCrs.empty() || nameOrCrs == "mercator" || nameOrCrs == "EPSG:3857") return webMercator();
    if (nameOrCrs == "lcc") return lambertConformalConic(parameters);
    const auto gdal = openGdal();
    if (!gdal) return tl::unexpected(gdal.error());
    return (*gdal)->projection(nameOrCrs);
}

} // namespace corridors::io
