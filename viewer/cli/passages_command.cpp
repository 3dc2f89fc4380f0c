// corridors passages MAP.json --feature ID: what the article says of a feature.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <set>

#include "geodata/links/reports.hpp"
#include "viewer/app/feature_info.hpp"
#include "viewer/app/passages.hpp"
#include "viewer/cli/article_session.hpp"
#include "viewer/cli/commands.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::string map;
    std::string feature;
    std::string article;
    bool json = false;
};

/// The feature, or the first segment of the corridor; nullopt when the map has neither.
std::optional<app::FeatureRef> findFeature(const app::AppState &state, const std::string &id) {
    for (const std::string &candidate : {id, id + "/1"})
        for (const app::SourceState &source : state.sources)
            if (source.data && source.data->find(candidate)) return app::FeatureRef{source.id, candidate};
    return std::nullopt;
}

void print(const std::vector<links::PassageRow> &rows, bool hasArticle) {
    std::set<std::string> citations;
    for (const links::PassageRow &row : rows) {
        fmt::print("\n{} · {}, paragraph {}\n{}\n", row.relation, row.section, row.paragraph, row.summary);
        if (!row.text.empty()) {
            fmt::print("  {}\n", row.text);
        } else if (hasArticle) {
            fmt::print("  (this passage has no certain place in your copy: {})\n", row.health);
        }
        if (!row.citation.empty()) citations.insert(row.citation);
    }
    for (const std::string &c : citations) fmt::print("\n{}\n", c);
}

Result<void> run(const Arguments &a, const BuildInfo &build) {
    const auto session = openArticleSession(a.map, a.article, false, build);
    if (!session) return tl::unexpected(session.error());
    const app::AppState &state = session->map->state();
    const auto feature = findFeature(state, a.feature);
    if (!feature)
        return fail(fmt::format("the map has no feature '{}'", a.feature), a.map, {},
                    "Feature ids stand in its layers; 'corridors info' shows them");
    std::vector<links::PassageRow> rows;
    if (state.links)
        rows = links::passagesReport(*state.links, a.feature, session->article ? &session->anchors : nullptr,
                                     session->article.get());
    if (a.json) {
        fmt::print("{}\n", links::toJson(rows));
        return {};
    }
    fmt::print("{} ({})\n", app::nameOf(state, *feature), a.feature);
    if (rows.empty()) {
        fmt::print("The article does not discuss this feature.\n");
        if (const auto list = app::passagesOf(state, {*feature}); !list.nearest.empty())
            fmt::print("{}.\n", list.nearest);
    }
    print(rows, session->article != nullptr);
    return {};
}

} // namespace

void addPassagesCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("passages", "Say what the article says of a feature");
    auto a = std::make_shared<Arguments>();
    command->add_option("MAP", a->map, "The map file (map.json)")->required();
    command->add_option("--feature", a->feature, "Id of the feature")->required();
    command->add_option("--article", a->article, "Your own copy of the article: its text is shown, too");
    command->add_flag("--json", a->json, "Print JSON");
    command->callback([a, &build, &exitCode] {
        const auto done = run(*a, build);
        if (done) return;
        printError(done.error());
        exitCode = kFailed;
    });
}

} // namespace corridors::cli
