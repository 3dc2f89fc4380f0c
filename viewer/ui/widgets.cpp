#include "viewer/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::ui {

bool beginPanel(const char *name, ImVec2 topLeft, float widthPx, float maxHeightPx, ImGuiWindowFlags more) {
    ImGui::SetNextWindowPos(topLeft, ImGuiCond_Always);
    ImGui::SetNextWindowSizeConstraints({widthPx, 0}, {widthPx, std::max(60.0F, maxHeightPx)});
    return ImGui::Begin(name, nullptr,
                        ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                            ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                            ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing | more);
}

void paragraph(const std::string &text, theme::Face face, const Color &color) {
    ImGui::PushFont(theme::font(face));
    ImGui::PushStyleColor(ImGuiCol_Text, theme::vec(color));
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

ImVec2 snapped(ImVec2 at) {
    const ImVec2 ratio = ImGui::GetIO().DisplayFramebufferScale;
    return {std::round(at.x * ratio.x) / ratio.x, std::round(at.y * ratio.y) / ratio.y};
}

void place(ImDrawList &list, const TextImage &image, ImVec2 at, float alpha) {
    if (image.id == 0) return;
    const ImVec2 from =
        snapped({at.x - static_cast<float>(image.originXPx), at.y - static_cast<float>(image.originYPx)});
    list.AddImage(reinterpret_cast<ImTextureID>(image.id), from, // NOLINT(performance-no-int-to-ptr): ImGui's handle
                  {from.x + static_cast<float>(image.widthPx), from.y + static_cast<float>(image.heightPx)}, {0, 0},
                  {1, 1}, theme::packed(theme::kWhite, alpha));
}

void anyText(TextImages &images, const std::string &text, float sizePx, const Color &color, float wrapPx) {
    text::TextStyle style;
    style.sizePx = static_cast<double>(sizePx);
    style.color = color;
    style.justify = text::Justify::Left;
    style.lineHeightEm = 1.4;
    style.maxWidthPx = static_cast<double>(wrapPx);
    const TextImage image = images.get(text, style);
    place(*ImGui::GetWindowDrawList(), image, ImGui::GetCursorScreenPos());
    ImGui::Dummy({static_cast<float>(image.metrics.widthPx), static_cast<float>(image.metrics.heightPx)});
}

void drawText(ImDrawList &list, ImVec2 at, const std::string &text, theme::Face face, const Color &color) {
    ImFont *font = theme::font(face);
    list.AddText(font, font->FontSize * ImGui::GetIO().FontGlobalScale, {std::floor(at.x), std::floor(at.y)},
                 theme::packed(color), text.data(), text.data() + text.size());
}

ImVec2 textSize(const std::string &text, theme::Face face, float wrapPx) {
    ImGui::PushFont(theme::font(face));
    const ImVec2 size = ImGui::CalcTextSize(text.data(), text.data() + text.size(), false, wrapPx > 0 ? wrapPx : -1);
    ImGui::PopFont();
    return size;
}

std::string fitted(const std::string &text, theme::Face face, float widthPx) {
    if (textSize(text, face).x <= widthPx) return text;
    std::string cut = text;
    while (!cut.empty()) {
        do cut.pop_back();
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U);
        if (!cut.empty() && static_cast<unsigned char>(cut.back()) >= 0xC0U) cut.pop_back(); // a lead byte left alone
        if (textSize(cut + "…", face).x <= widthPx) break;
    }
    return cut + "…";
}

void heading(const char *text) {
    ImGui::PushFont(theme::font(theme::Face::Small));
    ImGui::PushStyleColor(ImGuiCol_Text, theme::vec(theme::kFaint));
    ImGui::TextUnformatted(text);
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void rule() {
    ImGui::Dummy({0, 3});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + ImGui::GetContentRegionAvail().x, at.y},
                                        theme::packed(theme::kRule));
    ImGui::Dummy({0, 5});
}

void focusRing(ImVec2 from, ImVec2 to) {
    if (!ImGui::IsItemFocused() || !ImGui::GetIO().NavVisible) return;
    ImGui::GetWindowDrawList()->AddRect({from.x - 2, from.y - 2}, {to.x + 2, to.y + 2}, theme::packed(theme::kAccent),
                                        6, 0, 2);
}

bool eye(const char *id, bool open, float sizePx) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id, {sizePx, sizePx});
    const bool hovered = ImGui::IsItemHovered();
    ImDrawList &list = *ImGui::GetWindowDrawList();
    const ImVec2 c{at.x + sizePx / 2, at.y + sizePx / 2};
    if (hovered) list.AddCircleFilled(c, sizePx / 2, theme::packed(theme::kHover));
    focusRing(at, {at.x + sizePx, at.y + sizePx});
    const ImU32 color = theme::packed(open ? theme::kAccent : theme::kFaint, open ? 1.0F : 0.75F);
    const float w = sizePx * 0.34F;
    const float h = sizePx * (open ? 0.24F : 0.16F);
    if (open) {
        list.PathLineTo({c.x - w, c.y});
        list.PathBezierQuadraticCurveTo({c.x, c.y - 2 * h}, {c.x + w, c.y});
        list.PathBezierQuadraticCurveTo({c.x, c.y + 2 * h}, {c.x - w, c.y});
        list.PathStroke(color, ImDrawFlags_Closed, 1.6F);
        list.AddCircleFilled(c, sizePx * 0.11F, color);
    } else {
        list.PathLineTo({c.x - w, c.y - h * 0.3F});
        list.PathBezierQuadraticCurveTo({c.x, c.y + 2 * h}, {c.x + w, c.y - h * 0.3F});
        list.PathStroke(color, 0, 1.6F);
        for (const float x : {-0.55F, 0.0F, 0.55F})
            list.AddLine({c.x + x * w, c.y + h * 0.7F}, {c.x + x * w * 1.25F, c.y + h * 1.7F}, color, 1.4F);
    }
    return clicked;
}

float keyCapWidth(const std::string &key) { return std::max(20.0F, textSize(key, theme::Face::Small).x + 12); }

void keyCap(ImDrawList &list, ImVec2 at, const std::string &key, const Color &color) {
    const ImVec2 text = textSize(key, theme::Face::Small);
    const float width = keyCapWidth(key);
    const float height = text.y + 4;
    list.AddRect(at, {at.x + width, at.y + height}, theme::packed(color, 0.45F), 4, 0, 1);
    drawText(list, {at.x + (width - text.x) / 2, at.y + 2}, key, theme::Face::Small, color);
}

bool closeButton(const char *id, ImVec2 at) {
    constexpr float kSize = 24;
    const ImVec2 before = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(at);
    const bool clicked = ImGui::InvisibleButton(id, {kSize, kSize});
    ImDrawList &list = *ImGui::GetWindowDrawList();
    const ImVec2 c{at.x + kSize / 2, at.y + kSize / 2};
    list.AddCircleFilled(c, kSize / 2, theme::packed(theme::kPaper)); // over contents that scroll beneath it
    if (ImGui::IsItemHovered()) list.AddCircleFilled(c, kSize / 2, theme::packed(theme::kHover));
    focusRing({at.x + 2, at.y + 2}, {at.x + kSize - 2, at.y + kSize - 2});
    const ImU32 color = theme::packed(theme::kFaint);
    constexpr float kArm = 4.5F;
    list.AddLine({c.x - kArm, c.y - kArm}, {c.x + kArm, c.y + kArm}, color, 1.6F);
    list.AddLine({c.x - kArm, c.y + kArm}, {c.x + kArm, c.y - kArm}, color, 1.6F);
    ImGui::SetCursorScreenPos(before);
    return clicked;
}

std::string withoutTags(std::string_view html) {
    std::string out;
    bool inTag = false;
    for (std::size_t i = 0; i < html.size(); ++i) {
        if (html[i] == '<') {
            inTag = true;
        } else if (html[i] == '>' && inTag) {
            inTag = false;
        } else if (!inTag && html.substr(i, 6) == "&copy;") {
            out += "©";
            i += 5;
        } else if (!inTag && html.substr(i, 5) == "&amp;") {
            out += "&";
            i += 4;
        } else if (!inTag) {
            out += html[i];
        }
    }
    return out;
}

} // namespace corridors::ui
