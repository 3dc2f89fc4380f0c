#include "geodata/query/coordinates.hpp"

#include <gtest/gtest.h>
#include <random>
#include <vector>

#include "geodata/query/measure.hpp"

namespace corridors::query {
namespace {

TEST(Coordinates, ReadsEveryForm) {
    const LonLat nakhchivan{45.4066, 39.2043};
    for (const char *text : {"39.2043, 45.4066",
                             "39.2043 45.4066",
                             "39,2043 45,4066",
                             "39,2043; 45,4066",
                             "45.4066E 39.2043N",
                             "45.4066 E, 39.2043 N",
                             "N39.2043 E45.4066",
                             "n 39.2043, e 45.4066",
                             "lat 39.2043 lon 45.4066",
                             "lon=45.4066, lat=39.2043",
                             "Latitude: 39.2043 Longitude: 45.4066",
                             "39.2043° N, 45.4066° E",
                             "(39.2043, 45.4066)",
                             "39°12'15.48\"N 45°24'23.76\"E",
                             "39° 12′ 15.48″ N, 45° 24′ 23.76″ E",
                             "39d12m15.48s N 45d24m23.76s E",
                             "39 12 15.48 N 45 24 23.76 E",
                             "39°12.258'N 45°24.396'E",
                             "39.2043deg 45.4066deg",
                             "39º12’15.48”N 45º24’23.76”E",
                             "39°12'15.48'' 45°24'23.76''",
                             "+39.2043/+45.4066"}) {
        const auto p = parseCoordinates(text);
        ASSERT_TRUE(p) << text << ": " << p.error().text();
        EXPECT_NEAR(p->latDeg, nakhchivan.latDeg, 1e-6) << text;
        EXPECT_NEAR(p->lonDeg, nakhchivan.lonDeg, 1e-6) << text;
    }
}

TEST(Coordinates, SignsAndHemispheres) {
    for (const char *text : {"-33.85, -70.5", "33.85S 70.5W", "S33.85 W70.5", "33.85 S, 70.5 W", "70.5W 33.85s"}) {
        const auto p = parseCoordinates(text);
        ASSERT_TRUE(p) << text << ": " << p.error().text();
        EXPECT_DOUBLE_EQ(p->latDeg, -33.85) << text;
        EXPECT_DOUBLE_EQ(p->lonDeg, -70.5) << text;
    }
    const auto swapped = parseCoordinates("120.5, 30");
    ASSERT_TRUE(swapped) << "no latitude is 120.5";
    EXPECT_DOUBLE_EQ(swapped->lonDeg, 120.5);
    const auto small = parseCoordinates("-0°30'0\", 0.5");
    ASSERT_TRUE(small);
    EXPECT_DOUBLE_EQ(small->latDeg, -0.5) << "the sign of -0 counts";
}

TEST(Coordinates, RefusesWhatIsNone) {
    for (const char *text : {"", "Baku", "39.2", "39.2, 45.4, 12", "39.2N 45.4N", "95N 45E", "45, 181", "95, 95",
                             "39°61'N 45°E", "39.5°12'N 45°E", "-39S 45E", "E60", "M-2", "70S 500000 4000000",
                             "1 2 3 4 5", "39..2, 45", "-, -", "\xFF\xFE, 3"}) {
        const auto p = parseCoordinates(text);
        EXPECT_FALSE(p) << text;
        if (!p) {
            EXPECT_FALSE(p.error().remedy.empty());
        }
    }
}

TEST(Coordinates, UtmAndMgrsKnownValues) {
    const LonLat eiffel{2.2945, 48.8584}; // PROJ (EPSG:32631): 448251.9 5411954.6
    EXPECT_EQ(formatUtm(eiffel), "31U 448252 5411955");
    EXPECT_EQ(formatMgrs(eiffel), "31UDQ4825211954");
    for (const char *text :
         {"31U 448252 5411955", "31 U 448252 5411955", "31N 448252 5411955", "31U 448252mE 5411955mN",
          "31U 448252 m E 5411955 m N", "31UDQ4825211954", "31U DQ 48252 11954"}) {
        const auto p = parseCoordinates(text);
        ASSERT_TRUE(p) << text << ": " << p.error().text();
        EXPECT_LT(distanceM(*p, eiffel), 2) << text;
    }
    const auto south = parseCoordinates("19S 360000 6252000"); // Santiago, S as the hemisphere
    ASSERT_TRUE(south);
    EXPECT_LT(south->latDeg, -33);
    const auto band = parseCoordinates("38S 535000 4339000"); // Nakhchivan, S as the band
    ASSERT_TRUE(band);
    EXPECT_NEAR(band->latDeg, 39.2, 0.01);
}

TEST(Coordinates, FormatsReadBack) {
    std::mt19937 random(10);
    for (int i = 0; i < 3000; ++i) {
        const LonLat p{std::uniform_real_distribution(-180.0, 180.0)(random),
                       std::uniform_real_distribution(-89.9, 89.9)(random)};
        for (const auto &[text, toleranceM] :
             {std::pair{formatDecimal(p), 1.0}, std::pair{formatDms(p), 2.5}, std::pair{formatDms(p, 3), 0.03},
              std::pair{formatUtm(p), 1.0}, std::pair{formatMgrs(p), 1.5}}) {
            const bool polar = text.find_first_of("ABYZ") == 0;
            if (polar && text.find(' ') != std::string::npos) continue; // UPS is shown, not read
            const auto back = parseCoordinates(text);
            ASSERT_TRUE(back) << text << ": " << back.error().text();
            ASSERT_LT(distanceM(p, *back), toleranceM) << text;
        }
    }
}

TEST(Coordinates, RoundingCarries) {
    EXPECT_EQ(formatDms({-0.00001, 59.9999999}), "60°00′00.0″ N, 0°00′00.0″ W");
    EXPECT_EQ(formatDecimal({-70.5, -33.85}, 2), "33.85° S, 70.50° W");
}

} // namespace
} // namespace corridors::query
