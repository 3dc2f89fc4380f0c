#include "viewer/output/picture_metadata.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "viewer/layout/blocks.hpp"
#include "viewer/layout/description.hpp"

namespace corridors::output {
namespace {

std::string joined(const std::vector<std::string> &parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

} // namespace

app::PictureRecord completeRecord(const app::AppState &state, const PictureRequest &request,
                                  const std::string &version) {
    app::PictureRecord record = app::recordOf(state, version.empty() ? "Corridors" : "Corridors " + version);
    record.title = request.furniture.titleText;
    if (record.title.empty() && state.document)
        record.title = state.document->title.empty() ? state.document->name : state.document->title;
    record.description = layout::describePicture(state, record.title);
    record.date = request.furniture.date;
    record.attributions = layout::attributionsOf(state);
    return record;
}

PictureTexts pngTexts(const app::PictureRecord &record) {
    std::vector<std::string> layers;
    for (const auto &layer : record.layers)
        if (layer.visible) layers.push_back(layer.id);
    std::vector<std::string> data;
    data.reserve(record.data.size());
    for (const auto &file : record.data)
        data.push_back(
            fmt::format("{} {}", file.sha256.empty() ? "-" : file.sha256, file.file.empty() ? file.id : file.file));
    PictureTexts texts{{"Title", record.title},
                       {"Description", record.description},
                       {"Copyright", joined(record.attributions, "; ")},
                       {"Software", record.software},
                       {"Creation Time", record.date},
                       {"corridors:map", record.map},
                       {"corridors:view",
                        fmt::format("{:.6f},{:.6f},{:.4f}", record.center.lonDeg, record.center.latDeg, record.zoom)},
                       {"corridors:layers", joined(layers, ",")},
                       {"corridors:data", joined(data, "\n")},
                       {"corridors:picture", app::toJson(record)}};
    std::erase_if(texts, [](const auto &text) { return text.second.empty(); });
    return texts;
}

} // namespace corridors::output
