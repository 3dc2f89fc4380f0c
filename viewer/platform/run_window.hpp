// The window: SDL2, OpenGL and the panels around the map. `corridors` without a command ends here.
#pragma once

#include <string>
#include <vector>

namespace corridors::platform {

struct WindowOptions {
    std::string mapPath;            ///< map file; empty: plain paper for the files
    std::vector<std::string> files; ///< further geodata to open over the map
    std::string articlePath;        ///< the reader's copy of the article; empty: none
    std::string shippedMap;         ///< which pictures may be of; empty: unknown
    std::string version;            ///< of the program, for the pictures it writes
    std::string theme;
    std::string shaderDir; ///< read shaders from here (debugging)
    std::string dumpState; ///< write the state as JSON here after each change (tests)
    int widthPx = 0;       ///< logical pixels; 0: most of the display
    int heightPx = 0;
    double uiScale = 1;
    bool animate = true;
    bool fullscreen = false;
    bool useCache = true;
};

/// True when there is a display to open a window on.
[[nodiscard]] bool hasDisplay();

/// Opens the window and runs until it is closed. Returns the exit code: 0, or 1 after one clear line on stderr when
/// there is no display or no OpenGL 3.3.
[[nodiscard]] int runWindow(const WindowOptions &options);

} // namespace corridors::platform
