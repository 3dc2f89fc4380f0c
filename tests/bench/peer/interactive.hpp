// The renderer as the window uses it, without the window: pan, zoom and toggle, each frame timed to its last pixel.
#pragma once

#include <string>

#include "geodata/core/result.hpp"

namespace corridors::peer {

/// Plays the session on the file and prints one JSON line; the first picture goes to `outPath`.
[[nodiscard]] Result<void> playInteractive(const std::string &dataPath, int widthPx, int heightPx,
                                           const std::string &outPath);

} // namespace corridors::peer
