// The reading panel: the whole article beside the map. Head (title, what is shown, relations), the text or a list,
// foot.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kBarPx = 11;        // the coverage bar beside the text
constexpr float kTextMarginPx = 20; // left of the text
constexpr double kMeasure = 66;     // characters a line, of which 60 to 75 read best
constexpr float kNarrowWindowPx = 1500;

struct Sizes {
    double fontPx = 16;
    double columnPx = 0;
    float panelPx = 0;
};

/// As wide as the measure asks for, but never more than 46 % of the window.
Sizes sizesFor(const Frame &frame) {
    Sizes s;
    s.fontPx = frame.size.x < kNarrowWindowPx ? 14.5 : 16;
    text::TextStyle style;
    style.fonts = {"Noto Serif Regular"};
    style.sizePx = s.fontPx;
    const std::string sample = "The average letter of running English text, with its spaces, is about this wide.";
    const double letter = frame.images.measure(sample, style).widthPx / static_cast<double>(sample.size());
    const double around = static_cast<double>(kTextMarginPx + kBarPx + 2 * theme::kPanelPaddingPx + 10);
    const double room = static_cast<double>(frame.size.x) * 0.46 - around;
    s.columnPx = std::floor(std::min(kMeasure * letter, std::max(220.0, room)));
    s.panelPx = static_cast<float>(s.columnPx + around);
    return s;
}

/// A small switch with a word on it; true when clicked.
bool chip(const Frame &frame, const std::string &label, const std::string &spot, bool on, const Color &color) {
    const ImVec2 text = textSize(label, theme::Face::Small);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{text.x + 18, text.y + 7};
    const bool clicked = ImGui::InvisibleButton(spot.c_str(), size);
    ImDrawList &list = *ImGui::GetWindowDrawList();
    const ImVec2 to{at.x + size.x, at.y + size.y};
    if (on) list.AddRectFilled(at, to, theme::packed(color, 0.14F), 5);
    list.AddRect(at, to, theme::packed(color, on ? 0.55F : 0.28F), 5);
    if (ImGui::IsItemHovered()) list.AddRectFilled(at, to, theme::packed(theme::kHover), 5);
    focusRing(at, to);
    drawText(list, {at.x + 9, at.y + 3}, label, theme::Face::Small, on ? color : theme::kFaint);
    frame.mark(spot, {at.x + size.x / 2, at.y + size.y / 2});
    return clicked;
}

void nextChip(float widthPx) {
    const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - theme::kPanelPaddingPx;
    ImGui::SameLine(0, 6);
    if (ImGui::GetCursorScreenPos().x + widthPx > right) ImGui::NewLine();
}

void drawRelations(const Frame &frame) {
    const std::bitset<5> hidden = frame.state.relationsHidden;
    for (std::size_t i = 0; i < links::kRelationCount; ++i) {
        const auto relation = static_cast<links::Relation>(i);
        const std::string name(links::relationName(relation));
        if (i > 0) nextChip(textSize(name, theme::Face::Small).x + 18);
        const bool clicked = chip(frame, name, "relation:" + name, !hidden.test(i), theme::ofRelation(relation));
        if (ImGui::IsItemHovered())
            ImGui::SetTooltip("%s\nClick: only this one; Ctrl+click: hide or show it", theme::explain(relation));
        if (!clicked) continue;
        std::bitset<5> next = hidden;
        if (ImGui::GetIO().KeyCtrl) {
            next.flip(i);
        } else {
            std::bitset<5> others;
            others.set().reset(i);
            next = hidden == others ? std::bitset<5>{} : others;
        }
        frame.send(app::SetRelationsHidden{next});
    }
}

void drawViews(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const auto view = [&](const std::string &name, ReaderMemory::View which) {
        if (chip(frame, name, "reader:" + name, memory.view == which, theme::kAccent)) memory.view = which;
    };
    view("Text", ReaderMemory::View::Text);
    if (frame.state.readerButtons && !memory.hadButtons) ImGui::SetKeyboardFocusHere(-1);
    memory.hadButtons = frame.state.readerButtons;
    ImGui::SameLine(0, 6);
    const std::size_t open = memory.reading.unattached;
    std::string linksName = "Links";
    if (chip(frame, open > 0 ? fmt::format("Links ({} to review)", open) : linksName, "reader:Links",
             memory.view == ReaderMemory::View::Links, open > 0 ? theme::kWarning : theme::kAccent))
        memory.view = ReaderMemory::View::Links;
    ImGui::SameLine(0, 6);
    view("Coverage", ReaderMemory::View::Coverage);
    ImGui::SameLine(0, 18);
    if (chip(frame, "Map follows", "reader:follow", frame.state.followReading, theme::kAccent))
        frame.send(app::ToggleFollowReading{});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("The map flies to what you are reading (M)");
    ImGui::SameLine(0, 6);
    if (chip(frame, "Find", "reader:find", frame.state.readerFind, theme::kAccent)) frame.send(app::ToggleFind{});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("Search within the text (Ctrl+F)");
}

void goToHit(ReaderMemory &memory, std::size_t index) {
    memory.foundAt = index;
    memory.goTo = memory.found[index].start;
    memory.view = ReaderMemory::View::Text;
}

void drawFind(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    if (!frame.state.readerFind) {
        memory.findWasOpen = false;
        memory.found.clear();
        memory.searchedFor.clear();
        return;
    }
    if (!memory.findWasOpen) ImGui::SetKeyboardFocusHere();
    memory.findWasOpen = true;
    frame.memory.wantsFrame = true; // the caret blinks
    ImGui::SetNextItemWidth(-150);
    const bool entered =
        ImGui::InputTextWithHint("##find", "Find in the text", memory.query.data(), memory.query.size(),
                                 ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    if (entered) ImGui::SetKeyboardFocusHere(-1);
    const std::string query(memory.query.data());
    if (query != memory.searchedFor) {
        if (!memory.finder) memory.finder.emplace(memory.article->text.utf8());
        memory.found = memory.finder->find(query);
        memory.searchedFor = query;
        // The first one from where the reader is.
        const auto next = std::find_if(memory.found.begin(), memory.found.end(),
                                       [&](const article::Range &r) { return r.start >= memory.firstShown; });
        if (!memory.found.empty())
            goToHit(memory, next == memory.found.end() ? 0 : static_cast<std::size_t>(next - memory.found.begin()));
    } else if (entered && !memory.found.empty()) {
        const std::size_t n = memory.found.size();
        goToHit(memory, (memory.foundAt + (ImGui::GetIO().KeyShift ? n - 1 : 1)) % n);
    }
    ImGui::SameLine();
    const std::string count = query.empty()          ? "Enter: next"
                              : memory.found.empty() ? "not in the text"
                                                     : fmt::format("{} of {}", memory.foundAt + 1, memory.found.size());
    paragraph(count, theme::Face::Small, memory.found.empty() && !query.empty() ? theme::kWarning : theme::kFaint);
}

void drawHead(const Frame &frame) {
    const article::Article &article = *frame.memory.reader.article;
    ImGui::PushTextWrapPos(ImGui::GetContentRegionMax().x - 28);
    if (!article.title.empty())
        anyText(frame.images, article.title, theme::kTitlePx, theme::kInk, ImGui::GetContentRegionAvail().x - 30);
    std::string by;
    for (const std::string &name : article.authors) by += (by.empty() ? "" : ", ") + name;
    if (!article.doi.empty()) by += (by.empty() ? "doi " : "  ·  doi ") + article.doi;
    if (!by.empty()) anyText(frame.images, by, theme::kSmallPx, theme::kFaint, ImGui::GetContentRegionAvail().x - 30);
    ImGui::PopTextWrapPos();
    ImGui::Dummy({0, 1});
    drawViews(frame);
    drawRelations(frame);
    drawFind(frame);
}

/// Somebody else changed the links file: nothing was overwritten, and here are the ways on.
void drawConflict(const Frame &frame) {
    if (frame.state.linksConflict.empty()) return;
    paragraph(frame.state.linksConflict, theme::Face::Small, theme::kError);
    const auto button = [&](const char *label, const char *spot) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        frame.mark(spot, {at.x + 30, at.y + 10});
        return ImGui::Button(label);
    };
    if (button("Take the file's links", "conflict:reload")) frame.send(app::ReloadLinks{});
    ImGui::SameLine();
    if (button("Save mine beside it", "conflict:beside")) frame.send(app::SaveLinks{true});
}

void drawWithoutArticle(const Frame &frame) {
    paragraph("The article", theme::Face::Title);
    paragraph("Its text is not part of this program. Open your own copy (PDF, text or Markdown) to read it here beside "
              "the map; it is remembered for this map, and its text is written nowhere.");
    if (frame.state.links)
        for (const links::Link &link : frame.state.links->links())
            if (!link.citation.empty()) {
                paragraph(link.citation, theme::Face::Small, theme::kFaint);
                break;
            }
    ImGui::Dummy({0, 4});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    frame.mark("reader:open", {at.x + 30, at.y + 14});
    if (ImGui::Button("Open… (Ctrl+O)")) frame.send(app::ToggleOpenDialog{});
}

void drawBody(const Frame &frame, float bottom) {
    ReaderMemory &memory = frame.memory.reader;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, std::max(80.0F, bottom - at.y)};
    if (memory.view == ReaderMemory::View::Text) {
        ImGui::GetWindowDrawList()->AddLine({at.x, at.y}, {at.x + size.x, at.y}, theme::packed(theme::kRule));
        drawReaderText(frame, {at.x + kTextMarginPx - 8, at.y + 1},
                       {size.x - kTextMarginPx + 8 - kBarPx - 8, size.y - 1});
        drawCoverageBar(frame, {at.x + size.x - kBarPx, at.y + 6}, {kBarPx, size.y - 12});
        return;
    }
    ImGui::BeginChild("lists", size, false, ImGuiWindowFlags_NavFlattened);
    if (memory.view == ReaderMemory::View::Links) drawLinkList(frame);
    if (memory.view == ReaderMemory::View::Coverage) drawCoverageLists(frame);
    ImGui::EndChild();
}

} // namespace

/// What Esc closes here before it lets go of anything on the map, and whose Ctrl+C is.
void takeKeys(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    if (!ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows) || ImGui::GetIO().WantTextInput) return;
    const bool selects = !memory.selection().isEmpty();
    const bool writes = memory.task != LinkTask::None;
    frame.memory.keyClaims = {selects, writes || selects || frame.state.readerButtons};
    if (!ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) return;
    if (writes) {
        closeLinkEditor(memory);
    } else if (selects) {
        memory.caretFrom.reset();
    } else if (frame.state.readerButtons) {
        frame.send(app::ToggleReaderButtons{});
    }
}

void drawReader(const Frame &frame) {
    ReaderMemory &memory = frame.memory.reader;
    const Sizes sizes = sizesFor(frame);
    const float left = frame.size.x - sizes.panelPx - theme::kPanelGapPx;
    const float height = frame.size.y - theme::kStatusPx - 2 * theme::kPanelGapPx;
    // Arrows and Space scroll the text, or walk the buttons; lists have nothing else for them to do.
    const bool walks = frame.state.readerButtons || memory.view != ReaderMemory::View::Text;
    const bool switched = frame.state.readerButtons != memory.hadButtons;
    if (!memory.wasVisible || switched) ImGui::SetNextWindowFocus(); // the keys scroll at once
    ImGui::SetNextWindowPos({left, theme::kPanelGapPx});
    ImGui::SetNextWindowSize({sizes.panelPx, frame.state.article ? height : 0});
    ImGui::Begin("Article", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar |
                     ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoFocusOnAppearing |
                     (walks ? ImGuiWindowFlags_None : ImGuiWindowFlags_NoNavInputs));
    if (frame.state.article) {
        updateBlocks(memory, frame.state.article, sizes.columnPx, sizes.fontPx);
        if (!memory.reading.isOf(frame.state)) {
            memory.reading = app::readingOf(frame.state);
            memory.litFor.clear();
            memory.pinnedFor.clear();
        }
        takeKeys(frame);
        drawHead(frame);
        drawConflict(frame);
        // The foot is as high as it was in the last frame: what it holds is known only after it is drawn.
        const float foot = memory.footPx;
        const float bottom = ImGui::GetWindowPos().y + height - theme::kPanelPaddingPx;
        drawBody(frame, bottom - foot);
        ImGui::SetCursorScreenPos({left + theme::kPanelPaddingPx, bottom - foot});
        const float before = ImGui::GetCursorScreenPos().y;
        drawReaderFoot(frame);
        const float needed = std::clamp(ImGui::GetCursorScreenPos().y - before, 0.0F, height * 0.6F);
        if (std::abs(needed - memory.footPx) > 0.5F) frame.memory.wantsFrame = frame.memory.isMoving = true;
        memory.footPx = needed;
    } else {
        drawWithoutArticle(frame);
    }
    const ImVec2 corner = ImGui::GetWindowPos();
    if (closeButton("close", {corner.x + sizes.panelPx - 38, corner.y + 10})) frame.send(app::ToggleReader{});
    memory.wasVisible = true;
    frame.memory.rightBeginPx = static_cast<double>(left);
    frame.memory.insets.right = static_cast<double>(sizes.panelPx + theme::kPanelGapPx);
    frame.coverByWindow();
    ImGui::End();
}

void drawReaderButton(const Frame &frame) {
    if (!frame.state.article || !frame.state.selected.empty() || !frame.state.selectedLinks.empty()) return;
    const std::string label = "Read the article";
    const float width = textSize(label, theme::Face::Small).x + keyCapWidth("R") + 34;
    ImGui::SetNextWindowPos({frame.size.x - width - theme::kPanelGapPx, theme::kPanelGapPx});
    ImGui::SetNextWindowSize({width, 34});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("ReaderButton", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    const ImVec2 at = ImGui::GetWindowPos();
    if (ImGui::InvisibleButton("read", {width, 34})) frame.send(app::ToggleReader{});
    ImDrawList &list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered()) list.AddRectFilled(at, {at.x + width, at.y + 34}, theme::packed(theme::kHover), 9);
    const float y = at.y + (34 - textSize(label, theme::Face::Small).y) / 2;
    drawText(list, {at.x + 12, y}, label, theme::Face::Small, theme::kAccent);
    keyCap(list, {at.x + width - keyCapWidth("R") - 10, y - 2}, "R", theme::kFaint);
    frame.mark("reader:read", {at.x + width / 2, at.y + 17});
    ImGui::End();
    ImGui::PopStyleVar();
}

} // namespace corridors::ui
