// corridors passages MAP.json --feature ID: what the article says of a feature.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>

#include "geodata/article/article.hpp"
#include "geodata/links/link_index.hpp"
#include "viewer/cli/commands.hpp"
#include "viewer/cli/session.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::string map;
    std::string feature;
    std::string article;
};

/// The name of a feature, or of the corridor whose segment it is; nullopt when the map has no such feature.
std::optional<std::string> featureName(const app::AppState &state, const std::string &id) {
    for (const app::SourceState &source : state.sources) {
        if (!source.data) continue;
        if (const auto index = source.data->find(id)) return source.data->feature(*index).text("name");
        if (const auto first = source.data->find(id + "/1")) return source.data->feature(*first).text("name");
    }
    return std::nullopt;
}

/// The paragraph of a link in the reader's copy, when its fragment stands where the link says.
std::string_view paragraphOf(const article::Article &article, const links::Link &link) {
    if (!link.position) return {};
    if (!link.exact.empty() && article.slice(*link.position) != link.exact) return {};
    const auto place = article.locate(link.position->start);
    if (!place) return {};
    return article.slice(article.sections[place->section].paragraphs[place->paragraph].range);
}

int passages(const Arguments &arguments, const BuildInfo &build) {
    OpenOptions options;
    options.paths = {arguments.map};
    const auto session = Session::open(options, build);
    if (!session) {
        printError(session.error());
        return kFailed;
    }
    const app::AppState &state = (*session)->state();
    const auto name = featureName(state, arguments.feature);
    if (!name) {
        printError({fmt::format("the map has no feature '{}'", arguments.feature),
                    arguments.map,
                    {},
                    "Feature ids stand in its layers; 'corridors info' shows them"});
        return kFailed;
    }
    std::shared_ptr<const article::Article> article;
    if (!arguments.article.empty()) {
        auto imported = article::importArticle(arguments.article);
        if (!imported) {
            printError(imported.error());
            return kFailed;
        }
        article = imported->value;
    }
    fmt::print("{} ({})\n", *name, arguments.feature);
    const auto found = state.links ? state.links->linksOfFeature(arguments.feature) : std::vector<std::size_t>{};
    if (found.empty()) fmt::print("The article does not discuss this feature.\n");
    std::string citation;
    for (const std::size_t i : found) {
        const links::Link &link = state.links->links()[i];
        fmt::print("\n{} · {}, paragraph {}\n{}\n", links::relationName(link.relation), link.section, link.paragraph,
                   link.summary);
        if (!article) {
            citation = link.citation.empty() ? link.source : link.citation;
            continue;
        }
        const std::string_view text = paragraphOf(*article, link);
        fmt::print("  {}\n", text.empty() ? "(its passage does not stand in this copy where the link says)" : text);
    }
    if (!citation.empty()) fmt::print("\n{}\n", citation);
    return kDone;
}

} // namespace

void addPassagesCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("passages", "Say what the article says of a feature");
    auto arguments = std::make_shared<Arguments>();
    command->add_option("MAP", arguments->map, "The map file (map.json)")->required();
    command->add_option("--feature", arguments->feature, "Id of the feature")->required();
    command->add_option("--article", arguments->article, "Your own copy of the article: its text is shown, too");
    command->callback([arguments, &build, &exitCode] { exitCode = passages(*arguments, build); });
}

} // namespace corridors::cli
