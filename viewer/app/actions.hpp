// The program's actions by name and key: one table for the key help, the search box and the README.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viewer/app/command.hpp"

namespace corridors::app {

struct Action {
    std::string topic;              ///< "Map", "Layers", "Story", "Article", "Program"
    std::string keys;               ///< as printed on them: "Ctrl+K"; alternatives parted by " or "
    std::string text;               ///< "Go to the home view"
    std::optional<Command> command; ///< what the search box sends; empty for what only the mouse can do
};

/// In the order of the key help, topic by topic.
[[nodiscard]] std::vector<Action> actions();

} // namespace corridors::app
