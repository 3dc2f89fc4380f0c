// The part of MapCanvas that zooms: what is there is stretched while the next zoom's picture is drawn behind it.
#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/gpu/draw.hpp"
#include "viewer/render/map_canvas.hpp"
#include "viewer/render/stopwatch.hpp"

namespace corridors::render {

namespace {

/// The rim that zooming out shows of the next picture is drawn this much wider than one frame asks for.
constexpr std::int64_t kRimLeadPx = 12;
/// Seconds of a frame that drawing the next zoom may take, while the zoom moves and once it rests.
constexpr double kRefiningS = 0.004;
constexpr double kRefiningOutS = 0.006; // outwards the window soon shows more than is drawn
constexpr double kRestingS = 0.025;
/// Seconds that filling the rim may take before drafts have to do.
constexpr double kRimS = 0.006;
constexpr double kSlowRimS = 0.001;  // then the next picture needs the time more
constexpr double kOverviewS = 0.008; // nobody waits for it
/// A picture is stretched within these bounds.
constexpr double kMaxStretch = 5;
/// How far ahead of a moving zoom the next picture is drawn, in levels: inwards the texture still covers the window.
constexpr double kMaxAheadIn = 0.15;
constexpr double kMaxAheadOut = 1.3;
/// Frames that drawing the next picture is believed to take, at most, and when the zoom has been faster than it.
constexpr int kMostFrames = 30;
constexpr int kFramesWhenOvertaken = 10;
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

} // namespace

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

/// The zoom that the next picture is drawn for. It shows the layers that the map shows now: one that lacks those which
/// end on the way would stand in for the map without them.
double MapCanvas::foreseenZoom(const Scene &scene, double zoom) const {
    const double ahead = std::clamp(m_zoomStep * m_usualFrames, -kMaxAheadOut, kMaxAheadIn);
    double target = std::clamp(zoom + ahead, app::kMinZoom, app::kMaxZoom);
    for (const LayerStep &step : scene.steps()) {
        if (std::holds_alternative<style::SymbolStyle>(step.layer->style)) continue;
        for (const double limit : {step.layer->minZoom, step.layer->maxZoom}) {
            if (limit <= zoom && limit > target) target = limit;
            if (limit > zoom && limit <= target) target = std::max(zoom, std::nextafter(limit, zoom));
        }
    }
    return target;
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
    if (!refinement.begin(grid, rect, m_texture.widthPx(), m_texture.heightPx(), m_wantsCircles))
        refinement.stop(); // no memory: zooming draws directly
}

void MapCanvas::drawPieces(const Frame &frame, Refinement &refinement, double budgetS, const PixelRect &known) {
    // Drawing is asynchronous: only when it is waited for does its time mean anything.
    const auto start = Clock::now();
    while (const auto piece = refinement.takePiece(m_pieceSize.edgePx(), known)) {
        const auto begun = Clock::now();
        drawIntoTexture(frame, refinement.texture(), *piece);
        gpu::finish();
        const double pieceS = secondsSince(begun);
        m_pieceSize.measured(*piece, pieceS, budgetS);
        if (secondsSince(start) + pieceS / 2 >= budgetS) break; // the next one may take as long
    }
    m_spentS += secondsSince(start);
}

void MapCanvas::refine(const Frame &frame) {
    const PixelRect &window = frame.window;
    const PixelGrid &view = frame.view.grid;
    const bool rests = m_zoomStep == 0;
    const auto covers = [&](const MapTexture &texture) {
        return rescaled(texture.covered(), texture.grid(), view).contains(window);
    };
    // Outwards the window may outgrow what is being drawn for it: then that is worth nothing, and the next one has to
    // reach farther. Else the rim would be drawn for each frame anew.
    const bool isOvertaken = m_zoomStep < 0 && m_next.isActive() && !covers(m_texture) && !covers(m_next.texture()) &&
                             !(m_overview.isActive() && covers(m_overview.texture()));
    if (isOvertaken) m_usualFrames = std::clamp(2 * m_usualFrames, kFramesWhenOvertaken, kMostFrames);
    if (!m_next.isActive() || isOvertaken || (rests && !(m_next.grid() == view)) ||
        std::abs(m_next.grid().zoom - view.zoom) > kMaxBehind) {
        // What was begun may be all that shows the window's rim until the new picture is whole.
        if (m_next.isActive() && behind(view, window, rescaled(m_texture.covered(), m_texture.grid(), view)) == &m_next)
            std::swap(m_next, m_overview);
        auto [grid, rect] = viewAt(view, window, rests ? view.zoom : foreseenZoom(frame.scene, view.zoom));
        if (grid.zoom > view.zoom) rect = rect.expanded(kMarginPx); // all of the window as it is now
        begin(m_next, grid, rect);
        m_refiningFrames = 0;
    }
    ++m_refiningFrames;
    const double budgetS = rests ? kRestingS : m_zoomStep < 0 ? kRefiningOutS : kRefiningS;
    // Outwards, what the picture that is shown lacks is wanted first.
    const PixelRect known =
        m_zoomStep < 0 ? rescaled(m_texture.covered(), m_texture.grid(), m_next.grid()) : PixelRect{};
    // What fills the rim had to be there; this waits for it a little.
    const double wholeS = budgetS * m_refiningScale;
    drawPieces(frame, m_next, std::max(wholeS - m_filledS, wholeS / 2), known);
    if (!m_next.isDone()) return;
    if (!rests) m_usualFrames = std::clamp((m_usualFrames + m_refiningFrames + 1) / 2, 2, kMostFrames);
    // Outwards it may have been overtaken by the overview.
    const bool serves = !covers(m_texture) || covers(m_next.texture()) || rests;
    if (serves) {
        std::swap(m_texture, m_next.texture());
        noteGround(frame.scene);
    }
    if (serves || m_zoomStep < 0) m_next.stop();
    if (serves) forgetStale();
}

/// While nothing else is to do: draws the surroundings at a smaller scale, which fill the window when one zooms out.
void MapCanvas::prepareOverview(const Frame &frame) {
    const PixelRect &window = frame.window;
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
        m_overviewS = 0;
    }
    if (!hasSpareWork()) return;
    const double before = m_spentS;
    drawPieces(frame, m_overview, kOverviewS);
    m_overviewS += m_spentS - before;
}

/// The picture of another zoom that fills what the texture does not show of the window: the one that is there, else the
/// one that is being made; null when neither reaches as far, or nothing is missing.
Refinement *MapCanvas::behind(const PixelGrid &grid, const PixelRect &window, const PixelRect &shown) {
    if (shown.contains(window)) return nullptr;
    const auto reaches = [&](Refinement &other) {
        return other.isActive() && other.texture().hasCircles() == m_texture.hasCircles() &&
               rescaled(other.texture().covered(), other.grid(), grid).contains(window);
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

/// Each part that the window comes to show of what stands behind the stretched picture is drawn once, at its own zoom,
/// and stays. What does not fit into the frame is drawn as a draft for now.
void MapCanvas::fillRim(const Frame &frame) {
    const PixelGrid &grid = frame.view.grid;
    const PixelRect shown = rescaled(m_texture.covered(), m_texture.grid(), grid);
    Refinement *other = behind(grid, frame.window, shown);
    if (other == nullptr) return;
    const auto begun = Clock::now();
    const double budgetS = (isSlow() ? kSlowRimS : kRimS) * m_refiningScale;
    const std::int64_t edgePx = m_pieceSize.edgePx();
    std::vector<PixelRect> left;
    for (const PixelRect &rest : outsideOf(frame.visible, shown))
        for (const PixelRect &taken : other->takeWithin(rescaled(rest, grid, other->grid()).expanded(kRimLeadPx)))
            left.push_back(taken);
    if (left.empty()) return;
    while (!left.empty()) {
        const PixelRect whole = left.back();
        left.pop_back();
        if (secondsSince(begun) > budgetS) {
            drawIntoTexture(frame, other->texture(), whole, true);
            other->noteDraft(whole);
            continue;
        }
        const PixelRect piece = PixelRect{whole.x, whole.y, edgePx, edgePx}.intersected(whole);
        for (const PixelRect &rest : outside(whole, piece)) left.push_back(rest);
        drawIntoTexture(frame, other->texture(), piece);
        gpu::finish(); // else its time would mean nothing
    }
    gpu::finish();
    m_filledS += secondsSince(begun);
    m_spentS += secondsSince(begun);
}

void MapCanvas::drawStretched(const Frame &frame, const Target &target) {
    m_stretched = true;
    const PixelGrid &grid = frame.view.grid;
    const PixelRect &window = frame.window;
    PixelRect shown = rescaled(m_texture.covered(), m_texture.grid(), grid);
    if (Refinement *other = behind(grid, window, shown)) {
        fillRim(frame); // the picture may be another one by now
        stretch(frame, other->texture(), target, outsideOf(frame.visible, shown));
        shown = rescaled(other->texture().covered(), other->grid(), grid);
    }
    stretch(frame, m_texture, target, frame.visible);
    for (const PixelRect &rest : outsideOf(frame.visible, shown)) {
        const Region region{target.framebuffer, target.heightPx, false, rest, rest.x - window.x, rest.y - window.y};
        m_painter.painter().begin(region, grid);
        m_painter.painter().clear({0, 0, 0, 0});
        m_painter.draw(frame.scene, frame.store, grid, frame.view.wraps, region, target.widthPx,
                       {0, groundSteps(frame.scene, m_texture.hasCircles())}, isSlow());
    }
}

} // namespace corridors::render
