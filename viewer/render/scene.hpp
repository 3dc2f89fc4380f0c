// Scene: what an AppState asks to be drawn, as a list of steps in drawing order plus the feeds that tiles are built
// from. It compares with the last state by pointer and value and bumps versions; it neither requests nor draws. No GL.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "viewer/app/app_state.hpp"
#include "viewer/render/tile_store.hpp"

namespace corridors::render {

/// One style layer in drawing order.
struct LayerStep {
    const style::StyleLayer *layer = nullptr; ///< into the scene's document
    std::uint32_t index = 0;                  ///< in the document
    int feed = -1;                            ///< index into Scene::feeds(), -1 for backgrounds
    std::string group;
    double groupOpacity = 1;
};

class Scene {
public:
    /// What an update changed.
    struct Changes {
        bool projection = false; ///< every tile is void
        bool picture = false;    ///< what is drawn differs (data replaced, style, visibility, opacity, order)
    };
    Changes update(const app::AppState &state);

    [[nodiscard]] const std::shared_ptr<const style::StyleDocument> &document() const { return m_document; }
    [[nodiscard]] const std::vector<TileFeed> &feeds() const { return m_feeds; }
    /// Visible layers, bottom first.
    [[nodiscard]] const std::vector<LayerStep> &steps() const { return m_steps; }
    /// True when a visible layer of the feed draws at the zoom.
    [[nodiscard]] bool feedDrawsAt(std::size_t feed, double zoom) const;
    /// Index of a step's layer in the document that a tile was built with; -1 when that has no such layer.
    [[nodiscard]] int indexIn(const style::StyleDocument *document, const LayerStep &step) const;

private:
    void rebuildSteps(const app::AppState &state);
    enum class FeedChange : std::uint8_t { None, Added, Replaced };
    FeedChange updateFeeds(const app::AppState &state);

    std::shared_ptr<const Projection> m_projection;
    std::shared_ptr<const style::StyleDocument> m_document;
    std::vector<app::LayerState> m_layers;
    std::vector<TileFeed> m_feeds;
    std::vector<LayerStep> m_steps;
    std::uint64_t m_version = 0;
    /// For documents of older tiles: layer id -> index. Kept by owner, so that addresses cannot be reused.
    struct OldDocument {
        std::weak_ptr<const style::StyleDocument> document;
        std::unordered_map<std::string, int> indices;
    };
    mutable std::unordered_map<const style::StyleDocument *, OldDocument> m_oldDocuments;
};

} // namespace corridors::render
