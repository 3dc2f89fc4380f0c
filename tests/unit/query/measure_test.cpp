#include "geodata/query/measure.hpp"

#include <GeographicLib/GeodesicExact.hpp>
#include <gtest/gtest.h>
#include <numbers>

#include "geodata/query/scale.hpp"
#include "tests/unit/query/layers.hpp"

namespace corridors::query {
namespace {

TEST(Measure, KnownDistances) {
    // One degree of the equator and of the meridian at the equator on WGS 84 (NIMA TR8350.2).
    EXPECT_NEAR(distanceM({0, 0}, {1, 0}), 111319.4908, 1e-3);
    EXPECT_NEAR(distanceM({0, 0}, {0, 1}), 110574.3886, 1e-3);
    // Pole to pole along a meridian: twice the quarter meridian.
    EXPECT_NEAR(distanceM({20, -90}, {20, 90}), 2 * 10001965.7293, 1e-3);
}

TEST(Measure, AgreesWithTheExactEllipticIntegrals) {
    std::mt19937 random(5);
    std::uniform_real_distribution lon(-180.0, 180.0);
    std::uniform_real_distribution lat(-90.0, 90.0);
    for (int i = 0; i < 500; ++i) {
        const LonLat a{lon(random), lat(random)};
        const LonLat b{lon(random), lat(random)};
        double exact = 0;
        GeographicLib::GeodesicExact::WGS84().Inverse(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg, exact);
        EXPECT_NEAR(distanceM(a, b), exact, 1e-5);
        const LonLat there = destination(a, bearingDeg(a, b), exact);
        EXPECT_LT(distanceM(there, b), 1e-3);
    }
}

TEST(Measure, TheEarthsAreaIsTheSumOfItsOctants) {
    const std::vector<LonLat> octant{{0, 0}, {90, 0}, {0, 90}};
    EXPECT_NEAR(8 * areaM2(octant), 510065621724000, 1e6); // authalic: GeographicLib's EllipsoidArea
}

TEST(Measure, AreaIgnoresOrientationAndSubtractsHoles) {
    const auto layer = testing::randomLayer(6, 50);
    for (std::size_t i = 2; i < layer->featureCount(); i += 3) {
        const FeatureView f = layer->feature(i);
        std::vector<LonLat> shell;
        for (const WorldPoint &p : f.part(0)) shell.push_back(layer->projection().unproject(p));
        const double full = areaM2(shell);
        std::reverse(shell.begin(), shell.end());
        EXPECT_NEAR(areaM2(shell), full, full * 1e-12);
        EXPECT_NEAR(areaM2(f), full * (1 - 0.2 * 0.2), full * 1e-4) << "the hole is the shell at a fifth of the size";
        EXPECT_GT(perimeterM(f), 2 * std::sqrt(std::numbers::pi * full));
        EXPECT_EQ(lengthM(f), 0);
    }
}

TEST(Measure, DoesNotDependOnTheProjection) {
    const auto a = testing::randomLayer(7, 30);
    const auto b = testing::randomLayer(7, 30, lambertConformalConic({}));
    for (std::size_t i = 0; i < a->featureCount(); ++i) {
        EXPECT_NEAR(lengthM(a->feature(i)), lengthM(b->feature(i)), 1e-3);
        EXPECT_NEAR(areaM2(a->feature(i)), areaM2(b->feature(i)), 1);
    }
}

TEST(Measure, PlainWords) {
    EXPECT_EQ(formatLength(0), "0 m");
    EXPECT_EQ(formatLength(4.257), "4.26 m");
    EXPECT_EQ(formatLength(850.4), "850 m");
    EXPECT_EQ(formatLength(999.7), "1 km");
    EXPECT_EQ(formatLength(42'866), "42.9 km");
    EXPECT_EQ(formatLength(1'768'300), "1,768 km");
    EXPECT_EQ(formatLength(40'075'017), "40,100 km");
    EXPECT_EQ(formatArea(340), "340 m²");
    EXPECT_EQ(formatArea(86'612e6), "86,600 km²");
    EXPECT_EQ(formatArea(5'502.8e6), "5,503 km²");
    EXPECT_EQ(formatLength(42'866, Units::Miles), "26.6 mi");
    EXPECT_EQ(formatQuantity(-1234.6), "-1,235");
    EXPECT_EQ(formatQuantity(9999.6), "10,000");
}

TEST(Scale, GroundMetresFollowTheGroundInEveryProjection) {
    const LonLat place{46.3, 39.2};
    for (const auto &projection : {webMercator(), lambertConformalConic({})}) {
        const WorldPoint at = projection->project(place);
        for (const double bearing : {0.0, 30.0, 90.0}) {
            const double ground = groundMetresPerPixel(*projection, at, 500, 100, bearing);
            EXPECT_NEAR(ground, 500 / scaleFactorAt(*projection, place), ground * 0.005) << projection->name();
        }
    }
}

TEST(Scale, BarsAreRoundFitAndAreTrue) {
    for (double perPixel = 0.01; perPixel < 5e4; perPixel *= 1.37)
        for (const Units units : {Units::Metric, Units::Miles}) {
            const ScaleBar bar = fitScaleBar(perPixel, 160, units);
            EXPECT_LE(bar.widthPx, 160);
            EXPECT_GT(bar.widthPx, 160 / 2.6);
            EXPECT_NEAR(bar.widthPx * perPixel, bar.lengthM, bar.lengthM * 1e-12);
            EXPECT_GE(bar.divisions, 2);
        }
    EXPECT_EQ(fitScaleBar(500, 160).label, "50 km");
    EXPECT_EQ(fitScaleBar(1.7, 160).label, "200 m");
    EXPECT_EQ(fitScaleBar(10, 160).label, "1 km");
    EXPECT_EQ(fitScaleBar(0, 160).widthPx, 0);
    EXPECT_EQ(formatScale(scaleDenominator(661.46)), "1 : 2,500,000");
}

} // namespace
} // namespace corridors::query
