// Key A: the numbered callouts over the live map, exploring and presenting; the number under the mouse tells its
// passage.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kTipWidthPx = 340;

std::vector<layout::PageBox> panelBoxes(const Frame &frame) {
    const auto width = static_cast<double>(frame.size.x);
    const auto height = static_cast<double>(frame.size.y);
    std::vector<layout::PageBox> boxes;
    if (frame.memory.leftEndPx > 0) boxes.push_back({0, 0, frame.memory.leftEndPx, height});
    if (frame.memory.rightBeginPx < width) boxes.push_back({frame.memory.rightBeginPx, 0, width, height});
    if (frame.state.panelsVisible) boxes.push_back({0, height - static_cast<double>(theme::kStatusPx), width, height});
    if (frame.memory.chapterBox) boxes.push_back(*frame.memory.chapterBox);
    return boxes;
}

/// What the callouts are made from: they are made anew when it changes, not in every frame.
CalloutMemory::Key keyOf(const Frame &frame, const std::vector<layout::PageBox> &boxes) {
    const app::AppState &state = frame.state;
    std::size_t ready = 0;
    for (const app::SourceState &source : state.sources) ready += source.status == app::LoadStatus::Ready ? 1 : 0;
    return {state.camera,
            state.viewportWidthPx,
            state.viewportHeightPx,
            state.layers,
            state.selected,
            state.selectedLinks,
            state.links.get(),
            state.anchors.get(),
            state.document.get(),
            ready,
            boxes};
}

void drawTip(const Frame &frame, const layout::Callout &callout, const app::NumberedFeature &feature) {
    text::TextStyle bold;
    bold.fonts = {"Noto Sans Bold"};
    bold.sizePx = frame.state.presenting ? 19 : 15;
    bold.color = theme::kInk;
    bold.justify = text::Justify::Left;
    bold.maxWidthPx = static_cast<double>(kTipWidthPx) * (frame.state.presenting ? 1.5 : 1);
    text::TextStyle body = bold;
    body.fonts = {"Noto Sans Regular"};
    body.lineHeightEm = 1.36;
    text::TextStyle small = body;
    small.sizePx *= 0.84;
    small.color = theme::kFaint;
    std::vector<TextImage> images{frame.images.get(feature.name, bold)};
    if (!feature.text.empty()) images.push_back(frame.images.get(feature.text, body));
    if (!feature.locator.empty()) images.push_back(frame.images.get(feature.locator, small));
    constexpr double kPadding = 12;
    double width = 0;
    double height = 2 * kPadding - 4;
    for (const TextImage &image : images) {
        width = std::max(width, image.metrics.widthPx);
        height += image.metrics.heightPx + 4;
    }
    width += 2 * kPadding;
    const double gap = callout.radiusPx + 8;
    double x = callout.badge.x + gap;
    if (x + width > static_cast<double>(frame.size.x) - 8) x = callout.badge.x - gap - width;
    const double y =
        std::clamp(callout.badge.y - height / 2, 8.0, std::max(8.0, static_cast<double>(frame.size.y) - height - 8));
    const ImVec2 from{static_cast<float>(x), static_cast<float>(y)};
    const ImVec2 to{from.x + static_cast<float>(width), from.y + static_cast<float>(height)};
    ImDrawList &list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled({from.x + 1, from.y + 3}, {to.x + 1, to.y + 3}, theme::packed(theme::kInk, 0.14F), 8);
    list.AddRectFilled(from, to, theme::packed(theme::kPaper), 8);
    list.AddRect(from, to, theme::packed(theme::kRule), 8);
    double line = y + kPadding;
    for (const TextImage &image : images) {
        place(list, image, {from.x + static_cast<float>(kPadding), static_cast<float>(line)});
        line += image.metrics.heightPx + 4;
    }
}

} // namespace

void drawCallouts(const Frame &frame) {
    const app::AppState &state = frame.state;
    CalloutMemory &memory = frame.memory.callouts;
    if (!state.calloutsVisible || state.flight || !state.projection) {
        memory.made = {};
        memory.key.reset();
        if (!state.obstacles.empty()) frame.send(app::SetObstacles{});
        return;
    }
    const std::vector<layout::PageBox> boxes = panelBoxes(frame);
    CalloutMemory::Key key = keyOf(frame, boxes);
    if (!(memory.key && *memory.key == key)) {
        const double scale =
            state.presenting || !state.panelsVisible ? std::max(1.0, static_cast<double>(frame.size.y) / 640) : 1.05;
        memory.made = layout::liveCallouts(state, boxes, scale, frame.memory.engine);
        memory.key = std::move(key);
    }
    if (memory.made.obstacles != state.obstacles) frame.send(app::SetObstacles{memory.made.obstacles});
    paint(*ImGui::GetBackgroundDrawList(), memory.made.drawing, {0, 0}, frame.images);
    const ImVec2 mouse = ImGui::GetMousePos();
    for (std::size_t i = 0; i < memory.made.callouts.size(); ++i) {
        const layout::Callout &callout = memory.made.callouts[i];
        frame.mark(fmt::format("callout:{}", callout.number),
                   {static_cast<float>(callout.badge.x), static_cast<float>(callout.badge.y)});
        if (ImGui::GetIO().WantCaptureMouse) continue;
        if (std::hypot(static_cast<double>(mouse.x) - callout.badge.x, static_cast<double>(mouse.y) - callout.badge.y) >
            callout.radiusPx + 3)
            continue;
        drawTip(frame, callout, memory.made.numbered[i]);
        if (!memory.made.numbered[i].linkId.empty()) {
            frame.memory.hoversLink = true;
            if (state.hoveredLinks != std::vector{memory.made.numbered[i].linkId})
                frame.send(app::HoverLinks{{memory.made.numbered[i].linkId}});
        }
    }
}

} // namespace corridors::ui
