// Preview: the export dialog's page. It knows the state that the page shows, has a renderer of its own draw its map
// into a texture (complete and without fades, as exports are drawn), and composes what lies over it: the same code as
// the export, at the window's resolution. Internal to platform. Main thread, with the window's context current.
#pragma once

#include <memory>

#include "viewer/app/app_state.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/gpu/handles.hpp"
#include "viewer/render/map_renderer.hpp"
#include "viewer/text/text_engine.hpp"
#include "viewer/ui/page_preview.hpp"

namespace corridors::platform {

class Preview {
public:
    explicit Preview(app::JobPool &jobs) : m_jobs(jobs) {}
    /// Brings the page up to date with the window's state, `scale` window pixels a page pixel.
    void update(const app::AppState &state, double scale, double windowRatio);
    /// True when draw() would change the page's map.
    [[nodiscard]] bool needsFrame() const { return m_isOpen && m_renderer && m_isStale && m_preview.texture != 0; }
    /// Draws the map into its texture, if that is due.
    void draw();
    /// Frees everything; nothing is shown.
    void close();
    /// For the panels; null when closed.
    [[nodiscard]] const ui::PagePreview *page() const { return m_isOpen ? &m_preview : nullptr; }

private:
    void compose(const app::AppState &state);

    app::JobPool &m_jobs;
    std::unique_ptr<render::MapRenderer> m_renderer;
    bool m_isOpen = false;
    bool m_isStale = true; ///< the texture does not show the page, or not all of it yet
    app::AppState m_of;    ///< the window's state that the page was composed for
    app::AppState m_shown; ///< what the page shows
    text::TextEngine m_engine;
    ui::PagePreview m_preview;
    gpu::RenderTexture m_target; ///< as OpenGL draws it: the page's last row first
    gpu::Texture m_upright;      ///< what the panels show
    int m_widthPx = 0;           ///< of the texture
    int m_heightPx = 0;
};

} // namespace corridors::platform
