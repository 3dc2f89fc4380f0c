// The dialogs: export a picture (Ctrl+E) and open a file (Ctrl+O).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kWidthPx = 460;

struct Preset {
    const char *name;
    int widthPx;
    int heightPx;
    float pixelRatio;
};
// A4 and the journal column at 300 dots an inch; the ratio keeps symbols at their printed size.
constexpr std::array<Preset, 7> kPresets{{{"This window", 0, 0, 1},
                                          {"Slide 16:9, 1920 × 1080", 1920, 1080, 1},
                                          {"Slide 16:9, 3840 × 2160", 3840, 2160, 2},
                                          {"Slide 4:3, 2048 × 1536", 2048, 1536, 1.5F},
                                          {"A4 landscape, 300 dpi", 3508, 2480, 2.6F},
                                          {"A4 portrait, 300 dpi", 2480, 3508, 2.6F},
                                          {"Square, 2000 × 2000", 2000, 2000, 1.5F}}};

template <std::size_t N>
void setText(std::array<char, N> &field, const std::string &text) {
    const std::size_t n = std::min(text.size(), N - 1);
    std::memcpy(field.data(), text.data(), n);
    field[n] = '\0';
}

bool beginDialog(const Frame &frame, const char *name, bool opens) {
    const float width = std::min(kWidthPx, frame.size.x - 40);
    if (opens) ImGui::SetNextWindowFocus();
    return beginPanel(name, {(frame.size.x - width) / 2, std::max(20.0F, frame.size.y * 0.16F)}, width,
                      frame.size.y * 0.8F);
}

void choosePreset(const Frame &frame, int index) {
    ExportMemory &memory = frame.memory.exporting;
    const Preset &p = kPresets[static_cast<std::size_t>(index)];
    const app::AppState &state = frame.state;
    memory.preset = index;
    memory.pixelRatio = p.widthPx > 0 ? p.pixelRatio : static_cast<float>(state.pixelRatio);
    memory.widthPx = p.widthPx > 0 ? p.widthPx : static_cast<int>(state.viewportWidthPx * state.pixelRatio);
    memory.heightPx = p.heightPx > 0 ? p.heightPx : static_cast<int>(state.viewportHeightPx * state.pixelRatio);
}

void drawSize(const Frame &frame) {
    ExportMemory &memory = frame.memory.exporting;
    heading("Size");
    ImGui::SetNextItemWidth(-1);
    const ImVec2 field = ImGui::GetCursorScreenPos();
    const ImVec2 end{field.x + ImGui::GetContentRegionAvail().x, field.y + ImGui::GetFrameHeight() / 2};
    const bool open = ImGui::BeginCombo("##preset", kPresets[static_cast<std::size_t>(memory.preset)].name,
                                        ImGuiComboFlags_NoArrowButton);
    if (!open) {
        const std::array<ImVec2, 3> chevron{ImVec2{end.x - 22, end.y - 2}, ImVec2{end.x - 17, end.y + 3},
                                            ImVec2{end.x - 12, end.y - 2}};
        ImGui::GetWindowDrawList()->AddPolyline(chevron.data(), 3, theme::packed(theme::kFaint), 0, 1.6F);
    }
    if (open) {
        for (std::size_t i = 0; i < kPresets.size(); ++i)
            if (ImGui::Selectable(kPresets[i].name, memory.preset == static_cast<int>(i)))
                choosePreset(frame, static_cast<int>(i));
        ImGui::EndCombo();
    }
    std::array<int, 2> size{memory.widthPx, memory.heightPx};
    ImGui::SetNextItemWidth(-1);
    if (ImGui::InputInt2("##size", size.data())) {
        memory.widthPx = std::clamp(size[0], 16, 20000);
        memory.heightPx = std::clamp(size[1], 16, 20000);
    }
}

} // namespace

void drawExportDialog(const Frame &frame) {
    ExportMemory &memory = frame.memory.exporting;
    if (!frame.state.exportDialogVisible) {
        memory.wasVisible = false;
        return;
    }
    const bool opens = !memory.wasVisible;
    memory.wasVisible = true;
    if (opens && memory.path[0] == '\0') setText(memory.path, "map.png");
    if (opens) choosePreset(frame, memory.preset);
    static_cast<void>(beginDialog(frame, "Export", opens));
    const ImVec2 corner = ImGui::GetWindowPos();
    if (closeButton("close", {corner.x + ImGui::GetWindowWidth() - 34, corner.y + 10}))
        frame.send(app::ToggleExportDialog{});
    paragraph("Export a picture", theme::Face::Title);
    ImGui::Dummy({0, 2});
    drawSize(frame);
    heading("File (PNG)");
    ImGui::SetNextItemWidth(-1);
    if (opens) ImGui::SetKeyboardFocusHere();
    const bool entered =
        ImGui::InputText("##path", memory.path.data(), memory.path.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    frame.memory.wantsFrame = true; // the caret blinks
    ImGui::Dummy({0, 4});
    const app::ExportStatus &status = frame.state.exporting;
    if (status.running) {
        ImGui::ProgressBar(static_cast<float>(status.progress), {-1, 0},
                           fmt::format("{:.0f} %", status.progress * 100).c_str());
    } else {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        frame.mark("export:write", {at.x + 40, at.y + 18});
        const bool ready = memory.path[0] != '\0' && memory.widthPx >= 16 && memory.heightPx >= 16;
        if ((ImGui::Button("Write the picture", {-1, 36}) || entered) && ready)
            frame.send(app::ExportPicture{memory.path.data(), memory.widthPx, memory.heightPx,
                                          static_cast<double>(memory.pixelRatio)});
    }
    if (!status.running && !status.problem.empty()) paragraph(status.problem, theme::Face::Small, theme::kError);
    if (!status.running && !status.path.empty())
        paragraph("Written: " + status.path, theme::Face::Small, theme::kAccent);
    paragraph("The view and the layers as they are shown, with title, legend, scale bar, north arrow and sources.",
              theme::Face::Small, theme::kFaint);
    ImGui::End();
}

void drawOpenDialog(const Frame &frame) {
    OpenMemory &memory = frame.memory.opening;
    if (!frame.state.openDialogVisible) {
        memory.wasVisible = false;
        return;
    }
    const bool opens = !memory.wasVisible;
    memory.wasVisible = true;
    static_cast<void>(beginDialog(frame, "Open", opens));
    const ImVec2 corner = ImGui::GetWindowPos();
    if (closeButton("close", {corner.x + ImGui::GetWindowWidth() - 34, corner.y + 10}))
        frame.send(app::ToggleOpenDialog{});
    paragraph("Open", theme::Face::Title);
    paragraph(
        "A map (map.json), geodata of any kind, or your copy of the article (PDF, text, Markdown). Files can also be "
        "dropped on the window.",
        theme::Face::Small, theme::kFaint);
    ImGui::SetNextItemWidth(-1);
    if (opens) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputTextWithHint("##path", "Path of the file", memory.path.data(), memory.path.size(),
                                                  ImGuiInputTextFlags_EnterReturnsTrue);
    frame.memory.wantsFrame = true;
    ImGui::Dummy({0, 4});
    if ((ImGui::Button("Open", {-1, 36}) || entered) && memory.path[0] != '\0') {
        frame.send(app::OpenFiles{{memory.path.data()}});
        frame.send(app::ToggleOpenDialog{});
    }
    ImGui::End();
}

} // namespace corridors::ui
