#include "geodata/links/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "geodata/links/link_edit.hpp"

namespace corridors::links {

Coverage coverageOf(const LinkIndex &index, const AnchorSet &anchors, const article::Article &article,
                    std::span<const std::string> featureIds, std::span<const article::Mention> mentions,
                    std::size_t bins) {
    Coverage out;
    out.density.assign(std::max<std::size_t>(bins, 1), 0);
    out.paragraphs = article.paragraphCount();
    std::set<std::pair<std::size_t, std::size_t>> linked;
    for (const Anchor &anchor : anchors.anchors) {
        if (!anchor.range) continue;
        const std::size_t bin =
            anchor.range->start * out.density.size() / std::max<std::size_t>(article.text.size(), 1);
        ++out.density[std::min(bin, out.density.size() - 1)];
        if (anchor.place) linked.emplace(anchor.place->section, anchor.place->paragraph);
    }
    out.densest = *std::max_element(out.density.begin(), out.density.end());
    out.linkedParagraphs = linked.size();
    for (const std::string &id : featureIds)
        if (index.linksOfFeature(id).empty()) out.undiscussed.push_back(id);
    std::map<std::string, std::size_t> others;
    for (const article::Mention &m : mentions)
        if (m.kind == article::MentionKind::OtherPlace) ++others[m.feature];
    for (const auto &[name, count] : others) out.notOnMap.push_back({name, count});
    std::stable_sort(out.notOnMap.begin(), out.notOnMap.end(),
                     [](const auto &a, const auto &b) { return a.count > b.count; });
    return out;
}

std::vector<Link> suggestLinks(const LinkIndex &index, const AnchorSet &anchors, const article::Article &article,
                               std::span<const article::Mention> mentions) {
    using Key = std::tuple<std::size_t, std::size_t, std::string>;
    std::set<Key> covered;
    for (std::size_t i = 0; i < anchors.anchors.size() && i < index.links().size(); ++i)
        if (const auto &place = anchors.anchors[i].place; place)
            for (const std::string &feature : index.links()[i].features)
                covered.emplace(place->section, place->paragraph, feature);
    std::vector<Link> suggestions;
    std::map<std::string, std::size_t> used;
    for (const article::Mention &m : mentions) {
        if (m.kind != article::MentionKind::Name) continue;
        if (!covered.emplace(m.place.section, m.place.paragraph, m.feature).second) continue;
        Result<Link> link = linkOnSelection(article, m.range);
        if (!link) continue;
        link->features = {m.feature};
        link->suggested = true;
        link->id = newLinkId(index, *link);
        if (const std::size_t n = used[link->id]++; n > 0) link->id += "." + std::to_string(n + 1);
        suggestions.push_back(std::move(*link));
    }
    return suggestions;
}

} // namespace corridors::links
