// The scale bar over the map, geodesic and true at the map's centre, beside the Layers panel.
#include <algorithm>

#include "geodata/query/scale.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {

void drawScaleBar(const Frame &frame) {
    const app::AppState &state = frame.state;
    if (!state.projection || state.viewportWidthPx < 1) return;
    constexpr double kMaxWidthPx = 160;
    const double ground = query::groundMetresPerPixel(*state.projection, state.camera.center,
                                                      state.viewport().metresPerPixel(), kMaxWidthPx);
    const query::ScaleBar bar = query::fitScaleBar(ground, kMaxWidthPx);
    if (!(bar.widthPx > 1)) return;
    ImDrawList &list = *ImGui::GetBackgroundDrawList();
    const auto x = static_cast<float>(frame.memory.leftEndPx) + theme::kPanelGapPx + 4;
    const float y = frame.size.y - theme::kStatusPx - theme::kPanelGapPx - 6;
    const auto width = static_cast<float>(bar.widthPx);
    constexpr float kThick = 5;
    list.AddRectFilled({x - 2, y - kThick - 2}, {x + width + 2, y + 2}, theme::packed(theme::kWhite, 0.85F), 2);
    const int parts = bar.divisions > 0 ? bar.divisions : 1;
    for (int i = 0; i < parts; ++i) {
        const float from = x + width * static_cast<float>(i) / static_cast<float>(parts);
        const float to = x + width * static_cast<float>(i + 1) / static_cast<float>(parts);
        list.AddRectFilled({from, y - kThick}, {to, y}, theme::packed(i % 2 == 0 ? theme::kInk : theme::kWhite));
    }
    list.AddRect({x, y - kThick}, {x + width, y}, theme::packed(theme::kInk));
    const ImVec2 size = textSize(bar.label, theme::Face::Small);
    const ImVec2 at{x + width / 2 - size.x / 2, y - kThick - size.y - 5};
    list.AddRectFilled({at.x - 4, at.y}, {at.x + size.x + 4, at.y + size.y}, theme::packed(theme::kWhite, 0.7F), 3);
    drawText(list, at, bar.label, theme::Face::Small, theme::kInk);
    frame.cover({std::min(x, at.x) - 4, at.y}, {std::max(x + width, at.x + size.x) + 4, y + 4});
}

} // namespace corridors::ui
