// corridors check MAP.json: validates style, layers, links and story; each problem with its file and place.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <set>

#include "geodata/links/link_index.hpp"
#include "geodata/story/story.hpp"
#include "viewer/cli/commands.hpp"
#include "viewer/cli/session.hpp"

namespace corridors::cli {
namespace {

/// Problems of one map, counted as they are printed.
class Report {
public:
    void add(const Error &problem) {
        fmt::print("{}\n", problem.text());
        ++m_count;
    }
    [[nodiscard]] int count() const { return m_count; }

private:
    int m_count = 0;
};

void checkSources(const app::AppState &state, Report &report, std::set<std::string, std::less<>> &ids) {
    for (const app::SourceState &source : state.sources) {
        if (source.status == app::LoadStatus::Failed) report.add(source.error);
        for (const Warning &w : source.warnings) report.add(w);
        if (!source.data) continue;
        for (std::size_t i = 0; i < source.data->featureCount(); ++i) {
            const FeatureView feature = source.data->feature(i);
            if (!ids.emplace(feature.id()).second)
                report.add({fmt::format("the id '{}' stands twice on the map", feature.id()), source.path,
                            fmt::format("feature {}", i + 1), "Give every feature an id of its own"});
        }
    }
}

void checkStyleSources(const style::StyleDocument &document, Report &report) {
    for (std::size_t i = 0; i < document.layers.size(); ++i) {
        const style::StyleLayer &layer = document.layers[i];
        if (!layer.source.empty() && !document.source(layer.source))
            report.add({fmt::format("layer '{}' draws from the source '{}', which the map does not have", layer.id,
                                    layer.source),
                        document.path, fmt::format("layers[{}].source", i), "Add the source or correct its name"});
    }
}

void checkLinks(const app::AppState &state, const std::set<std::string, std::less<>> &ids, Report &report) {
    if (!state.links) return;
    const auto known = [&](const std::string &id) {
        if (ids.contains(id)) return true;
        const auto segment = ids.lower_bound(id + "/"); // a corridor whose segments are features of their own
        return segment != ids.end() && segment->starts_with(id + "/");
    };
    for (const links::Link &link : state.links->links()) {
        for (const std::string &id : link.features)
            if (!known(id))
                report.add({fmt::format("it points to the feature '{}', which the map does not have", id),
                            state.links->path(), "link " + link.id, "Correct the id or remove the link"});
    }
}

void checkStory(const app::AppState &state, const std::set<std::string, std::less<>> &ids, Report &report) {
    if (!state.story) return;
    for (const story::Chapter &chapter : state.story->chapters) {
        for (const story::ChapterLayer &layer : chapter.layers)
            if (!state.layer(layer.id))
                report.add({fmt::format("it names the layer '{}', which the map does not have", layer.id),
                            state.story->path, "chapter " + chapter.id, "Correct the layer's id"});
        for (const std::string &id : chapter.highlighted)
            if (!ids.contains(id))
                report.add({fmt::format("it highlights the feature '{}', which the map does not have", id),
                            state.story->path, "chapter " + chapter.id, "Correct the feature's id"});
        if (!chapter.link.empty() && state.links && !state.links->find(chapter.link))
            report.add({fmt::format("it names the link '{}', which the links file does not have", chapter.link),
                        state.story->path, "chapter " + chapter.id, "Correct the link's id"});
    }
}

int check(const std::string &path, const BuildInfo &build) {
    OpenOptions options;
    options.paths = {path};
    options.useCache = false;
    const auto session = Session::open(options, build);
    if (!session) {
        printError(session.error());
        return kFailed;
    }
    if ((*session)->mapPath().empty()) {
        printError({"it is geodata, not a map file", path, {}, "Use 'corridors info' for geodata"});
        return kFailed;
    }
    Report report;
    const app::AppState &state = (*session)->state();
    for (const Warning &w : (*session)->mapWarnings()) report.add(w);
    std::set<std::string, std::less<>> ids;
    checkSources(state, report, ids);
    checkStyleSources(*state.document, report);
    checkLinks(state, ids, report);
    checkStory(state, ids, report);
    std::size_t linkCount = state.links ? state.links->links().size() : 0;
    std::size_t chapterCount = state.story ? state.story->chapters.size() : 0;
    fmt::print("{}: {} sources, {} features, {} style layers, {} links, {} chapters: {}\n", path, state.sources.size(),
               ids.size(), state.document->layers.size(), linkCount, chapterCount,
               report.count() == 0   ? std::string("no problems")
               : report.count() == 1 ? std::string("1 problem")
                                     : fmt::format("{} problems", report.count()));
    return report.count() == 0 ? kDone : kFailed;
}

} // namespace

void addCheckCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("check", "Validate a map: style, layers, links, story");
    auto path = std::make_shared<std::string>();
    command->add_option("MAP", *path, "The map file (map.json)")->required();
    command->callback([path, &build, &exitCode] { exitCode = check(*path, build); });
}

} // namespace corridors::cli
