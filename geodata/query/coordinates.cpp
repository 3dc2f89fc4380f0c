#include "geodata/query/coordinates.hpp"

#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace corridors::query {
namespace {

using GeographicLib::MGRS;
using GeographicLib::UTMUPS;

/// Degrees, minutes and seconds in whole units of the last digit shown, so that 59.96" becomes the next minute.
std::string dms(double deg, int decimals, char positive, char negative) {
    const double unit = std::pow(10.0, decimals);
    const auto total = static_cast<long long>(std::llround(std::abs(deg) * 3600 * unit));
    const auto perMinute = static_cast<long long>(60 * unit);
    const long long minutes = total / perMinute;
    const double seconds = static_cast<double>(total % perMinute) / unit;
    const int width = decimals > 0 ? decimals + 3 : 2;
    return fmt::format("{}°{:02}′{:0{}.{}f}″ {}", minutes / 60, minutes % 60, seconds, width, decimals,
                       deg < 0 ? negative : positive);
}

/// Grid zone ("38S", "Z"), easting and northing.
struct Grid {
    std::string zone;
    double x = 0;
    double y = 0;
};

Grid gridOf(LonLat p) {
    Grid grid;
    int zone = 0;
    bool north = true;
    UTMUPS::Forward(p.latDeg, p.lonDeg, zone, north, grid.x, grid.y);
    MGRS::Forward(zone, north, grid.x, grid.y, p.latDeg, -1, grid.zone);
    return grid;
}

} // namespace

std::string formatDecimal(LonLat p, int decimals) {
    return fmt::format("{:.{}f}° {}, {:.{}f}° {}", std::abs(p.latDeg), decimals, p.latDeg < 0 ? 'S' : 'N',
                       std::abs(p.lonDeg), decimals, p.lonDeg < 0 ? 'W' : 'E');
}

std::string formatDms(LonLat p, int secondDecimals) {
    return dms(p.latDeg, secondDecimals, 'N', 'S') + ", " + dms(p.lonDeg, secondDecimals, 'E', 'W');
}

std::string formatUtm(LonLat p) {
    try {
        const Grid grid = gridOf(p);
        return fmt::format("{} {:.0f} {:.0f}", grid.zone, grid.x, grid.y);
    } catch (const GeographicLib::GeographicErr &) {
        return {};
    }
}

std::string formatMgrs(LonLat p) {
    try {
        int zone = 0;
        bool north = true;
        double x = 0;
        double y = 0;
        UTMUPS::Forward(p.latDeg, p.lonDeg, zone, north, x, y);
        std::string out;
        MGRS::Forward(zone, north, x, y, p.latDeg, 5, out);
        return out;
    } catch (const GeographicLib::GeographicErr &) {
        return {};
    }
}

} // namespace corridors::query
