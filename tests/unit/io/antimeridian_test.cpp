#include "geodata/io/antimeridian.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace corridors::io {
namespace {

double signedArea(const std::vector<LonLat> &ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        sum += ring[i].lonDeg * ring[i + 1].latDeg - ring[i + 1].lonDeg * ring[i].latDeg;
    return sum / 2;
}

double area(const std::vector<Ring> &pieces) {
    double sum = 0;
    for (const Ring &r : pieces) sum += (r.isShell ? 1 : -1) * std::abs(signedArea(r.points));
    return sum;
}

std::vector<Ring> split(const std::vector<Ring> &polygon) {
    std::vector<Ring> pieces;
    splitPolygon(polygon, pieces);
    for (const Ring &r : pieces) {
        EXPECT_EQ(r.points.front(), r.points.back());
        for (const LonLat &p : r.points) EXPECT_LE(std::abs(p.lonDeg), 180);
    }
    return pieces;
}

Ring box(double west, double south, double east, double north, bool shell = true) {
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, shell};
}

TEST(Antimeridian, PolygonsThatRunPast180AreCut) {
    const auto pieces = split({box(170, 60, 190, 70)});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_NEAR(area(pieces), 200, 1e-9);
    EXPECT_NEAR(std::abs(signedArea(pieces[0].points)), 100, 1e-9);
}

TEST(Antimeridian, PolygonsThatJumpAreTheSame) {
    const auto pieces = split({{{{179, 60}, {-179, 60}, {-179, 70}, {179, 70}, {179, 60}}, true}});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_NEAR(area(pieces), 20, 1e-9) << "two degrees wide, not 358";
}

TEST(Antimeridian, HolesFollowTheirShell) {
    // The hole is written on the other side of the date line than the shell starts.
    const std::vector<Ring> jumping = {
        {{{175, 0}, {179.9, 0}, {-179.9, 0}, {-175, 0}, {-175, 10}, {-179.9, 10}, {179.9, 10}, {175, 10}, {175, 0}},
         true},
        box(-178, 4, -177, 5, false),
        box(177, 4, 178, 5, false)};
    const auto pieces = split(jumping);
    EXPECT_NEAR(area(pieces), 100 - 2, 1e-9);
    ASSERT_EQ(pieces.size(), 4U);
    EXPECT_TRUE(pieces[0].isShell);
    EXPECT_FALSE(pieces[1].isShell);
    EXPECT_TRUE(pieces[2].isShell);
    EXPECT_FALSE(pieces[3].isShell);
    EXPECT_GT(pieces[0].points[0].lonDeg * pieces[1].points[0].lonDeg, 0) << "each hole with the shell on its side";
}

TEST(Antimeridian, LongitudesFrom0To360) {
    const auto pieces = split({box(200, 10, 230, 20)});
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_NEAR(pieces[0].points[0].lonDeg, -160, 1e-9);
    EXPECT_NEAR(area(pieces), 300, 1e-9);
}

TEST(Antimeridian, TheWholeWorldStaysTheWholeWorld) {
    const auto pieces = split({box(-180, -90, 180, 90)});
    EXPECT_NEAR(area(pieces), 360 * 180, 1e-6);
}

TEST(Antimeridian, AntarcticaDrawnAlongTheEdgeStaysAsItIs) {
    const std::vector<Ring> ring = {
        {{{-180, -84}, {-90, -75}, {0, -70}, {90, -66}, {180, -84}, {180, -90}, {-180, -90}, {-180, -84}}, true}};
    const auto pieces = split(ring);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].points.size(), ring[0].points.size());
    EXPECT_NEAR(area(pieces), std::abs(signedArea(ring[0].points)), 1e-9);
}

TEST(Antimeridian, ARingAroundThePoleIsClosedAlongIt) {
    std::vector<LonLat> ring;
    for (int lon = -175; lon <= 175; lon += 10) ring.push_back({static_cast<double>(lon), -70});
    ring.push_back(ring.front());
    const auto pieces = split({{ring, true}});
    EXPECT_NEAR(area(pieces), 360 * 20, 1e-6) << "everything south of 70 S";
}

TEST(Antimeridian, LinesAreCutWhereTheyCross) {
    std::vector<std::vector<LonLat>> pieces;
    splitLine(std::vector<LonLat>{{170, 0}, {179, 9}, {-179, 11}, {-170, 20}}, pieces);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].back(), (LonLat{180, 10}));
    EXPECT_EQ(pieces[1].front(), (LonLat{-180, 10}));
    EXPECT_EQ(pieces[1].back(), (LonLat{-170, 20}));

    pieces.clear();
    splitLine(std::vector<LonLat>{{-170, 0}, {-190, 20}}, pieces);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].back(), (LonLat{-180, 10}));
    EXPECT_EQ(pieces[1].front(), (LonLat{180, 10}));

    pieces.clear();
    splitLine(std::vector<LonLat>{{-350, 0}, {-100, 20}, {150, 40}, {350, 70}}, pieces);
    ASSERT_EQ(pieces.size(), 3U) << "twice over the line";
    double width = 0;
    for (const auto &piece : pieces) width += piece.back().lonDeg - piece.front().lonDeg;
    EXPECT_NEAR(width, 700, 1e-9);
}

TEST(Antimeridian, ALongLineAcrossTheMapIsNoCrossing) {
    EXPECT_TRUE(staysInWorld(std::vector<LonLat>{{-120, 40}, {140, 35}}));
    EXPECT_FALSE(staysInWorld(std::vector<LonLat>{{179, 40}, {-179, 35}}));
    EXPECT_FALSE(staysInWorld(std::vector<LonLat>{{185, 40}}));
}

TEST(Antimeridian, LongitudesWrap) {
    EXPECT_DOUBLE_EQ(wrapLongitude(190), -170);
    EXPECT_DOUBLE_EQ(wrapLongitude(-190), 170);
    EXPECT_DOUBLE_EQ(wrapLongitude(180), 180);
    EXPECT_DOUBLE_EQ(wrapLongitude(-180), -180);
    EXPECT_DOUBLE_EQ(wrapLongitude(540), 180);
    EXPECT_DOUBLE_EQ(wrapLongitude(360), 0);
}

TEST(Antimeridian, ASpiralDoesNotRunAway) {
    std::vector<LonLat> ring;
    for (int i = 0; i < 30'000; ++i) ring.push_back({i % 3 == 0 ? 0.0 : i % 3 == 1 ? 179.0 : -179.0, i % 7 * 1.0});
    ring.push_back(ring.front());
    std::vector<Ring> pieces;
    splitPolygon(std::vector<Ring>{{ring, true}}, pieces);
    EXPECT_LE(pieces.size(), 3U);
}

} // namespace
} // namespace corridors::io
