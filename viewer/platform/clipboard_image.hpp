// A picture on the clipboard, for pasting into other programs. SDL's clipboard holds text only, so this hands the
// picture to wl-copy (Wayland) or xclip (X11), which stay and serve it. Internal to platform; any thread.
#pragma once

#include <string>

#include "geodata/core/result.hpp"

namespace corridors::platform {

/// Puts a PNG file on the clipboard; the file is not needed afterwards. Error: neither program is there (with what to
/// install), or it failed.
[[nodiscard]] Result<void> copyPngToClipboard(const std::string &pngPath);

} // namespace corridors::platform
