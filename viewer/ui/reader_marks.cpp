#include "viewer/ui/reader_marks.hpp"

#include <algorithm>

namespace corridors::ui {
namespace {

constexpr double kRestS = 0.45; // the text has come to rest when it has not moved for this long

const app::Mark *markOf(const ReaderMemory &memory, const std::string &linkId) {
    const auto it = std::find_if(memory.reading.marks.begin(), memory.reading.marks.end(),
                                 [&](const app::Mark &m) { return m.linkId == linkId; });
    return it == memory.reading.marks.end() ? nullptr : &*it;
}

/// Brings the nearest of the links into view unless one of them is there already.
template <class Ids>
void bringIntoView(ReaderMemory &memory, const Ids &linkIds) {
    const std::size_t middle = (memory.firstShown + memory.lastShown) / 2;
    const app::Mark *best = nullptr;
    const auto distance = [&](const app::Mark &m) {
        return m.range.start > middle ? m.range.start - middle : middle - m.range.start;
    };
    for (const std::string &id : linkIds) {
        const app::Mark *mark = markOf(memory, id);
        if (mark && (!best || distance(*mark) < distance(*best))) best = mark;
    }
    if (!best) return;
    const std::size_t margin = (memory.lastShown - memory.firstShown) / 12; // not at the very edge
    if (best->range.start >= memory.firstShown + margin && best->range.end + margin <= memory.lastShown) return;
    memory.goTo = best->range.start;
}

std::vector<std::string> linkIds(const std::vector<const app::Mark *> &marks, bool suggested) {
    std::vector<std::string> ids;
    for (const app::Mark *m : marks)
        if (m->suggested == suggested && std::find(ids.begin(), ids.end(), m->linkId) == ids.end())
            ids.push_back(m->linkId);
    return ids;
}

} // namespace

void updateLitLinks(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const app::AppState &state = frame.state;
    const std::vector<app::FeatureRef> lit =
        state.hoveredLinks.empty() && state.hovered && !state.spotlight ? state.lit : std::vector<app::FeatureRef>{};
    if (lit != memory.litFor) {
        memory.litFor = lit;
        const auto ids = app::linksOfFeatures(state, lit);
        memory.litLinks.clear();
        for (const std::string &id : ids)
            if (markOf(memory, id)) memory.litLinks.insert(id);
        bringIntoView(memory, memory.litLinks);
    }
    if (state.selected != memory.pinnedFor) {
        memory.pinnedFor = state.selected;
        const auto ids = app::linksOfFeatures(state, state.selected);
        memory.pinnedLinks = {ids.begin(), ids.end()};
        if (state.selectedLinks.empty()) bringIntoView(memory, memory.pinnedLinks);
    }
    if (state.selectedLinks != memory.scrolledTo) {
        memory.scrolledTo = state.selectedLinks;
        bringIntoView(memory, state.selectedLinks);
    }
}

bool isLit(const app::AppState &state, const ReaderMemory &memory, const std::string &linkId) {
    return memory.litLinks.contains(linkId) ||
           std::find(state.hoveredLinks.begin(), state.hoveredLinks.end(), linkId) != state.hoveredLinks.end();
}

bool isPinned(const app::AppState &state, const ReaderMemory &memory, const std::string &linkId) {
    if (state.selectedLinks.empty()) return memory.pinnedLinks.contains(linkId);
    return std::find(state.selectedLinks.begin(), state.selectedLinks.end(), linkId) != state.selectedLinks.end();
}

void pointAtSentence(const Frame &frame, article::Range sentence, bool clicked) {
    ReaderMemory &memory = frame.memory.reader;
    const std::vector<const app::Mark *> marks =
        sentence.isEmpty() ? std::vector<const app::Mark *>{} : memory.reading.marksIn(sentence);
    const std::vector<std::string> ids = linkIds(marks, false);
    const std::vector<std::string> suggested = linkIds(marks, true);
    if (!ids.empty()) {
        frame.memory.hoversLink = true;
        if (frame.state.hoveredLinks != ids) frame.send(app::HoverLinks{ids});
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    if (!clicked || memory.task != LinkTask::None) return; // a link that is being written keeps its features
    memory.suggestion = ids.empty() && !suggested.empty() ? suggested.front() : std::string();
    if (!ids.empty()) {
        memory.scrolledTo = ids; // it is under the mouse: nothing is to move
        frame.send(app::SelectLinks{ids, true, ImGui::GetIO().KeyCtrl});
    } else if (!ImGui::GetIO().KeyCtrl) {
        frame.send(app::ClearSelection{});
    }
}

void stepToLinkedSentence(const Frame &frame, int step) {
    ReaderMemory &memory = frame.memory.reader;
    const auto &marks = memory.reading.marks;
    if (marks.empty()) return;
    const app::Mark *current =
        frame.state.selectedLinks.empty() ? nullptr : markOf(memory, frame.state.selectedLinks.front());
    const article::Range here = current ? app::sentenceAt(*memory.article, current->range.start)
                                        : article::Range{memory.firstShown, memory.firstShown};
    const app::Mark *next = nullptr;
    for (const app::Mark &m : marks) {
        if (m.suggested) continue;
        if (step > 0 && m.range.start >= here.end && (!current || m.range.start > here.start)) {
            next = &m;
            break;
        }
        if (step < 0 && m.range.start < here.start) next = &m;
    }
    if (!next) return;
    const article::Range sentence = app::sentenceAt(*memory.article, next->range.start);
    frame.send(app::SelectLinks{linkIds(memory.reading.marksIn(sentence), false), true});
}

void followReading(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    if (!frame.state.followReading || !frame.state.hoveredLinks.empty()) return;
    // What is read lies about a third down the view.
    const std::size_t at = memory.firstShown + (memory.lastShown - memory.firstShown) / 3;
    const auto place = memory.article->locate(at);
    if (!place) return;
    const article::Range paragraph = memory.article->sections[place->section].paragraphs[place->paragraph].range;
    std::vector<std::string> ids = linkIds(memory.reading.marksIn(paragraph), false);
    const double now = frame.state.nowS;
    if (ids != memory.readingNow) {
        memory.readingNow = std::move(ids);
        memory.readingSinceS = now;
        memory.followed = false;
    }
    if (memory.followed) return;
    frame.memory.wantsFrame = true;
    if (now - memory.readingSinceS < kRestS || memory.glidePx != 0) return;
    memory.followed = true;
    if (!memory.readingNow.empty()) frame.send(app::ReadingAt{memory.readingNow});
}

} // namespace corridors::ui
