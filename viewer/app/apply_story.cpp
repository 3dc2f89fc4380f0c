// The story: chapters as full states, presenting, the black screen.
#include <algorithm>
#include <cmath>

#include "geodata/story/story.hpp"
#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {
namespace {

// Chapters are composed for a 16:9 window of this many logical pixels; another window shows at least the same ground.
constexpr double kStoryWidthPx = 1920;
constexpr double kStoryHeightPx = 1080;

std::size_t chapterCount(const AppState &state) { return state.story ? state.story->chapters.size() : 0; }

Camera chapterCamera(const AppState &state, const story::Chapter &chapter) {
    Camera camera;
    camera.center = state.projection ? state.projection->project(chapter.center) : WorldPoint{};
    camera.zoom = chapter.zoom;
    if (!state.projection || state.viewportWidthPx < 1 || state.viewportHeightPx < 1) return camera;
    const double m = Viewport{camera, state.projection->square(), 0, 0}.metresPerPixel();
    const WorldPoint c = camera.center;
    const double w = kStoryWidthPx / 2 * m;
    const double h = kStoryHeightPx / 2 * m;
    return cameraShowing(state, {c.x - w, c.y - h, c.x + w, c.y + h}, 0, kMaxZoom);
}

void setLayers(AppState &state, const story::Chapter &chapter) {
    for (LayerState &layer : state.layers) {
        const story::ChapterLayer *told = chapter.layer(layer.id);
        if (!told) continue;
        layer.visible = told->visible();
        if (told->visible()) layer.opacity = told->opacity;
    }
}

} // namespace

void on(AppState &state, const GoToChapter &c, ApplyContext &context) {
    if (chapterCount(state) == 0) return addMessage(state, Message::Kind::Info, "This map has no chapters");
    if (c.index >= chapterCount(state)) return;
    const story::Chapter &chapter = state.story->chapters[c.index];
    MapSnapshot before = snapshotOf(state);
    setLayers(state, chapter);
    if (before != snapshotOf(state)) context.history.remember(std::move(before), "the story's layers", state.nowS);
    state.layersBeforeAll.clear();
    state.layersBeforeSolo.clear();
    state.soloLayer.clear();
    state.chapter = c.index;
    state.blackScreen = false;
    state.hoveredLinks.clear();
    on(state, HoverAt{std::nullopt}, context); // a mouse that lies still beside a clicker points at nothing
    state.selected.clear();
    state.selectedLinks.clear();
    for (const std::string &id : chapter.highlighted)
        for (FeatureRef &f : featuresById(state, id)) state.selected.push_back(std::move(f));
    if (!chapter.link.empty()) state.selectedLinks = {chapter.link};
    const Camera camera = chapterCamera(state, chapter);
    if (chapter.animation == "jumpTo") {
        on(state, SetCamera{camera}, context);
    } else {
        moveTo(state, camera, context);
    }
}

void on(AppState &state, const NextChapter &, ApplyContext &context) {
    const std::size_t next = state.chapter ? *state.chapter + 1 : 0;
    if (next < chapterCount(state) || chapterCount(state) == 0) return on(state, GoToChapter{next}, context);
    addMessage(state, Message::Kind::Info, "This is the last chapter");
}

void on(AppState &state, const PreviousChapter &, ApplyContext &context) {
    if (!state.chapter) return on(state, GoToChapter{0}, context);
    if (*state.chapter > 0) return on(state, GoToChapter{*state.chapter - 1}, context);
    addMessage(state, Message::Kind::Info, "This is the first chapter");
}

void on(AppState &state, const FirstChapter &, ApplyContext &context) { on(state, GoToChapter{0}, context); }

void on(AppState &state, const LastChapter &, ApplyContext &context) {
    on(state, GoToChapter{std::max<std::size_t>(chapterCount(state), 1) - 1}, context);
}

void on(AppState &state, const LeaveChapter &, ApplyContext &) { state.chapter.reset(); }

void on(AppState &state, const SetPresenting &c, ApplyContext &context) {
    if (state.presenting == c.on) return;
    state.presenting = c.on;
    if (!c.on) {
        state.panelsVisible = state.panelsBeforePresenting;
        state.fullscreen = state.fullscreenBeforePresenting;
        state.blackScreen = false;
        return;
    }
    state.panelsBeforePresenting = state.panelsVisible;
    state.fullscreenBeforePresenting = state.fullscreen;
    state.panelsVisible = false;
    state.insets = {};
    state.fullscreen = true;
    state.helpVisible = state.exportDialogVisible = state.searchVisible = state.openDialogVisible = false;
    if (chapterCount(state) > 0) on(state, GoToChapter{state.chapter.value_or(0)}, context);
}

void on(AppState &state, const ToggleBlackScreen &, ApplyContext &) { state.blackScreen = !state.blackScreen; }

} // namespace corridors::app::topics
