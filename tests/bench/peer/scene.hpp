// The one map that all peers of the comparison draw: a file of lines, polygons or points in a given window and look.
#pragma once

#include <string>

#include "viewer/app/app_state.hpp"

namespace corridors::peer {

/// Reads the file (through the cache of read files, as the program does) and looks at lon 41..51, lat 37.5..43.5,
/// widened to the picture's shape, in Web Mercator. Errors: as the reader's.
[[nodiscard]] Result<app::AppState> openScene(const std::string &path, int widthPx, int heightPx, bool writeCache);

} // namespace corridors::peer
