// The text of the reading panel: what is visible of it is laid out and drawn, with links underlined by relation, the
// sentences of hovered and pinned features lit, search hits and the selection. The unit of pointing is the sentence.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/reader_marks.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kDimmed = 0.36F;      // alpha of what is not lit while something is
constexpr float kFilteredOut = 0.55F; // of sentences without a link of the shown relations
constexpr double kLinesPerNotch = 3;  // of the wheel
constexpr double kGlideRate = 9;      // 1/s: share of the way that is left
const Color kFound{1.0F, 0.84F, 0.2F, 0.45F};
const Color kFoundNow{1.0F, 0.62F, 0.1F, 0.6F};

struct View {
    ImVec2 from;
    ImVec2 to;
};

/// A sentence (or a part of a text) with how strongly it stands out.
struct LitRange {
    article::Range range;
    bool hovered = false;
};

class TextView {
public:
    TextView(const Frame &frame, View view)
        : m_frame(frame), m_memory(frame.memory.reader), m_view(view), m_list(*ImGui::GetWindowDrawList()) {}

    void draw() {
        m_list.PushClipRect(m_view.from, m_view.to, true);
        double y = static_cast<double>(m_view.from.y) - m_memory.offsetPx;
        m_memory.firstShown = m_memory.lastShown = 0;
        bool first = true;
        const bool dims = !m_memory.litLinks.empty() || !m_frame.state.hoveredLinks.empty();
        const bool filters = m_frame.state.relationsHidden.any();
        for (std::size_t i = m_memory.top; i < m_memory.blocks.size() && y < static_cast<double>(m_view.to.y); ++i) {
            const TextBlock &block = laidOut(m_memory, m_frame.images, i);
            y += block.gapPx;
            drawBlock(block, y, dims ? kDimmed : filters ? kFilteredOut : 1.0F);
            if (block.note.empty()) {
                if (first) m_memory.firstShown = block.range.start + hiddenPart(block, y);
                first = false;
                m_memory.lastShown = block.range.end;
            }
            y += block.layout->metrics().heightPx;
        }
        m_list.PopClipRect();
    }

    /// The code point under a place: for a caret, or exactly (nothing between blocks and beside lines).
    [[nodiscard]] std::optional<std::size_t> codePointAt(ImVec2 at, bool caret) {
        double y = static_cast<double>(m_view.from.y) - m_memory.offsetPx;
        std::optional<std::size_t> nearest;
        for (std::size_t i = m_memory.top; i < m_memory.blocks.size() && y < static_cast<double>(m_view.to.y); ++i) {
            const TextBlock &block = laidOut(m_memory, m_frame.images, i);
            const double top = y + block.gapPx;
            y = top + block.layout->metrics().heightPx;
            if (!block.note.empty()) break;
            const double inside = static_cast<double>(at.y) - top;
            const double x = static_cast<double>(at.x - m_view.from.x);
            if (caret) nearest = inside < 0 && nearest ? nearest : toCodePoint(block, block.layout->caretAt(x, inside));
            if (inside < 0 && !caret) return std::nullopt;
            if (static_cast<double>(at.y) >= y) continue;
            if (caret) return nearest;
            const std::size_t byte = block.layout->byteAt(x, inside);
            if (block.firstByte + byte >= endByte(block)) return std::nullopt;
            return toCodePoint(block, byte);
        }
        return nearest;
    }

private:
    [[nodiscard]] std::size_t endByte(const TextBlock &block) const {
        return m_memory.article->text.byteOffset(block.range.end);
    }
    [[nodiscard]] std::size_t toCodePoint(const TextBlock &block, std::size_t byte) const {
        return m_memory.article->text.codePointAt(std::min(block.firstByte + byte, endByte(block)));
    }
    [[nodiscard]] std::size_t hiddenPart(const TextBlock &block, double y) const {
        const double hidden = static_cast<double>(m_view.from.y) - y;
        if (hidden <= 0) return 0;
        const auto line = static_cast<std::size_t>(hidden / block.layout->lineHeightPx());
        const std::size_t byte = block.layout->lineStart(std::min(line, block.layout->lineCount()));
        return toCodePoint(block, byte) - block.range.start;
    }

    [[nodiscard]] ImVec2 corner(const TextBlock &block, double y, std::size_t line, double xPx, double dy) const {
        return {m_view.from.x + static_cast<float>(xPx),
                static_cast<float>(y + static_cast<double>(line) * block.layout->lineHeightPx() + dy)};
    }

    template <class Use>
    void forBoxes(const TextBlock &block, double y, article::Range range, const Use &use) const {
        const ByteRange bytes = bytesIn(m_memory, block, range);
        if (bytes.isEmpty()) return;
        for (const text::Paragraph::Box &box : block.layout->boxes(bytes.from, bytes.to))
            use(box, corner(block, y, box.line, box.leftPx, 0), corner(block, y, box.line + 1, box.rightPx, 0));
    }

    void fill(const TextBlock &block, double y, article::Range range, const Color &color) const {
        forBoxes(block, y, range, [&](const text::Paragraph::Box &, ImVec2 from, ImVec2 to) {
            m_list.AddRectFilled({from.x - 1, from.y + 1}, {to.x + 1, to.y - 1}, theme::packed(color), 3);
        });
    }

    void drawLines(const TextBlock &block, double y, float alpha) const {
        const double lineHeight = block.layout->lineHeightPx();
        const double above = (static_cast<double>(m_view.from.y) - y) / lineHeight - 1;
        const double end = (static_cast<double>(m_view.to.y) - y) / lineHeight + 1;
        const auto first = static_cast<std::size_t>(std::max(0.0, above));
        for (std::size_t line = first; line < block.layout->lineCount() && static_cast<double>(line) < end; ++line)
            place(m_list, m_frame.images.line(*block.layout, line), {m_view.from.x, static_cast<float>(y)}, alpha);
    }

    /// The same letters again at full strength, only where a range lies.
    void relight(const TextBlock &block, double y, article::Range range) const {
        forBoxes(block, y, range, [&](const text::Paragraph::Box &box, ImVec2 from, ImVec2 to) {
            m_list.PushClipRect({from.x - 1, from.y}, {to.x + 1, to.y}, true);
            place(m_list, m_frame.images.line(*block.layout, box.line), {m_view.from.x, static_cast<float>(y)});
            m_list.PopClipRect();
        });
    }

    void underline(const TextBlock &block, double y, const app::Mark &mark, int level, float alpha) const {
        const Color color = theme::ofRelation(mark.relation);
        const double below = block.layout->baselinePx() + 3.2 + 2.4 * level;
        bool marked = false;
        forBoxes(block, y, mark.range, [&](const text::Paragraph::Box &box, ImVec2 from, ImVec2 to) {
            const float at = corner(block, y, box.line, 0, below).y;
            if (mark.suggested) {
                for (float x = from.x; x < to.x; x += 5)
                    m_list.AddRectFilled({x, at - 0.8F}, {std::min(x + 2.2F, to.x), at + 0.8F},
                                         theme::packed(color, alpha));
            } else {
                m_list.AddRectFilled({from.x, at - 0.8F}, {to.x, at + 0.8F}, theme::packed(color, alpha));
            }
            const float middle = (from.y + to.y) / 2;
            if (!marked && middle > m_view.from.y && middle < m_view.to.y)
                m_frame.mark("mark:" + mark.linkId, {(from.x + to.x) / 2, middle});
            marked = true;
        });
    }

    void drawBlock(const TextBlock &block, double y, float alpha) {
        const std::vector<const app::Mark *> marks = m_memory.reading.marksIn(block.range);
        const bool dims = alpha < 1;
        const bool filters = dims && m_memory.litLinks.empty() && m_frame.state.hoveredLinks.empty();
        std::vector<article::Range> lit;
        std::vector<article::Range> pinned;
        const auto once = [](std::vector<article::Range> &to, article::Range r) {
            if (!r.isEmpty() && std::find(to.begin(), to.end(), r) == to.end()) to.push_back(r);
        };
        for (const app::Mark *mark : marks) {
            const article::Range sentence = app::sentenceAt(*m_memory.article, mark->range.start);
            if (filters || isLit(m_frame.state, m_memory, mark->linkId)) once(lit, sentence);
            if (isPinned(m_frame.state, m_memory, mark->linkId)) once(pinned, sentence);
        }
        for (const article::Range &r : pinned) fill(block, y, r, theme::kAccentSoft);
        if (dims && !filters)
            for (const article::Range &r : lit) fill(block, y, r, theme::kHover);
        for (std::size_t i = 0; i < m_memory.found.size(); ++i)
            if (m_memory.found[i].overlaps(block.range))
                fill(block, y, m_memory.found[i], i == m_memory.foundAt ? kFoundNow : kFound);
        if (!m_memory.selection().isEmpty())
            fill(block, y, m_memory.selection(), {theme::kAccent.r, theme::kAccent.g, theme::kAccent.b, 0.26F});
        drawLines(block, y, alpha);
        if (dims)
            for (const article::Range &r : lit) relight(block, y, r);
        for (std::size_t i = 0; i < marks.size(); ++i) {
            int level = 0;
            for (std::size_t k = 0; k < i; ++k) level += marks[k]->range.overlaps(marks[i]->range) ? 1 : 0;
            const bool on = !dims || filters || isLit(m_frame.state, m_memory, marks[i]->linkId);
            underline(block, y, *marks[i], std::min(level, 2), on ? 1.0F : kDimmed);
        }
    }

    const Frame &m_frame;
    ReaderMemory &m_memory;
    View m_view;
    ImDrawList &m_list;
};

/// Wheel, keys and what asks for a place.
void scroll(const Frame &frame, bool hovered) {
    ReaderMemory &memory = frame.memory.reader;
    const ImGuiIO &io = ImGui::GetIO();
    const double line = memory.fontPx * 1.56;
    if (memory.goTo) {
        scrollTo(memory, frame.images, *memory.goTo, 0.3, frame.state.animate);
        memory.goTo.reset();
    }
    if (hovered && io.MouseWheel != 0) {
        memory.glidePx = 0;
        scrollBy(memory, frame.images, -static_cast<double>(io.MouseWheel) * kLinesPerNotch * line);
    }
    const bool focused = ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows);
    if (focused && !io.WantTextInput && !frame.state.readerButtons) {
        ImGui::CaptureKeyboardFromApp(true);
        const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
        const double page = memory.viewPx - 2 * line;
        double by = 0;
        if (pressed(ImGuiKey_DownArrow)) by = 2 * line;
        if (pressed(ImGuiKey_UpArrow)) by = -2 * line;
        if (pressed(ImGuiKey_Space)) by = io.KeyShift ? -page : page;
        if (by != 0) {
            memory.glidePx = frame.state.animate ? memory.glidePx + by : 0;
            if (!frame.state.animate) scrollBy(memory, frame.images, by);
        }
        if (pressed(ImGuiKey_Home)) scrollTo(memory, frame.images, 0, 0, false);
        if (pressed(ImGuiKey_End)) scrollTo(memory, frame.images, memory.article->text.size(), 0.6, false);
        if (pressed(ImGuiKey_RightArrow)) stepToLinkedSentence(frame, +1);
        if (pressed(ImGuiKey_LeftArrow)) stepToLinkedSentence(frame, -1);
        if (io.KeyCtrl && pressed(ImGuiKey_A)) {
            memory.caretFrom = 0;
            memory.caretTo = memory.article->text.size();
        }
    }
    if (frame.memory.keyClaims.copy && io.KeyCtrl && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_C)))
        frame.send(app::CopyText{std::string(memory.article->slice(memory.selection()))});
    if (memory.glidePx == 0) return;
    const double share = 1 - std::exp(-kGlideRate * std::min(0.05, static_cast<double>(io.DeltaTime)));
    double by = memory.glidePx * share;
    if (std::abs(memory.glidePx) < 1) by = memory.glidePx;
    scrollBy(memory, frame.images, by);
    memory.glidePx -= by;
    frame.memory.isMoving = frame.memory.isMoving || memory.glidePx != 0;
}

void select(ReaderMemory &memory, std::size_t at) {
    const int clicks = ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) ? 2 : 1;
    if (clicks == 2) {
        const article::Range word = article::wordAt(memory.article->text, at);
        memory.caretFrom = word.start;
        memory.caretTo = word.end;
        return;
    }
    if (!ImGui::GetIO().KeyShift || !memory.caretFrom) memory.caretFrom = at;
    memory.caretTo = at;
    memory.dragging = true;
}

void point(const Frame &frame, TextView &view, bool hovered, bool active) {
    ReaderMemory &memory = frame.memory.reader;
    const ImVec2 mouse = ImGui::GetMousePos();
    const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left) && active;
    if (pressed && frame.state.readerButtons) frame.send(app::ToggleReaderButtons{});
    if (pressed)
        if (const auto at = view.codePointAt(mouse, true)) select(memory, *at);
    const bool drags = ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3);
    if (memory.dragging && active && drags)
        if (const auto at = view.codePointAt(mouse, true)) memory.caretTo = *at;
    const bool released = memory.dragging && !ImGui::IsMouseDown(ImGuiMouseButton_Left);
    if (released) memory.dragging = false;
    if (!hovered) return;
    const auto at = view.codePointAt(mouse, false);
    if (at) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    const article::Range sentence = at ? app::sentenceAt(*memory.article, *at) : article::Range{};
    if (!drags || !memory.dragging) pointAtSentence(frame, sentence, released && memory.selection().isEmpty());
}

} // namespace

void drawReaderText(const Frame &frame, ImVec2 topLeft, ImVec2 size) {
    ReaderMemory &memory = frame.memory.reader;
    memory.viewPx = static_cast<double>(size.y);
    ImGui::SetCursorScreenPos(topLeft);
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true); // from the buttons above, the arrows go on to those below
    ImGui::InvisibleButton("text", size);
    ImGui::PopItemFlag();
    const bool hovered = ImGui::IsItemHovered();
    const bool active = ImGui::IsItemActive();
    updateLitLinks(frame);
    scroll(frame, hovered);
    TextView view(frame, {topLeft, {topLeft.x + size.x, topLeft.y + size.y}});
    point(frame, view, hovered, active);
    view.draw();
    forgetFarLayouts(memory);
    followReading(frame);
}

} // namespace corridors::ui
