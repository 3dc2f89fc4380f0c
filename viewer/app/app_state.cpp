#include "viewer/app/app_state.hpp"

#include <algorithm>

namespace corridors::app {

const SourceState *AppState::source(std::string_view id) const {
    const auto it = std::find_if(sources.begin(), sources.end(), [&](const SourceState &s) { return s.id == id; });
    return it == sources.end() ? nullptr : &*it;
}

const LayerState *AppState::layer(std::string_view id) const {
    const auto it = std::find_if(layers.begin(), layers.end(), [&](const LayerState &l) { return l.id == id; });
    return it == layers.end() ? nullptr : &*it;
}

Viewport AppState::viewport() const {
    return {camera, projection ? projection->square() : webMercator()->square(), viewportWidthPx, viewportHeightPx};
}

} // namespace corridors::app
