// The short name tag after a digit key, so that layers can be switched with every panel hidden.
#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {

void drawNameTag(const Frame &frame) {
    const app::AppState &state = frame.state;
    if (state.layerTag.empty() || state.nowS >= state.layerTagUntilS) return;
    frame.memory.wantsFrame = true;
    constexpr double kFadeS = 0.25;
    const auto alpha = static_cast<float>(std::clamp((state.layerTagUntilS - state.nowS) / kFadeS, 0.0, 1.0));
    text::TextStyle style;
    style.fonts = {"Noto Sans Bold"};
    style.sizePx = 26;
    style.color = theme::kWhite;
    const TextImage image = frame.images.get(state.layerTag, style);
    if (image.id == 0) return;
    const auto width = static_cast<float>(image.metrics.widthPx);
    const auto height = static_cast<float>(image.metrics.heightPx);
    const ImVec2 at{(frame.size.x - width) / 2, 34};
    ImDrawList &list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled({at.x - 24, at.y - 12}, {at.x + width + 24, at.y + height + 12},
                       theme::packed(theme::kInk, 0.88F * alpha), 12);
    place(list, image, at, alpha);
}

} // namespace corridors::ui
