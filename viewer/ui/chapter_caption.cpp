// The caption of the chapter that is shown: title and two sentences, readable from the last row.
#include <fmt/format.h>

#include <algorithm>

#include "geodata/story/story.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
void drawChapterCaption(const Frame &frame) {
    const app::AppState &state = frame.state;
    if (!state.chapter || !state.story || *state.chapter >= state.story->chapters.size()) return;
    const story::Chapter &chapter = state.story->chapters[*state.chapter];
    const float bottom = frame.size.y - (state.panelsVisible ? theme::kStatusPx : 0);
    const auto left = static_cast<float>(frame.memory.leftEndPx) + theme::kPanelGapPx;
    const float right = static_cast<float>(frame.memory.rightBeginPx) - theme::kPanelGapPx;
    // Large in front of an audience (title a 24th of the height), moderate while exploring.
    const double scale = state.presenting || !state.panelsVisible ? static_cast<double>(frame.size.y) / 1080 : 0.55;
    const double padding = std::max(14.0, 26 * scale);
    const double room = std::min(static_cast<double>(right - left), state.presenting ? 1240 * scale : 760.0);
    if (room < 200) return;

    text::TextStyle title;
    title.fonts = {"Noto Sans Bold"};
    title.sizePx = std::max(20.0, 44 * scale);
    title.color = theme::kInk;
    title.justify = text::Justify::Left;
    title.maxWidthPx = room - 2 * padding;
    text::TextStyle body = title;
    body.fonts = {"Noto Sans Regular"};
    body.sizePx = std::max(16.0, 29 * scale);
    body.lineHeightEm = 1.36;
    text::TextStyle number = body;
    number.sizePx = std::max(13.0, 20 * scale);
    number.color = theme::kFaint;

    const TextImage count =
        frame.images.get(fmt::format("{} of {}", *state.chapter + 1, state.story->chapters.size()), number);
    const TextImage heading = frame.images.get(chapter.title, title);
    const TextImage text = frame.images.get(chapter.description, body);
    const double width = std::max(heading.metrics.widthPx, text.metrics.widthPx) + 2 * padding;
    const double gap = 8 * std::max(scale, 0.6);
    const double height =
        count.metrics.heightPx + heading.metrics.heightPx + text.metrics.heightPx + 2 * gap + 1.5 * padding;
    const ImVec2 from{left,
                      bottom - theme::kPanelGapPx - static_cast<float>(height) - (state.panelsVisible ? 44.0F : 0.0F)};
    const ImVec2 to{from.x + static_cast<float>(width), from.y + static_cast<float>(height)};
    frame.memory.chapterBox = layout::PageBox{static_cast<double>(from.x), static_cast<double>(from.y),
                                              static_cast<double>(to.x), static_cast<double>(to.y)};
    frame.cover(from, to);
    ImDrawList &list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({from.x + 1, from.y + 3}, {to.x + 1, to.y + 3}, theme::packed(theme::kInk, 0.13F), 12);
    list.AddRectFilled(from, to, theme::packed(theme::kPaper), 12);
    list.AddRectFilled({from.x, from.y + 16}, {from.x + 5, to.y - 16}, theme::packed(theme::kAccent), 2);
    const auto x = from.x + static_cast<float>(padding);
    auto y = static_cast<double>(from.y) + padding * 0.7;
    for (const TextImage *image : {&count, &heading, &text}) {
        place(list, *image, {x, static_cast<float>(y)});
        y += image->metrics.heightPx + gap;
    }
}

} // namespace corridors::ui
