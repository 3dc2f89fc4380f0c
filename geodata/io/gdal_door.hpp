// The door to GDAL, which stands in a library of its own beside the program (corridors_gdal.so, geodata/io/gdal) and is
// loaded when something first asks for it: GDAL brings some 150 libraries, whose loading costs more time and memory
// than an export of the whole map. Plain GeoJSON in degrees and files in the cache are read without it.
// Internal to io; geodata/io/gdal implements it.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/core/layer_data.hpp"
#include "geodata/core/result.hpp"
#include "geodata/io/byte_source.hpp"
#include "geodata/io/feature_sink.hpp"
#include "geodata/io/georeference.hpp"
#include "geodata/io/layer_file.hpp"
#include "geodata/io/probe.hpp"
#include "geodata/io/source_geometry.hpp"

namespace corridors::io {

/// What io asks of GDAL. Thread-safe; errors as those of the functions in reader.hpp and georeference.hpp.
class Gdal {
public:
    virtual ~Gdal() = default;

    /// A stream through GDAL's virtual file system: /vsigzip/..., /vsizip/..., /vsicurl/...
    [[nodiscard]] virtual Result<std::unique_ptr<ByteSource>> openSource(const std::string &path) const = 0;
    /// Any geometry object of GeoJSON; false with GDAL's reason when it is none.
    [[nodiscard]] virtual bool geometryFromGeoJson(const std::string &json, SourceGeometry &out,
                                                   std::string &why) const = 0;
    [[nodiscard]] virtual Result<SourceCrs> crsFromText(const std::string &text, const std::string &path) const = 0;
    /// The layers that have geometries.
    [[nodiscard]] virtual Result<std::vector<std::string>> layerNames(const Probe &probe,
                                                                      const std::string &path) const = 0;
    /// Reads all such layers, or `layerName` alone.
    [[nodiscard]] virtual Result<ReadResult> read(const Probe &probe, const std::string &path,
                                                  const std::string &layerName, FeatureSink &sink) const = 0;
    /// See layer_file.hpp.
    [[nodiscard]] virtual bool writeLayerFile(const std::string &path, const LayerData &layer, LayerFileInfo &info,
                                              const std::stop_token &cancel) const = 0;
    /// Any CRS as a map's projection.
    [[nodiscard]] virtual Result<std::shared_ptr<const Projection>> projection(const std::string &crs) const = 0;
    [[nodiscard]] virtual Result<MapCrs> mapCrs(const CrsName &name) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<GeoTiffWriter>>
    createGeoTiff(const GeoTiffWriter::Description &description) const = 0;
};

/// GDAL, loaded by the first call, which takes some 60 ms. Thread-safe. Error: the library is not beside the program
/// or cannot be loaded; `path` is the file that it was wanted for.
[[nodiscard]] Result<const Gdal *> openGdal(const std::string &path = {});

} // namespace corridors::io

/// The one symbol of corridors_gdal.so.
extern "C" const corridors::io::Gdal *corridorsGdal();
