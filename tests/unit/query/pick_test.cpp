#include "geodata/query/pick.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "tests/unit/query/layers.hpp"

namespace corridors::query {
namespace {

bool found(const std::vector<Hit> &hits, std::uint32_t feature) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit &h) { return h.featureIndex == feature; });
}

TEST(Pick, FindsEveryFeatureOnItsOwnGeometry) {
    const auto layer = testing::randomLayer(1, 300);
    for (std::uint32_t i = 0; i < layer->featureCount(); ++i) {
        const FeatureView feature = layer->feature(i);
        const auto place = placeOn(feature);
        ASSERT_TRUE(place);
        ASSERT_TRUE(found(pick(*layer, *place, 1), i)) << feature.id();
        if (feature.geometryClass() == GeometryClass::Polygon) continue;
        for (const WorldPoint &vertex : feature.part(0))
            ASSERT_TRUE(found(pick(*layer, vertex, 0.5), i)) << feature.id();
    }
}

TEST(Pick, AgreesWithLookingAtEveryFeature) {
    const auto layer = testing::randomLayer(2, 400);
    std::mt19937 random(3);
    const WorldBounds all = layer->bounds();
    std::size_t hitsSeen = 0;
    for (int n = 0; n < 500; ++n) {
        const WorldPoint at{std::uniform_real_distribution(all.minX, all.maxX)(random),
                            std::uniform_real_distribution(all.minY, all.maxY)(random)};
        const double tolerance = 20'000;
        const auto hits = pick(*layer, at, tolerance);
        hitsSeen += hits.size();
        for (std::uint32_t i = 0; i < layer->featureCount(); ++i) {
            const FeatureView f = layer->feature(i);
            const bool expected =
                f.geometryClass() == GeometryClass::Polygon ? contains(f, at) : distanceTo(f, at) <= tolerance;
            ASSERT_EQ(found(hits, i), expected) << f.id();
        }
    }
    EXPECT_GT(hitsSeen, 500U);
}

TEST(Pick, AHoleIsNotInsideAndTheMissIsExact) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("ring", GeometryType::Polygon);
    builder.addProjectedPart(std::vector<WorldPoint>{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}});
    builder.addProjectedPart(std::vector<WorldPoint>{{40, 40}, {60, 40}, {60, 60}, {40, 60}, {40, 40}}, false);
    const auto layer = builder.finish();
    EXPECT_EQ(pick(*layer, {20, 20}, 0).size(), 1U);
    EXPECT_TRUE(pick(*layer, {50, 50}, 5).empty());
    EXPECT_TRUE(pick(*layer, {101, 50}, 5).empty());
}

TEST(Pick, PutsPointsBeforeLinesBeforePolygonsAndTheNearestFirst) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("land", GeometryType::Polygon);
    builder.addProjectedPart(std::vector<WorldPoint>{{-500, -500}, {500, -500}, {500, 500}, {-500, 500}, {-500, -500}});
    builder.beginFeature("town", GeometryType::Polygon);
    builder.addProjectedPart(std::vector<WorldPoint>{{-50, -50}, {50, -50}, {50, 50}, {-50, 50}, {-50, -50}});
    builder.beginFeature("road", GeometryType::LineString);
    builder.addProjectedPart(std::vector<WorldPoint>{{-100, 1}, {100, 1}});
    builder.beginFeature("far", GeometryType::Point);
    builder.addProjectedPart(std::vector<WorldPoint>{{0, 5}});
    builder.beginFeature("near", GeometryType::Point);
    builder.addProjectedPart(std::vector<WorldPoint>{{0, 3}});
    const auto layer = builder.finish();
    std::string order;
    for (const Hit &h : pick(*layer, {0, 0}, 10)) order += std::string(layer->feature(h.featureIndex).id()) + " ";
    EXPECT_EQ(order, "near far road town land ");
    const auto lines =
        pick(*layer, {0, 0}, 10, [](const FeatureView &f) { return f.geometryClass() == GeometryClass::Line; });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_DOUBLE_EQ(lines[0].distanceM, 1);
}

TEST(Pick, FindsAcrossTheSeamOfAWrappingWorld) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("fiji", GeometryType::Point);
    builder.addPart(std::vector<LonLat>{{179.9999, -17}});
    const auto layer = builder.finish();
    const double edge = layer->projection().square().edgeM;
    const WorldPoint at = layer->feature(0).part(0)[0];
    EXPECT_EQ(pick(*layer, {at.x - edge, at.y}, 5).size(), 1U);
    EXPECT_EQ(pick(*layer, {at.x + 2 * edge, at.y}, 5).size(), 1U);
    EXPECT_EQ(pick(*layer, webMercator()->project({-179.9999, -17}), 50).size(), 1U) << "22 m away over the seam";
    EXPECT_EQ(pick(*layer, at, edge).size(), 1U) << "found in two copies, told once";
}

TEST(Pick, PlaceOnAPolygonLiesInsideIt) {
    const auto layer = testing::randomLayer(4, 300);
    for (std::size_t i = 0; i < layer->featureCount(); ++i) {
        const FeatureView f = layer->feature(i);
        if (f.geometryClass() == GeometryClass::Polygon) {
            ASSERT_TRUE(contains(f, *placeOn(f))) << f.id();
        }
    }
}

TEST(Pick, AnEmptyLayerHasNoHits) { EXPECT_TRUE(pick(*LayerDataBuilder(webMercator()).finish(), {0, 0}, 1e9).empty()); }

} // namespace
} // namespace corridors::query
