#include "ogr_floor.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdio>

namespace corridors::bench {

int readWithOgr(const std::string &path) {
    // The world's largest country is beyond OGR's default limit of one feature.
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    if (!data || data->GetLayerCount() == 0) {
        std::fprintf(stderr, "drive: OGR cannot open %s\n", path.c_str());
        return 1;
    }
    std::size_t features = 0;
    for (const auto &feature : data->GetLayer(0)) features += feature->GetGeometryRef() != nullptr ? 1U : 0U;
    std::printf("{\"features\":%zu}\n", features);
    return 0;
}

} // namespace corridors::bench
