#include "viewer/render/map_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/gpu/draw.hpp"
#include "viewer/render/stopwatch.hpp"

namespace corridors::render {

namespace {

/// Strips are drawn this much wider than a pan asks for.
constexpr std::int64_t kLeadPx = 64;
/// A tile's rectangle waits for the tile's other sources, but no longer than this.
constexpr double kWaitForSiblingsS = 0.06;
/// While sources are still being read, each of them would have the same places drawn anew: layers come in this rhythm.
constexpr double kWaitWhileLoadingS = 0.25;
/// Seconds that redrawing the rectangles of arrived tiles may take of one frame.
constexpr double kStaleS = 0.010;
constexpr double kStaleWhileOpeningS = 0.025; // frames are few then, and all wait for the map
/// A window that takes longer than this is renewed piece by piece, with so many seconds of each frame.
constexpr double kSlowWholeS = 0.08;
constexpr double kRenewingS = 0.02;
/// While the zoom moves, one that takes longer than this is drawn as a draft first.
constexpr double kDraftWholeS = 0.04;
/// Circles beyond this number are drawn into the texture like everything else instead of over it on every frame.
/// They are taken out again when they are far fewer.
constexpr std::size_t kOverlayCircles = 3000;
constexpr std::size_t kOverlayCirclesAgain = 1000;

bool drawsInTexture(const LayerStep &step) {
    return !std::holds_alternative<style::SymbolStyle>(step.layer->style) &&
           !std::holds_alternative<style::CircleStyle>(step.layer->style);
}

} // namespace

std::size_t MapCanvas::groundSteps(const Scene &scene, bool withCircles) {
    const std::vector<LayerStep> &steps = scene.steps();
    if (withCircles) return steps.size();
    std::size_t end = steps.size();
    while (end > 0 && !drawsInTexture(steps[end - 1])) --end;
    return end;
}

void MapCanvas::invalidate(const MapView &view, const PixelRect &window, TileId id, double nowS) {
    m_hasTiles = true;
    const double world = view.grid.worldEdgePx();
    const auto around = view.wraps ? 2 + static_cast<std::int64_t>(static_cast<double>(window.width) / world) : 0;
    const PixelRect rect = view.grid.tileRect(id);
    const auto nearest = view.wraps ? std::llround(static_cast<double>(window.x - rect.x) / world) : 0;
    for (std::int64_t k = nearest - around; k <= nearest + around; ++k) {
        const TileId place{id.z, static_cast<std::int32_t>(id.x + (k << id.z)), id.y};
        for (Refinement *other : {&m_next, &m_overview})
            if (other->isActive()) other->invalidate(other->grid().tileRect(place));
        if (!view.grid.tileRect(place).intersects(window.expanded(kMarginPx))) continue;
        if (std::none_of(m_stale.begin(), m_stale.end(), [&](const StaleTile &s) { return s.id == place; }))
            m_stale.push_back({place, nowS});
    }
}

bool MapCanvas::isSettled(const MapView &view, const PixelRect &window) const {
    const auto shows = [&](const PixelRect &rect) { return rect.intersects(window); };
    return !m_allStale && !m_stretched && !m_renewing && std::ranges::none_of(m_dirty, shows) &&
           std::ranges::none_of(m_stale, [&](const StaleTile &s) { return shows(view.grid.tileRect(s.id)); });
}

void MapCanvas::drawRegion(const Frame &frame, const Region &region, int framebufferWidthPx, StepRange steps) {
    m_painter.draw(frame.scene, frame.store, frame.view.grid, frame.view.wraps, region, framebufferWidthPx, steps);
}

bool MapCanvas::isSlow() const { return m_wholeS > kDraftWholeS * m_refiningScale; }

void MapCanvas::drawIntoTexture(const Frame &frame, const MapTexture &texture, const PixelRect &rect, bool draft) {
    const std::size_t steps = groundSteps(frame.scene, texture.hasCircles());
    for (const Region &region : texture.regions(rect)) {
        m_painter.painter().begin(region, texture.grid());
        m_painter.painter().clear({0, 0, 0, 0});
        m_painter.draw(frame.scene, frame.store, texture.grid(), frame.view.wraps, region, texture.widthPx(),
                       {0, steps}, draft);
    }
}

/// What panels have covered and do not cover now is drawn at once; the rest of it when there is time.
void MapCanvas::drawBlank(const Frame &frame) {
    if (m_blank.empty()) return;
    std::vector<PixelRect> left;
    for (const PixelRect &blank : m_blank) {
        for (const PixelRect &visible : frame.visible) {
            const PixelRect part = blank.intersected(visible);
            if (!part.isEmpty()) drawIntoTexture(frame, m_texture, part);
        }
        for (const PixelRect &rest : outside(blank, frame.visible)) left.push_back(rest);
    }
    m_blank = std::move(left);
}

void MapCanvas::drawAllBlank(const Frame &frame) {
    for (const PixelRect &blank : m_blank) {
        const PixelRect part = blank.intersected(m_texture.covered());
        if (!part.isEmpty()) drawIntoTexture(frame, m_texture, part);
    }
    m_blank.clear();
}

void MapCanvas::redrawStale(const Frame &frame) {
    std::erase_if(m_stale, [&](const StaleTile &stale) {
        const double waitS = frame.view.loading ? kWaitWhileLoadingS : kWaitForSiblingsS;
        const bool ripe = frame.nowS >= stale.sinceS + waitS || frame.nowS < stale.sinceS ||
                          !(frame.view.loading || frame.store.isPending(stale.id));
        if (ripe) m_dirty.push_back(frame.view.grid.tileRect(stale.id));
        return ripe;
    });
    const double budgetS = frame.view.opening ? kStaleWhileOpeningS : kStaleS;
    // What the window shows first; the rest of the texture when there is time.
    std::stable_partition(m_dirty.begin(), m_dirty.end(),
                          [&](const PixelRect &r) { return !r.intersects(frame.window); });
    const auto start = Clock::now();
    while (secondsSince(start) < budgetS) {
        std::vector<PixelRect> &from = m_dirty.empty() && !m_rushes ? m_blank : m_dirty;
        if (from.empty()) break;
        const PixelRect whole = from.back().intersected(m_texture.covered());
        from.pop_back();
        if (whole.isEmpty()) continue;
        const std::int64_t edge = m_pieceSize.edgePx();
        const PixelRect piece = PixelRect{whole.x, whole.y, edge, edge}.intersected(whole);
        if (!(piece == whole))
            for (const PixelRect &rest : outside(whole, piece)) from.push_back(rest);
        const auto begun = Clock::now();
        drawIntoTexture(frame, m_texture, piece);
        gpu::finish();
        m_pieceSize.measured(piece, secondsSince(begun), budgetS);
    }
    m_spentS += secondsSince(start);
}

void MapCanvas::drawDirectly(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                             const PixelRect &window) {
    const Region region{target.framebuffer, target.heightPx, false, window, 0, 0};
    m_painter.painter().begin(region, view.grid);
    m_painter.painter().clear({0, 0, 0, 0});
    drawRegion({scene, store, view, 0, window, {}}, region, target.widthPx, {0, scene.steps().size()});
    forgetStale();
    m_allStale = false;
}

/// Whether the texture shows what the first `steps` would draw, but for tiles that have yet to come: sources that are
/// new bring layers into the middle of the order. Takes note of them.
bool MapCanvas::keepsGround(const Scene &scene, std::size_t steps) {
    const auto isNoted = [&](std::size_t i) {
        return scene.steps()[i].layer == (i < steps ? m_ground[i] : m_overlay[i - steps]);
    };
    bool same = m_ground.size() == steps && m_ground.size() + m_overlay.size() == scene.steps().size();
    for (std::size_t i = 0; same && i < scene.steps().size(); ++i) same = isNoted(i);
    if (same) return true; // as in almost every frame
    std::vector<const style::StyleLayer *> ground;
    std::vector<const style::StyleLayer *> overlay;
    for (std::size_t i = 0; i < scene.steps().size(); ++i)
        (i < steps ? ground : overlay).push_back(scene.steps()[i].layer);
    const auto has = [](const std::vector<const style::StyleLayer *> &layers, const style::StyleLayer *layer) {
        return std::ranges::find(layers, layer) != layers.end();
    };
    const bool keeps = std::ranges::none_of(ground, [&](const auto *layer) { return has(m_overlay, layer); }) &&
                       std::ranges::none_of(overlay, [&](const auto *layer) { return has(m_ground, layer); });
    m_ground = std::move(ground);
    m_overlay = std::move(overlay);
    return keeps;
}

/// Takes note of what the texture now holds.
void MapCanvas::noteGround(const Scene &scene) {
    static_cast<void>(keepsGround(scene, groundSteps(scene, m_texture.hasCircles())));
}

/// A window without the layer that was slow says little of how long the next one takes: that is forgotten slowly.
void MapCanvas::noteWhole(double seconds) {
    constexpr double kForgetting = 0.8;
    m_wholeS = std::max(seconds, kForgetting * m_wholeS);
}

/// Whether the picture that replaces the window's is under way and still fits it.
bool MapCanvas::renews(const Frame &frame) {
    m_renewing = m_next.isActive() && m_next.grid() == frame.view.grid && m_texture.grid() == frame.view.grid &&
                 m_next.texture().covered().contains(frame.window) && m_texture.covered().contains(frame.window);
    return m_renewing;
}

/// Everything has to be drawn anew. Where that takes long, what is there stays until the new picture is drawn behind it
/// piece by piece: a window that stands still for it would be worse than a layer that comes a little later.
bool MapCanvas::beginsRenewing(const Frame &frame) {
    const bool shows = m_texture.exists() && m_texture.grid() == frame.view.grid && m_blank.empty() &&
                       m_texture.covered().contains(frame.window);
    if (frame.view.opening || m_wholeS < kSlowWholeS * m_refiningScale || !shows) return false;
    begin(m_next, frame.view.grid, frame.window);
    if (!renews(frame)) return false;
    forgetStale();
    m_allStale = false;
    m_renewedS = 0;
    return true;
}

void MapCanvas::drawRenewing(const Frame &frame, const Target &target) {
    drawPieces(frame, m_next, kRenewingS * m_refiningScale);
    m_renewedS += m_spentS;
    if (m_next.isDone()) {
        std::swap(m_texture, m_next.texture());
        m_next.stop();
        noteGround(frame.scene);
        m_renewing = false;
        noteWhole(m_renewedS);
        forgetStale();
    }
    for (const PixelRect &part : frame.visible)
        m_texture.blit(part, target.framebuffer, target.heightPx, part.x - frame.window.x, part.y - frame.window.y);
}

/// Draws what the texture does not cover of the window yet. True when that is no more than a draft.
bool MapCanvas::drawAnew(const Frame &frame) {
    m_rushes = m_texture.covered().isEmpty();
    const bool draft = m_rushes && m_zoomStep != 0 && isSlow();
    const auto begun = Clock::now();
    const std::vector<PixelRect> strips = m_texture.cover(m_texture.rectFor(frame.window, kLeadPx));
    for (const PixelRect &strip : strips) {
        if (m_rushes && !draft) {
            m_blank.push_back(strip);
            continue;
        }
        drawIntoTexture(frame, m_texture, strip, draft);
        if (draft) m_dirty.push_back(strip);
    }
    drawBlank(frame);
    if (strips.empty()) return false;
    gpu::finish();
    if (m_rushes && !draft) noteWhole(secondsSince(begun));
    m_spentS += secondsSince(begun);
    return draft;
}

void MapCanvas::drawThroughTexture(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                                   const PixelRect &window, double nowS) {
    // The first frame shows the window; making the texture would keep it waiting.
    const bool isFirst = view.opening && !std::exchange(m_hasDrawn, true);
    if (isFirst || !m_texture.reserve(static_cast<int>(window.width + 2 * kMarginPx),
                                      static_cast<int>(window.height + 2 * kMarginPx))) {
        drawDirectly(scene, store, view, target, window); // no memory for it: the same picture, only slower
        return;
    }
    Frame frame{scene, store, view, nowS, window, {}};
    std::vector<PixelRect> covered;
    covered.reserve(target.covered.size());
    for (const PixelRect &rect : target.covered) covered.push_back(rect.moved(window.x, window.y));
    frame.visible = outside(window, covered);
    m_zoomStep = view.grid.zoom - std::exchange(m_lastZoom, view.grid.zoom);
    m_stretched = false;
    m_spentS = 0;
    m_filledS = 0;
    m_wantsCircles = store.circleCount() > (m_wantsCircles ? kOverlayCirclesAgain : kOverlayCircles);
    // Without a tile in it there is nothing to keep or stretch.
    bool valid = keepsGround(scene, groundSteps(scene, m_texture.hasCircles())) && !m_allStale &&
                 (m_hasTiles || m_texture.grid() == view.grid);
    if (m_renewing && !renews(frame)) valid = false; // the window has moved on, the texture shows what was
    // While the zoom moves, the next picture brings circles in or takes them out.
    if (m_texture.grid() == view.grid && !m_renewing && m_texture.hasCircles() != m_wantsCircles) valid = false;
    if (!valid) m_overview.stop();
    if (!valid && beginsRenewing(frame)) valid = true;
    if (valid && !(m_texture.grid() == view.grid)) {
        drawAllBlank(frame); // stretched, it comes out from under the panels
        if (!canStretch(m_texture, view.grid, window, kStretchedShare) && m_overview.isDone() &&
            canStretch(m_overview.texture(), view.grid, window, 1)) {
            std::swap(m_texture, m_overview.texture());
            m_overview.stop();
            forgetStale();
            noteGround(scene);
        }
        if (standsIn(view.grid, window)) {
            fillRim(frame);
            refine(frame);
        }
    }
    if (!valid || (!(m_texture.grid() == view.grid) && !standsIn(view.grid, window))) {
        m_texture.reset(view.grid, m_wantsCircles);
        noteGround(scene);
        forgetStale();
        m_allStale = false;
    }
    if (!(m_texture.grid() == view.grid)) {
        drawStretched(frame, target);
    } else if (m_renewing) {
        drawRenewing(frame, target);
    } else {
        m_next.stop();
        const bool idle = m_stale.empty() && m_dirty.empty() && m_blank.empty() && m_lastWindow == window &&
                          m_texture.covered().contains(window);
        m_lastWindow = window;
        if (!drawAnew(frame)) redrawStale(frame);
        for (const PixelRect &part : frame.visible)
            m_texture.blit(part, target.framebuffer, target.heightPx, part.x - window.x, part.y - window.y);
        if (idle && !view.opening) prepareOverview(frame);
    }
    const std::size_t steps = groundSteps(scene, m_texture.hasCircles());
    if (steps < scene.steps().size())
        drawRegion(frame, {target.framebuffer, target.heightPx, false, window, 0, 0}, target.widthPx,
                   {steps, scene.steps().size()});
}

} // namespace corridors::render
