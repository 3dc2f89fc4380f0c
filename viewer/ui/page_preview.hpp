// PagePreview: the page as the export will write it, made by the platform for the dialog: the map's picture as a
// texture and everything over it as primitives. Panels see an id and logical pixels, as with TextImages. Main thread
// only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "viewer/layout/page.hpp"

namespace corridors::ui {

struct PagePreview {
    std::uint64_t texture = 0; ///< of the map on the whole page; 0: not drawn yet
    double widthPx = 0;        ///< of the page, logical pixels of the page
    double heightPx = 0;
    double metresPerPx = 0; ///< of the page's map
    layout::Page page;
    std::vector<layout::LegendEntry> legend; ///< as made, before edits
    std::string problem;                     ///< why there is no page; empty when there is one
};

} // namespace corridors::ui
