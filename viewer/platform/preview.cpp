#include "viewer/platform/preview.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>

#include "viewer/platform/exporter.hpp"

namespace corridors::platform {
namespace {

/// Whether the page would be the same: everything that it is made from.
bool isSamePage(const app::AppState &a, const app::AppState &b) {
    const auto sameData = [](const app::SourceState &x, const app::SourceState &y) { return x.data == y.data; };
    return a.page == b.page && a.camera == b.camera && a.flight.has_value() == b.flight.has_value() &&
           a.viewportWidthPx == b.viewportWidthPx && a.viewportHeightPx == b.viewportHeightPx &&
           a.pixelRatio == b.pixelRatio && a.insets == b.insets && a.document == b.document &&
           a.projection == b.projection && a.layers == b.layers && a.selected == b.selected &&
           a.selectedLink == b.selectedLink && a.links == b.links && a.anchors == b.anchors &&
           std::ranges::equal(a.sources, b.sources, sameData);
}

} // namespace

void Preview::compose(const app::AppState &state) {
    m_preview.problem.clear();
    auto shown = stateForPage(state, state.page);
    if (!shown) {
        m_preview.problem = shown.error().text();
        return;
    }
    m_shown = std::move(*shown);
    m_preview.widthPx = m_shown.viewportWidthPx;
    m_preview.heightPx = m_shown.viewportHeightPx;
    m_preview.page = layout::composePage(m_shown, state.page.furniture, m_engine);
    m_shown.camera = m_preview.page.camera;
    m_shown.obstacles = m_preview.page.obstacles;
    m_preview.metresPerPx = m_shown.viewport().metresPerPixel();
    m_preview.legend = layout::buildLegend(m_shown, m_shown.viewport().bounds());
}

const app::AppState *Preview::update(const app::AppState &state, double scale, double windowRatio) {
    if (!state.projection || !state.document || !(scale > 0)) {
        close();
        return nullptr;
    }
    if (!m_isOpen || !isSamePage(m_of, state)) {
        m_of = state;
        compose(state);
    }
    m_isOpen = true;
    if (!m_preview.problem.empty()) return nullptr;
    m_shown.nowS = state.nowS;
    m_shown.pixelRatio = scale * windowRatio;
    const int widthPx = std::max(1, static_cast<int>(std::lround(m_preview.widthPx * m_shown.pixelRatio)));
    const int heightPx = std::max(1, static_cast<int>(std::lround(m_preview.heightPx * m_shown.pixelRatio)));
    if (widthPx != m_widthPx || heightPx != m_heightPx || !m_target.texture.id()) {
        auto made = gpu::makeRenderTexture(widthPx, heightPx);
        m_widthPx = made ? widthPx : 0;
        m_heightPx = made ? heightPx : 0;
        m_target = made ? std::move(*made) : gpu::RenderTexture{};
    }
    m_preview.texture = m_target.texture.id();
    return &m_shown;
}

void Preview::draw(render::MapRenderer &renderer) {
    if (!m_isOpen || m_preview.texture == 0) return;
    glBindFramebuffer(GL_FRAMEBUFFER, m_target.framebuffer.id());
    glDisable(GL_SCISSOR_TEST);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    renderer.draw({m_target.framebuffer.id(), m_widthPx, m_heightPx});
}

void Preview::close() {
    m_isOpen = false;
    m_target = {};
    m_widthPx = m_heightPx = 0;
    m_preview = {};
}

} // namespace corridors::platform
