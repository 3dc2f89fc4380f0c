// What the highlight draws, as a small map of its own: the lit and selected features copied into sources of
// highlightStyle(). Pure; used by highlight (GL) and by the vector scene of exports, so that both show the same.
#pragma once

#include <memory>
#include <optional>

#include "viewer/app/app_state.hpp"

namespace corridors::render {

/// True when the rest of the map fades while features are lit from the text.
[[nodiscard]] bool dimsMap(const app::AppState &state);

/// Sources "selected", and "spotlight" (when the map is dimmed) or "lit"; those without features are left out. Camera
/// and viewport are the state's.
[[nodiscard]] app::AppState highlightState(const app::AppState &state,
                                           std::shared_ptr<const style::StyleDocument> style);

/// The colour that a dimmed map is washed with, its alpha included; nullopt when it is not dimmed.
[[nodiscard]] std::optional<Color> dimmingWash(const app::AppState &state);

} // namespace corridors::render
