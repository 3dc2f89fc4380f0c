// What a picture of the map shows, in one plain paragraph: for people who cannot see it (alt text) and for search. It
// says layers, names, statuses and lengths, from the same state as the picture; it interprets nothing.
// Used by output (metadata of every format) and cli (`export --describe`).
#pragma once

#include <string>

#include "viewer/app/app_state.hpp"

namespace corridors::layout {

/// The paragraph for a picture of `state` with its camera and viewport; `title` stands first, when there is one. Layers
/// and features that the style does not draw there, and what lies beyond the page, are not mentioned. Long lists end in
/// "and 12 more"; layers of very many features are only counted.
[[nodiscard]] std::string describePicture(const app::AppState &state, const std::string &title);

} // namespace corridors::layout
