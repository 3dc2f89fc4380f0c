#include "viewer/layout/page.hpp"

#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr double kLabelGapPx = 3; // between furniture and the map's labels

} // namespace

Page composePage(const app::AppState &state, const app::PageFurniture &furniture, const text::TextEngine &text) {
    Page page;
    page.camera = state.camera;
    page.drawing = buildFurniture(state, state.viewportWidthPx, state.viewportHeightPx, furniture, text);
    for (const PageBox &box : furnitureBoxes(page.drawing))
        page.obstacles.push_back(
            {box.left - kLabelGapPx, box.top - kLabelGapPx, box.right + kLabelGapPx, box.bottom + kLabelGapPx});
    return page;
}

} // namespace corridors::layout
