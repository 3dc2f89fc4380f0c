// What the commands links, mentions and passages share: a map with its links, and the reader's copy of the article.
#pragma once

#include <memory>
#include <string>

#include "geodata/article/article.hpp"
#include "geodata/links/anchoring.hpp"
#include "viewer/cli/session.hpp"

namespace corridors::cli {

struct ArticleSession {
    std::unique_ptr<Session> map;
    std::shared_ptr<const article::Article> article; ///< null when no path was given
    links::AnchorSet anchors;                        ///< of the map's links in the article; empty without one
};

/// Opens the map and, where `articlePath` is not empty, the article, and anchors the links in it. Warnings go to
/// stderr. Error: no usable map, a map without links when `needsLinks`, or an unreadable article.
[[nodiscard]] Result<ArticleSession> openArticleSession(const std::string &mapPath, const std::string &articlePath,
                                                        bool needsLinks, const BuildInfo &build);

} // namespace corridors::cli
