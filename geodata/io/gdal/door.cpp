// What geodata/io/gdal_door.hpp asks for.
#include "geodata/io/gdal_door.hpp"

#include "geodata/io/gdal/crs.hpp"
#include "geodata/io/gdal/geometry.hpp"
#include "geodata/io/gdal/geotiff_writer.hpp"
#include "geodata/io/gdal/layer_file_writer.hpp"
#include "geodata/io/gdal/map_crs.hpp"
#include "geodata/io/gdal/ogr_reader.hpp"
#include "geodata/io/gdal/proj_projection.hpp"
#include "geodata/io/gdal/session.hpp"
#include "geodata/io/gdal/vsi_source.hpp"

namespace corridors::gdal {
namespace {

class Door final : public io::Gdal {
public:
    Door() { initialise(); }

    Result<std::unique_ptr<io::ByteSource>> openSource(const std::string &path) const override {
        return openVsiSource(path);
    }
    bool geometryFromGeoJson(const std::string &json, io::SourceGeometry &out, std::string &why) const override {
        return gdal::geometryFromGeoJson(json, out, why);
    }
    Result<io::SourceCrs> crsFromText(const std::string &text, const std::string &path) const override {
        return sourceCrsFromText(text, path);
    }
    Result<std::vector<std::string>> layerNames(const io::Probe &probe, const std::string &path) const override {
        return gdal::layerNames(probe, path);
    }
    Result<io::ReadResult> read(const io::Probe &probe, const std::string &path, const std::string &layerName,
                                io::FeatureSink &sink) const override {
        return readWithOgr(probe, path, layerName, sink);
    }
    bool writeLayerFile(const std::string &path, const LayerData &layer, io::LayerFileInfo &info,
                        const std::stop_token &cancel) const override {
        return gdal::writeLayerFile(path, layer, info, cancel);
    }
    Result<std::shared_ptr<const Projection>> projection(const std::string &crs) const override {
        return projectionOf(crs);
    }
    Result<io::MapCrs> mapCrs(const io::CrsName &name) const override { return gdal::mapCrs(name); }
    Result<std::unique_ptr<io::GeoTiffWriter>>
    createGeoTiff(const io::GeoTiffWriter::Description &description) const override {
        return gdal::createGeoTiff(description);
    }
};

} // namespace
} // namespace corridors::gdal

const corridors::io::Gdal *corridorsGdal() {
    static const corridors::gdal::Door door;
    return &door;
}
