// Coordinates as people write them: parsing of what is typed into the search box, and formatting for display.
// Decimal degrees, degrees-minutes-seconds, UTM and MGRS (GeographicLib). Used by ui and cli.
#pragma once

#include <string>
#include <string_view>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/result.hpp"

namespace corridors::query {

/// Reads a position in any of these forms:
///   39.2043, 45.4066            latitude first when nothing says otherwise (as maps on phones give them)
///   45.4066E 39.2043N           letters decide; either order, before or behind
///   39°12'15.5"N 45°24'24"E     also with spaces, d m s, ′ ″, and minutes alone: 39°12.26'
///   lon 45.4 lat 39.2           words decide as well
///   38S 535000 4339000          UTM with a latitude band, as GPS receivers show it; 38N also as the northern
///   hemisphere.
///                               S is band S (32 to 40 degrees north) where the northing fits it, otherwise south
///   38SNJ3500039000             MGRS
/// Decimal commas are read when blanks or a semicolon part the two numbers ("39,2043 45,4066").
/// Errors: not a position, outside the world, UTM outside its zone.
[[nodiscard]] Result<LonLat> parseCoordinates(std::string_view text);

/// "39.20430° N, 45.40660° E" with `decimals` digits (5 is about a metre).
[[nodiscard]] std::string formatDecimal(LonLat p, int decimals = 5);
/// "39°12′15.5″ N, 45°24′23.8″ E".
[[nodiscard]] std::string formatDms(LonLat p, int secondDecimals = 1);
/// "38S 535100 4339500": zone, latitude band, easting and northing in metres; near the poles UPS, "Z 2000000 2000000".
[[nodiscard]] std::string formatUtm(LonLat p);
/// "38SNJ3510039500", to a metre.
[[nodiscard]] std::string formatMgrs(LonLat p);

} // namespace corridors::query
