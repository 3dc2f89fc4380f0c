// Highlight: the features that light up (hovered, or of the hovered passage) and those that are selected, drawn over
// the map on every frame. They are copied into small layers of their own and go through the same tiles as everything
// else, with a fixed style, so clipping, simplification and curves agree with the map. Main thread, context current.
#pragma once

#include <vector>

#include "viewer/app/app_state.hpp"
#include "viewer/render/scene.hpp"
#include "viewer/render/scene_painter.hpp"
#include "viewer/render/tile_store.hpp"

namespace corridors::render {

class Highlight {
public:
    explicit Highlight(app::JobPool &jobs);

    /// Takes over what is lit and selected; true when that changed.
    bool update(const app::AppState &state);
    /// Requests the tiles of the window and uploads what has arrived; true when something arrived.
    bool request(const PixelGrid &grid, const PixelRect &window, bool wraps);
    [[nodiscard]] bool isEmpty() const { return m_scene.feeds().empty(); }
    /// True when every tile of the highlight is there.
    [[nodiscard]] bool isComplete() const;
    /// Washes the rest of the map out when features are lit from the text, then draws the highlight.
    void draw(ScenePainter &painter, const Region &region, int framebufferWidthPx, const PixelGrid &grid, bool wraps);

private:
    void rebuild(const app::AppState &state);

    TileStore m_store;
    Scene m_scene;
    app::AppState m_state; ///< the highlight's own: two sources, one style
    std::vector<app::FeatureRef> m_lit, m_selected;
    std::vector<const LayerData *> m_data; ///< what the copies were made from
    std::shared_ptr<const style::StyleDocument> m_document;
    bool m_dim = false;
    Rgba m_wash{};
    std::vector<std::vector<WantedTile>> m_wanted;
};

} // namespace corridors::render
