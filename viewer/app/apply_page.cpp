// The page and its export: the dialog, its description, callouts on the live map, what a running export tells.
#include <algorithm>

#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {
namespace {
constexpr double kTagShownS = 2;
}

void on(AppState &state, const ToggleExportDialog &, ApplyContext &) {
    state.exportDialogVisible = !state.exportDialogVisible;
    state.searchVisible = state.openDialogVisible = false;
}

void on(AppState &state, const ToggleCallouts &, ApplyContext &) {
    state.calloutsVisible = !state.calloutsVisible;
    state.layerTag = state.calloutsVisible ? "Numbered callouts: on" : "Numbered callouts: off";
    state.layerTagUntilS = state.nowS + kTagShownS;
    if (!state.calloutsVisible) state.obstacles.clear();
}

void on(AppState &state, const SetPage &c, ApplyContext &) { state.page = c.page; }

void on(AppState &, const SavePage &, ApplyContext &) {} // the platform writes it

void on(AppState &state, const ExportPicture &c, ApplyContext &) {
    state.exporting = {true, 0, {}, {}};
    state.page = c.page;
    state.exportPath = c.path;
}

void on(AppState &state, const RepeatExport &, ApplyContext &) {
    if (state.exportPath.empty())
        return addMessage(state, Message::Kind::Info, "Nothing has been exported yet: Ctrl+E exports");
    state.exporting = {true, 0, {}, {}};
}

void on(AppState &state, const CancelExport &, ApplyContext &) {
    if (!state.exporting.running) return;
    state.exporting = {};
    addMessage(state, Message::Kind::Info, "The export was cancelled; nothing was written");
}

void on(AppState &state, const ExportProgress &c, ApplyContext &) {
    if (state.exporting.running) state.exporting.progress = std::clamp(c.progress, 0.0, 1.0);
}

void on(AppState &state, const ExportFinished &c, ApplyContext &) {
    if (!state.exporting.running) return; // cancelled meanwhile
    state.exporting = {false, 1, c.problem.empty() ? c.path : std::string{}, c.problem};
    if (c.problem.empty()) {
        addMessage(state, Message::Kind::Info, "Picture written to " + c.path);
    } else {
        addMessage(state, Message::Kind::Error, c.problem);
    }
}

} // namespace corridors::app::topics
