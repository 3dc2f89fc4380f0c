// The tip beside the mouse: what lies there, and whether the article speaks of it.
#include <fmt/format.h>

#include <algorithm>

#include "geodata/links/link_index.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

/// Land and sea under the mouse are named in the status line; a tip that follows the mouse everywhere would only tire.
bool deservesTip(const app::AppState &state, const app::FeatureRef &feature) {
    const app::SourceState *source = state.source(feature.source);
    const auto index = source && source->data ? source->data->find(feature.id) : std::nullopt;
    if (!index) return false;
    if (source->data->feature(*index).geometryClass() != GeometryClass::Polygon) return true;
    const app::LayerState *layer = state.layer(app::layerOfSource(state, feature.source));
    return !layer || !layer->base;
}

} // namespace

void drawHoverTip(const Frame &frame) {
    const app::AppState &state = frame.state;
    if (!state.hovered || !state.cursor || ImGui::GetIO().WantCaptureMouse || !deservesTip(state, *state.hovered))
        return;
    const std::string name = app::nameOf(state, *state.hovered);
    const std::string kind = app::kindLine(state, *state.hovered);
    std::string passages;
    if (state.links) {
        const std::size_t n = state.links->linksOfFeature(state.hovered->id).size();
        passages = n == 0 ? "not in the article" : fmt::format("{} passage{} in the article", n, n == 1 ? "" : "s");
    }
    const ImVec2 nameSize = textSize(name, theme::Face::Bold);
    const ImVec2 kindSize = textSize(kind, theme::Face::Small);
    const ImVec2 passagesSize = textSize(passages, theme::Face::Small);
    const float width = std::max({nameSize.x, kindSize.x, passagesSize.x}) + 20;
    const float height =
        nameSize.y + (kind.empty() ? 0 : kindSize.y + 2) + (passages.empty() ? 0 : passagesSize.y + 2) + 14;
    const ImVec2 mouse = ImGui::GetMousePos();
    ImVec2 at{mouse.x + 16, mouse.y + 18};
    if (at.x + width > frame.size.x - 4) at.x = mouse.x - width - 10;
    if (at.y + height > frame.size.y - theme::kStatusPx) at.y = mouse.y - height - 10;
    ImDrawList &list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled({at.x + 1, at.y + 2}, {at.x + width + 1, at.y + height + 2}, theme::packed(theme::kInk, 0.12F),
                       6);
    list.AddRectFilled(at, {at.x + width, at.y + height}, theme::packed(theme::kWhite), 6);
    list.AddRect(at, {at.x + width, at.y + height}, theme::packed(theme::kRule), 6);
    float y = at.y + 7;
    drawText(list, {at.x + 10, y}, name, theme::Face::Bold, theme::kInk);
    y += nameSize.y + 2;
    if (!kind.empty()) {
        drawText(list, {at.x + 10, y}, kind, theme::Face::Small, theme::kFaint);
        y += kindSize.y + 2;
    }
    if (!passages.empty()) drawText(list, {at.x + 10, y}, passages, theme::Face::Small, theme::kAccent);
}

} // namespace corridors::ui
