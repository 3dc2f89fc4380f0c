#include "viewer/platform/run_window.hpp"

#include <SDL.h>

#include <cstdio>
#include <string_view>

#include "viewer/platform/application.hpp"

namespace corridors::platform {

bool hasDisplay() {
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return false;
    const char *driver = SDL_GetCurrentVideoDriver();
    const bool isReal = driver && std::string_view(driver) != "dummy" && std::string_view(driver) != "offscreen";
    if (!isReal) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return isReal; // else the subsystem stays up for the window that follows
}

int runWindow(const WindowOptions &options) {
    Application application(options);
    if (auto started = application.start(); !started) {
        std::fprintf(stderr, "corridors: %s\n", started.error().text().c_str());
        return 1;
    }
    if (auto done = application.run(); !done) {
        std::fprintf(stderr, "corridors: %s\n", done.error().text().c_str());
        SDL_ShowSimpleMessageBox(SDL_MESSAGEBOX_ERROR, "Corridors", done.error().text().c_str(), nullptr);
        return 1;
    }
    return 0;
}

} // namespace corridors::platform
