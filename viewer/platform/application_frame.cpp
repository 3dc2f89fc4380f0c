// Drawing a frame: the panels, the map under them, and the state that --dump-state tells of it.
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>
#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cstdio>
#include <utility>

#include "geodata/core/text_file.hpp"
#include "viewer/gpu/context.hpp"
#include "viewer/gpu/draw.hpp"
#include "viewer/platform/application.hpp"
#include "viewer/platform/state_dump.hpp"

namespace corridors::platform {
namespace {

constexpr double kPointerStaysS = 2; // in front of an audience, after its last move

} // namespace

void Application::drawPanels(app::Commands &commands) {
    const double ratio = m_window->pixelRatio();
    if (ratio != m_themedRatio) {
        ui::applyTheme(m_fonts, ratio);
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        m_themedRatio = ratio;
    }
    m_images->beginFrame(ratio);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    // The backend speaks window pixels, the panels logical ones; and it asks the X server where the mouse is, which SDL
    // answers from raw motion alone, so a warped pointer, a touch or a remote desktop would leave the panels behind.
    ImGuiIO &io = ImGui::GetIO();
    const auto mouse = m_input->mouse();
    io.MousePos =
        mouse ? ImVec2(static_cast<float>(mouse->x), static_cast<float>(mouse->y)) : ImVec2(-FLT_MAX, -FLT_MAX);
    for (int button = 0; button < 3; ++button)
        io.MouseDown[button] = m_input->isDown(button); // not what is still to come
    io.DisplaySize = {static_cast<float>(m_window->logicalWidth()), static_cast<float>(m_window->logicalHeight())};
    io.DisplayFramebufferScale = {static_cast<float>(ratio), static_cast<float>(ratio)};
    ImGui::NewFrame();
    ui::draw(m_state, m_panels, *m_images, m_preview.page(), commands);
    if (const auto box = m_input->box()) {
        const ImVec2 a{static_cast<float>(box->a.x), static_cast<float>(box->a.y)};
        const ImVec2 b{static_cast<float>(box->b.x), static_cast<float>(box->b.y)};
        ImGui::GetForegroundDrawList()->AddRectFilled(a, b, IM_COL32(11, 90, 117, 36));
        ImGui::GetForegroundDrawList()->AddRect(a, b, IM_COL32(11, 90, 117, 230), 0, 0, 1.5F);
    }
    ImGui::Render();
}

void Application::drawFrame() {
    if (m_framesOwed > 0) --m_framesOwed;
    m_arrived = false;
    m_lastFrameS = nowS();
    app::Commands commands;
    drawPanels(commands);
    // The page's preview changes its textures in place.
    m_panelCache->prepare(*ImGui::GetDrawData(), m_window->widthPx(), m_window->heightPx(), m_images->version(),
                          !m_state.exportDialogVisible);
    if (m_state.exportDialogVisible) {
        m_preview.draw();
        gpu::beginTarget(0, {0, 0, m_window->widthPx(), m_window->heightPx()});
        gpu::clear({0, 0, 0, 1}); // nothing else covers the whole window: what was there before must not stay
    } else {
        render::Target target{0, m_window->widthPx(), m_window->heightPx()};
        for (const gpu::PixelBox &box : m_panelCache->opaque())
            target.covered.push_back({box.x, box.y, box.width, box.height});
        m_renderer->draw(target);
    }
    m_panelCache->draw(*ImGui::GetDrawData());
    m_window->swap();
    m_contextLost = gpu::isContextLost();
    ++m_framesDrawn;
    // What the panels asked for takes effect at once and shows in the next frame.
    for (const app::Command &c : commands) send(c);
    if (!commands.empty()) m_framesOwed = std::max(m_framesOwed, kFramesAfterEvent);
}

/// While presenting, a pointer that does not move would only be a stain on the map.
void Application::hideStillPointer() {
    const bool show = !m_state.presenting || nowS() - m_pointerMovedS < kPointerStaysS;
    if (show == m_pointerShown) return;
    m_pointerShown = show;
    ImGuiIO &io = ImGui::GetIO();
    if (show) {
        io.ConfigFlags &= ~ImGuiConfigFlags_NoMouseCursorChange;
    } else {
        io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange; // else the backend shows it again
    }
    SDL_ShowCursor(show ? SDL_ENABLE : SDL_DISABLE);
}

void Application::dumpState() {
    if (m_options.dumpState.empty()) return;
    // What the window shows is what the state says: nothing is owed a frame, and nothing glides.
    const bool settled = m_framesOwed == 0 && !m_panels.isMoving();
    WindowFacts facts{0, settled && m_renderer->isComplete(), m_renderer->statistics(), m_loader.isBusy()};
    std::string json = stateAsJson(m_state, m_panels, facts);
    if (json == m_lastDump) return;
    m_lastDump = std::move(json);
    facts.framesDrawn = m_framesDrawn; // told, but no change by itself
    if (const auto written = writeFileAtomically(m_options.dumpState, stateAsJson(m_state, m_panels, facts));
        !written) {
        std::fprintf(stderr, "corridors: %s\n", written.error().text().c_str());
        m_options.dumpState.clear();
    }
}
} // namespace corridors::platform
