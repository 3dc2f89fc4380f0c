// Ctrl+K: one box for places, layers, passages, coordinates and actions.
#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kWidthPx = 560;
constexpr float kHitPx = 46;

const char *kindName(app::SearchHit::Kind kind) {
    switch (kind) {
    case app::SearchHit::Kind::Feature: return "feature";
    case app::SearchHit::Kind::Layer: return "layer";
    case app::SearchHit::Kind::Passage: return "passage";
    case app::SearchHit::Kind::Coordinate: return "coordinate";
    case app::SearchHit::Kind::Action: return "action";
    }
    return "";
}

void choose(const Frame &frame, const app::SearchHit &hit) {
    frame.send(app::ToggleSearch{}); // closes the box before an action that opens another one
    for (const app::Command &c : hit.commands) frame.send(c);
}

void oneLine(const Frame &frame, ImDrawList &list, ImVec2 at, const std::string &text, theme::Face face,
             const Color &color, float width) {
    if (isPlainText(text)) {
        drawText(list, at, fitted(text, face, width), face, color);
        return;
    }
    ImGui::SetCursorScreenPos(at);
    anyText(frame.images, text, face == theme::Face::Small ? theme::kSmallPx : theme::kTextPx, color);
}

void drawHit(const Frame &frame, std::size_t index) {
    SearchMemory &memory = frame.memory.search;
    const app::SearchHit &hit = memory.hits[index];
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(static_cast<int>(index));
    const bool clicked = ImGui::InvisibleButton("hit", {width, kHitPx});
    const ImVec2 delta = ImGui::GetIO().MouseDelta;
    if (ImGui::IsItemHovered() && (delta.x != 0 || delta.y != 0)) memory.chosen = index;
    ImDrawList &list = *ImGui::GetWindowDrawList();
    if (memory.chosen == index)
        list.AddRectFilled(at, {at.x + width, at.y + kHitPx}, theme::packed(theme::kAccentSoft), 6);
    const std::string kind = kindName(hit.kind);
    const float kindWidth = textSize(kind, theme::Face::Small).x;
    const ImVec2 below = ImGui::GetCursorScreenPos();
    oneLine(frame, list, {at.x + 10, at.y + 4}, hit.title, theme::Face::Regular, theme::kInk, width - kindWidth - 36);
    oneLine(frame, list, {at.x + 10, at.y + 25}, hit.detail, theme::Face::Small, theme::kFaint, width - kindWidth - 36);
    ImGui::SetCursorScreenPos(below);
    drawText(list, {at.x + width - kindWidth - 10, at.y + 6}, kind, theme::Face::Small, theme::kFaint);
    if (clicked) choose(frame, hit);
    ImGui::PopID();
}

} // namespace

void drawSearchBox(const Frame &frame) {
    SearchMemory &memory = frame.memory.search;
    if (!frame.state.searchVisible) {
        memory.wasVisible = false;
        return;
    }
    const bool opens = !memory.wasVisible;
    memory.wasVisible = true;
    if (opens) {
        memory.text = {};
        memory.hits.clear();
        memory.searchedFor.clear();
        memory.chosen = 0;
    }
    const float width = std::min(kWidthPx, frame.size.x - 40);
    if (opens) ImGui::SetNextWindowFocus();
    static_cast<void>(beginPanel("Search", {(frame.size.x - width) / 2, std::max(20.0F, frame.size.y * 0.12F)}, width,
                                 frame.size.y * 0.78F));
    if (opens) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-1);
    const bool entered =
        ImGui::InputTextWithHint("##search", "Place, layer, passage, coordinate or action", memory.text.data(),
                                 memory.text.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    frame.memory.wantsFrame = true; // the caret blinks
    const std::string query(memory.text.data());
    const bool hasNames = frame.state.names != nullptr;
    if (query != memory.searchedFor || hasNames != memory.searchedNames) {
        const auto room = static_cast<std::size_t>(std::max(3.0F, (frame.size.y * 0.78F - 80) / (kHitPx + 2)));
        memory.hits = app::search(frame.state, query, std::min<std::size_t>(room, 12));
        memory.searchedFor = query;
        memory.searchedNames = hasNames;
        memory.chosen = 0;
    }
    if (!memory.hits.empty()) {
        if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_DownArrow)))
            memory.chosen = std::min(memory.chosen + 1, memory.hits.size() - 1);
        if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_UpArrow)) && memory.chosen > 0) --memory.chosen;
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 2});
        for (std::size_t i = 0; i < memory.hits.size(); ++i) drawHit(frame, i);
        ImGui::PopStyleVar();
        if (entered) choose(frame, memory.hits[memory.chosen]);
    } else if (!query.empty() && !hasNames) {
        paragraph("The names are being read…", theme::Face::Small, theme::kFaint);
    } else if (!query.empty()) {
        paragraph("Nothing of that name on this map.", theme::Face::Small, theme::kFaint);
    }
    ImGui::End();
}

} // namespace corridors::ui
