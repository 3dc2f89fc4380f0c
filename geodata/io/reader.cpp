#include "geodata/io/reader.hpp"

#include "geodata/io/byte_source.hpp"
#include "geodata/io/feature_sink.hpp"
#include "geodata/io/geojson_reader.hpp"
#include "geodata/io/ogr_reader.hpp"
#include "geodata/io/probe.hpp"

namespace corridors::io {

Result<ReadResult> readFile(const std::string& path, const ReadOptions& options, const std::stop_token& cancel) {
    initialise();
    const auto probed = probe(path);
    if (!probed) return tl::unexpected(probed.error());
    FeatureSink sink(path, options, cancel);
    auto result = [&]() -> Result<ReadResult> {
        if (probed->reading == Reading::Ogr) return readWithOgr(*probed, path, options.layerName, sink);
        auto source = openFileSource(probed->gdalPath);
        if (!source) return tl::unexpected(source.error());
        return readGeoJson(**source, path, sink);
    }();
    if (result && options.onProgress) options.onProgress(1, result->data);
    return result;
}

Result<ReadResult> readGeoJsonText(std::string_view json, const std::string& nameForMessages,
                                   const ReadOptions& options, const std::stop_token& cancel) {
    initialise();
    if (auto ok = expectJson(json.substr(0, 4096), nameForMessages); !ok) return tl::unexpected(ok.error());
    const auto source = makeTextSource(json);
    FeatureSink sink(nameForMessages, options, cancel);
    return readGeoJson(*source, nameForMessages, sink);
}

} // namespace corridors::io
