#include "viewer/render/map_canvas.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "viewer/gpu/draw.hpp"

namespace corridors::render {

namespace {

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

/// Strips are drawn this much wider than a pan asks for.
constexpr std::int64_t kLeadPx = 64;
/// The rim that zooming out shows of the next picture is drawn this much wider than one frame asks for.
constexpr std::int64_t kRimLeadPx = 12;
/// A tile's rectangle waits for the tile's other sources, but no longer than this.
constexpr double kWaitForSiblingsS = 0.06;
/// While sources are still being read, each of them would have the same places drawn anew: layers come in this rhythm.
constexpr double kWaitWhileLoadingS = 0.25;
/// Seconds that redrawing the rectangles of arrived tiles may take of one frame.
constexpr double kStaleS = 0.010;
constexpr double kStaleWhileOpeningS = 0.025; // frames are few then, and all wait for the map
/// Circles beyond this number are drawn into the texture like everything else instead of over it on every frame.
constexpr std::size_t kOverlayCircles = 3000;
/// Seconds of a frame that drawing the next zoom may take, while the zoom moves and once it rests.
constexpr double kRefiningS = 0.004;
constexpr double kRefiningOutS = 0.006; // outwards the window soon shows more than is drawn
constexpr double kRestingS = 0.025;
constexpr double kOverviewS = 0.008; // nobody waits for it
/// A picture is stretched within these bounds, and where it covers this share of the window; else all is drawn anew.
constexpr double kMaxStretch = 5;
constexpr double kStretchedShare = 0.5;
/// How far ahead of a moving zoom the next picture is drawn, in levels: inwards the texture still covers the window.
constexpr double kMaxAheadIn = 0.15;
constexpr double kMaxAheadOut = 1.3;
/// A picture farther from the map's zoom than this is given up for a new one, in levels.
constexpr double kMaxBehind = 1.7;
/// The overview lies this many levels above the map; it is made anew when it comes nearer or farther than these.
constexpr double kOverviewLevels = 1.4;
constexpr double kOverviewNearest = 0.6;
constexpr double kOverviewFarthest = 2.2;

/// What of several rectangles lies outside `part`.
std::vector<PixelRect> outsideOf(const std::vector<PixelRect> &wholes, const PixelRect &part) {
    std::vector<PixelRect> rest;
    for (const PixelRect &whole : wholes)
        for (const PixelRect &r : outside(whole, part)) rest.push_back(r);
    return rest;
}

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
    return !m_allStale && !m_stretched && std::ranges::none_of(m_dirty, shows) &&
           std::ranges::none_of(m_stale, [&](const StaleTile &s) { return shows(view.grid.tileRect(s.id)); });
}

void MapCanvas::drawRegion(const Frame &frame, const Region &region, int framebufferWidthPx, StepRange steps) {
    m_painter.draw(frame.scene, frame.store, frame.view.grid, frame.view.wraps, region, framebufferWidthPx, steps);
}

void MapCanvas::drawIntoTexture(const Frame &frame, const MapTexture &texture, const PixelRect &rect,
                                std::size_t steps) {
    for (const Region &region : texture.regions(rect)) {
        m_painter.painter().begin(region, texture.grid());
        m_painter.painter().clear({0, 0, 0, 0});
        m_painter.draw(frame.scene, frame.store, texture.grid(), frame.view.wraps, region, texture.widthPx(),
                       {0, steps});
    }
}

/// What panels have covered and do not cover now is drawn at once; the rest of it when there is time.
void MapCanvas::drawBlank(const Frame &frame, std::size_t steps) {
    if (m_blank.empty()) return;
    std::vector<PixelRect> left;
    for (const PixelRect &blank : m_blank) {
        for (const PixelRect &visible : frame.visible) {
            const PixelRect part = blank.intersected(visible);
            if (!part.isEmpty()) drawIntoTexture(frame, m_texture, part, steps);
        }
        for (const PixelRect &rest : outside(blank, frame.visible)) left.push_back(rest);
    }
    m_blank = std::move(left);
}

void MapCanvas::drawAllBlank(const Frame &frame, std::size_t steps) {
    for (const PixelRect &blank : m_blank) {
        const PixelRect part = blank.intersected(m_texture.covered());
        if (!part.isEmpty()) drawIntoTexture(frame, m_texture, part, steps);
    }
    m_blank.clear();
}

void MapCanvas::redrawStale(const Frame &frame, std::size_t steps) {
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
        drawIntoTexture(frame, m_texture, piece, steps);
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

/// Whether the texture shows enough of the window, and not too small or too large, to stand in for it.
bool MapCanvas::canStretch(const MapTexture &texture, const PixelGrid &to, const PixelRect &window, double share) {
    const PixelGrid &from = texture.grid();
    if (!texture.exists() || texture.covered().isEmpty() || !(to.square.northWest == from.square.northWest) ||
        to.square.edgeM != from.square.edgeM || to.pixelRatio != from.pixelRatio)
        return false;
    const double scale = to.worldEdgePx() / from.worldEdgePx();
    if (scale > kMaxStretch || scale < 1 / kMaxStretch) return false;
    const PixelRect shown = rescaled(texture.covered(), from, to).intersected(window);
    return !shown.isEmpty() &&
           static_cast<double>(shown.width * shown.height) >= share * static_cast<double>(window.width * window.height);
}

double MapCanvas::foreseenZoom(double zoom) const {
    const double ahead = std::clamp(m_zoomStep * m_usualFrames, -kMaxAheadOut, kMaxAheadIn);
    return std::clamp(zoom + ahead, app::kMinZoom, app::kMaxZoom);
}

/// The grid of another zoom and what a window of the same size shows there.
std::pair<PixelGrid, PixelRect> MapCanvas::viewAt(const PixelGrid &view, const PixelRect &window, double zoom) {
    PixelGrid grid = view;
    grid.zoom = zoom;
    const WorldPoint center = view.toWorld(static_cast<double>(window.x) + static_cast<double>(window.width) / 2,
                                           static_cast<double>(window.y) + static_cast<double>(window.height) / 2);
    return {grid, windowRect(grid, center, static_cast<int>(window.width), static_cast<int>(window.height))};
}

void MapCanvas::begin(Refinement &refinement, const PixelGrid &grid, const PixelRect &rect) {
    if (!refinement.begin(grid, rect, m_texture.widthPx(), m_texture.heightPx()))
        refinement.stop(); // no memory: zooming draws directly
}

void MapCanvas::drawPieces(const Frame &frame, Refinement &refinement, std::size_t steps, double budgetS,
                           const PixelRect &known) {
    // Drawing is asynchronous: only when it is waited for does its time mean anything.
    const auto start = Clock::now();
    while (const auto piece = refinement.takePiece(m_pieceSize.edgePx(), known)) {
        const auto begun = Clock::now();
        drawIntoTexture(frame, refinement.texture(), *piece, steps);
        gpu::finish();
        const double pieceS = secondsSince(begun);
        m_pieceSize.measured(*piece, pieceS, budgetS);
        if (secondsSince(start) + pieceS / 2 >= budgetS) break; // the next one may take as long
    }
    m_spentS += secondsSince(start);
}

void MapCanvas::refine(const Frame &frame, const PixelRect &window, std::size_t steps) {
    const PixelGrid &view = frame.view.grid;
    const bool rests = m_zoomStep == 0;
    if (!m_next.isActive() || (rests && !(m_next.grid() == view)) ||
        std::abs(m_next.grid().zoom - view.zoom) > kMaxBehind) {
        // What was begun may be all that shows the window's rim until the new picture is whole.
        if (m_next.isActive() && behind(view, window, rescaled(m_texture.covered(), m_texture.grid(), view)) == &m_next)
            std::swap(m_next, m_overview);
        auto [grid, rect] = viewAt(view, window, rests ? view.zoom : foreseenZoom(view.zoom));
        if (grid.zoom > view.zoom) rect = rect.expanded(kMarginPx); // all of the window as it is now
        begin(m_next, grid, rect);
        m_refiningFrames = 0;
    }
    ++m_refiningFrames;
    const double budgetS = rests ? kRestingS : m_zoomStep < 0 ? kRefiningOutS : kRefiningS;
    // What fills the rim has to be there; the next picture waits for it a little.
    // Outwards, what the picture that is shown lacks is wanted first.
    const PixelRect known =
        m_zoomStep < 0 ? rescaled(m_texture.covered(), m_texture.grid(), m_next.grid()) : PixelRect{};
    drawPieces(frame, m_next, steps, m_refiningScale * std::max(budgetS - m_filledS / 2, budgetS / 2), known);
    if (!m_next.isDone()) return;
    if (!rests) m_usualFrames = std::clamp((m_usualFrames + m_refiningFrames + 1) / 2, 2, 30);
    const auto covers = [&](const MapTexture &texture) {
        return rescaled(texture.covered(), texture.grid(), view).contains(window);
    };
    // Outwards it may have been overtaken by the overview.
    const bool serves = !covers(m_texture) || covers(m_next.texture()) || rests;
    if (serves) std::swap(m_texture, m_next.texture());
    if (serves || m_zoomStep < 0) m_next.stop();
    if (serves) forgetStale();
}

/// While nothing else is to do: draws the surroundings at a smaller scale, which fill the window when one zooms out.
void MapCanvas::prepareOverview(const Frame &frame, const PixelRect &window, std::size_t steps) {
    const PixelGrid &view = frame.view.grid;
    const double above = view.zoom - m_overview.grid().zoom;
    const PixelRect reach = window.expanded(std::min(window.width, window.height) / 2);
    const bool serves = m_overview.isActive() && above >= kOverviewNearest && above <= kOverviewFarthest &&
                        rescaled(m_overview.texture().covered(), m_overview.grid(), view).contains(reach);
    if (view.zoom - kOverviewLevels < app::kMinZoom) {
        m_overview.stop(); // nothing lies beyond
        return;
    }
    if (!serves) {
        const auto [grid, rect] = viewAt(view, window, view.zoom - kOverviewLevels);
        begin(m_overview, grid, rect);
    }
    drawPieces(frame, m_overview, steps, kOverviewS);
}

/// The picture of another zoom that fills what the texture does not show of the window: the one that is there, else the
/// one that is being made; null when neither reaches as far, or nothing is missing.
Refinement *MapCanvas::behind(const PixelGrid &grid, const PixelRect &window, const PixelRect &shown) {
    if (shown.contains(window)) return nullptr;
    const auto reaches = [&](Refinement &other) {
        return other.isActive() && rescaled(other.texture().covered(), other.grid(), grid).contains(window);
    };
    if (m_overview.isDone() && reaches(m_overview)) return &m_overview;
    if (reaches(m_next)) return &m_next;
    return reaches(m_overview) ? &m_overview : nullptr;
}

/// Whether the texture, stretched, shows enough of the window, or what it shows and what lies behind it together do.
bool MapCanvas::standsIn(const PixelGrid &grid, const PixelRect &window) {
    if (canStretch(m_texture, grid, window, kStretchedShare)) return true;
    return canStretch(m_texture, grid, window, 0) &&
           behind(grid, window, rescaled(m_texture.covered(), m_texture.grid(), grid)) != nullptr;
}

void MapCanvas::stretch(const Frame &frame, const MapTexture &texture, const Target &target,
                        const std::vector<PixelRect> &parts) {
    const PixelGrid &grid = frame.view.grid;
    m_painter.painter().begin({target.framebuffer, target.heightPx, false, frame.window, 0, 0}, grid);
    for (const Painter::Stretch &piece : texture.stretched(grid, frame.window))
        for (const PixelRect &part : parts) m_painter.painter().stretch(texture.texture(), piece, part);
}

void MapCanvas::drawStretched(const Frame &frame, const Target &target, std::size_t steps) {
    m_stretched = true;
    const PixelGrid &grid = frame.view.grid;
    const PixelRect &window = frame.window;
    PixelRect shown = rescaled(m_texture.covered(), m_texture.grid(), grid);
    const auto begun = Clock::now();
    bool filled = false;
    if (Refinement *other = behind(grid, window, shown)) {
        // Each part of it that the window comes to show is drawn once, at its own zoom, and stays.
        const std::vector<PixelRect> rim = outsideOf(frame.visible, shown);
        for (const PixelRect &rest : rim) {
            const PixelRect part = rescaled(rest, grid, other->grid()).expanded(kRimLeadPx);
            for (const PixelRect &piece : other->takeWithin(part)) {
                drawIntoTexture(frame, other->texture(), piece, steps);
                filled = true;
            }
        }
        if (filled) gpu::finish();
        m_filledS = filled ? secondsSince(begun) : 0;
        m_spentS += m_filledS;
        stretch(frame, other->texture(), target, rim);
        shown = rescaled(other->texture().covered(), other->grid(), grid);
    }
    stretch(frame, m_texture, target, frame.visible);
    for (const PixelRect &rest : outsideOf(frame.visible, shown)) {
        const Region region{target.framebuffer, target.heightPx, false, rest, rest.x - window.x, rest.y - window.y};
        m_painter.painter().begin(region, grid);
        m_painter.painter().clear({0, 0, 0, 0});
        drawRegion(frame, region, target.widthPx, {0, steps});
    }
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
    for (const PixelRect &rect : target.covered) covered.push_back(rect.moved(window.x, window.y));
    frame.visible = outside(window, covered);
    const std::size_t steps = groundSteps(scene, store);
    m_zoomStep = view.grid.zoom - std::exchange(m_lastZoom, view.grid.zoom);
    m_stretched = false;
    m_spentS = 0;
    // Without a tile in it there is nothing to keep or stretch.
    const bool valid = keepsGround(scene, steps) && !m_allStale && (m_hasTiles || m_texture.grid() == view.grid);
    if (!valid) m_overview.stop();
    if (valid && !(m_texture.grid() == view.grid)) {
        drawAllBlank(frame, steps); // stretched, it comes out from under the panels
        if (!canStretch(m_texture, view.grid, window, kStretchedShare) && m_overview.isDone() &&
            canStretch(m_overview.texture(), view.grid, window, 1)) {
            std::swap(m_texture, m_overview.texture());
            m_overview.stop();
            forgetStale();
        }
        if (standsIn(view.grid, window)) refine(frame, window, steps);
    }
    if (!valid || (!(m_texture.grid() == view.grid) && !standsIn(view.grid, window))) {
        m_texture.reset(view.grid);
        forgetStale();
        m_allStale = false;
    }
    if (!(m_texture.grid() == view.grid)) {
        drawStretched(frame, target, steps);
    } else {
        m_next.stop();
        const bool idle = m_stale.empty() && m_dirty.empty() && m_blank.empty() && m_lastWindow == window &&
                          m_texture.covered().contains(window);
        m_lastWindow = window;
        m_rushes = m_texture.covered().isEmpty();
        m_filledS = 0;
        const auto begun = Clock::now();
        const std::vector<PixelRect> strips = m_texture.cover(m_texture.rectFor(window, kLeadPx));
        for (const PixelRect &strip : strips) {
            if (m_rushes)
                m_blank.push_back(strip);
            else
                drawIntoTexture(frame, m_texture, strip, steps);
        }
        drawBlank(frame, steps);
        if (!strips.empty()) {
            gpu::finish();
            m_spentS += secondsSince(begun);
        }
        redrawStale(frame, steps);
        for (const PixelRect &part : frame.visible)
            m_texture.blit(part, target.framebuffer, target.heightPx, part.x - window.x, part.y - window.y);
        if (idle && !view.opening) prepareOverview(frame, window, steps);
    }
    if (steps < scene.steps().size())
        drawRegion(frame, {target.framebuffer, target.heightPx, false, window, 0, 0}, target.widthPx,
                   {steps, scene.steps().size()});
}

} // namespace corridors::render
