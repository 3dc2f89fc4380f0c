// Window: an SDL window with an OpenGL 3.3 core context and Dear ImGui on it; sizes in all three kinds of pixels.
//   window pixels    what SDL's events speak      (points on a Wayland or macOS display with scaling)
//   physical pixels  what OpenGL draws
//   logical pixels   what the map and the panels speak: physical / pixelRatio()
// Internal to platform. Main thread only.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/result.hpp"

namespace corridors::platform {

class Window {
public:
    /// Sizes in logical pixels; 0: most of the display. Errors: no display, no OpenGL 3.3.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const std::string &title, int widthPx, int heightPx,
                                                              double uiScale);
    ~Window();
    Window(const Window &) = delete;
    Window &operator=(const Window &) = delete;

    /// Physical pixels.
    [[nodiscard]] int widthPx() const { return m_widthPx; }
    [[nodiscard]] int heightPx() const { return m_heightPx; }
    /// Physical pixels per logical one: the display's scale times the user's.
    [[nodiscard]] double pixelRatio() const { return m_displayScale * m_uiScale; }
    [[nodiscard]] double logicalWidth() const { return m_widthPx / pixelRatio(); }
    [[nodiscard]] double logicalHeight() const { return m_heightPx / pixelRatio(); }
    /// Logical pixels of a place or distance that SDL gave in window pixels.
    [[nodiscard]] ScreenPoint toLogical(double x, double y) const;
    /// False while there is nothing to draw on.
    [[nodiscard]] bool isVisible() const;

    void setUiScale(double scale) { m_uiScale = scale; }
    void setFullscreen(bool on);
    void setTitle(const std::string &title);
    /// Reads the sizes again, after a resize or a move to another display. True when anything changed.
    bool measure();
    void swap();
    [[nodiscard]] SDL_Window *handle() const { return m_window; }

private:
    Window() = default;
    SDL_Window *m_window = nullptr;
    SDL_GLContext m_context = nullptr;
    int m_widthPx = 0;
    int m_heightPx = 0;
    double m_pointScale = 1;   // physical pixels per window pixel
    double m_displayScale = 1; // physical pixels per logical one, before the user's scale
    double m_uiScale = 1;
    bool m_fullscreen = false;
};

} // namespace corridors::platform
