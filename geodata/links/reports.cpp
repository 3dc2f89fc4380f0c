#include "geodata/links/reports.hpp"

#include <algorithm>
#include <cmath>

#include "geodata/links/link_file.hpp"

namespace corridors::links {
namespace {

std::string dumped(const char *key, Json rows) {
    const Json root = {{key, std::move(rows)}};
    return root.dump(1, ' ', false, Json::error_handler_t::replace);
}

double rounded(double score) { return std::round(score * 1000) / 1000; }

} // namespace

LinksReport linksReport(const LinkIndex &index, const AnchorSet &anchors, const article::Article &article) {
    LinksReport report;
    report.textHash = article.textHash;
    for (std::size_t i = 0; i < index.links().size() && i < anchors.anchors.size(); ++i) {
        const Link &link = index.links()[i];
        const Anchor &anchor = anchors.anchors[i];
        report.unattached += isAttached(anchor.health) ? 0 : 1;
        LinkRow row;
        row.id = link.id;
        row.relation = relationName(link.relation);
        row.health = healthName(anchor.health);
        row.score = rounded(anchor.score);
        row.section = anchor.place ? article.sections[anchor.place->section].heading : link.section;
        row.paragraph = anchor.place ? anchor.place->paragraph + 1 : link.paragraph;
        row.range = anchor.range;
        for (std::size_t f = 0; f < std::max<std::size_t>(link.features.size(), 1); ++f) {
            row.feature = link.features.empty() ? std::string() : link.features[f];
            report.rows.push_back(row);
        }
    }
    return report;
}

std::string toJson(const LinksReport &report) {
    Json rows = Json::array();
    for (const LinkRow &r : report.rows) {
        Json row = {{"id", r.id},       {"feature", r.feature}, {"relation", r.relation},  {"health", r.health},
                    {"score", r.score}, {"section", r.section}, {"paragraph", r.paragraph}};
        row["start"] = r.range ? Json(r.range->start) : Json();
        row["end"] = r.range ? Json(r.range->end) : Json();
        rows.push_back(std::move(row));
    }
    Json root = {{"textHash", report.textHash}};
    root["links"] = std::move(rows);
    return root.dump(1, ' ', false, Json::error_handler_t::replace);
}

std::vector<MentionRow> mentionsReport(std::span<const article::Mention> mentions, const article::Article &article) {
    std::vector<MentionRow> rows;
    for (const article::Mention &m : mentions) {
        if (m.kind != article::MentionKind::Name) continue;
        rows.push_back({m.feature, article.sections[m.place.section].heading, m.place.paragraph + 1,
                        m.place.sentence + 1, m.range, std::string(article.slice(m.range))});
    }
    return rows;
}

std::string toJson(std::span<const MentionRow> mentions) {
    Json rows = Json::array();
    for (const MentionRow &r : mentions)
        rows.push_back({{"feature", r.feature},
                        {"section", r.section},
                        {"paragraph", r.paragraph},
                        {"sentence", r.sentence},
                        {"start", r.range.start},
                        {"end", r.range.end},
                        {"text", r.text}});
    return dumped("mentions", std::move(rows));
}

std::vector<PassageRow> passagesReport(const LinkIndex &index, const std::string &featureId, const AnchorSet *anchors,
                                       const article::Article *article) {
    std::vector<PassageRow> rows;
    for (const std::size_t i : index.linksOfFeature(featureId)) {
        const Link &link = index.links()[i];
        PassageRow row{link.id,      std::string(relationName(link.relation)),
                       link.summary, link.citation,
                       link.section, link.paragraph,
                       {},           {}};
        if (anchors != nullptr && article != nullptr && i < anchors->anchors.size()) {
            const Anchor &anchor = anchors->anchors[i];
            row.health = healthName(anchor.health);
            if (anchor.place) {
                const article::Section &section = article->sections[anchor.place->section];
                row.section = section.heading;
                row.paragraph = anchor.place->paragraph + 1;
                row.text = article->slice(section.paragraphs[anchor.place->paragraph].range);
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string toJson(std::span<const PassageRow> passages) {
    Json rows = Json::array();
    for (const PassageRow &r : passages)
        rows.push_back({{"id", r.id},
                        {"relation", r.relation},
                        {"summary", r.summary},
                        {"citation", r.citation},
                        {"section", r.section},
                        {"paragraph", r.paragraph},
                        {"health", r.health},
                        {"text", r.text}});
    return dumped("passages", std::move(rows));
}

} // namespace corridors::links
