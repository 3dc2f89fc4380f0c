// The thin bar along the text: where links are dense, which part is in view, where the lit sentences are. A click or
// drag goes there. It counts code points, so it needs no layout of what is not shown.
#include <imgui_internal.h>

#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/reader_marks.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {

void drawCoverageBar(const Frame &frame, ImVec2 topLeft, ImVec2 size) {
    ReaderMemory &memory = frame.memory.reader;
    const std::size_t length = std::max<std::size_t>(memory.article->text.size(), 1);
    const auto yOf = [&](std::size_t codePoint) {
        return topLeft.y + size.y * static_cast<float>(static_cast<double>(codePoint) / static_cast<double>(length));
    };
    ImDrawList &list = *ImGui::GetWindowDrawList();
    const float right = topLeft.x + size.x;
    list.AddRectFilled(topLeft, {right, topLeft.y + size.y}, theme::packed(theme::kInk, 0.05F), 3);
    const std::vector<std::size_t> &density = memory.reading.coverage.density;
    const auto bins = static_cast<float>(std::max<std::size_t>(density.size(), 1));
    for (std::size_t i = 0; i < density.size(); ++i) {
        if (density[i] == 0) continue;
        const float share = static_cast<float>(density[i]) /
                            static_cast<float>(std::max<std::size_t>(memory.reading.coverage.densest, 1));
        const float from = topLeft.y + size.y * static_cast<float>(i) / bins;
        list.AddRectFilled({topLeft.x, from}, {right, from + size.y / bins},
                           theme::packed(theme::kAccent, 0.16F + 0.5F * share));
    }
    for (const app::Mark &m : memory.reading.marks) {
        const bool lit = isLit(frame.state, memory, m.linkId);
        if (!lit && !isPinned(frame.state, memory, m.linkId)) continue;
        const float y = yOf(m.range.start);
        list.AddRectFilled({topLeft.x - 3, y - 1.5F}, {right + 1, y + 1.5F},
                           theme::packed(theme::ofRelation(m.relation)), 1);
    }
    for (const article::Range &found : memory.found) {
        const float y = yOf(found.start);
        list.AddRectFilled({topLeft.x + 2, y - 1}, {right - 2, y + 1}, IM_COL32(230, 140, 0, 255));
    }
    const float from = yOf(memory.firstShown);
    const float to = std::max(from + 8, yOf(memory.lastShown));
    list.AddRect({topLeft.x - 2, from}, {right + 2, to}, theme::packed(theme::kInk, 0.55F), 3, 0, 1.5F);

    ImGui::SetCursorScreenPos({topLeft.x - 4, topLeft.y});
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true); // for the mouse; the keyboard has Home, End and Space
    ImGui::InvisibleButton("coverage", {size.x + 8, size.y});
    ImGui::PopItemFlag();
    frame.mark("coverage", {topLeft.x + size.x / 2, topLeft.y + size.y / 2});
    if (ImGui::IsItemActive()) {
        const double share = static_cast<double>((ImGui::GetMousePos().y - topLeft.y) / size.y);
        const auto at = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(length));
        scrollTo(memory, frame.images, at, 0.5, false);
    }
}

} // namespace corridors::ui
