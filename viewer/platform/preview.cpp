#include "viewer/platform/preview.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/gpu/draw.hpp"
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
           a.selectedLinks == b.selectedLinks && a.links == b.links && a.anchors == b.anchors &&
           std::ranges::equal(a.sources, b.sources, sameData);
}

} // namespace

void Preview::compose(const app::AppState &state) {
    m_preview.problem.clear();
    m_isStale = true;
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

void Preview::update(const app::AppState &state, double scale, double windowRatio) {
    if (!state.projection || !state.document || !(scale > 0)) return;
    if (!m_renderer) {
        render::RendererOptions options;
        options.animate = false;
        options.uploadBudgetS = 0.03;
        auto made = render::MapRenderer::create(m_jobs, options);
        if (!made) {
            m_preview.problem = made.error().text();
            m_isOpen = true;
            return;
        }
        m_renderer = std::move(*made);
    }
    if (!m_isOpen || !isSamePage(m_of, state)) {
        m_of = state;
        compose(state);
    }
    m_isOpen = true;
    if (!m_preview.problem.empty()) return;
    m_shown.nowS = state.nowS;
    m_shown.pixelRatio = scale * windowRatio;
    const int widthPx = std::max(1, static_cast<int>(std::lround(m_preview.widthPx * m_shown.pixelRatio)));
    const int heightPx = std::max(1, static_cast<int>(std::lround(m_preview.heightPx * m_shown.pixelRatio)));
    if (widthPx != m_widthPx || heightPx != m_heightPx) {
        auto made = gpu::makeRenderTexture(widthPx, heightPx);
        auto upright = gpu::makeTexture(widthPx, heightPx, nullptr, true);
        const bool both = made && upright;
        m_widthPx = both ? widthPx : 0;
        m_heightPx = both ? heightPx : 0;
        m_target = both ? std::move(*made) : gpu::RenderTexture{};
        m_upright = both ? std::move(*upright) : gpu::Texture{};
        m_isStale = true;
    }
    m_preview.texture = m_upright.id();
    m_renderer->sync(m_shown);
}

void Preview::draw() {
    if (!m_isOpen || !m_renderer || m_preview.texture == 0) return;
    if (!m_isStale) return;
    gpu::bindTexture(0); // the panels have shown it from here: no target is to be a source as well
    gpu::beginTarget(m_target.framebuffer.id(), {0, 0, m_widthPx, m_heightPx});
    gpu::clear({1, 1, 1, 1});
    m_renderer->draw({m_target.framebuffer.id(), m_widthPx, m_heightPx});
    m_isStale = !m_renderer->isComplete();
    // By way of memory: a texture that was drawn into and is sampled in the same frame loses 64-pixel squares in Mesa's
    // llvmpipe (22.3), and this happens only when the page changes.
    std::vector<std::uint8_t> rows(static_cast<std::size_t>(m_widthPx) * static_cast<std::size_t>(m_heightPx) * 4);
    gpu::readPixels(m_target.framebuffer.id(), m_widthPx, m_heightPx, gpu::ByteOrder::Rgba, rows.data());
    gpu::updateTexture(m_upright, 0, 0, m_widthPx, m_heightPx, rows.data());
}

void Preview::close() {
    if (!m_isOpen && !m_renderer) return;
    m_isOpen = false;
    m_renderer.reset();
    m_target = {};
    m_upright = {};
    m_widthPx = m_heightPx = 0;
    m_preview = {};
    m_of = {};
    m_shown = {};
}

} // namespace corridors::platform
