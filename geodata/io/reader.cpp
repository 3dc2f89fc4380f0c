#include "geodata/io/reader.hpp"

#include "geodata/io/byte_source.hpp"
#include "geodata/io/cache.hpp"
#include "geodata/io/content_hash.hpp"
#include "geodata/io/feature_sink.hpp"
#include "geodata/io/gdal_door.hpp"
#include "geodata/io/geojson_reader.hpp"
#include "geodata/io/probe.hpp"

namespace corridors::io {

namespace {

/// Passes the bytes on and takes their fingerprint on the way.
class HashingSource final : public ByteSource {
public:
    explicit HashingSource(ByteSource &inner) : m_inner(inner) {}
    std::size_t read(char *to, std::size_t count) override {
        const std::size_t n = m_inner.read(to, count);
        m_hash.update({to, n});
        return n;
    }
    void rewind() override {
        m_inner.rewind();
        m_hash = {};
    }
    [[nodiscard]] std::uint64_t size() const override { return m_inner.size(); }
    [[nodiscard]] bool failed() const override { return m_inner.failed(); }
    [[nodiscard]] std::string hex() const { return m_hash.hex(); }

private:
    ByteSource &m_inner;
    ContentHash m_hash;
};

void deliver(const ReadOptions &options, const Result<ReadResult> &result) {
    if (result && options.onProgress) options.onProgress(1, result->data);
}

Result<ReadResult> readGeoJsonFile(const Probe &probed, const std::string &path, const ReadOptions &options,
                                   const std::stop_token &cancel) {
    // Compressed files are not cached: their size and content are known only after unpacking.
    const bool mayCache = options.useCache && probed.isFile && probed.gdalPath == path;
    const auto projection = options.projection ? options.projection : webMercator();
    LayerCache cache(!mayCache                  ? std::string{}
                     : options.cacheDir.empty() ? defaultCacheDir()
                                                : options.cacheDir,
                     projection);
    cache.setRanking(options.rankVertices);
    if (auto known = cache.find(path, cancel)) {
        Result<ReadResult> result = std::move(*known);
        deliver(options, result);
        return result;
    }
    const std::string stamp = cache.stamp(path);
    auto source = openFileSource(probed.gdalPath);
    if (!source) return tl::unexpected(source.error());
    HashingSource hashing(**source);
    FeatureSink sink(path, options, cancel);
    auto result = readGeoJson(mayCache ? hashing : **source, path, sink);
    deliver(options, result);
    if (result && options.writeCache) cache.store(path, stamp, hashing.hex(), hashing.size(), *result, cancel);
    return result;
}

} // namespace

Result<ReadResult> readFile(const std::string &path, const ReadOptions &options, const std::stop_token &cancel) {
    const auto probed = probe(path);
    if (!probed) return tl::unexpected(probed.error());
    if (probed->reading == Reading::GeoJson) return readGeoJsonFile(*probed, path, options, cancel);
    FeatureSink sink(path, options, cancel);
    const auto gdal = openGdal(path);
    if (!gdal) return tl::unexpected(gdal.error());
    auto result = (*gdal)->read(*probed, path, options.layerName, sink);
    deliver(options, result);
    return result;
}

Result<ReadResult> readGeoJsonText(std::string_view json, const std::string &nameForMessages,
                                   const ReadOptions &options, const std::stop_token &cancel) {
    if (auto ok = expectJson(json.substr(0, 4096), nameForMessages); !ok) return tl::unexpected(ok.error());
    const auto source = makeTextSource(json);
    FeatureSink sink(nameForMessages, options, cancel);
    return readGeoJson(*source, nameForMessages, sink);
}

} // namespace corridors::io
