// What the export dialog and the callouts on the live map remember between frames. Internal to ui.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "viewer/layout/page.hpp"

namespace corridors::ui {

struct ExportMemory {
    std::array<char, 1024> path{};
    std::array<char, 256> title{};
    std::array<char, 256> subtitle{};
    std::array<char, 256> note{};
    std::array<char, 32> date{};
    std::array<char, 48> size{};
    bool wasVisible = false;
    double scale = 0;            ///< of the page in the window, logical window pixels a page pixel; 0: not shown
    std::string dragged;         ///< role of the piece that the mouse moves; "map" for the ground
    double grabX = 0, grabY = 0; ///< of the mouse in the piece, page pixels
    std::string sizeProblem;
};

struct CalloutMemory {
    struct Key {
        app::Camera camera;
        double widthPx, heightPx;
        std::vector<app::LayerState> layers;
        std::vector<app::FeatureRef> selected;
        std::vector<std::string> selectedLinks;
        const void *links, *anchors, *document;
        std::size_t sourcesReady;
        std::vector<layout::PageBox> avoid;
        friend bool operator==(const Key &, const Key &) = default;
    };
    std::optional<Key> key;
    layout::LiveCallouts made;
};

} // namespace corridors::ui
