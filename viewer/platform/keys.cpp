// The table of keys (the mouse's is in input.cpp).
#include <algorithm>

#include "viewer/platform/input.hpp"

namespace corridors::platform {
namespace {

using app::Command;
using MaybeCommand = std::optional<Command>;

constexpr double kPanStepPx = 120;
constexpr double kKeyZoom = 0.5;

MaybeCommand controlKey(const SDL_Keysym &key, const app::AppState &state, const Claims &claims) {
    const bool shift = (key.mod & KMOD_SHIFT) != 0;
    switch (key.sym) {
    case SDLK_k: return app::ToggleSearch{};
    case SDLK_e: return shift ? Command(app::RepeatExport{}) : Command(app::ToggleExportDialog{});
    case SDLK_o: return app::ToggleOpenDialog{};
    case SDLK_q: return app::Quit{};
    case SDLK_s: return app::SaveLinks{};
    case SDLK_f: return app::ToggleFind{};
    case SDLK_PLUS:
    case SDLK_EQUALS:
    case SDLK_KP_PLUS: return app::SetUiScale{state.uiScale + 0.1};
    case SDLK_MINUS:
    case SDLK_KP_MINUS: return app::SetUiScale{state.uiScale - 0.1};
    case SDLK_0: return app::SetUiScale{1};
    default: break;
    }
    if (claims.text) return {};
    if (key.sym == SDLK_z) return shift ? Command(app::Redo{}) : Command(app::Undo{});
    if (key.sym == SDLK_y) return app::Redo{};
    if (key.sym == SDLK_c && !claims.copy) return app::CopyPicture{};
    return {};
}

/// Keys that mean the same whatever has the focus.
MaybeCommand globalKey(const SDL_Keysym &key) {
    switch (key.sym) {
    case SDLK_PAGEDOWN: return app::NextChapter{};
    case SDLK_PAGEUP: return app::PreviousChapter{};
    case SDLK_ESCAPE: return app::LetGo{};
    case SDLK_F6: return app::ToggleReaderButtons{};
    case SDLK_F1: return app::ToggleHelp{};
    case SDLK_F5: return app::SetPresenting{true};
    case SDLK_F11: return app::ToggleFullscreen{};
    default: return {};
    }
}

/// Digits by their place on the keyboard, so that Shift and other layouts do not matter.
MaybeCommand digitKey(const SDL_Keysym &key) {
    const bool shift = (key.mod & KMOD_SHIFT) != 0;
    std::size_t index = 10;
    if (key.scancode >= SDL_SCANCODE_1 && key.scancode <= SDL_SCANCODE_9)
        index = static_cast<std::size_t>(key.scancode - SDL_SCANCODE_1);
    if (key.scancode >= SDL_SCANCODE_KP_1 && key.scancode <= SDL_SCANCODE_KP_9 && (key.mod & KMOD_NUM) != 0)
        index = static_cast<std::size_t>(key.scancode - SDL_SCANCODE_KP_1);
    if (index < 9) return shift ? Command(app::SoloLayer{index}) : Command(app::ToggleLayer{index});
    const bool isZero =
        key.scancode == SDL_SCANCODE_0 || (key.scancode == SDL_SCANCODE_KP_0 && (key.mod & KMOD_NUM) != 0);
    if (isZero && !shift) return app::ShowAllLayers{};
    return {};
}

MaybeCommand presentingKey(const SDL_Keysym &key) {
    switch (key.sym) {
    case SDLK_n:
    case SDLK_RIGHT:
    case SDLK_DOWN: return app::NextChapter{};
    case SDLK_SPACE: return (key.mod & KMOD_SHIFT) != 0 ? Command(app::PreviousChapter{}) : Command(app::NextChapter{});
    case SDLK_p:
    case SDLK_LEFT:
    case SDLK_UP: return app::PreviousChapter{};
    case SDLK_HOME: return app::FirstChapter{};
    case SDLK_END: return app::LastChapter{};
    default: return {};
    }
}

MaybeCommand exploringKey(const SDL_Keysym &key, const app::AppState &state) {
    const ScreenPoint middle{state.insets.left + (state.viewportWidthPx - state.insets.left - state.insets.right) / 2,
                             state.insets.top + (state.viewportHeightPx - state.insets.top - state.insets.bottom) / 2};
    switch (key.sym) {
    case SDLK_LEFT: return app::PanBy{kPanStepPx, 0};
    case SDLK_RIGHT: return app::PanBy{-kPanStepPx, 0};
    case SDLK_UP: return app::PanBy{0, kPanStepPx};
    case SDLK_DOWN: return app::PanBy{0, -kPanStepPx};
    case SDLK_PLUS:
    case SDLK_EQUALS:
    case SDLK_KP_PLUS: return app::ZoomAt{middle, kKeyZoom};
    case SDLK_MINUS:
    case SDLK_KP_MINUS: return app::ZoomAt{middle, -kKeyZoom};
    default: return {};
    }
}

bool isFocusKey(SDL_Keycode sym) {
    return sym == SDLK_LEFT || sym == SDLK_RIGHT || sym == SDLK_UP || sym == SDLK_DOWN || sym == SDLK_SPACE ||
           sym == SDLK_HOME || sym == SDLK_END;
}

} // namespace

MaybeCommand commandOfKey(const SDL_Keysym &key, const app::AppState &state, const Claims &claims) {
    if ((key.mod & KMOD_CTRL) != 0) return controlKey(key, state, claims);
    if ((key.mod & (KMOD_ALT | KMOD_GUI)) != 0) return {};
    if (claims.escape && key.sym == SDLK_ESCAPE) return {};
    if (auto command = globalKey(key)) return command;
    // Letters and digits belong to a form that is open, also while none of its fields has the caret.
    const bool inForm = state.exportDialogVisible || state.openDialogVisible || state.searchVisible;
    if (claims.text || inForm || (claims.arrows && isFocusKey(key.sym))) return {};
    if (auto command = digitKey(key)) return command;
    const bool shift = (key.mod & KMOD_SHIFT) != 0;
    switch (key.sym) {
    case SDLK_TAB: return app::TogglePanels{};
    case SDLK_a: return app::ToggleCallouts{};
    case SDLK_h: return app::GoHome{};
    case SDLK_r: return app::ToggleReader{};
    case SDLK_m: return app::ToggleFollowReading{};
    case SDLK_f: return app::ToggleFullscreen{};
    case SDLK_b:
    case SDLK_PERIOD: return app::ToggleBlackScreen{};
    case SDLK_QUESTION: return app::ToggleHelp{};
    case SDLK_SLASH:
        if (shift) return app::ToggleHelp{};
        break;
    default: break;
    }
    return state.presenting ? presentingKey(key) : exploringKey(key, state);
}

} // namespace corridors::platform
