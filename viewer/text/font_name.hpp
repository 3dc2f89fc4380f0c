// MapLibre text-font names ("Noto Sans Condensed Bold Italic") split into family, weight, slant and width.
// Used by the shaper, and by the SVG writer for its font attributes.
#pragma once

#include <string>
#include <string_view>

namespace corridors::text {

struct FontName {
    std::string family;
    int weight = 400; ///< CSS: 100 thin .. 900 black
    bool italic = false;
    int stretchPercent = 100; ///< CSS: 75 condensed, 87 semi-condensed, 125 expanded
    friend bool operator==(const FontName &, const FontName &) = default;
};

/// Words are taken off the end while they name a weight, slant or width and a family remains; case does not matter.
[[nodiscard]] FontName parseFontName(std::string_view name);

} // namespace corridors::text
