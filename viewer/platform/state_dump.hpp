// The state as JSON, for tests that drive the window from outside (--dump-state FILE). Internal to platform.
#pragma once

#include <cstddef>
#include <string>

#include "viewer/app/app_state.hpp"
#include "viewer/render/map_renderer.hpp"
#include "viewer/ui/panels.hpp"

namespace corridors::platform {

/// What the window itself knows.
struct WindowFacts {
    std::size_t framesDrawn = 0;
    bool mapComplete = false;
    render::RenderStatistics map;
    bool loading = false;
};

/// One JSON object. Screen positions are physical pixels of the window.
[[nodiscard]] std::string stateAsJson(const app::AppState &state, const ui::PanelState &panels,
                                      const WindowFacts &facts);

} // namespace corridors::platform
