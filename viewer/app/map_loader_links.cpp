// The loader's work between an article and the links: finding them again, finding mentions, reading the file anew.
#include <filesystem>
#include <utility>

#include "geodata/article/article.hpp"
#include "geodata/article/mentions.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_edit.hpp"
#include "viewer/app/map_loader.hpp"

namespace corridors::app {
namespace {

constexpr int kReloadPriority = 30; // somebody waits for it
constexpr int kIndexPriority = 5;

} // namespace

void MapLoader::reanchorLinks() {
    if (!m_state.links || !m_state.article || m_pending > 0) return;
    m_anchoring = m_jobs.submit(
        kIndexPriority, [this, index = m_state.links, text = m_state.article](const std::stop_token &stop) -> Delivery {
            auto anchors = std::make_shared<const links::AnchorSet>(links::anchorLinks(*index, *text, stop));
            return [this, index, anchors] { m_sink(LinksAnchored{index, anchors}); };
        });
}

/// Finds where the article names the map's features, by the rules beside the map file.
void MapLoader::findMentions() {
    if (!m_state.article || m_state.mentions || !m_state.document) return;
    std::vector<std::shared_ptr<const LayerData>> layers;
    for (const SourceState &source : m_state.sources)
        if (source.data) layers.push_back(source.data);
    const std::string rulesPath =
        m_state.document->path.empty()
            ? std::string()
            : (std::filesystem::path(m_state.document->path).parent_path() / "mention-rules.json").string();
    m_mentioning = m_jobs.submit(
        kIndexPriority,
        [this, layers = std::move(layers), rulesPath, text = m_state.article](const std::stop_token &stop) -> Delivery {
            std::error_code code;
            article::MentionRules rules;
            std::vector<Warning> warnings;
            if (!rulesPath.empty() && std::filesystem::exists(rulesPath, code)) {
                if (auto read = article::readMentionRules(rulesPath)) {
                    rules = std::move(read->value);
                    warnings = std::move(read->warnings);
                } else {
                    warnings.push_back(read.error());
                }
            }
            std::vector<article::NamedFeature> features;
            for (const auto &layer : layers) article::appendNames(*layer, features);
            const article::MentionFinder finder(features, rules);
            auto mentions = std::make_shared<const std::vector<article::Mention>>(finder.find(*text, stop));
            return [this, text, mentions, warnings = std::move(warnings)] {
                m_sink(MentionsFound{text, mentions});
                for (const Warning &w : warnings) m_sink(ShowMessage{Message::Kind::Warning, w.text()});
            };
        });
}

void MapLoader::reloadLinks(const std::string &path) {
    ++m_pending;
    m_handles.push_back(m_jobs.submit(kReloadPriority, [this, path](const std::stop_token &) -> Delivery {
        auto read = std::make_shared<Result<links::OpenedLinks>>(links::openLinks(path));
        return [this, read] {
            if (*read) {
                m_sink(LinksReloaded{(*read)->value, (*read)->state.hash, (*read)->warnings});
            } else {
                m_sink(ShowMessage{Message::Kind::Error, read->error().text()});
            }
            finished();
            reanchorLinks();
        };
    }));
}

} // namespace corridors::app
