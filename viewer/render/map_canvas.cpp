#include "viewer/render/map_canvas.hpp"

#include <epoxy/gl.h>

#include <algorithm>

namespace corridors::render {

namespace {

/// Strips are drawn this much wider than a pan asks for.
constexpr std::int64_t kLeadPx = 64;
/// A tile's rectangle waits for the tile's other sources, but no longer than this.
constexpr double kWaitForSiblingsS = 0.06;
/// Share of the window that arrived tiles may redraw in one frame.
constexpr double kStaleShare = 0.35;
/// Circles beyond this number are drawn into the texture like everything else instead of over it on every frame.
constexpr std::size_t kOverlayCircles = 3000;

bool drawsInTexture(const LayerStep &step) {
    return !std::holds_alternative<style::SymbolStyle>(step.layer->style) &&
           !std::holds_alternative<style::CircleStyle>(step.layer->style);
}

/// Steps up to the last one that is neither circle nor symbol: what lies above is drawn over the texture, so that it
/// keeps its size at every moment.
std::size_t groundSteps(const Scene &scene, const TileStore &store) {
    const std::vector<LayerStep> &steps = scene.steps();
    if (store.circleCount() > kOverlayCircles) return steps.size();
    std::size_t end = steps.size();
    while (end > 0 && !drawsInTexture(steps[end - 1])) --end;
    return end;
}

} // namespace

void MapCanvas::invalidate(const MapView &view, const PixelRect &window, TileId id, double nowS) {
    const double world = view.grid.worldEdgePx();
    const auto around = view.wraps ? 2 + static_cast<std::int64_t>(static_cast<double>(window.width) / world) : 0;
    const PixelRect rect = view.grid.tileRect(id);
    const auto nearest = view.wraps ? std::llround(static_cast<double>(window.x - rect.x) / world) : 0;
    for (std::int64_t k = nearest - around; k <= nearest + around; ++k) {
        const TileId place{id.z, static_cast<std::int32_t>(id.x + (k << id.z)), id.y};
        if (!view.grid.tileRect(place).intersects(window.expanded(kMarginPx))) continue;
        if (std::none_of(m_stale.begin(), m_stale.end(), [&](const StaleTile &s) { return s.id == place; }))
            m_stale.push_back({place, nowS});
    }
}

void MapCanvas::drawRegion(const Frame &frame, const Region &region, int framebufferWidthPx, StepRange steps) {
    m_painter.draw(frame.scene, frame.store, frame.view.grid, frame.view.wraps, region, framebufferWidthPx, steps);
}

void MapCanvas::drawIntoTexture(const Frame &frame, const PixelRect &rect, std::size_t steps) {
    for (const Region &region : m_texture.regions(rect)) {
        m_painter.painter().begin(region, frame.view.grid);
        m_painter.painter().clear({0, 0, 0, 0});
        drawRegion(frame, region, m_texture.widthPx(), {0, steps});
    }
}

void MapCanvas::redrawStale(const Frame &frame, const PixelRect &window, std::size_t steps) {
    double budget = kStaleShare * static_cast<double>(window.width * window.height);
    std::erase_if(m_stale, [&](const StaleTile &stale) {
        const PixelRect rect = frame.view.grid.tileRect(stale.id).intersected(m_texture.covered());
        if (rect.isEmpty()) return true;
        const bool ripe = frame.nowS >= stale.sinceS + kWaitForSiblingsS || frame.nowS < stale.sinceS ||
                          !frame.store.isPending(stale.id);
        if (!ripe || budget <= 0) return false;
        budget -= static_cast<double>(rect.width * rect.height);
        drawIntoTexture(frame, rect, steps);
        return true;
    });
}

void MapCanvas::drawDirectly(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                             const PixelRect &window) {
    const Region region{target.framebuffer, target.heightPx, false, window, 0, 0};
    m_painter.painter().begin(region, view.grid);
    m_painter.painter().clear({0, 0, 0, 0});
    drawRegion({scene, store, view, 0}, region, target.widthPx, {0, scene.steps().size()});
    m_stale.clear();
    m_allStale = false;
}

void MapCanvas::drawThroughTexture(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                                   const PixelRect &window, double nowS) {
    if (!m_texture.reserve(static_cast<int>(window.width + 2 * kMarginPx),
                           static_cast<int>(window.height + 2 * kMarginPx))) {
        drawDirectly(scene, store, view, target, window); // no memory for it: the same picture, only slower
        return;
    }
    const Frame frame{scene, store, view, nowS};
    const std::size_t steps = groundSteps(scene, store);
    if (m_allStale || steps != m_groundSteps || !(m_texture.grid() == view.grid)) {
        m_texture.reset(view.grid);
        m_stale.clear();
        m_allStale = false;
        m_groundSteps = steps;
    }
    for (const PixelRect &strip : m_texture.cover(m_texture.rectFor(window, kLeadPx)))
        drawIntoTexture(frame, strip, steps);
    redrawStale(frame, window, steps);
    m_texture.blit(window, target.framebuffer, target.heightPx, 0, 0);
    if (steps < scene.steps().size())
        drawRegion(frame, {target.framebuffer, target.heightPx, false, window, 0, 0}, target.widthPx,
                   {steps, scene.steps().size()});
}

} // namespace corridors::render
