#include "geodata/query/nearest.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "geodata/query/measure.hpp"
#include "geodata/query/pick.hpp"
#include "tests/unit/query/layers.hpp"

namespace corridors::query {
namespace {

TEST(Nearest, AgreesWithLookingAtEveryFeature) {
    const auto layer = testing::randomLayer(11, 200);
    std::mt19937 random(12);
    for (int n = 0; n < 200; ++n) {
        const WorldPoint at = layer->projection().project(
            {std::uniform_real_distribution(38.0, 54.0)(random), std::uniform_real_distribution(35.0, 46.0)(random)});
        std::vector<double> all;
        for (std::size_t i = 0; i < layer->featureCount(); ++i) all.push_back(distanceTo(layer->feature(i), at));
        std::sort(all.begin(), all.end());
        const auto found = nearest(*layer, at, 5);
        ASSERT_EQ(found.size(), 5U);
        std::vector<double> got;
        for (const Neighbour &f : found) got.push_back(distanceTo(layer->feature(f.featureIndex), at));
        std::sort(got.begin(), got.end());
        for (std::size_t i = 0; i < 5; ++i) ASSERT_NEAR(got[i], all[i], 1e-6);
        for (const Neighbour &f : found) {
            const LonLat here = layer->projection().unproject(at);
            ASSERT_NEAR(f.distanceM, distanceM(here, layer->projection().unproject(f.closest)), 1e-6);
        }
        ASSERT_TRUE(std::is_sorted(found.begin(), found.end(),
                                   [](const Neighbour &a, const Neighbour &b) { return a.distanceM < b.distanceM; }));
    }
}

TEST(Nearest, HonoursTheFilterAndTheReach) {
    const auto layer = testing::randomLayer(13, 50);
    const WorldPoint far = webMercator()->project({-100, 10});
    const auto lines =
        nearest(*layer, far, 3, [](const FeatureView &f) { return f.geometryClass() == GeometryClass::Line; });
    ASSERT_EQ(lines.size(), 3U);
    for (const Neighbour &f : lines) EXPECT_EQ(layer->feature(f.featureIndex).geometryClass(), GeometryClass::Line);
    EXPECT_TRUE(nearest(*layer, far, 3, {}, 100'000).empty());
    EXPECT_EQ(nearest(*layer, far, 10'000).size(), layer->featureCount());
    EXPECT_TRUE(nearest(*LayerDataBuilder(webMercator()).finish(), far, 3).empty());
    EXPECT_TRUE(nearest(*layer, far, 0).empty());
}

} // namespace
} // namespace corridors::query
