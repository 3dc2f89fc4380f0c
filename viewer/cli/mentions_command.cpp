// corridors mentions MAP.json --article FILE: where an article names the features of a map.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "geodata/article/mentions.hpp"
#include "geodata/links/reports.hpp"
#include "viewer/cli/article_session.hpp"
#include "viewer/cli/commands.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::string map;
    std::string article;
    std::string rules;
    bool json = false;
};

/// The rules named, else those beside the map file, else none.
Result<article::MentionRules> rulesFor(const Arguments &a) {
    std::string path = a.rules;
    if (path.empty()) {
        const auto beside = std::filesystem::path(a.map).parent_path() / "mention-rules.json";
        std::error_code code;
        if (!std::filesystem::exists(beside, code)) return article::MentionRules{};
        path = beside.string();
    }
    auto read = article::readMentionRules(path);
    if (!read) return tl::unexpected(read.error());
    for (const Warning &w : read->warnings) printWarning(w);
    return std::move(read->value);
}

Result<void> run(const Arguments &a, const BuildInfo &build) {
    const auto session = openArticleSession(a.map, a.article, false, build);
    if (!session) return tl::unexpected(session.error());
    const auto rules = rulesFor(a);
    if (!rules) return tl::unexpected(rules.error());
    std::vector<article::NamedFeature> features;
    for (const app::SourceState &source : session->map->state().sources)
        if (source.data) article::appendNames(*source.data, features);
    const article::MentionFinder finder(features, *rules);
    const auto rows = links::mentionsReport(finder.find(*session->article), *session->article);
    if (a.json) {
        fmt::print("{}\n", links::toJson(rows));
        return {};
    }
    for (const links::MentionRow &row : rows)
        fmt::print("{:<24} {}, paragraph {}, sentence {}: {}\n", row.feature, row.section, row.paragraph, row.sentence,
                   row.text);
    fmt::print("{} mentions\n", rows.size());
    return {};
}

} // namespace

void addMentionsCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("mentions", "Find where an article names the map's features");
    auto a = std::make_shared<Arguments>();
    command->add_option("MAP", a->map, "The map file (map.json)")->required();
    command->add_option("--article", a->article, "The article: PDF, text or Markdown")->required();
    command->add_option("--rules", a->rules, "Rules of names (default: mention-rules.json beside the map)");
    command->add_flag("--json", a->json, "Print JSON");
    command->callback([a, &build, &exitCode] {
        const auto done = run(*a, build);
        if (done) return;
        printError(done.error());
        exitCode = kFailed;
    });
}

} // namespace corridors::cli
