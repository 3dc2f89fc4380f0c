#include "scene.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "geodata/io/reader.hpp"
#include "geodata/style/style_document.hpp"

namespace corridors::peer {
namespace {

/// One pixel wide lines, a fill with a one pixel outline, dots of three pixels; by what the layer holds.
std::string styleFor(const LayerData &data) {
    const GeometryClass kind = data.featureCount() > 0 ? data.feature(0).geometryClass() : GeometryClass::None;
    std::string layers;
    if (kind == GeometryClass::Polygon) {
        layers = R"(,{"id":"f","type":"fill","source":"d","paint":{"fill-color":"#dfe8c8","fill-antialias":false}},
                    {"id":"o","type":"line","source":"d","paint":{"line-color":"#555555","line-width":1}})";
    } else if (kind == GeometryClass::Line) {
        layers = R"(,{"id":"l","type":"line","source":"d","paint":{"line-color":"#1f5fa8","line-width":1}})";
    } else {
        layers = R"(,{"id":"p","type":"circle","source":"d","paint":{"circle-color":"#c0392b","circle-radius":1.5}})";
    }
    return fmt::format(R"({{"version":8,"sources":{{"d":{{"type":"geojson","data":"d.geojson"}}}},
        "metadata":{{"corridors:layers":[{{"id":"d","title":"Data"}}]}},
        "layers":[{{"id":"paper","type":"background","paint":{{"background-color":"#ffffff"}}}}{}]}})",
                       layers);
}

app::Camera windowCamera(const Projection &projection, int widthPx, int heightPx) {
    const WorldBounds box = projectBounds(projection, LonLatBounds{41, 37.5, 51, 43.5});
    return app::cameraContaining(box, projection.square(), widthPx, heightPx, 0);
}

} // namespace

Result<app::AppState> openScene(const std::string &path, int widthPx, int heightPx, bool writeCache) {
    app::AppState state;
    state.projection = webMercator();
    io::ReadOptions options;
    options.projection = state.projection;
    options.writeCache = writeCache;
    auto read = io::readFile(path, options);
    if (!read) return tl::unexpected(read.error());
    auto parsed = style::parseStyle(styleFor(*read->data), "peer");
    if (!parsed) return tl::unexpected(parsed.error());
    state.document = parsed->value;
    for (style::LayerGroup group : state.document->groups)
        state.layers.push_back({group.id, group.title, group.base, group.visible, group.opacity});
    app::SourceState source;
    source.id = "d";
    source.path = path;
    source.status = app::LoadStatus::Ready;
    source.data = std::move(read->data);
    state.sources.push_back(std::move(source));
    state.viewportWidthPx = widthPx;
    state.viewportHeightPx = heightPx;
    state.camera = windowCamera(*state.projection, widthPx, heightPx);
    return state;
}

} // namespace corridors::peer
