// The reading panel's two lists: all links with their health, what needs a look first; and what the article and the map
// do not share.
#include <fmt/format.h>

#include <algorithm>

#include "geodata/links/anchoring.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kRowPx = 46;

Color colorOf(links::Health health) {
    switch (health) {
    case links::Health::Exact:
    case links::Health::Moved: return {0.13F, 0.45F, 0.24F, 1};
    case links::Health::Approximate: return theme::kAccent;
    case links::Health::Ambiguous: return theme::kWarning;
    case links::Health::Lost: return theme::kError;
    }
    return theme::kFaint;
}

std::string healthText(const app::ReviewRow &row) {
    std::string text(links::healthName(row.health));
    if (row.health == links::Health::Approximate) text += fmt::format(", {:.0f} % alike", 100 * row.score);
    if (row.health == links::Health::Ambiguous) text += fmt::format(", {} places fit", row.candidates.size());
    return text;
}

std::string featureNames(const Frame &frame, const links::Link &link) {
    std::string names;
    for (const app::FeatureRef &f : app::featuresNamed(frame.state, link.features))
        names += (names.empty() ? "" : ", ") + app::nameOf(frame.state, f);
    return names.empty() ? "no feature of this map" : names;
}

void show(const Frame &frame, std::size_t codePoint) {
    frame.memory.reader.goTo = codePoint;
    frame.memory.reader.view = ReaderMemory::View::Text;
}

/// Looks for a new place: the text opens where it might be, and the foot waits for a selection.
void startReattaching(const Frame &frame, const links::Link &link, std::optional<article::Range> at) {
    ReaderMemory &memory = frame.memory.reader;
    memory.task = LinkTask::Reattach;
    memory.draft = link;
    memory.caretFrom.reset();
    if (at) {
        memory.caretFrom = at->start;
        memory.caretTo = at->end;
        show(frame, at->start);
    } else {
        memory.view = ReaderMemory::View::Text;
    }
}

void drawRow(const Frame &frame, const app::ReviewRow &row) {
    const links::Link *link = frame.state.links ? frame.state.links->find(row.linkId) : nullptr;
    if (!link) return;
    ImGui::PushID(row.linkId.c_str());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool clicked = ImGui::InvisibleButton("row", {width, kRowPx});
    const bool hovered = ImGui::IsItemHovered();
    ImDrawList &list = *ImGui::GetWindowDrawList();
    if (hovered) list.AddRectFilled(at, {at.x + width, at.y + kRowPx}, theme::packed(theme::kHover), 5);
    focusRing({at.x + 2, at.y + 2}, {at.x + width - 2, at.y + kRowPx - 2});
    list.AddRectFilled({at.x, at.y + 6}, {at.x + 3.5F, at.y + kRowPx - 6},
                       theme::packed(theme::ofRelation(link->relation)), 2);
    const std::string health = healthText(row);
    const float healthWidth = textSize(health, theme::Face::Small).x;
    drawText(list, {at.x + 13, at.y + 4},
             fitted(featureNames(frame, *link), theme::Face::Regular, width - healthWidth - 40), theme::Face::Regular,
             theme::kInk);
    drawText(list, {at.x + width - healthWidth - 8, at.y + 5}, health, theme::Face::Small, colorOf(row.health));
    const std::string about = link->summary.empty() ? "“" + link->exact + "”" : link->summary;
    drawText(list, {at.x + 13, at.y + 25}, fitted(about, theme::Face::Small, width - 24), theme::Face::Small,
             theme::kFaint);
    frame.mark("row:" + row.linkId, {at.x + width / 3, at.y + kRowPx / 2});
    if (hovered && !about.empty()) {
        frame.memory.hoversLink = true;
        if (frame.state.hoveredLinks != std::vector{row.linkId}) frame.send(app::HoverLinks{{row.linkId}});
    }
    if (clicked) {
        if (links::isAttached(row.health)) {
            frame.send(app::SelectLinks{{row.linkId}, true});
            frame.memory.reader.view = ReaderMemory::View::Text;
            frame.memory.reader.scrolledTo.clear();
        } else {
            startReattaching(frame, *link,
                             row.candidates.empty() ? std::nullopt : std::optional(row.candidates.front().range));
        }
    }
    ImGui::PopID();
}

/// Where a link that has no certain place might stand.
void drawCandidates(const Frame &frame, const app::ReviewRow &row) {
    const links::Link *link = frame.state.links->find(row.linkId);
    if (!link || row.candidates.empty()) return;
    ImGui::PushID(row.linkId.c_str());
    ImGui::Indent(13);
    for (std::size_t i = 0; i < row.candidates.size(); ++i) {
        const links::Candidate &c = row.candidates[i];
        const article::Article &article = *frame.memory.reader.article;
        const std::string words(article.slice(c.range));
        const std::string label = fmt::format("{:.0f} %  “{}”", 100 * c.score, words);
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::SmallButton("Look")) startReattaching(frame, *link, c.range);
        const ImVec2 a = ImGui::GetItemRectMin();
        frame.mark(fmt::format("candidate:{}:{}", row.linkId, i), {a.x + 14, a.y + 8});
        ImGui::PopID();
        ImGui::SameLine(0, 8);
        anyText(frame.images, fitted(label, theme::Face::Small, ImGui::GetContentRegionAvail().x - 8), theme::kSmallPx,
                theme::kFaint);
    }
    ImGui::Unindent(13);
    ImGui::PopID();
}

void drawSuggestions(const Frame &frame) {
    const auto &suggestions = frame.memory.reader.reading.suggestions;
    if (suggestions.empty()) return;
    heading(fmt::format("Suggested: {}", suggestions.size()).c_str());
    paragraph("Places that the text names and no link covers. They are no links until you accept them.",
              theme::Face::Small, theme::kFaint);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(suggestions.size()), ImGui::GetFrameHeight());
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const links::Link &link = suggestions[static_cast<std::size_t>(i)];
            ImGui::PushID(link.id.c_str());
            if (ImGui::SmallButton("Accept")) frame.send(app::AddLink{link});
            const ImVec2 a = ImGui::GetItemRectMin();
            frame.mark("accept:" + link.id, {a.x + 14, a.y + 8});
            ImGui::SameLine();
            if (ImGui::SmallButton("Dismiss")) frame.send(app::DismissSuggestion{link.id});
            ImGui::SameLine();
            const std::string where = fmt::format("{}, {} {}", link.exact, link.section, link.paragraph);
            if (ImGui::Selectable(fitted(where, theme::Face::Regular, ImGui::GetContentRegionAvail().x - 6).c_str()) &&
                link.position) {
                frame.memory.reader.suggestion = link.id;
                show(frame, link.position->start);
            }
            ImGui::PopID();
        }
    }
}

} // namespace

void drawLinkList(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const auto &rows = memory.reading.review;
    const std::size_t open = memory.reading.unattached;
    ImGui::Dummy({0, 2});
    if (open > 0) {
        heading(fmt::format("{} of {} links have no certain place in this copy", open, rows.size()).c_str());
        paragraph("Nothing was attached by guess. Click one and select the words that it is about.", theme::Face::Small,
                  theme::kFaint);
        for (std::size_t i = 0; i < open; ++i) {
            drawRow(frame, rows[i]);
            drawCandidates(frame, rows[i]);
        }
        rule();
    }
    drawSuggestions(frame);
    heading(fmt::format("{} links in their place", rows.size() - open).c_str());
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 2});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size() - open), kRowPx + 2);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            drawRow(frame, rows[open + static_cast<std::size_t>(i)]);
    ImGui::PopStyleVar();
}

void drawCoverageLists(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const links::Coverage &coverage = memory.reading.coverage;
    ImGui::Dummy({0, 2});
    heading("Paragraphs");
    paragraph(fmt::format("{} of {} have a link to the map.", coverage.linkedParagraphs, coverage.paragraphs));
    ImGui::Dummy({0, 4});
    heading("Named places that are not on the map");
    if (!frame.state.mentions) {
        paragraph("They are being looked for.", theme::Face::Small, theme::kFaint);
    } else if (coverage.notOnMap.empty()) {
        paragraph("None that the map's rules of names know of.", theme::Face::Small, theme::kFaint);
    }
    for (const auto &place : coverage.notOnMap) {
        const std::string label = fmt::format("{}, {} time{}", place.name, place.count, place.count == 1 ? "" : "s");
        if (ImGui::Selectable(label.c_str())) {
            if (!frame.state.readerFind) frame.send(app::ToggleFind{});
            memory.query = {};
            std::copy_n(place.name.begin(), std::min(place.name.size(), memory.query.size() - 1), memory.query.begin());
            memory.searchedFor.clear();
        }
    }
    ImGui::Dummy({0, 4});
    heading("Features that no passage discusses");
    for (const app::UndiscussedLayer &layer : memory.reading.undiscussed) {
        const std::string title = fmt::format("{}: {}", layer.layer, layer.features.size());
        if (!ImGui::TreeNodeEx(title.c_str(), ImGuiTreeNodeFlags_SpanAvailWidth | ImGuiTreeNodeFlags_NoTreePushOnOpen))
            continue;
        ImGui::Indent(18);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(layer.features.size()));
        while (clipper.Step()) {
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                const app::FeatureRef &f = layer.features[static_cast<std::size_t>(i)];
                ImGui::PushID(f.id.c_str());
                if (ImGui::Selectable(app::nameOf(frame.state, f).c_str())) frame.send(app::Select{{f}, true});
                if (ImGui::IsItemHovered()) frame.send(app::HoverFeature{f});
                ImGui::PopID();
            }
        }
        ImGui::Unindent(18);
    }
}

} // namespace corridors::ui
