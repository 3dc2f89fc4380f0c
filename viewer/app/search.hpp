// The one search box: layers, features by any of their names, passages, coordinates and commands. Pure; used by ui.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"

namespace corridors::app {

struct SearchHit {
    enum class Kind : std::uint8_t { Feature, Layer, Passage, Coordinate, Action };
    Kind kind = Kind::Feature;
    std::string title;
    std::string detail;            ///< "Town · also Nakhichevan", "Layer 3", ...
    std::vector<Command> commands; ///< what choosing it does
};

/// Best first: a coordinate when the text is one, then features, layers, actions and passages. Features come from
/// AppState::names, which is there once all sources have been read. An empty query finds nothing.
[[nodiscard]] std::vector<SearchHit> search(const AppState &state, std::string_view query, std::size_t limit = 12);

} // namespace corridors::app
