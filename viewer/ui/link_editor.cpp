// Writing a link: its features (those selected on the map), its relation and our own summary; or attaching one again.
#include <algorithm>

#include "geodata/links/link_edit.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

bool button(const Frame &frame, const char *label, const char *spot) {
    const bool clicked = ImGui::Button(label);
    const ImVec2 a = ImGui::GetItemRectMin();
    const ImVec2 b = ImGui::GetItemRectMax();
    frame.mark(spot, {(a.x + b.x) / 2, (a.y + b.y) / 2});
    return clicked;
}

void drawReattach(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    paragraph("Attach again", theme::Face::Bold);
    paragraph(memory.draft.summary.empty() ? memory.draft.exact : memory.draft.summary, theme::Face::Small,
              theme::kFaint);
    const article::Range selection = memory.selection();
    paragraph(selection.isEmpty() ? "Select the words that it is about." : "To the selected words:",
              theme::Face::Small);
    if (!selection.isEmpty()) {
        if (button(frame, "Attach", "reattach:attach")) {
            auto link = links::reattached(memory.draft, *memory.article, selection);
            if (link) {
                frame.send(app::ChangeLink{std::move(*link)});
                closeLinkEditor(memory);
                return;
            }
            frame.send(app::ShowMessage{app::Message::Kind::Warning, link.error().text()});
        }
        ImGui::SameLine();
    }
    if (button(frame, "Cancel", "link:cancel")) closeLinkEditor(memory);
}

void drawRelationChoice(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    for (std::size_t i = 0; i < links::kRelationCount; ++i) {
        const auto relation = static_cast<links::Relation>(i);
        const std::string name(links::relationName(relation));
        if (i > 0) ImGui::SameLine(0, 10);
        ImGui::PushStyleColor(ImGuiCol_Text, theme::vec(theme::ofRelation(relation)));
        ImGui::PushFont(theme::font(theme::Face::Small));
        if (ImGui::RadioButton(name.c_str(), memory.draft.relation == relation)) memory.draft.relation = relation;
        ImGui::PopFont();
        ImGui::PopStyleColor();
        const ImVec2 at = ImGui::GetItemRectMin();
        frame.mark("link:" + name, {at.x + 8, at.y + 8});
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", theme::explain(relation));
    }
}

} // namespace

void closeLinkEditor(ReaderMemory &memory) {
    memory.task = LinkTask::None;
    memory.draft = {};
    memory.caretFrom.reset();
}

void drawLinkEditor(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    if (memory.task == LinkTask::Reattach) return drawReattach(frame);
    const app::AppState &state = frame.state;
    paragraph(memory.task == LinkTask::Add ? "New link" : "Change the link", theme::Face::Bold);
    std::string names;
    for (const app::FeatureRef &f : state.selected) names += (names.empty() ? "" : ", ") + app::nameOf(state, f);
    paragraph(names.empty() ? "Click the feature on the map that the words speak of (Ctrl+click: several)." : names,
              theme::Face::Small, names.empty() ? theme::kWarning : theme::kInk);
    drawRelationChoice(frame);
    const auto before = memory.summary;
    ImGui::InputTextMultiline("##summary", memory.summary.data(), memory.summary.size(), {-1, 58});
    // Esc leaves the field; ImGui would also take back what was typed in it.
    if (ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) memory.summary = before;
    const ImVec2 field = ImGui::GetItemRectMin();
    frame.mark("link:summary", {field.x + 60, field.y + 16});
    if (memory.summary[0] == '\0' && !ImGui::IsItemActive())
        drawText(*ImGui::GetWindowDrawList(), {field.x + 9, field.y + 5},
                 "What the passage says of it, in your own words", theme::Face::Regular, theme::kFaint);
    if (ImGui::IsItemActive()) frame.memory.wantsFrame = true;
    if (!names.empty()) {
        if (button(frame, memory.task == LinkTask::Add ? "Add the link" : "Change the link", "link:write")) {
            links::Link link = memory.draft;
            if (memory.summaryShown != memory.summary.data()) link.summary = memory.summary.data();
            link.suggested = false;
            link.features.clear();
            for (const app::FeatureRef &f : state.selected) link.features.push_back(f.id);
            if (memory.task == LinkTask::Add) {
                frame.send(app::AddLink{std::move(link)});
            } else {
                frame.send(app::ChangeLink{std::move(link)});
            }
            closeLinkEditor(memory);
            return;
        }
        ImGui::SameLine();
    }
    if (button(frame, "Cancel", "link:cancel")) closeLinkEditor(memory);
}

} // namespace corridors::ui
