// The view: viewport, panning, zooming, flights, view history.
#include <algorithm>
#include <cmath>

#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {
namespace {

// Views and chapters of map files are composed for a window of this many logical pixels.
constexpr double kViewWidthPx = 1920;
constexpr double kViewHeightPx = 1080;
constexpr double kMaxZoomToFeatures = 11; // a single town is shown with what lies around it
constexpr double kMinBoxPx = 4;           // a shorter Shift+drag is a slip of the hand

bool wraps(const AppState &state) { return !state.projection || state.projection->wraps(); }

bool isFinite(const Camera &c) {
    return std::isfinite(c.center.x) && std::isfinite(c.center.y) && std::isfinite(c.zoom);
}

void jumpTo(AppState &state, const Camera &to, ApplyContext &context) {
    if (!isFinite(to)) return;
    context.views.noteBefore(state.camera, state.nowS);
    state.flight.reset();
    state.camera = clamped(to, state.viewport().square, wraps(state));
}

/// Home follows the window; a camera that has not left home follows it.
void updateHome(AppState &state) {
    const bool isAtHome = state.camera == state.home && !state.flight;
    state.home = homeCamera(state);
    if (isAtHome) state.camera = state.home;
}

bool hasArea(const AppState &state) { return state.viewportWidthPx >= 1 && state.viewportHeightPx >= 1; }

} // namespace

void moveTo(AppState &state, const Camera &to, ApplyContext &context) {
    if (!isFinite(to)) return;
    const Camera target = clamped(to, state.viewport().square, wraps(state));
    if (!state.animate || !hasArea(state)) return jumpTo(state, target, context);
    if (state.flight ? state.flight->to == target : state.camera == target) return;
    context.views.noteBefore(state.camera, state.nowS);
    state.flight = makeFlight(state.camera, target, state.viewport().square, state.viewportWidthPx, state.nowS);
}

namespace {

/// Where the camera is or flies to.
const Camera &goal(const AppState &state) { return state.flight ? state.flight->to : state.camera; }

/// Shows the box beside panels that have opened since.
void refit(AppState &state) {
    constexpr double kPanelsOpenWithinS = 0.5;
    if (!state.fit || !(goal(state) == state.fit->camera) || state.nowS > state.fit->atS + kPanelsOpenWithinS) {
        state.fit.reset();
        return;
    }
    AppState::Fit &fit = *state.fit;
    const PyramidSquare square = state.viewport().square;
    fit.camera = clamped(cameraShowing(state, fit.box, fit.marginPx, fit.maxZoom), square, wraps(state));
    if (state.flight)
        state.flight = makeFlight(state.camera, fit.camera, square, state.viewportWidthPx, state.nowS);
    else
        state.camera = fit.camera;
}

} // namespace

void noteFit(AppState &state, const WorldBounds &box, double marginPx, double maxZoom) {
    state.fit = {box, marginPx, maxZoom, goal(state), state.nowS};
}

Camera cameraShowing(const AppState &state, const WorldBounds &box, double marginPx, double maxZoom) {
    const Insets &in = state.insets;
    double width = state.viewportWidthPx - in.left - in.right;
    double height = state.viewportHeightPx - in.top - in.bottom;
    Insets used = in;
    if (width < state.viewportWidthPx * 0.25 ||
        height < state.viewportHeightPx * 0.25) { // panels nearly fill a small window
        width = state.viewportWidthPx;
        height = state.viewportHeightPx;
        used = {};
    }
    const double margin = std::min(marginPx, std::min(width, height) / 6);
    const PyramidSquare square = state.viewport().square;
    Camera camera = cameraContaining(box, square, width, height, margin, maxZoom);
    const double m = Viewport{camera, square, width, height}.metresPerPixel();
    camera.center.x -= (used.left - used.right) / 2 * m;
    camera.center.y += (used.top - used.bottom) / 2 * m;
    return camera;
}

Camera homeCamera(const AppState &state) {
    Camera camera;
    if (!state.document || !state.projection) return camera;
    const bool hasView = state.document->hasView;
    camera.center = state.projection->project(hasView ? state.document->center : LonLat{0, 20});
    camera.zoom = std::clamp(hasView ? state.document->zoom : 1.0, kMinZoom, kMaxZoom);
    if (!hasArea(state)) return camera;
    const double m = Viewport{camera, state.projection->square(), 0, 0}.metresPerPixel();
    const WorldPoint c = camera.center;
    const double w = kViewWidthPx / 2 * m;
    const double h = kViewHeightPx / 2 * m;
    return clamped(cameraShowing(state, {c.x - w, c.y - h, c.x + w, c.y + h}, 0, kMaxZoom), state.projection->square(),
                   wraps(state));
}

WorldBounds boundsOf(const AppState &state, const std::vector<FeatureRef> &features) {
    WorldBounds box;
    for (const FeatureRef &f : features) {
        const SourceState *source = state.source(f.source);
        if (!source || !source->data) continue;
        if (const auto index = source->data->find(f.id)) box.extend(source->data->feature(*index).bounds());
    }
    return box;
}

void on(AppState &state, const SetViewport &c, ApplyContext &) {
    state.viewportWidthPx = std::max(0.0, c.widthPx);
    state.viewportHeightPx = std::max(0.0, c.heightPx);
    state.pixelRatio = c.pixelRatio > 0 ? c.pixelRatio : 1;
    updateHome(state);
}

void on(AppState &state, const SetCamera &c, ApplyContext &context) { jumpTo(state, c.camera, context); }

void on(AppState &state, const FlyTo &c, ApplyContext &context) { moveTo(state, c.camera, context); }

void on(AppState &state, const PanBy &c, ApplyContext &context) {
    Camera camera = state.camera;
    const double m = state.viewport().metresPerPixel();
    camera.center.x -= c.dxPx * m;
    camera.center.y += c.dyPx * m;
    jumpTo(state, camera, context);
}

void on(AppState &state, const ZoomAt &c, ApplyContext &context) {
    if (!hasArea(state) || !std::isfinite(c.deltaZoom)) return;
    jumpTo(state, zoomedAt(state.viewport(), c.at, c.deltaZoom), context);
}

void on(AppState &state, const ZoomToBox &c, ApplyContext &context) {
    if (std::abs(c.a.x - c.b.x) < kMinBoxPx || std::abs(c.a.y - c.b.y) < kMinBoxPx || !hasArea(state)) return;
    const Viewport view = state.viewport();
    WorldBounds box;
    box.extend(view.toWorld(c.a));
    box.extend(view.toWorld(c.b));
    moveTo(state, cameraContaining(box, view.square, view.widthPx, view.heightPx, 0), context);
}

void on(AppState &state, const ShowBounds &c, ApplyContext &context) {
    if (c.box.isEmpty() || !hasArea(state)) return;
    moveTo(state, cameraShowing(state, c.box, c.marginPx, kMaxZoom), context);
    noteFit(state, c.box, c.marginPx, kMaxZoom);
}

void on(AppState &state, const ShowFeatures &c, ApplyContext &context) {
    const WorldBounds box = boundsOf(state, c.features);
    if (box.isEmpty() || !hasArea(state)) return;
    constexpr double kMarginPx = 80;
    moveTo(state, cameraShowing(state, box, kMarginPx, kMaxZoomToFeatures), context);
    noteFit(state, box, kMarginPx, kMaxZoomToFeatures);
}

void on(AppState &state, const GoHome &, ApplyContext &context) { moveTo(state, state.home, context); }

void on(AppState &state, const ViewBack &, ApplyContext &context) {
    const auto camera = context.views.back(state.flight ? state.flight->to : state.camera);
    if (!camera) return;
    state.flight.reset();
    state.camera = *camera;
}

void on(AppState &state, const ViewForward &, ApplyContext &context) {
    const auto camera = context.views.forward(state.flight ? state.flight->to : state.camera);
    if (!camera) return;
    state.flight.reset();
    state.camera = *camera;
}

void on(AppState &state, const SetObstacles &c, ApplyContext &) { state.obstacles = c.obstacles; }

void on(AppState &state, const SetPanels &c, ApplyContext &) { state.panels = c.panels; }

/// Panels that open or close later leave the map where it is, but for those that what is to be shown opens itself.
void on(AppState &state, const SetInsets &c, ApplyContext &) {
    const bool areFirst = state.insets == Insets{};
    // The reader takes almost half the window: the home view makes room for it, any other view stays.
    const bool readerOpened =
        state.readerVisible && !state.flight && state.camera == state.home && c.insets.right != state.insets.right;
    state.insets = c.insets;
    if (areFirst || readerOpened) updateHome(state);
    refit(state);
}

void on(AppState &state, const SetAnimate &c, ApplyContext &) {
    state.animate = c.on;
    if (c.on || !state.flight) return;
    state.camera = state.flight->to;
    state.flight.reset();
}

void on(AppState &state, const Tick &c, ApplyContext &) {
    state.nowS = c.nowS;
    if (!state.flight) return;
    state.camera = cameraAt(*state.flight, state.nowS);
    if (state.nowS - state.flight->startS >= state.flight->durationS) state.flight.reset();
}

} // namespace corridors::app::topics
