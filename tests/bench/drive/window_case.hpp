// One session of the real window, panels shown: open, pan, zoom, toggle, rest; each frame timed to its last pixel.
// Runs in a process of its own, so that its memory and its start are its own.
#pragma once

#include <string>

namespace corridors::bench {

struct WindowCase {
    std::string mapPath; ///< a map file; empty: plain paper
    std::string file;    ///< geodata to open over it; empty: none
    std::string layer;   ///< the layer that is switched; empty: the top one
    bool paced = false;  ///< a frame every 1/60 s, as a display asks for them, instead of one after the other
};

/// Plays the session and prints one JSON line. Returns the exit code.
int playWindow(const WindowCase &what);

} // namespace corridors::bench
