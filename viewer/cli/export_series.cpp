#include "viewer/cli/export_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "geodata/story/story.hpp"
#include "viewer/app/feature_info.hpp"
#include "viewer/platform/picture_file.hpp"

namespace corridors::cli {
namespace {

bool isPattern(const std::string &path) {
    return path.find("{n}") != std::string::npos || path.find("{id}") != std::string::npos;
}

std::string asFileName(const std::string &id) {
    std::string out = id;
    for (char &c : out) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                           c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
        if (!plain) c = '-';
    }
    while (!out.empty() && out.front() == '.') out.erase(0, 1); // no hidden files, no ".."
    return out.empty() ? "_" : out;
}

void replaceAll(std::string &text, const std::string &what, const std::string &with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

/// Two ids may make one name; then the number tells the files apart.
Result<std::vector<SeriesItem>> finished(std::vector<SeriesItem> items) {
    std::set<std::string> paths;
    for (const SeriesItem &item : items)
        if (!paths.insert(item.path).second)
            return fail(fmt::format("two pictures would be written to {}", item.path), {}, "--output",
                        "Put {n} or {id} into the name");
    return items;
}

} // namespace

std::string seriesPath(const std::string &pattern, std::size_t number, std::size_t count, const std::string &id) {
    std::string path = pattern;
    if (!isPattern(pattern)) {
        const std::size_t slash = path.find_last_of('/');
        const std::size_t dot = path.find_last_of('.');
        const bool hasExtension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
        path.insert(hasExtension ? dot : path.size(), "-{id}");
    }
    replaceAll(path, "{n}", fmt::format("{:0{}}", number, std::max<std::size_t>(2, std::to_string(count).size())));
    replaceAll(path, "{id}", asFileName(id));
    return path;
}

bool isOneFile(const std::string &pattern) {
    return platform::pictureFormat(pattern) == platform::PictureFormat::Pdf && !isPattern(pattern);
}

Result<std::vector<SeriesItem>> chapterSeries(const app::AppState &state, const app::PageDescription &page,
                                              const std::string &pattern) {
    if (!state.story || state.story->chapters.empty())
        return fail("the map has no story", {}, "--all-chapters", "A map names its story under corridors:story");
    const auto &chapters = state.story->chapters;
    std::vector<SeriesItem> items;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        SeriesItem item{seriesPath(pattern, i + 1, chapters.size(), chapters[i].id), page, chapters[i].title};
        if (item.name.empty()) item.name = chapters[i].id;
        item.page.extent = {};
        item.page.extent.chapter = chapters[i].id;
        if (item.page.furniture.titleText.empty()) item.page.furniture.titleText = chapters[i].title;
        items.push_back(std::move(item));
    }
    return finished(std::move(items));
}

Result<std::vector<SeriesItem>> featureSeries(const app::AppState &state, const std::string &layer,
                                              const app::PageDescription &page, const std::string &pattern) {
    if (!state.layer(layer)) {
        std::string known;
        for (const app::LayerState &l : state.layers) known += (known.empty() ? "" : ", ") + l.id;
        return fail(fmt::format("the map has no layer '{}'", layer), {}, "--each-feature", "It has: " + known);
    }
    struct Whole {
        std::string id, title;
    };
    std::vector<Whole> wholes;
    std::set<std::string> sources;
    for (const style::StyleLayer &s : state.document->layers) {
        if (s.group != layer || !sources.insert(s.source).second) continue;
        const app::SourceState *source = state.source(s.source);
        for (std::size_t i = 0; source != nullptr && source->data && i < source->data->featureCount(); ++i) {
            const std::string id(source->data->feature(i).id());
            const std::string whole = id.substr(0, id.find('/'));
            if (std::ranges::find(wholes, whole, &Whole::id) == wholes.end())
                wholes.push_back({whole, app::wholeName(state, {s.source, id})});
        }
    }
    if (wholes.empty())
        return fail(fmt::format("the layer '{}' has no features", layer), {}, "--each-feature", "Name another layer");
    std::vector<SeriesItem> items;
    for (std::size_t i = 0; i < wholes.size(); ++i) {
        SeriesItem item{seriesPath(pattern, i + 1, wholes.size(), wholes[i].id), page, wholes[i].title};
        if (item.page.extent == app::PageExtent{}) item.page.extent.features = {wholes[i].id};
        item.page.highlight = {wholes[i].id};
        item.page.show.push_back(layer);
        if (item.page.furniture.titleText.empty()) item.page.furniture.titleText = wholes[i].title;
        items.push_back(std::move(item));
    }
    return finished(std::move(items));
}

} // namespace corridors::cli
