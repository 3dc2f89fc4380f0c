#include "geodata/core/layer_data.hpp"

#include <gtest/gtest.h>

#include <random>

namespace corridors {
namespace {

std::shared_ptr<const LayerData> twoFeatures() {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("a", GeometryType::Polygon);
    const std::vector<LonLat> shell{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}};
    const std::vector<LonLat> hole{{1, 1}, {1, 1.5}, {1.5, 1.5}, {1, 1}};
    builder.addPart(shell);
    builder.addPart(hole, false);
    builder.setProperty("name", std::string_view("Alpha"));
    builder.setProperty("aliases", JsonText{R"(["A"])"});
    builder.beginFeature("", GeometryType::Point);
    builder.addPart(std::vector<LonLat>{{45, 40}});
    builder.setProperty("rank", 3.0);
    builder.setProperty("name", std::monostate{});
    return builder.finish();
}

TEST(LayerData, KeepsPartsAndProperties) {
    const auto data = twoFeatures();
    ASSERT_EQ(data->featureCount(), 2U);
    const FeatureView a = data->feature(0);
    EXPECT_EQ(a.id(), "a");
    ASSERT_EQ(a.partCount(), 2U);
    EXPECT_EQ(a.part(0).size(), 5U);
    EXPECT_TRUE(a.isShell(0));
    EXPECT_FALSE(a.isShell(1));
    EXPECT_EQ(a.text("name"), "Alpha");
    EXPECT_EQ(a.text("aliases"), R"(["A"])");
    EXPECT_FALSE(a.property("rank").has_value());
    const FeatureView b = data->feature(1);
    EXPECT_EQ(b.id(), "#2") << "a feature without an id gets its ordinal";
    EXPECT_EQ(b.text("rank"), "3");
    ASSERT_TRUE(b.property("name").has_value()) << "null is present, absent is not";
    EXPECT_EQ(data->find("a"), 0U);
    EXPECT_EQ(data->find("nobody"), std::nullopt);
}

TEST(LayerData, SnapshotDoesNotDisturbTheBuilder) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("a", GeometryType::Point);
    builder.addPart(std::vector<LonLat>{{1, 1}});
    const auto first = builder.snapshot();
    builder.beginFeature("b", GeometryType::Point);
    builder.addPart(std::vector<LonLat>{{2, 2}});
    EXPECT_EQ(first->featureCount(), 1U);
    EXPECT_EQ(first->find("a"), 0U);
    EXPECT_EQ(builder.finish()->featureCount(), 2U);
}

TEST(LayerData, FindsOrdinalsWhereTheSourceHasNoIds) {
    LayerDataBuilder builder(webMercator());
    for (int i = 0; i < 3; ++i) builder.beginFeature("", GeometryType::Point);
    const auto data = builder.finish();
    for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(data->find(data->feature(i).id()), i);
    for (const char *nobody : {"", "#", "#0", "#4", "#01", "#-1", "# 1", "#1x", "1", "#99999999999"})
        EXPECT_EQ(data->find(nobody), std::nullopt) << nobody;
    LayerDataBuilder mixed(webMercator());
    for (const char *id : {"", "#1", "b", ""}) mixed.beginFeature(id, GeometryType::Point);
    const auto some = mixed.finish();
    EXPECT_EQ(some->find("#1"), 0U) << "the first of equals";
    EXPECT_EQ(some->find("b"), 2U);
    EXPECT_EQ(some->find("#4"), 3U);
    EXPECT_EQ(some->find("#2"), std::nullopt);
}

TEST(LayerData, BoundsHoldForFewAndManyVertices) {
    std::mt19937 random(9);
    std::uniform_real_distribution<double> position(-2e7, 2e7);
    LayerDataBuilder builder(webMercator());
    std::vector<WorldBounds> expected;
    WorldBounds all;
    for (const std::size_t vertices : {0U, 1U, 2U, 63U, 64U, 65U, 1000U, 3U, 200U}) {
        builder.beginFeature("", GeometryType::MultiLineString);
        WorldBounds bounds;
        for (std::size_t done = 0; done < vertices;) { // in parts
            std::vector<WorldPoint> part;
            for (; done < vertices && part.size() < 40; ++done) part.push_back({position(random), position(random)});
            for (const WorldPoint &p : part) bounds.extend(p);
            builder.addProjectedPart(part);
        }
        expected.push_back(bounds);
        all.extend(bounds);
    }
    for (const auto &data : {builder.snapshot(), builder.finish()}) {
        ASSERT_EQ(data->featureCount(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const WorldBounds b = data->feature(i).bounds();
            EXPECT_EQ(b.isEmpty(), expected[i].isEmpty());
            EXPECT_EQ(b.minX, expected[i].minX);
            EXPECT_EQ(b.maxX, expected[i].maxX);
            EXPECT_EQ(b.minY, expected[i].minY);
            EXPECT_EQ(b.maxY, expected[i].maxY);
        }
        EXPECT_EQ(data->bounds().minX, all.minX);
        EXPECT_EQ(data->bounds().maxY, all.maxY);
        EXPECT_EQ(data->index().find(all).size(), expected.size() - 1) << "the empty one is never found";
    }
}

TEST(BoxIndex, FindsExactlyWhatAScanFinds) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> position(-2e7, 2e7);
    std::exponential_distribution<double> size(1e-5);
    std::vector<WorldBounds> boxes(3000);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (i % 50 == 0) continue; // some stay empty
        const double x = position(random);
        const double y = position(random);
        boxes[i] = {x, y, x + size(random), y + size(random)};
    }
    const BoxIndex index(boxes);
    for (int q = 0; q < 300; ++q) {
        const double x = position(random);
        const double y = position(random);
        const WorldBounds query{x, y, x + 30 * size(random), y + 30 * size(random)};
        const auto found = index.find(query);
        EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
        for (std::uint32_t i = 0; i < boxes.size(); ++i) {
            const bool expected = !boxes[i].isEmpty() && boxes[i].intersects(query);
            const bool got = std::binary_search(found.begin(), found.end(), i);
            // Boxes are rounded outwards to float: a superset by at most a few metres is allowed.
            if (expected) {
                EXPECT_TRUE(got);
            }
            if (got && !expected) {
                EXPECT_TRUE(boxes[i].expanded(8).intersects(query));
            }
        }
    }
}

TEST(BoxIndex, EmptyAndSingle) {
    EXPECT_TRUE(BoxIndex().find({0, 0, 1, 1}).empty());
    const std::vector<WorldBounds> one{{5, 5, 6, 6}};
    EXPECT_EQ(BoxIndex(one).find({0, 0, 10, 10}).size(), 1U);
    EXPECT_TRUE(BoxIndex(one).find({7, 7, 10, 10}).empty());
}

} // namespace
} // namespace corridors
