// apply: the only code that writes AppState. It never blocks and touches no file, no GL and no window: commands that
// need those (OpenFiles, ExportPicture, CopyCoordinate, fullscreen) are carried out by viewer/platform, which sees each
// command too and reports back with further ones (SourceLoaded, ExportFinished). Main thread only.
#pragma once

#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"
#include "viewer/app/history.hpp"

namespace corridors::app {

/// What apply() remembers beside the state.
struct ApplyContext {
    History history;
    ViewHistory views;
    ScreenPoint lastClick{-1e9, -1e9}; ///< a second click at one place goes on to the feature beneath
};

/// Carries out one command. Commands with unknown ids or indices out of range leave the state as it is (a layer digit
/// says so in the tag); none asserts, since scripts and stale panels may send them.
void apply(AppState &state, const Command &command, ApplyContext &context);

/// Adds a message to the status line, newest last; the list is kept short.
void addMessage(AppState &state, Message::Kind kind, std::string text);

} // namespace corridors::app
