#include "viewer/cli/article_session.hpp"

namespace corridors::cli {

Result<ArticleSession> openArticleSession(const std::string &mapPath, const std::string &articlePath, bool needsLinks,
                                          const BuildInfo &build) {
    OpenOptions options;
    options.paths = {mapPath};
    auto map = Session::open(options, build);
    if (!map) return tl::unexpected(map.error());
    if ((*map)->mapPath().empty())
        return fail("it is geodata, not a map file", mapPath, {}, "Give a map file (map.json)");
    ArticleSession session;
    session.map = std::move(*map);
    const app::AppState &state = session.map->state();
    const bool broken = needsLinks && !state.links && state.document && !state.document->linksPath.empty();
    for (const Warning &w : session.map->mapWarnings()) {
        if (broken && w.path == state.document->linksPath) return tl::unexpected(w); // what is wrong, and only that
        printWarning(w);
    }
    if (needsLinks && !state.links)
        return fail("the map has no links", mapPath, "metadata.corridors:links", "Name its links file there");
    if (articlePath.empty()) return session;
    auto imported = article::importArticle(articlePath);
    if (!imported) return tl::unexpected(imported.error());
    for (const Warning &w : imported->warnings) printWarning(w);
    session.article = imported->value;
    if (state.links) session.anchors = links::anchorLinks(*state.links, *session.article);
    return session;
}

} // namespace corridors::cli
