// The route through Armenia: inside the country from border to border, at the reported length, never in Iran.
#include "layers_fixture.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <set>
#include <string>
#include <vector>

namespace corridors::data_test {
namespace {

OGRGeometryUniquePtr country(const std::string &id) {
    for (MapFeature &feature : readLayer("countries")) {
        if (feature.id == id) return std::move(feature.geometry);
    }
    return {};
}

MapFeature route() {
    auto features = readLayer("tripp");
    EXPECT_EQ(features.size(), 1U);
    return features.empty() ? MapFeature{} : std::move(features.front());
}

std::set<GridPoint> vertices(const OGRGeometry &geometry) {
    std::set<GridPoint> result;
    for (const auto &[segment, count] : gridSegments(geometry)) {
        result.insert(segment.first);
        result.insert(segment.second);
    }
    return result;
}

TEST(Tripp, LiesWhollyInArmenia) {
    const MapFeature line = route();
    const auto armenia = country("armenia");
    ASSERT_TRUE(line.geometry && armenia);
    EXPECT_EQ(line.id, "zangezur_tripp");
    EXPECT_TRUE(line.geometry->Within(armenia.get()));
}

TEST(Tripp, EndsExactlyOnTheTwoBordersWithAzerbaijan) {
    const MapFeature line = route();
    ASSERT_TRUE(line.geometry);
    const OGRLineString &curve = *line.geometry->toLineString();
    OGRPoint start;
    OGRPoint end;
    curve.StartPoint(&start);
    curve.EndPoint(&end);
    for (const MapFeature &border : readLayer("borders")) {
        if (border.id != "border_armenia_azerbaijan") continue;
        const auto on = vertices(*border.geometry);
        EXPECT_TRUE(on.contains(gridPoint(start)));
        EXPECT_TRUE(on.contains(gridPoint(end)));
    }
    const auto nakhchivan = readLayer("nakhchivan");
    ASSERT_EQ(nakhchivan.size(), 1U);
    const auto exclave = vertices(*nakhchivan.front().geometry);
    EXPECT_FALSE(exclave.contains(gridPoint(start))) << "the route starts in the east";
    EXPECT_TRUE(exclave.contains(gridPoint(end)));
}

TEST(Tripp, LengthIsStatedBesideTheReportedOne) {
    const MapFeature line = route();
    EXPECT_NEAR(line.number("length_km"), 43.0, 1.0);
    EXPECT_NE(line.text("length_km_reported").find("43"), std::string::npos);
    double drawn = 0;
    for (const auto &part : lines(*line.geometry)) {
        for (std::size_t i = 1; i < part.size(); ++i) drawn += distanceKm(part[i - 1], part[i]);
    }
    // The test measures on a sphere: 0.3 % from the ellipsoid.
    EXPECT_NEAR(line.number("length_km"), drawn, 0.01 * drawn);
    EXPECT_GT(line.number("accuracy_km"), 0.0);
}

TEST(Tripp, StaysOffTheRiver) {
    const MapFeature line = route();
    const auto iran = country("iran");
    ASSERT_TRUE(line.geometry && iran);
    const Outline outline{*iran};
    const auto points = lines(*line.geometry).front();
    // The ends come within the tripoints' reach; between them the recipe keeps 250 m, less the smoothing.
    for (std::size_t i = 2; i + 2 < points.size(); ++i) {
        EXPECT_GT(outline.boundaryKm(points[i], 1.0), 0.1) << points[i].lonDeg << " " << points[i].latDeg;
    }
}

} // namespace
} // namespace corridors::data_test
