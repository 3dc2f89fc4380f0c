#include "viewer/platform/run_window.hpp"

#include <SDL.h>
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "viewer/platform/application.hpp"

namespace corridors::platform {

bool hasDisplay() {
    // Asked without either, the Wayland library writes a line of its own to stderr. (A driver may be named outright.)
    const auto isSet = [](const char *name) {
        const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing sets it
        return value != nullptr && *value != '\0';
    };
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("SDL_VIDEODRIVER")) return false;
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return false;
    const char *driver = SDL_GetCurrentVideoDriver();
    const bool isReal = driver && std::string_view(driver) != "dummy" && std::string_view(driver) != "offscreen";
    if (!isReal) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return isReal; // else the subsystem stays up for the window that follows
}

namespace {

Application *running = nullptr; // for a callback of C that carries nothing

/// Xlib calls this when the server is gone, and ends the program when it returns.
int onDisplayLost(void * /*display*/) {
    std::fprintf(stderr, "corridors: the display went away, so the window is closed\n");
    if (running != nullptr) running->rescueLinks();
    std::_Exit(1);
}

/// Nothing on a Wayland desktop, where SDL asks to quit as a person would.
void watchDisplay(Application &application) {
    running = &application;
    void *xlib = dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD); // SDL has loaded it, or there is no X
    if (xlib == nullptr) return;
    using SetHandler = void *(*)(int (*)(void *));
    if (const auto set = reinterpret_cast<SetHandler>(dlsym(xlib, "XSetIOErrorHandler"))) set(onDisplayLost);
}

} // namespace

int runWindow(const WindowOptions &options) {
    Application application(options);
    if (auto started = application.start(); !started) {
        std::fprintf(stderr, "corridors: %s\n", started.error().text().c_str());
        return 1;
    }
    watchDisplay(application);
    if (auto done = application.run(); !done) {
        std::fprintf(stderr, "corridors: %s\n", done.error().text().c_str());
        SDL_ShowSimpleMessageBox(SDL_MESSAGEBOX_ERROR, "Corridors", done.error().text().c_str(), nullptr);
        return 1;
    }
    return 0;
}

} // namespace corridors::platform
