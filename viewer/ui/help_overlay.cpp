// The key help over the window.
#include <algorithm>

#include "viewer/app/actions.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

void drawTopic(const std::vector<app::Action> &actions, const std::string &topic, float keysPx) {
    paragraph(topic, theme::Face::Bold, theme::kAccent);
    const float x = ImGui::GetCursorPosX();
    for (const app::Action &action : actions) {
        if (action.topic != topic) continue;
        paragraph(action.keys, theme::Face::Small, theme::kInk);
        ImGui::SameLine();
        ImGui::SetCursorPosX(x + keysPx); // not SameLine(x): in a table that counts the column's place twice
        paragraph(action.text, theme::Face::Small, theme::kFaint);
    }
    ImGui::Dummy({0, 6});
}

} // namespace

void drawHelp(const Frame &frame) {
    if (!frame.state.helpVisible) return;
    ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, frame.size, theme::packed(theme::kInk, 0.28F));
    const float width = std::min(860.0F, frame.size.x - 40);
    const std::vector<app::Action> actions = app::actions();
    ImGui::SetNextWindowFocus();
    static_cast<void>(beginPanel("Help", {(frame.size.x - width) / 2, std::max(20.0F, frame.size.y * 0.1F)}, width,
                                 frame.size.y * 0.85F));
    const ImVec2 corner = ImGui::GetWindowPos();
    if (closeButton("close", {corner.x + width - 34, corner.y + 10})) frame.send(app::ToggleHelp{});
    paragraph("Keys and mouse", theme::Face::Title);
    ImGui::Dummy({0, 6});
    if (ImGui::BeginTable("keys", 2)) {
        const float column = (width - 2 * theme::kPanelPaddingPx - 16) / 2; // given, since the panel sizes itself
        ImGui::TableSetupColumn("left", ImGuiTableColumnFlags_WidthFixed, column);
        ImGui::TableSetupColumn("right", ImGuiTableColumnFlags_WidthFixed, column);
        ImGui::TableNextColumn();
        drawTopic(actions, "Map", 122);
        drawTopic(actions, "Layers", 122);
        ImGui::TableNextColumn();
        drawTopic(actions, "Story", 122);
        drawTopic(actions, "Article", 122);
        drawTopic(actions, "Program", 122);
        ImGui::EndTable();
    }
    ImGui::End();
}

} // namespace corridors::ui
