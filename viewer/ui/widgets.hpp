// Small parts that panels share. Internal to ui.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "geodata/core/color.hpp"
#include "viewer/layout/furniture.hpp"
#include "viewer/ui/text_images.hpp"
#include "viewer/ui/theme.hpp"

namespace corridors::ui {

/// Begins a panel: fixed place and width, as high as its contents up to `maxHeightPx`, then it scrolls.
/// ImGui::End() ends it.
bool beginPanel(const char *name, ImVec2 topLeft, float widthPx, float maxHeightPx, ImGuiWindowFlags more = 0);

/// Wrapped text in a face and colour.
void paragraph(const std::string &text, theme::Face face = theme::Face::Regular, const Color &color = theme::kInk);
/// A line of text in any script: ImGui's font where it has the letters, an image elsewhere. Wraps at `wrapPx` (0:
/// never).
void anyText(TextImages &images, const std::string &text, float sizePx, const Color &color, float wrapPx = 0);
/// The nearest place that falls on whole physical pixels: images stay sharp only there.
[[nodiscard]] ImVec2 snapped(ImVec2 at);
/// Draws a text image with its logical top-left corner at a place.
void place(ImDrawList &list, const TextImage &image, ImVec2 at, float alpha = 1);
/// Text with a face and colour at a place of a draw list.
void drawText(ImDrawList &list, ImVec2 at, const std::string &text, theme::Face face, const Color &color);
[[nodiscard]] ImVec2 textSize(const std::string &text, theme::Face face, float wrapPx = 0);
/// The text cut with "…" to fit `widthPx`.
[[nodiscard]] std::string fitted(const std::string &text, theme::Face face, float widthPx);

/// A small heading above a part of a panel.
void heading(const char *text);
/// A thin line with some air above and below.
void rule();
/// An eye, open or closed; true when clicked.
bool eye(const char *id, bool open, float sizePx);
/// A ring around the item just made while the keyboard has come to it; ImGui draws none for items of our own drawing.
void focusRing(ImVec2 from, ImVec2 to);
/// An outlined key as on a keyboard, e.g. "3".
void keyCap(ImDrawList &list, ImVec2 at, const std::string &key, const Color &color);
[[nodiscard]] float keyCapWidth(const std::string &key);
/// A round close button at a place of the window; true when clicked.
bool closeButton(const char *id, ImVec2 at);
/// Text without HTML tags and entities, as style sources give attributions.
[[nodiscard]] std::string withoutTags(std::string_view html);

/// Draws the primitives of the page furniture at `origin`, scaled, on an ImGui draw list.
void paint(ImDrawList &list, const layout::DrawList &primitives, ImVec2 origin, TextImages &images, float alpha = 1);

} // namespace corridors::ui
