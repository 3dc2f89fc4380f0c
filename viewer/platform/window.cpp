#include "viewer/platform/window.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace corridors::platform {
namespace {

/// The desktop's scale on displays whose window pixels are physical ones (X11): what toolkits are told, else what the
/// display's density says, in quarters. 1 where neither says anything sensible.
double desktopScale(int display) {
    for (const char *name : {"GDK_SCALE", "QT_SCALE_FACTOR"}) {
        if (const char *value = std::getenv(name)) {
            const double scale = std::strtod(value, nullptr);
            if (scale >= 0.5 && scale <= 4) return scale;
        }
    }
    float dpi = 0;
    if (SDL_GetDisplayDPI(display, &dpi, nullptr, nullptr) != 0 || dpi < 130 || dpi > 500) return 1;
    return std::clamp(std::round(static_cast<double>(dpi) / 96 * 4) / 4, 1.0, 4.0);
}

void setAttributes() {
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
    // A driver that is reset says so (gpu::isContextLost) instead of showing black for ever; ignored where unknown.
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_RESET_NOTIFICATION, SDL_GL_CONTEXT_RESET_LOSE_CONTEXT);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_MULTISAMPLEBUFFERS, 0); // costs 20 times a frame in software; shaders antialias
}

} // namespace

Result<std::unique_ptr<Window>> Window::open(const std::string &title, int widthPx, int heightPx, double uiScale) {
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return fail(std::string("there is no display to open a window on (") + SDL_GetError() + ")", {}, {},
                    "Start it on a desktop, or write a picture: corridors export -o OUT.png");
    setAttributes();
    std::unique_ptr<Window> window(new Window());
    window->m_uiScale = uiScale;
    window->m_displayScale = desktopScale(0);
    SDL_Rect usable{0, 0, 1280, 800};
    SDL_GetDisplayUsableBounds(0, &usable);
    SDL_Rect screen = usable;
    SDL_GetDisplayBounds(0, &screen);
    const double ratio = window->pixelRatio();
    // What is asked for may be larger than the screen: its panels would lie outside.
    const int w = widthPx > 0 ? std::min(static_cast<int>(std::lround(widthPx * ratio)), screen.w) : usable.w * 9 / 10;
    const int h =
        heightPx > 0 ? std::min(static_cast<int>(std::lround(heightPx * ratio)), screen.h) : usable.h * 9 / 10;
    window->m_window = SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, w, h,
                                        SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window->m_window)
        return fail(std::string("the window could not be opened (") + SDL_GetError() + ")", {}, {},
                    "OpenGL 3.3 is needed; Mesa's software driver has it (package libgl1-mesa-dri)");
    window->m_context = SDL_GL_CreateContext(window->m_window);
    if (!window->m_context)
        return fail(std::string("there is no OpenGL 3.3 here (") + SDL_GetError() + ")", {}, {},
                    "Install a driver; Mesa's software driver has it (package libgl1-mesa-dri)");
    if (SDL_GL_SetSwapInterval(-1) != 0) SDL_GL_SetSwapInterval(1);
    SDL_SetWindowMinimumSize(window->m_window, 320, 240);
    window->measure();
    return window;
}

Window::~Window() {
    if (m_context) SDL_GL_DeleteContext(m_context);
    if (m_window) SDL_DestroyWindow(m_window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

ScreenPoint Window::toLogical(double x, double y) const {
    const double scale = m_pointScale / pixelRatio();
    return {x * scale, y * scale};
}

bool Window::isVisible() const {
    const Uint32 flags = SDL_GetWindowFlags(m_window);
    return (flags & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN)) == 0 && m_widthPx > 0 && m_heightPx > 0;
}

void Window::setFullscreen(bool on) {
    if (on == m_fullscreen) return;
    m_fullscreen = on;
    SDL_SetWindowFullscreen(m_window, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

void Window::setTitle(const std::string &title) { SDL_SetWindowTitle(m_window, title.c_str()); }

bool Window::measure() {
    int w = 0;
    int h = 0;
    int windowWidth = 0;
    SDL_GL_GetDrawableSize(m_window, &w, &h);
    SDL_GetWindowSize(m_window, &windowWidth, nullptr);
    const double pointScale = windowWidth > 0 ? static_cast<double>(w) / windowWidth : 1;
    const int display = std::max(0, SDL_GetWindowDisplayIndex(m_window));
    const double displayScale = pointScale > 1.01 ? pointScale : desktopScale(display);
    const bool changed =
        w != m_widthPx || h != m_heightPx || pointScale != m_pointScale || displayScale != m_displayScale;
    m_widthPx = w;
    m_heightPx = h;
    m_pointScale = pointScale;
    m_displayScale = displayScale;
    return changed;
}

void Window::swap() { SDL_GL_SwapWindow(m_window); }

} // namespace corridors::platform
