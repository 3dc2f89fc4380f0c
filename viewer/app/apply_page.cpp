// The page and its export: the dialog, its description, callouts on the live map, what a running export tells.
#include <algorithm>
#include <map>
#include <string>

#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {
namespace {

constexpr double kTagShownS = 2;

/// What changed in the places of the furniture, in words for the history: "moving the scale bar".
std::string moveName(const std::map<std::string, PiecePlace> &from, const std::map<std::string, PiecePlace> &to) {
    if (to.empty()) return "moving everything back";
    std::string role;
    for (const auto &[name, place] : to)
        if (const auto it = from.find(name); it == from.end() || !(it->second == place)) role = name;
    std::ranges::replace(role, '-', ' ');
    return "moving the " + (role.empty() ? "furniture" : role);
}

/// What was arranged by hand can be undone; sizes, texts and ticks are seen and set again where they stand.
void setPage(AppState &state, const PageDescription &page, ApplyContext &context) {
    const PageFurniture &old = state.page.furniture;
    const PageFurniture &now = page.furniture;
    if (old.places != now.places) {
        context.history.remember(snapshotOf(state), moveName(old.places, now.places), state.nowS);
    } else if (old.legendEdits != now.legendEdits) {
        context.history.remember(snapshotOf(state), "editing the legend", state.nowS);
    }
    state.page = page;
}

} // namespace

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

void on(AppState &state, const SetPage &c, ApplyContext &context) { setPage(state, c.page, context); }

void on(AppState &, const SavePage &, ApplyContext &) {} // the platform writes it

void on(AppState &state, const ExportPicture &c, ApplyContext &context) {
    state.exporting = {true, 0, {}, {}};
    setPage(state, c.page, context);
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
