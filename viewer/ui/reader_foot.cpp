// The foot of the reading panel: what is pinned (its summary, relation and place, its passages one by one), what can be
// done with selected text, a suggested link, or the link that is being written.
#include <fmt/format.h>

#include <algorithm>

#include "geodata/links/link_edit.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/reader_marks.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr std::size_t kShownLinks = 3;

bool button(const Frame &frame, const std::string &label, const std::string &spot) {
    const bool clicked = ImGui::SmallButton(label.c_str());
    const ImVec2 a = ImGui::GetItemRectMin();
    const ImVec2 b = ImGui::GetItemRectMax();
    frame.mark(spot, {(a.x + b.x) / 2, (a.y + b.y) / 2});
    return clicked;
}

std::string namesOf(const Frame &frame, const std::vector<app::FeatureRef> &features) {
    std::string names;
    constexpr std::size_t kNamed = 4;
    for (std::size_t i = 0; i < std::min(kNamed, features.size()); ++i)
        names += (names.empty() ? "" : ", ") + app::nameOf(frame.state, features[i]);
    if (features.size() > kNamed) names += fmt::format(" and {} more", features.size() - kNamed);
    return names;
}

void startTask(const Frame &frame, LinkTask task, links::Link draft) {
    ReaderMemory &memory = frame.memory.reader;
    memory.task = task;
    memory.summary = {};
    std::size_t fits = std::min(draft.summary.size(), memory.summary.size() - 1);
    while (fits < draft.summary.size() && fits > 0 &&
           (static_cast<unsigned char>(draft.summary[fits]) & 0xC0U) == 0x80U)
        --fits; // whole letters only
    std::copy_n(draft.summary.begin(), fits, memory.summary.begin());
    memory.summaryShown = memory.summary.data();
    memory.draft = std::move(draft);
}

/// One pinned link: relation, place, our summary, and what can be done with it.
void drawPinnedLink(const Frame &frame, const std::string &id) {
    const links::Link *link = frame.state.links ? frame.state.links->find(id) : nullptr;
    if (!link) return;
    ImGui::PushID(id.c_str());
    paragraph(std::string(links::relationName(link->relation)), theme::Face::Small, theme::ofRelation(link->relation));
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", theme::explain(link->relation));
    ImGui::SameLine(0, 10);
    const app::Passage passage = app::passageOf(frame.state, id);
    const std::string where = app::locatorOf(passage);
    // The buttons end where the text does, whatever the window's padding and scroll bar.
    const ImGuiStyle &style = ImGui::GetStyle();
    const float buttonsPx = textSize("Edit", theme::Face::Regular).x + textSize("Remove", theme::Face::Regular).x +
                            4 * style.FramePadding.x + style.ItemSpacing.x;
    paragraph(fitted(where, theme::Face::Small, ImGui::GetContentRegionAvail().x - buttonsPx - style.ItemSpacing.x),
              theme::Face::Small, theme::kFaint);
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - buttonsPx);
    if (button(frame, "Edit", "edit:" + id)) {
        startTask(frame, LinkTask::Change, *link);
        frame.send(app::SelectLinks{{id}, false});
    }
    ImGui::SameLine();
    if (button(frame, "Remove", "remove:" + id)) frame.send(app::RemoveLink{id});
    if (!link->summary.empty()) paragraph(link->summary, theme::Face::Small, theme::kInk);
    ImGui::PopID();
}

/// The features that are selected, with their passages one by one.
void drawPinnedFeatures(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const app::AppState &state = frame.state;
    paragraph(namesOf(frame, state.selected), theme::Face::Bold);
    if (state.selected.size() == 1) {
        const std::string kind = app::kindLine(state, state.selected.front());
        if (!kind.empty()) {
            ImGui::SameLine(0, 10);
            paragraph(fitted(kind, theme::Face::Small, ImGui::GetContentRegionAvail().x - 130), theme::Face::Small,
                      theme::kFaint);
        }
    }
    std::vector<const app::Mark *> passages;
    for (const app::Mark &m : memory.reading.marks)
        if (memory.pinnedLinks.contains(m.linkId)) passages.push_back(&m);
    if (passages.empty()) {
        const app::PassageList list = app::passagesOf(state, state.selected);
        if (!list.passages.empty()) {
            paragraph("Its passages have no place in this copy, or their relation is hidden.", theme::Face::Small,
                      theme::kFaint);
            return;
        }
        paragraph("The article does not discuss " + list.about + "." +
                      (list.nearest.empty() ? "" : " " + list.nearest + "."),
                  theme::Face::Small, theme::kFaint);
        if (!list.nearestFeature.empty() &&
            button(frame, "Show " + app::nameOf(state, list.nearestFeature.front()), "nearest"))
            frame.send(app::Select{list.nearestFeature, true});
        return;
    }
    std::size_t at = passages.size();
    if (!state.selectedLinks.empty())
        for (std::size_t i = 0; i < passages.size(); ++i)
            if (passages[i]->linkId == state.selectedLinks.front()) at = i;
    const std::size_t n = passages.size();
    const auto go = [&](std::size_t i) {
        frame.send(app::SelectLinks{{passages[i]->linkId}, false, false, true});
        memory.goTo = passages[i]->range.start;
        memory.view = ReaderMemory::View::Text;
    };
    const std::string count = at < n ? fmt::format("{} of {}", at + 1, n) : fmt::format("{} passages", n);
    if (button(frame, "<", "passage:previous")) go(at < n ? (at + n - 1) % n : n - 1);
    ImGui::SameLine(0, 8);
    paragraph(n == 1 ? std::string("1 passage") : count, theme::Face::Small, theme::kFaint);
    ImGui::SameLine(0, 8);
    if (button(frame, ">", "passage:next")) go(at < n ? (at + 1) % n : 0);
}

void drawSuggestion(const Frame &frame, const links::Link &link) {
    const app::AppState &state = frame.state;
    const auto features = app::featuresNamed(state, link.features);
    paragraph("Suggested: " + namesOf(frame, features), theme::Face::Bold);
    paragraph("The program found the name here. It is no link until you accept it.", theme::Face::Small, theme::kFaint);
    if (button(frame, "Accept", "suggestion:accept")) {
        frame.send(app::AddLink{link});
        frame.memory.reader.suggestion.clear();
    }
    ImGui::SameLine();
    if (button(frame, "Accept and describe", "suggestion:describe")) {
        startTask(frame, LinkTask::Add, link);
        frame.send(app::Select{features, false});
        frame.memory.reader.suggestion.clear();
    }
    ImGui::SameLine();
    if (button(frame, "Dismiss", "suggestion:dismiss")) {
        frame.send(app::DismissSuggestion{link.id});
        frame.memory.reader.suggestion.clear();
    }
}

void drawSelection(const Frame &frame, article::Range selection) {
    ReaderMemory &memory = frame.memory.reader;
    if (button(frame, "Copy (Ctrl+C)", "selection:copy"))
        frame.send(app::CopyText{std::string(memory.article->slice(selection))});
    ImGui::SameLine();
    const auto &selected = frame.state.selected;
    const std::string label = selected.empty() ? "Link to…" : "Link to " + namesOf(frame, selected) + "…";
    if (button(frame, fitted(label, theme::Face::Regular, ImGui::GetContentRegionAvail().x - 24), "selection:link")) {
        auto link = links::linkOnSelection(*memory.article, selection);
        if (link) {
            startTask(frame, LinkTask::Add, std::move(*link));
        } else {
            frame.send(app::ShowMessage{app::Message::Kind::Warning, link.error().text()});
        }
    }
}

} // namespace

void drawReaderFoot(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const app::AppState &state = frame.state;
    const article::Range selection = memory.selection();
    const links::Link *suggestion = memory.reading.suggestion(memory.suggestion);
    const bool dirty = state.links != state.savedLinks;
    const bool any = memory.task != LinkTask::None || !selection.isEmpty() || suggestion || dirty ||
                     !state.selected.empty() || !state.selectedLinks.empty();
    if (!any) return;
    const float left = ImGui::GetCursorPosX();
    rule();
    if (memory.task != LinkTask::None) {
        drawLinkEditor(frame);
    } else {
        if (!selection.isEmpty()) drawSelection(frame, selection);
        if (suggestion) {
            drawSuggestion(frame, *suggestion);
        } else if (!state.selected.empty()) {
            drawPinnedFeatures(frame);
        }
        for (std::size_t i = 0; i < std::min(kShownLinks, state.selectedLinks.size()); ++i)
            drawPinnedLink(frame, state.selectedLinks[i]);
    }
    if (dirty) {
        ImGui::SetCursorPosX(left);
        paragraph("Links changed, not saved yet", theme::Face::Small, theme::kWarning);
        ImGui::SameLine(0, 10);
        if (button(frame, "Save (Ctrl+S)", "links:save")) frame.send(app::SaveLinks{});
    }
}

} // namespace corridors::ui
