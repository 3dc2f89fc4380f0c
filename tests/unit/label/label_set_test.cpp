// LabelSet recognises labels across frames by what they are and where they stand: near enough, and never far away.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "label_scene.hpp"
#include "viewer/render/label_item.hpp"

namespace corridors::render {
namespace {

using testing::batchOf;
using testing::pointSpec;
using testing::viewAt;

std::size_t candidates(const LabelSet &set) {
    return static_cast<std::size_t>(
        std::ranges::count(set.items(), true, [](const auto &item) { return item->isCandidate; }));
}

TEST(LabelSet, JoinsWhatLiesWithinTheToleranceWhereverThatIs) {
    const app::Viewport view = viewAt(7);
    constexpr double kToleranceM = 1000;
    std::mt19937 random(5);
    std::uniform_real_distribution<double> place(-2e7, 2e7);
    std::uniform_real_distribution<double> turn(0, 6.28318);
    for (int i = 0; i < 2000; ++i) {
        const WorldPoint at{place(random), place(random)};
        const double angle = turn(random);
        for (const auto &[distanceM, expected] : {std::pair{0.99 * kToleranceM, 1U}, {1.01 * kToleranceM, 2U}}) {
            const WorldPoint beside{at.x + distanceM * std::cos(angle), at.y + distanceM * std::sin(angle)};
            LabelSet set;
            const std::vector<LabelBatch> batches{batchOf({pointSpec(1, "A", at), pointSpec(1, "A", beside)}, view)};
            EXPECT_TRUE(set.update(batches, kToleranceM));
            ASSERT_EQ(candidates(set), expected) << at.x << " " << at.y << " " << distanceM;
        }
    }
}

TEST(LabelSet, TellsFeaturesLayersAndTextsApart) {
    const app::Viewport view = viewAt(7);
    const WorldPoint at{5e6, 5e6};
    LabelSet set;
    const std::vector<LabelBatch> batches{
        batchOf({pointSpec(1, "A", at), pointSpec(2, "A", at), pointSpec(1, "B", at)}, view, 0),
        batchOf({pointSpec(1, "A", at)}, view, 1)};
    EXPECT_TRUE(set.update(batches, 1000));
    EXPECT_EQ(candidates(set), 4U);
}

TEST(LabelSet, KnowsTheNearestAgainWhenTilesAndToleranceChange) {
    const app::Viewport view = viewAt(7);
    LabelSet set;
    std::vector<tile::LabelSpec> specs; // one feature with many places, as a large country has
    for (int i = 0; i < 400; ++i) specs.push_back(pointSpec(7, "Wide", {i * 5000.0, (i % 20) * 7000.0}));
    EXPECT_TRUE(set.update(std::vector{batchOf(specs, view)}, 900));
    ASSERT_EQ(set.items().size(), 400U);
    std::vector<const LabelItem *> before;
    for (const auto &item : set.items()) before.push_back(item.get());
    for (double toleranceM : {900.0, 333.0, 2000.0}) {
        for (tile::LabelSpec &spec : specs) spec.anchor.x += 200; // other tiles: the same places, rounded otherwise
        EXPECT_TRUE(set.update(std::vector{batchOf(specs, view)}, toleranceM));
        set.prune();
        ASSERT_EQ(set.items().size(), 400U) << toleranceM;
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_EQ(set.items()[i].get(), before[i]);
            EXPECT_EQ(set.items()[i]->anchor.x, specs[i].anchor.x);
        }
    }
    EXPECT_TRUE(set.update({}, 900));
    set.prune();
    EXPECT_TRUE(set.items().empty());
}

} // namespace
} // namespace corridors::render
