// Application: the window's one owner of everything: state, workers, renderer, panels; and its event loop, which sleeps
// until something happens and draws nothing that did not change. Internal to platform. Main thread only.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "viewer/app/apply.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/app/map_loader.hpp"
#include "viewer/platform/exporter.hpp"
#include "viewer/platform/input.hpp"
#include "viewer/platform/panel_cache.hpp"
#include "viewer/platform/preview.hpp"
#include "viewer/platform/run_window.hpp"
#include "viewer/platform/text_textures.hpp"
#include "viewer/platform/window.hpp"
#include "viewer/render/map_renderer.hpp"
#include "viewer/ui/panels.hpp"

namespace corridors::platform {

class Application {
public:
    explicit Application(const WindowOptions &options);
    ~Application();
    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

    /// Starts reading, opens the window, makes the renderer. Error: as runWindow.
    [[nodiscard]] Result<void> start();
    /// Runs until the window is closed. Error: the graphics driver was reset, and the window can show nothing any more.
    [[nodiscard]] Result<void> run();
    /// Writes links that are not saved yet beside their file and says where, for when the window ends unasked.
    void rescueLinks() const;

    /// One turn of the loop: takes events and deliveries, draws when something changed. `mayWait`: sleeps first until
    /// something happens. Returns whether a frame was drawn. For run() and for measuring (tests/bench).
    bool turn(bool mayWait);
    /// Carries a command out, as if a panel had sent it.
    void send(const app::Command &command);
    [[nodiscard]] const app::AppState &state() const { return m_state; }
    /// True when everything is read, every visible tile is exact and all labels are settled.
    [[nodiscard]] bool isComplete() const { return !m_loader.isBusy() && m_renderer->isComplete(); }
    /// False when the next turn has nothing to do but wait.
    [[nodiscard]] bool wantsFrame() const;

private:
    void startReading();
    [[nodiscard]] Result<void> startPanels();
    void carryOut(const app::Command &command); ///< the part of a command that apply() cannot do
    void savePage(const std::string &path);
    void saveLinks(bool beside);
    void openRememberedArticle();
    void waitForEvents();
    void hideStillPointer();
    [[nodiscard]] Claims claims() const;
    void handleEvents(app::Commands &commands);
    void handle(const SDL_Event &event, app::Commands &commands);
    void followWindow();
    void drawFrame();
    void drawPanels(app::Commands &commands);
    void dumpState();
    [[nodiscard]] bool isTooEarly() const;
    void showTitle();
    [[nodiscard]] double nowS() const;

    static constexpr int kFramesAfterEvent = 2; ///< ImGui settles over a few frames after each event

    WindowOptions m_options;
    std::chrono::steady_clock::time_point m_startedAt = std::chrono::steady_clock::now();
    app::AppState m_state;
    app::ApplyContext m_context;
    ui::FontFiles m_fonts;
    std::atomic<bool> m_wakeQueued = false;
    app::JobPool m_jobs;
    app::MapLoader m_loader;
    Exporter m_exporter;
    std::unique_ptr<Window> m_window;
    std::unique_ptr<Input> m_input;
    std::unique_ptr<render::MapRenderer> m_renderer; // before m_window goes: it holds GL objects
    std::unique_ptr<TextTextures> m_images;
    std::unique_ptr<PanelCache> m_panelCache;
    Preview m_preview{m_jobs};
    ui::PanelState m_panels;
    bool m_panelsStarted = false;
    double m_themedRatio = 0;
    int m_framesOwed = kFramesAfterEvent;
    std::size_t m_framesDrawn = 0;
    bool m_contextLost = false;
    std::optional<SDL_Event> m_heldEvent; ///< belongs to the next frame (handleEvents)
    bool m_arrived = false;               ///< workers have delivered since the last frame
    double m_lastFrameS = -1;
    double m_pointerMovedS = 0;
    bool m_pointerShown = true;
    std::string m_lastDump;
};

} // namespace corridors::platform
