// Reads any vector file that GDAL opens into a LayerData in the map's projection: the only door from files to features.
// It is not a writer of pictures, it styles nothing, and it starts no thread: callers run it on a worker.
// Used by viewer/app (as an injected function), viewer/cli, tests. GDAL stays behind this header and is loaded only
// where it is needed: for other formats than GeoJSON, other CRSs than WGS 84, unusual geometries, and to add to the
// cache.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/core/bounds.hpp"
#include "geodata/core/layer_data.hpp"
#include "geodata/core/projection.hpp"
#include "geodata/core/result.hpp"

namespace corridors::io {

struct ReadOptions {
    /// The map's projection; null stands for Web Mercator.
    std::shared_ptr<const Projection> projection;
    /// Called on the reading thread: progress in [0, 1] at most every 50 ms, and now and then the features read so far
    /// (first after 0.25 s, then at doubling intervals; null in between). A finished layer is delivered here at
    /// progress 1 before its cache is written. May be empty.
    std::function<void(double progress, std::shared_ptr<const LayerData> partialOrNull)> onProgress;
    /// Reads this layer only; empty reads every layer of the file that has geometries, one after the other.
    std::string layerName;
    /// Whether large GeoJSON files are looked up in and added to the cache (see cache.hpp).
    bool useCache = true;
    /// False only looks files up: for a one-shot export, where adding to the cache would cost more than it saves.
    bool writeCache = true;
    /// Ranks the vertices of a layer that goes to the cache, so that it comes back with its ranks. May be empty.
    VertexRanking rankVertices;
    /// Folder of the cache; empty stands for $XDG_CACHE_HOME/corridors or ~/.cache/corridors.
    std::string cacheDir;
};

struct ReadResult {
    std::shared_ptr<const LayerData> data;
    std::vector<Warning> warnings;
    std::string format;    ///< GDAL's name of the driver: "GeoJSON", "FlatGeobuf", "GPKG", ...
    std::string sourceCrs; ///< "EPSG:4326", or the CRS's own name where it has no code
    LonLatBounds extent;   ///< of the features as read, degrees
    bool fromCache = false;
};

/// Reads a file. Errors are one message with the path, the place (byte, feature number) and the way out; the message of
/// a read that `cancel` stopped is "cancelled". GeoJSON features come in the order of the file with their RFC 7946 ids;
/// features without an id get "#n", n being the feature's number in the file from 1.
[[nodiscard]] Result<ReadResult> readFile(const std::string &path, const ReadOptions &options,
                                          const std::stop_token &cancel = {});

/// Reads GeoJSON text (RFC 7946), e.g. a style's inline source. `nameForMessages` stands where a path would.
[[nodiscard]] Result<ReadResult> readGeoJsonText(std::string_view json, const std::string &nameForMessages,
                                                 const ReadOptions &options, const std::stop_token &cancel = {});

struct FieldInfo {
    std::string name;
    std::string type;   ///< "text", "number", "boolean", "JSON", or several joined by "/"
    std::string sample; ///< the first value that is not null, as text
};

struct LayerInfo {
    std::string name;
    std::string geometryType; ///< "Polygon", or "Polygon, MultiPolygon" where mixed
    std::size_t featureCount = 0;
    std::size_t vertexCount = 0;
    LonLatBounds extent;
    std::string crs;
    std::vector<FieldInfo> fields;
};

struct FileInfo {
    std::string path;
    std::string format;
    std::uint64_t sizeBytes = 0;
    std::vector<LayerInfo> layers;
    std::vector<Warning> problems;
};

/// What is in a file, by reading it whole; for `corridors info`. Errors as readFile.
[[nodiscard]] Result<FileInfo> inspectFile(const std::string &path, const std::stop_token &cancel = {});

/// The projection of a map: "" or "mercator" (also "EPSG:3857"), "lcc" with `parameters`, or any other CRS that PROJ
/// knows: "EPSG:n", a PROJ string, WKT, "ESRI:n". A geographic CRS becomes plate carree in metres. The result never
/// yields NaN: places outside the domain in which the CRS is invertible are moved to its edge. Thread-safe.
/// Errors: the CRS is unknown, has no inverse, or is not a map CRS.
[[nodiscard]] Result<std::shared_ptr<const Projection>> makeProjection(const std::string &nameOrCrs,
                                                                       const LambertParameters &parameters = {});

} // namespace corridors::io
