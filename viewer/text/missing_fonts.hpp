// Which fonts that a map asks for are not installed, so that whoever makes a picture hears that its letters are not
// those of the style. Used by `corridors export`.
#pragma once

#include <string>
#include <vector>

namespace corridors::text {

/// The families among MapLibre text-font names ("Noto Sans Bold") that fontconfig does not have, each once, in order.
[[nodiscard]] std::vector<std::string> missingFamilies(const std::vector<std::string> &fonts);

} // namespace corridors::text
