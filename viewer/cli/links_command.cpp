// corridors links MAP.json --article FILE: where each link stands in the reader's copy, and how certain that is.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "geodata/links/reports.hpp"
#include "viewer/cli/article_session.hpp"
#include "viewer/cli/commands.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::string map;
    std::string article;
    bool json = false;
};

int run(const Arguments &a, const BuildInfo &build) {
    const auto session = openArticleSession(a.map, a.article, true, build);
    if (!session) {
        printError(session.error());
        return kFailed;
    }
    const links::LinkIndex &index = *session->map->state().links;
    const links::LinksReport report = links::linksReport(index, session->anchors, *session->article);
    if (a.json) {
        fmt::print("{}\n", links::toJson(report));
    } else {
        for (const links::LinkRow &row : report.rows)
            fmt::print("{:<11} {:.2f}  {:<9} {:<24} {}, paragraph {}\n", row.health, row.score, row.relation,
                       row.feature, row.section, row.paragraph);
        fmt::print("{} links, {} of them without a certain place\n", index.links().size(), report.unattached);
    }
    return report.unattached == 0 ? kDone : kFailed;
}

} // namespace

void addLinksCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("links", "Say where each link stands in your copy of the article");
    command->footer("Exit code 1 when any link is ambiguous or lost.");
    auto a = std::make_shared<Arguments>();
    command->add_option("MAP", a->map, "The map file (map.json)")->required();
    command->add_option("--article", a->article, "Your own copy of the article: PDF, text or Markdown")->required();
    command->add_flag("--json", a->json, "Print JSON");
    command->callback([a, &build, &exitCode] { exitCode = run(*a, build); });
}

} // namespace corridors::cli
