#include "geodata/core/projection.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace corridors {
namespace {

void expectRoundTrips(const Projection &projection, double maxLatDeg) {
    for (double lat = -maxLatDeg; lat <= maxLatDeg; lat += 7.3) {
        for (double lon = -179; lon < 180; lon += 13.7) {
            const LonLat back = projection.unproject(projection.project({lon, lat}));
            EXPECT_NEAR(back.lonDeg, lon, 1e-9);
            EXPECT_NEAR(back.latDeg, lat, 1e-9);
        }
    }
}

TEST(Mercator, RoundTripsAtEveryLatitude) { expectRoundTrips(*webMercator(), 89); }

TEST(Mercator, KnownPoint) {
    const WorldPoint p = webMercator()->project({180, 85.0511287798066});
    EXPECT_NEAR(p.x, 20037508.342789244, 1e-6);
    EXPECT_NEAR(p.y, 20037508.342789244, 1e-4);
}

TEST(Mercator, PolesStayFinite) {
    EXPECT_TRUE(std::isfinite(webMercator()->project({0, 90}).y));
    EXPECT_TRUE(std::isfinite(webMercator()->project({0, -90}).y));
}

TEST(LambertConformalConic, RoundTrips) { expectRoundTrips(*lambertConformalConic({}), 79); }

TEST(LambertConformalConic, TrueScaleOnTheStandardParallels) {
    const auto lcc = lambertConformalConic({});
    for (const double lat : {38.5, 42.5}) {
        const WorldPoint a = lcc->project({45, lat});
        const WorldPoint b = lcc->project({45.001, lat});
        const double groundM = 0.001 * M_PI / 180 * 6378137.0 * std::cos(lat * M_PI / 180);
        EXPECT_NEAR(std::hypot(b.x - a.x, b.y - a.y) / groundM, 1.0, 1e-6);
    }
}

TEST(LambertConformalConic, OriginIsZero) {
    const WorldPoint p = lambertConformalConic({})->project({45, 40.5});
    EXPECT_NEAR(p.x, 0, 1e-6);
    EXPECT_NEAR(p.y, 0, 1e-6);
}

TEST(ScaleFactor, MercatorGrowsWithTheSecantOfLatitude) {
    const auto mercator = webMercator();
    EXPECT_NEAR(scaleFactorAt(*mercator, {45, 0}), 1.0, 0.01);
    EXPECT_NEAR(scaleFactorAt(*mercator, {45, 60}), 2.0, 0.01);
}

} // namespace
} // namespace corridors
