#include "viewer/platform/map_readers.hpp"

#include <utility>

#include "geodata/io/reader.hpp"
#include "geodata/tile/importance.hpp"
#include "viewer/output/picture_metadata.hpp"

namespace corridors::platform {

app::MapReaders mapReaders(bool useCache, std::vector<std::string> knownMaps) {
    app::MapReaders readers;
    readers.knownMaps = std::move(knownMaps);
    readers.readPicture = output::readPictureRecord;
    readers.readSource = [useCache](const app::SourceRequest &request, const app::OnProgress &onProgress,
                                    const std::stop_token &cancel) -> Result<app::SourceContents> {
        io::ReadOptions options;
        options.projection = request.projection;
        options.onProgress = onProgress;
        options.useCache = useCache;
        options.rankVertices = tile::rankVertices;
        auto read = request.inlineJson.empty() ? io::readFile(request.path, options, cancel)
                                               : io::readGeoJsonText(request.inlineJson, request.id, options, cancel);
        if (!read) return tl::unexpected(read.error());
        return app::SourceContents{std::move(read->data), std::move(read->warnings)};
    };
    readers.makeProjection = [](const style::ProjectionChoice &choice) {
        return io::makeProjection(choice.name, choice.lambert);
    };
    return readers;
}

} // namespace corridors::platform
