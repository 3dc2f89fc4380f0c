// Preview: the export dialog's page. It knows the state that the page shows, has the window's own renderer draw its map
// into a texture, and composes what lies over it: the same code as the export, at the window's resolution. Internal to
// platform. Main thread, with the window's context current.
#pragma once

#include <optional>

#include "viewer/app/app_state.hpp"
#include "viewer/gpu/handles.hpp"
#include "viewer/render/map_renderer.hpp"
#include "viewer/text/text_engine.hpp"
#include "viewer/ui/page_preview.hpp"

namespace corridors::platform {

class Preview {
public:
    /// Brings the page up to date with the window's state, `scale` window pixels a page pixel. What the renderer is to
    /// be synchronised with; null when there is no page to draw.
    const app::AppState *update(const app::AppState &state, double scale, double windowRatio);
    /// Draws the map, after update() and the renderer's sync with its result.
    void draw(render::MapRenderer &renderer);
    /// Frees the texture; nothing is shown.
    void close();
    /// For the panels; null when closed.
    [[nodiscard]] const ui::PagePreview *page() const { return m_isOpen ? &m_preview : nullptr; }

private:
    void compose(const app::AppState &state);

    bool m_isOpen = false;
    app::AppState m_of;    ///< the window's state that the page was composed for
    app::AppState m_shown; ///< what the page shows
    text::TextEngine m_engine;
    ui::PagePreview m_preview;
    gpu::RenderTexture m_target;
    int m_widthPx = 0; ///< of the texture
    int m_heightPx = 0;
};

} // namespace corridors::platform
