// What the reading panel's text has to do with the map: which sentences are lit and pinned, what pointing at one does,
// and what is told to the map that follows. Internal to ui.
#pragma once

#include <string>

#include "viewer/ui/frame.hpp"

namespace corridors::ui {

/// Links of what is hovered and selected on the map; scrolls to them when what is hovered or pinned changed.
void updateLitLinks(const Frame &frame);
[[nodiscard]] bool isLit(const app::AppState &state, const ReaderMemory &memory, const std::string &linkId);
[[nodiscard]] bool isPinned(const app::AppState &state, const ReaderMemory &memory, const std::string &linkId);
/// The mouse is over a sentence (empty: over none) and was clicked.
void pointAtSentence(const Frame &frame, article::Range sentence, bool clicked);
/// Pins the next (+1) or previous (-1) sentence that has a link.
void stepToLinkedSentence(const Frame &frame, int step);
/// Tells the map what is being read, once the text has come to rest.
void followReading(const Frame &frame);

} // namespace corridors::ui
