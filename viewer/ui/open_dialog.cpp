// The dialog that opens a file (Ctrl+O).
#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kWidthPx = 460;

bool beginDialog(const Frame &frame, const char *name, bool opens) {
    const float width = std::min(kWidthPx, frame.size.x - 40);
    if (opens) ImGui::SetNextWindowFocus();
    return beginPanel(name, {(frame.size.x - width) / 2, std::max(20.0F, frame.size.y * 0.16F)}, width,
                      frame.size.y * 0.8F);
}

} // namespace

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
