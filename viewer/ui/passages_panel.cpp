// Passages: what the article says of what is selected. Hovering one lights its features up, a click pins it and flies
// there. Without a copy of the article a passage shows our summary and where it stands; with one, its own words.
#include <fmt/format.h>

#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kBarPx = 3.5F; // the coloured bar at a passage's left edge
constexpr float kIndentPx = 13;

std::size_t readySources(const app::AppState &state) {
    return static_cast<std::size_t>(
        std::count_if(state.sources.begin(), state.sources.end(),
                      [](const app::SourceState &s) { return s.status == app::LoadStatus::Ready; }));
}

const app::PassageList &listOf(const Frame &frame) {
    PassageMemory &memory = frame.memory.passages;
    const app::AppState &state = frame.state;
    const std::string link = state.selectedLinks.empty() ? std::string() : state.selectedLinks.front();
    const std::size_t ready = readySources(state);
    if (!memory.valid || memory.features != state.selected || memory.links != state.links.get() ||
        memory.article != state.anchors.get() || memory.sourcesReady != ready || memory.link != link) {
        memory.list = app::passagesOf(state, state.selected);
        // A pinned passage that is not about the selection is shown all the same (a story's, a found one).
        const bool listed = std::any_of(memory.list.passages.begin(), memory.list.passages.end(),
                                        [&](const app::Passage &p) { return p.linkId == link; });
        if (!link.empty() && !listed)
            if (app::Passage pinned = app::passageOf(state, link); !pinned.linkId.empty())
                memory.list.passages.insert(memory.list.passages.begin(), std::move(pinned));
        memory.features = state.selected;
        memory.link = link;
        memory.links = state.links.get();
        memory.article = state.anchors.get();
        memory.sourcesReady = ready;
        memory.valid = true;
    }
    return memory.list;
}

void drawRelation(const app::Passage &p) {
    const Color color = theme::ofRelation(p.relation);
    std::string word(links::relationName(p.relation));
    if (p.suggested) word += " (suggested)";
    paragraph(word, theme::Face::Small, color);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", theme::explain(p.relation));
    ImGui::SameLine(0, 10);
    const std::string where = app::locatorOf(p);
    const float room = ImGui::GetContentRegionAvail().x - 4;
    const std::string shown = fitted(where, theme::Face::Small, room);
    paragraph(shown, theme::Face::Small, theme::kFaint);
    if (shown != where && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", where.c_str());
}

/// The article's own words, by Pango, so that every script and quotation mark shows: the sentence that the passage is
/// anchored to, or the whole paragraph when the passage is pinned.
void drawOwnWords(const Frame &frame, const app::Passage &p, bool whole) {
    const bool cut = !whole && !p.sentence.empty() && p.sentence != p.text;
    ImGui::Dummy({0, 2});
    anyText(frame.images, cut ? "… " + p.sentence + " …" : p.text, theme::kTextPx, theme::kInk,
            ImGui::GetContentRegionAvail().x - 4);
}

void drawPassage(const Frame &frame, const app::Passage &p, bool showFeatures) {
    ImGui::PushID(p.linkId.c_str());
    const auto &pins = frame.state.selectedLinks;
    const bool pinned = std::find(pins.begin(), pins.end(), p.linkId) != pins.end();
    const ImVec2 top = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList &list = *ImGui::GetWindowDrawList();
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    ImGui::Dummy({0, 3});
    ImGui::Indent(kIndentPx);
    ImGui::BeginGroup();
    drawRelation(p);
    if (!p.summary.empty())
        paragraph(p.summary, p.text.empty() ? theme::Face::Regular : theme::Face::Small,
                  p.text.empty() ? theme::kInk : theme::kFaint);
    if (!p.text.empty()) {
        drawOwnWords(frame, p, pinned);
    } else if (p.summary.empty() && !p.quote.empty()) {
        paragraph("“" + p.quote + "”");
    }
    if (showFeatures && !p.features.empty()) {
        std::string about;
        for (const std::string &f : p.features) about += (about.empty() ? "About: " : ", ") + f;
        if (isPlainText(about)) paragraph(about, theme::Face::Small, theme::kFaint);
    }
    ImGui::EndGroup();
    ImGui::Unindent(kIndentPx);
    ImGui::Dummy({0, 3});
    const ImVec2 end{top.x + width, ImGui::GetCursorScreenPos().y - 4};
    const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(top, end);
    frame.memory.shownPassages.push_back(p.linkId);
    frame.mark("passage:" + p.linkId, {(top.x + end.x) / 2, (top.y + end.y) / 2});
    list.ChannelsSetCurrent(0);
    if (hovered || pinned) list.AddRectFilled(top, end, theme::packed(pinned ? theme::kAccentSoft : theme::kHover), 5);
    list.AddRectFilled({top.x, top.y + 6}, {top.x + kBarPx, end.y - 6}, theme::packed(theme::ofRelation(p.relation)),
                       2);
    list.ChannelsMerge();
    if (hovered) {
        frame.memory.hoversLink = true;
        if (frame.state.hoveredLinks != std::vector{p.linkId}) frame.send(app::HoverLinks{{p.linkId}});
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        const ImVec2 pressed = ImGui::GetIO().MouseClickedPos[0];
        const bool pressedHere = pressed.x >= top.x && pressed.x < end.x && pressed.y >= top.y && pressed.y < end.y;
        if (pressedHere && ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !ImGui::IsAnyItemActive())
            frame.send(app::SelectLinks{{p.linkId}, true});
    }
    if (pinned && frame.memory.passages.scrolledTo != p.linkId) {
        ImGui::SetScrollFromPosY(top.y - ImGui::GetWindowPos().y, 0.2F);
        frame.memory.passages.scrolledTo = p.linkId;
    }
    ImGui::PopID();
}

/// Each citation that the listed passages come from, once.
void drawCitations(const app::PassageList &list) {
    std::vector<std::string> citations;
    for (const app::Passage &p : list.passages) {
        std::string text = p.citation;
        const std::string doi =
            p.doi.empty() || text.find(p.doi) != std::string::npos ? "" : "https://doi.org/" + p.doi;
        if (!doi.empty()) text += (text.empty() ? "" : " ") + doi;
        if (!text.empty() && std::find(citations.begin(), citations.end(), text) == citations.end())
            citations.push_back(std::move(text));
    }
    if (citations.empty()) return;
    rule();
    for (const std::string &c : citations) paragraph(c, theme::Face::Small, theme::kFaint);
}

void drawNone(const Frame &frame, const app::PassageList &list) {
    if (!frame.state.links) {
        paragraph("This map comes without links to an article.", theme::Face::Regular, theme::kFaint);
        return;
    }
    paragraph("The article does not discuss " + list.about + ".");
    if (list.nearest.empty()) return;
    paragraph(list.nearest + ".", theme::Face::Regular, theme::kFaint);
    if (list.nearestFeature.empty()) return;
    if (ImGui::Button(("Show " + app::nameOf(frame.state, list.nearestFeature.front())).c_str()))
        frame.send(app::Select{list.nearestFeature, true});
}

} // namespace

void drawPassages(const Frame &frame) {
    const app::PassageList &list = listOf(frame);
    if (frame.state.selectedLinks.empty()) frame.memory.passages.scrolledTo.clear();
    if (!frame.state.selected.empty()) rule();
    heading(list.passages.empty() ? "In the article"
                                  : fmt::format("In the article: {} passage{}", list.passages.size(),
                                                list.passages.size() == 1 ? "" : "s")
                                        .c_str());
    if (list.passages.empty()) {
        drawNone(frame, list);
        return;
    }
    const bool severalFeatures = frame.state.selected.size() != 1;
    for (const app::Passage &p : list.passages) drawPassage(frame, p, severalFeatures || p.features.size() > 1);
    drawCitations(list);
    if (!frame.state.article)
        paragraph("Open your own copy of the article (Ctrl+O) to read the passages themselves.", theme::Face::Small,
                  theme::kFaint);
}

} // namespace corridors::ui
