// Finds the files of the interface's fonts through fontconfig. Internal to platform.
#pragma once

#include "viewer/ui/panels.hpp"

namespace corridors::platform {

/// Noto Sans, or what fontconfig has nearest to it. Empty paths when there is no font at all.
[[nodiscard]] ui::FontFiles findFonts();

} // namespace corridors::platform
