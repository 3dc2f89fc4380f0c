// Polygons below a pixel: their areas are added up by pixel, and a pixel that is half full is drawn as a square. So a
// cloud of tiny polygons keeps its tone at any zoom, with at most one square a pixel. Used by the fill builder.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "geodata/tile/tile_frame.hpp"

namespace corridors::tile {

/// A number for the pixel of the level's grid that a point near the tile lies in.
[[nodiscard]] inline std::uint32_t pixelKey(UnitPoint p) {
    const auto column = static_cast<std::int32_t>(std::floor(p.x / kUnitsPerPx));
    const auto row = static_cast<std::int32_t>(std::floor(p.y / kUnitsPerPx));
    return static_cast<std::uint32_t>((row + 16384) << 16 | ((column + 16384) & 0xffff));
}

class SmallAreas {
public:
    /// Adds a polygon of `areaUnits2` (square tile units) around `center`. Returns the pixel to fill, when it is due.
    /// Pixels lie on the level's own grid, so neighbouring tiles agree about them.
    std::optional<UnitBox> add(UnitPoint center, double areaUnits2) {
        constexpr double kPixelArea = kUnitsPerPx * kUnitsPerPx;
        const double column = std::floor(center.x / kUnitsPerPx);
        const double row = std::floor(center.y / kUnitsPerPx);
        double &area = m_area[pixelKey(center)];
        if (area < 0) return std::nullopt; // drawn already
        area += areaUnits2;
        if (area < kPixelArea / 2) return std::nullopt;
        area = -1;
        return UnitBox{column * kUnitsPerPx, row * kUnitsPerPx, (column + 1) * kUnitsPerPx, (row + 1) * kUnitsPerPx};
    }

private:
    std::unordered_map<std::uint32_t, double> m_area;
};

} // namespace corridors::tile
