#include "viewer/render/scene.hpp"

#include <algorithm>

namespace corridors::render {

Scene::Changes Scene::update(const app::AppState &state) {
    Changes changes;
    if (state.projection != m_projection) {
        m_projection = state.projection;
        changes.projection = true;
    }
    const bool documentChanged = state.document != m_document;
    if (documentChanged && m_document) {
        OldDocument old{m_document, {}};
        for (std::size_t i = 0; i < m_document->layers.size(); ++i)
            old.indices.emplace(m_document->layers[i].id, static_cast<int>(i));
        std::erase_if(m_oldDocuments, [](const auto &entry) { return entry.second.document.expired(); });
        m_oldDocuments[m_document.get()] = std::move(old);
    }
    m_document = state.document;
    if (m_document) m_oldDocuments.erase(m_document.get());
    const FeedChange feeds = updateFeeds(state);
    const bool layersChanged = state.layers != m_layers;
    m_layers = state.layers;
    // What is new shows when its tiles come.
    changes.picture = changes.projection || documentChanged || feeds == FeedChange::Replaced || layersChanged;
    if (changes.picture || feeds == FeedChange::Added) rebuildSteps(state);
    return changes;
}

Scene::FeedChange Scene::updateFeeds(const app::AppState &state) {
    std::vector<TileFeed> feeds;
    FeedChange change = FeedChange::None;
    std::size_t kept = 0;
    for (const app::SourceState &source : state.sources) {
        if (!source.data || !m_document) continue;
        // Data in another projection waits until it has been read again.
        if (&source.data->projection() != m_projection.get() &&
            source.data->projection().name() != m_projection->name())
            continue;
        TileFeed feed{source.id, source.data, m_document, nullptr, state.pixelRatio, 0};
        const auto old =
            std::find_if(m_feeds.begin(), m_feeds.end(), [&](const TileFeed &f) { return f.sourceId == source.id; });
        if (old != m_feeds.end() && old->data == feed.data)
            feed.pyramid = old->pyramid;
        else
            feed.pyramid = std::make_shared<const tile::LayerPyramid>(feed.data);
        if (old != m_feeds.end()) ++kept;
        if (old != m_feeds.end() && old->data == feed.data && old->document == feed.document &&
            old->pixelRatio == feed.pixelRatio) {
            feed.version = old->version;
        } else {
            feed.version = ++m_version;
            if (old != m_feeds.end())
                change = FeedChange::Replaced;
            else if (change == FeedChange::None)
                change = FeedChange::Added;
        }
        feeds.push_back(std::move(feed));
    }
    if (kept < m_feeds.size()) change = FeedChange::Replaced; // one is gone
    m_feeds = std::move(feeds);
    return change;
}

void Scene::rebuildSteps(const app::AppState &state) {
    m_steps.clear();
    if (!m_document) return;
    for (std::size_t i = 0; i < m_document->layers.size(); ++i) {
        const style::StyleLayer &layer = m_document->layers[i];
        if (!layer.visible) continue;
        LayerStep step{&layer, static_cast<std::uint32_t>(i), -1, layer.group, 1};
        if (const app::LayerState *group = state.layer(layer.group)) {
            if (!group->visible || group->opacity <= 0) continue;
            step.groupOpacity = group->opacity;
        }
        if (!layer.source.empty()) {
            const auto feed = std::find_if(m_feeds.begin(), m_feeds.end(),
                                           [&](const TileFeed &f) { return f.sourceId == layer.source; });
            if (feed == m_feeds.end()) continue;
            step.feed = static_cast<int>(feed - m_feeds.begin());
        }
        m_steps.push_back(std::move(step));
    }
    // The document's order holds until the user moves a layer: then whole groups move, top of the panel on top.
    std::vector<std::string> documentOrder;
    for (const style::LayerGroup &g : m_document->groups) documentOrder.push_back(g.id);
    std::vector<std::string> userOrder;
    for (const app::LayerState &layer : state.layers)
        if (m_document->group(layer.id) != nullptr) userOrder.push_back(layer.id);
    if (userOrder == documentOrder) return;
    const auto rank = [&](const LayerStep &step) {
        const auto it = std::find(userOrder.begin(), userOrder.end(), step.group);
        return userOrder.end() - it; // groups that the panel lacks: at the bottom
    };
    const auto isSymbol = [](const LayerStep &s) { return std::holds_alternative<style::SymbolStyle>(s.layer->style); };
    std::stable_sort(m_steps.begin(), m_steps.end(), [&](const LayerStep &a, const LayerStep &b) {
        if (isSymbol(a) != isSymbol(b)) return isSymbol(b); // labels stay above everything
        return rank(a) < rank(b);
    });
}

bool Scene::feedDrawsAt(std::size_t feed, double zoom) const {
    return std::any_of(m_steps.begin(), m_steps.end(),
                       [&](const LayerStep &s) { return s.feed == static_cast<int>(feed) && s.layer->drawsAt(zoom); });
}

int Scene::indexIn(const style::StyleDocument *document, const LayerStep &step) const {
    if (document == m_document.get()) return static_cast<int>(step.index);
    const auto old = m_oldDocuments.find(document);
    if (old == m_oldDocuments.end()) return -1;
    const auto it = old->second.indices.find(step.layer->id);
    return it != old->second.indices.end() ? it->second : -1;
}

} // namespace corridors::render
