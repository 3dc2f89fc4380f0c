#include "viewer/ui/theme.hpp"

#include <array>
#include <cmath>
#include <filesystem>

#include "viewer/ui/panels.hpp"

namespace corridors::ui {
namespace {

// Latin with the letters of the region (ə ğ ı ş č ž ...), punctuation and currency. Other scripts and signs that Noto
// Sans lacks (arrows, the minus sign) are drawn as images (text_images.hpp). ImGui keeps the pointer, so it must
// outlive the context.
constexpr std::array<ImWchar, 13> kRanges{0x0020, 0x017F, 0x018F, 0x018F, 0x0218, 0x021B, 0x0259,
                                          0x0259, 0x2010, 0x2033, 0x20AC, 0x20AC, 0};

// ImGui's size of a font is its ascent and descent together: for Noto Sans 1.362 em (its hhea table: 1069 + 293).
constexpr double kLineOfEm = 1.362;

void addFont(const std::string &file, float emPx, double pixelRatio) {
    ImFontAtlas &atlas = *ImGui::GetIO().Fonts;
    std::error_code error;
    const auto scaled = static_cast<float>(std::round(static_cast<double>(emPx) * kLineOfEm * pixelRatio));
    if (!file.empty() && std::filesystem::is_regular_file(file, error)) {
        ImFontConfig config;
        config.OversampleH = pixelRatio < 1.5 ? 2 : 1;
        config.OversampleV = 1;
        config.PixelSnapH = false;
        if (atlas.AddFontFromFileTTF(file.c_str(), scaled, &config, kRanges.data())) return;
    }
    ImFontConfig fallback;
    fallback.SizePixels = scaled;
    atlas.AddFontDefault(&fallback);
}

void setColors(ImGuiStyle &style) {
    using namespace theme;
    ImGui::StyleColorsLight(&style);
    const auto set = [&](ImGuiCol which, const Color &c) { style.Colors[which] = vec(c); };
    const Color field{0.106F, 0.137F, 0.169F, 0.06F};
    const Color grab{0.106F, 0.137F, 0.169F, 0.22F};
    set(ImGuiCol_Text, kInk);
    set(ImGuiCol_TextDisabled, kFaint);
    set(ImGuiCol_WindowBg, kPaper);
    set(ImGuiCol_ChildBg, Color{0, 0, 0, 0});
    set(ImGuiCol_PopupBg, Color{1, 1, 1, 0.985F});
    set(ImGuiCol_Border, kRule);
    set(ImGuiCol_FrameBg, field);
    set(ImGuiCol_FrameBgHovered, kHover);
    set(ImGuiCol_FrameBgActive, kPressed);
    set(ImGuiCol_Button, kAccentSoft);
    set(ImGuiCol_ButtonHovered, Color{kAccent.r, kAccent.g, kAccent.b, 0.24F});
    set(ImGuiCol_ButtonActive, Color{kAccent.r, kAccent.g, kAccent.b, 0.36F});
    set(ImGuiCol_Header, kHover);
    set(ImGuiCol_HeaderHovered, kHover);
    set(ImGuiCol_HeaderActive, kPressed);
    set(ImGuiCol_SliderGrab, kAccent);
    set(ImGuiCol_SliderGrabActive, kAccent);
    set(ImGuiCol_CheckMark, kAccent);
    set(ImGuiCol_Separator, kRule);
    set(ImGuiCol_ScrollbarBg, Color{0, 0, 0, 0});
    set(ImGuiCol_ScrollbarGrab, grab);
    set(ImGuiCol_ScrollbarGrabHovered, Color{grab.r, grab.g, grab.b, 0.35F});
    set(ImGuiCol_ScrollbarGrabActive, Color{grab.r, grab.g, grab.b, 0.5F});
    set(ImGuiCol_PlotHistogram, kAccent);
    set(ImGuiCol_TextSelectedBg, Color{kAccent.r, kAccent.g, kAccent.b, 0.25F});
    set(ImGuiCol_NavHighlight, kAccent);
    set(ImGuiCol_NavWindowingHighlight, kAccent);
    set(ImGuiCol_NavWindowingDimBg, Color{0, 0, 0, 0.1F});
    set(ImGuiCol_ModalWindowDimBg, Color{0.06F, 0.09F, 0.12F, 0.35F});
}

} // namespace

void applyTheme(const FontFiles &fonts, double pixelRatio) {
    ImGuiIO &io = ImGui::GetIO();
    io.Fonts->Clear();
    // The order is that of theme::Face.
    addFont(fonts.regular, theme::kTextPx, pixelRatio);
    addFont(fonts.regular, theme::kSmallPx, pixelRatio);
    addFont(fonts.bold, theme::kTextPx, pixelRatio);
    addFont(fonts.bold, theme::kTitlePx, pixelRatio);
    io.FontGlobalScale = static_cast<float>(1 / pixelRatio);

    ImGuiStyle &style = ImGui::GetStyle();
    style = ImGuiStyle();
    setColors(style);
    style.WindowRounding = 9;
    style.ChildRounding = 6;
    style.FrameRounding = 5;
    style.PopupRounding = 7;
    style.GrabRounding = 5;
    style.ScrollbarRounding = 6;
    style.ScrollbarSize = 9;
    style.WindowPadding = {theme::kPanelPaddingPx, theme::kPanelPaddingPx};
    style.FramePadding = {9, 5};
    style.ItemSpacing = {8, 6};
    style.ItemInnerSpacing = {6, 4};
    style.WindowBorderSize = 1;
    style.FrameBorderSize = 0;
    style.PopupBorderSize = 1;
    style.GrabMinSize = 12;
}

namespace theme {

ImVec4 vec(const Color &c) { return {c.r, c.g, c.b, c.a}; }

ImU32 packed(const Color &c, float alpha) { return ImGui::ColorConvertFloat4ToU32({c.r, c.g, c.b, c.a * alpha}); }

Color ofRelation(links::Relation relation) {
    switch (relation) {
    case links::Relation::Mentions: return {0.36F, 0.41F, 0.46F, 1};
    case links::Relation::Describes: return {0.0F, 0.388F, 0.62F, 1};
    case links::Relation::Claims: return {0.68F, 0.36F, 0.0F, 1};
    case links::Relation::Disputes: return {0.69F, 0.13F, 0.2F, 1};
    case links::Relation::Context: return {0.42F, 0.3F, 0.6F, 1};
    }
    return kFaint;
}

const char *explain(links::Relation relation) {
    switch (relation) {
    case links::Relation::Mentions: return "The article names it here";
    case links::Relation::Describes: return "The article says what it is, where it is or what happened there";
    case links::Relation::Claims: return "The author argues something about it";
    case links::Relation::Disputes: return "The article reports that somebody contests it";
    case links::Relation::Context: return "The passage does not name it, but bears on it";
    }
    return "";
}

ImFont *font(Face face) {
    const auto &fonts = ImGui::GetIO().Fonts->Fonts;
    const int index = static_cast<int>(face);
    return index < fonts.Size ? fonts[index] : ImGui::GetFont();
}

} // namespace theme

bool isPlainText(const std::string &utf8) {
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        unsigned code = length == 1 ? byte : byte & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            code = code << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        bool found = code < 0x20;
        for (std::size_t r = 0; r + 1 < kRanges.size() && !found; r += 2)
            found = code >= kRanges[r] && code <= kRanges[r + 1];
        if (!found) return false;
        i += length;
    }
    return true;
}

} // namespace corridors::ui
