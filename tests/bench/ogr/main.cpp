// The floor of opening a file: GDAL's OGR reads it, feature by feature, and does nothing with it. A program of its own,
// so that the measured window does not load GDAL. Prints one line of JSON; drive runs it.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdio>

int main(int argc, char **argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: floor_ogr FILE\n");
        return 2;
    }
    // The world's largest country is beyond OGR's default limit of one feature.
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(argv[1], GDAL_OF_VECTOR));
    if (!data || data->GetLayerCount() == 0) {
        std::fprintf(stderr, "floor_ogr: OGR cannot open %s\n", argv[1]);
        return 1;
    }
    std::size_t features = 0;
    for (const auto &feature : data->GetLayer(0)) features += feature->GetGeometryRef() != nullptr ? 1U : 0U;
    std::printf("{\"features\":%zu}\n", features);
    return 0;
}
