// The window: panels, dialogs, messages, what Esc lets go of.
#include <algorithm>
#include <utility>

#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {

void on(AppState &state, const TogglePanels &, ApplyContext &) { state.panelsVisible = !state.panelsVisible; }

void on(AppState &state, const ToggleHelp &, ApplyContext &) { state.helpVisible = !state.helpVisible; }

void on(AppState &state, const ToggleFullscreen &, ApplyContext &) { state.fullscreen = !state.fullscreen; }

void on(AppState &state, const SetFullscreen &c, ApplyContext &) { state.fullscreen = c.on; }

void on(AppState &state, const ToggleSearch &, ApplyContext &) {
    state.searchVisible = !state.searchVisible;
    state.exportDialogVisible = state.openDialogVisible = false;
}

void on(AppState &state, const ToggleOpenDialog &, ApplyContext &) {
    state.openDialogVisible = !state.openDialogVisible;
    state.exportDialogVisible = state.searchVisible = false;
}

void on(AppState &state, const SetUiScale &c, ApplyContext &) { state.uiScale = std::clamp(c.scale, 0.5, 4.0); }

/// The new document arrives as StyleChanged once it is parsed.
void on(AppState &, const SetTheme &, ApplyContext &) {}

void on(AppState &state, const LetGo &, ApplyContext &context) {
    if (state.blackScreen) {
        state.blackScreen = false;
    } else if (state.helpVisible) {
        state.helpVisible = false;
    } else if (state.readerFind && state.readerVisible) {
        state.readerFind = false;
    } else if (state.searchVisible || state.openDialogVisible || state.exportDialogVisible) {
        state.searchVisible = state.openDialogVisible = state.exportDialogVisible = false;
    } else if (!state.selected.empty() || !state.selectedLinks.empty()) {
        on(state, ClearSelection{}, context);
    } else if (state.relationsHidden.any()) {
        on(state, SetRelationsHidden{}, context);
    } else if (state.presenting) {
        on(state, SetPresenting{false}, context);
    } else if (state.chapter) {
        state.chapter.reset();
    } else if (state.fullscreen) {
        state.fullscreen = false;
    }
}

void on(AppState &state, const ShowMessage &c, ApplyContext &) { addMessage(state, c.kind, c.text); }

void on(AppState &, const CopyCoordinate &, ApplyContext &) {} // the platform owns the clipboard

/// Unsaved links are told of once; whoever asks again leaves them.
void on(AppState &state, const Quit &, ApplyContext &) {
    if (state.links != state.savedLinks && !state.quitWarned) {
        state.quitWarned = true;
        return addMessage(state, Message::Kind::Warning,
                          "There are unsaved links: Ctrl+S saves them, quitting once more leaves them");
    }
    state.quitRequested = true;
}

} // namespace corridors::app::topics
