// Properties of placed labels: no overlaps, the same from run to run, stable under pans, one of each, within budget.
#include "viewer/render/label_layer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <set>

#include "tests/unit/label/label_scene.hpp"

namespace corridors::render {
namespace {

using namespace testing;
using ::testing::ElementsAre;

std::set<std::uint32_t> features(const LabelLayer &labels) {
    std::set<std::uint32_t> out;
    for (const PlacedLabel &label : labels.placed())
        if (!label.leaving) out.insert(label.feature);
    return out;
}

/// Runs an animated layer for `seconds` from `fromS`, 60 frames a second; returns the time after it.
double run(LabelLayer &labels, LabelFrame frame, double fromS, double seconds) {
    double now = fromS;
    for (; now < fromS + seconds; now += 1.0 / 60) {
        frame.nowS = now;
        labels.update(frame);
    }
    return now;
}

TEST(LabelLayer, PlacedLabelsDoNotOverlapWhateverTheCrowd) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    for (unsigned seed = 1; seed <= 8; ++seed) {
        const auto batches = randomPoints(seed, 300, view);
        LabelLayer labels(engine, still());
        labels.update(frameOf(view, batches));
        const auto placed = labels.placed();
        ASSERT_GT(placed.size(), 50U);
        ASSERT_LT(placed.size(), 300U) << "a crowd in which everything fits proves nothing";
        for (std::size_t i = 0; i < placed.size(); ++i)
            for (std::size_t k = i + 1; k < placed.size(); ++k)
                ASSERT_FALSE(placed[i].box.intersects(placed[k].box)) << placed[i].text << " / " << placed[k].text;
    }
}

TEST(LabelLayer, LaterLayersAndLowerSortKeysWin) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const WorldPoint here = view.toWorld({500, 350});
    auto second = pointSpec(2, "second", here);
    second.sortKey = 2;
    auto first = pointSpec(1, "first", here);
    first.sortKey = 1;
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({second, first}, view, 0)}));
    EXPECT_THAT(features(labels), ElementsAre(1));
    labels.update(frameOf(view, {batchOf({second, first}, view, 0), batchOf({pointSpec(9, "above", here)}, view, 1)}));
    EXPECT_THAT(features(labels), ElementsAre(9));
}

TEST(LabelLayer, OverlapAllowedShowsAllAndIgnoredPlacementTakesNoRoom) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const WorldPoint here = view.toWorld({500, 350});
    auto ghost = pointSpec(1, "ghost", here);
    ghost.ignorePlacement = true;
    ghost.sortKey = -1;
    auto solid = pointSpec(2, "solid", here);
    auto stubborn = pointSpec(3, "stubborn", here);
    stubborn.allowOverlap = true;
    stubborn.sortKey = 1;
    auto loser = pointSpec(4, "loser", here);
    loser.sortKey = 2;
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({ghost, solid, stubborn, loser}, view)}));
    EXPECT_THAT(features(labels), ElementsAre(1, 2, 3));
    EXPECT_EQ(labels.hiddenCount(), 1U);
}

TEST(LabelLayer, VariableAnchorsFindAFreeSide) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const auto first = pointSpec(1, "Important", view.toWorld({540, 350}));
    auto flexible = pointSpec(2, "Flexible", view.toWorld({500, 350}));
    flexible.variableAnchors = {"left", "right"};
    flexible.radialOffsetEm = 0.5F;
    flexible.sortKey = 1;
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({first, flexible}, view)}));
    ASSERT_EQ(labels.placed().size(), 2U);
    EXPECT_LT(labels.placed()[1].box.right, 500) << "the right side is taken: it hangs by its right edge";
}

TEST(LabelLayer, PrefersSidesThatHideNoOtherPlacesDot) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    auto town = pointSpec(1, "Goris town", view.toWorld({500, 350}));
    town.variableAnchors = {"left", "right"};
    town.radialOffsetEm = 0.5F;
    auto neighbour = pointSpec(2, "Neighbour with a very long name", view.toWorld({530, 350}));
    neighbour.variableAnchors = {"right"}; // finds no room, but its dot is there
    neighbour.radialOffsetEm = 0.5F;
    neighbour.sortKey = 1;
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({town, neighbour}, view)}));
    ASSERT_EQ(labels.placed().size(), 1U);
    EXPECT_LT(labels.placed()[0].box.right, 500) << "to the right it would cover the neighbour's dot";
}

TEST(LabelLayer, SameInputGivesTheSameQuadsWhateverCameBefore) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const auto batches = randomPoints(5, 250, view);
    LabelLayer fresh(engine, still());
    fresh.update(frameOf(view, batches));
    LabelLayer used(engine, still());
    app::Viewport elsewhere = view;
    elsewhere.camera.center.x += 50 * view.metresPerPixel();
    used.update(frameOf(elsewhere, batches));
    used.update(frameOf(view, batches));
    ASSERT_EQ(fresh.quads().size(), used.quads().size());
    for (std::size_t i = 0; i < fresh.quads().size(); ++i)
        for (std::size_t c = 0; c < 4; ++c) ASSERT_EQ(fresh.quads()[i].corners[c], used.quads()[i].corners[c]);
    EXPECT_TRUE(fresh.isSettled());
}

TEST(LabelLayer, KeepsLabelsAndTheirSidesWhilePanning) {
    const text::TextEngine engine;
    app::Viewport view = viewAt(7);
    const auto batches = randomPoints(11, 250, view);
    LabelLayer labels(engine, {});
    double now = run(labels, frameOf(view, batches), 0, 1.0);
    ASSERT_TRUE(labels.isSettled());
    const double metresPerPx = view.metresPerPixel();
    int changes = 0;
    for (int step = 0; step < 40; ++step) {
        std::map<std::uint32_t, WorldPoint> before;
        for (const PlacedLabel &label : labels.placed())
            if (!label.leaving && label.box.isInside({60, 60, kWidthPx - 60, kHeightPx - 60}))
                before[label.feature] = view.toWorld({label.box.left, label.box.top});
        view.camera.center.x += 3 * metresPerPx;
        view.camera.center.y += 1 * metresPerPx;
        now = run(labels, frameOf(view, batches), now, 0.05);
        std::map<std::uint32_t, WorldPoint> after;
        for (const PlacedLabel &label : labels.placed())
            if (!label.leaving) after[label.feature] = view.toWorld({label.box.left, label.box.top});
        for (const auto &[feature, corner] : before) {
            const auto found = after.find(feature);
            if (found == after.end() ||
                std::hypot(found->second.x - corner.x, found->second.y - corner.y) > 1.5 * metresPerPx)
                ++changes;
        }
    }
    // A label yields only to a more important one that comes in from outside: rare, and never at once in crowds.
    EXPECT_LE(changes, 6);
}

TEST(LabelLayer, FadesInAndOutWithinTwoTenthsOfASecond) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const auto base = batchOf({pointSpec(1, "Base", view.toWorld({200, 200}))}, view);
    const auto extra = batchOf({pointSpec(2, "Extra", view.toWorld({600, 400}))}, view, 1);
    LabelLayer labels(engine, {});
    const std::vector<LabelBatch> one{base};
    const std::vector<LabelBatch> two{base, extra};
    double now = run(labels, frameOf(view, one), 0, 1);
    ASSERT_EQ(labels.placed().size(), 1U);
    EXPECT_EQ(labels.placed()[0].opacity, 1);
    now = run(labels, frameOf(view, two), now, 0.1);
    ASSERT_EQ(labels.placed().size(), 2U);
    const auto opacityOfExtra = [&] {
        float opacity = -1;
        for (const PlacedLabel &label : labels.placed())
            if (label.feature == 2) opacity = label.opacity;
        return opacity;
    };
    EXPECT_GT(opacityOfExtra(), 0.2F);
    EXPECT_LT(opacityOfExtra(), 0.8F);
    EXPECT_FALSE(labels.isSettled());
    now = run(labels, frameOf(view, two), now, 0.15);
    EXPECT_EQ(opacityOfExtra(), 1);
    EXPECT_TRUE(labels.isSettled());
    now = run(labels, frameOf(view, one), now, 0.1);
    EXPECT_GT(opacityOfExtra(), 0.2F);
    EXPECT_LT(opacityOfExtra(), 0.8F);
    run(labels, frameOf(view, one), now, 0.15);
    EXPECT_EQ(labels.placed().size(), 1U);
    EXPECT_TRUE(labels.isSettled());
}

TEST(LabelLayer, ALabelThatTakesAnotherPlaceFadesOutWhereItWas) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    auto spec = pointSpec(1, "Ganja", view.toWorld({400, 300}));
    spec.variableAnchors = {"left", "right"};
    spec.radialOffsetEm = 0.5F;
    const auto city = batchOf({spec}, view);
    // Drawn later, so placed first: it takes the city's right side.
    const auto region = batchOf({pointSpec(2, "Region", view.toWorld({430, 300}))}, view, 1);
    LabelLayer labels(engine, {});
    const std::vector<LabelBatch> alone{city};
    const std::vector<LabelBatch> both{city, region};
    double now = run(labels, frameOf(view, alone), 0, 1);
    ASSERT_EQ(labels.placed().size(), 1U);
    const ScreenBox right = labels.placed()[0].box;
    EXPECT_GT(right.left, 400);
    const auto opacityAt = [&](bool onTheRight) {
        float opacity = 0;
        for (const PlacedLabel &label : labels.placed())
            if (label.feature == 1 && (label.box.left > 400) == onTheRight) opacity = label.opacity;
        return opacity;
    };
    float before = opacityAt(true);
    EXPECT_EQ(before, 1);
    bool crossed = false;
    for (int frame = 0; frame < 30; ++frame) {
        now = run(labels, frameOf(view, both), now, 1.0 / 60);
        const float there = opacityAt(true);
        EXPECT_LT(before - there, 0.25F) << "it does not vanish in one frame";
        crossed = crossed || (there > 0.3F && opacityAt(false) > 0.3F);
        before = there;
    }
    EXPECT_TRUE(crossed);
    EXPECT_EQ(opacityAt(true), 0);
    EXPECT_EQ(opacityAt(false), 1);
    EXPECT_EQ(features(labels), (std::set<std::uint32_t>{1, 2}));
    EXPECT_TRUE(labels.isSettled());
}

TEST(LabelLayer, OneLabelForTheSameFeatureInSeveralTiles) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    auto spec = pointSpec(7, "Yerevan", view.toWorld({500, 300}));
    spec.allowOverlap = true;
    auto standIn = spec;
    standIn.anchor.x += 0.5 * view.metresPerPixel();
    auto batch = batchOf({standIn}, view);
    batch.tileZoom -= 1;
    auto elsewhere = pointSpec(7, "Yerevan", view.toWorld({100, 300})); // another part of the same feature
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({spec, elsewhere}, view), batch}));
    EXPECT_EQ(labels.candidateCount(), 2U);
    EXPECT_EQ(labels.placed().size(), 2U);
}

TEST(LabelLayer, LabelsSurviveTheChangeToTilesOfAnotherZoom) {
    const text::TextEngine engine;
    app::Viewport view = viewAt(7.9);
    const auto spec = pointSpec(7, "Yerevan", view.toWorld({500, 300}));
    LabelLayer labels(engine, {});
    const std::vector<LabelBatch> coarse{batchOf({spec}, view)};
    double now = run(labels, frameOf(view, coarse), 0, 0.5);
    view.camera.zoom = 8.1;
    const std::vector<LabelBatch> fine{batchOf({spec}, view)};
    for (int i = 0; i < 30; ++i, now += 1.0 / 60) {
        auto frame = frameOf(view, fine, now);
        labels.update(frame);
        ASSERT_EQ(labels.placed().size(), 1U);
        ASSERT_EQ(labels.placed()[0].opacity, 1) << "no blink when tiles are exchanged";
    }
}

TEST(LabelLayer, KeepInsideLeavesNoLabelCutByTheFrame) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    LabelOptions options = still();
    options.keepInside = true;
    LabelLayer labels(engine, options);
    labels.update(frameOf(view, randomPoints(3, 400, view)));
    ASSERT_GT(labels.placed().size(), 50U);
    for (const PlacedLabel &label : labels.placed()) {
        EXPECT_TRUE(label.box.isInside({0, 0, kWidthPx, kHeightPx})) << label.text;
    }
}

TEST(LabelLayer, KeepsOffThePlacesItIsToldToAvoid) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const std::vector<ScreenBox> avoid{{300, 200, 700, 500}};
    const auto batches = randomPoints(4, 300, view);
    LabelFrame frame = frameOf(view, batches);
    frame.avoid = avoid;
    LabelLayer labels(engine, still());
    labels.update(frame);
    ASSERT_GT(labels.placed().size(), 30U);
    for (const PlacedLabel &label : labels.placed()) EXPECT_FALSE(label.box.intersects(avoid[0])) << label.text;
}

TEST(LabelLayer, HitTestFindsTheLabelUnderThePoint) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, randomPoints(9, 200, view)));
    for (std::size_t i = 0; i < labels.placed().size(); ++i) {
        const ScreenBox box = labels.placed()[i].box;
        EXPECT_EQ(labels.hitTest({(box.left + box.right) / 2, (box.top + box.bottom) / 2}), i);
    }
    EXPECT_EQ(labels.hitTest({-5000, -5000}), std::nullopt);
}

TEST(LabelLayer, BitmapsLieOnWholePixelsAndInTheirPages) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const auto batches = randomPoints(6, 200, view);
    LabelLayer labels(engine, still());
    LabelFrame frame = frameOf(view, batches);
    frame.pixelRatio = 2;
    labels.update(frame);
    for (const LabelQuad &quad : labels.quads()) {
        ASSERT_LT(quad.page, labels.pages().size());
        const AtlasPage &page = labels.pages()[quad.page];
        EXPECT_LE(quad.u + quad.w, page.widthPx());
        EXPECT_LE(quad.v + quad.h, page.heightPx());
        EXPECT_NEAR(std::remainder(quad.corners[0].x * 2, 1), 0, 1e-6);
        EXPECT_NEAR(std::remainder(quad.corners[0].y * 2, 1), 0, 1e-6);
        EXPECT_NEAR((quad.corners[1].x - quad.corners[0].x) * 2, quad.w, 1e-6);
    }
    labels.clearDirty();
    labels.update(frame);
    for (const AtlasPage &page : labels.pages()) EXPECT_TRUE(page.dirty().isEmpty());
}

double threadCpuMs() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

TEST(LabelLayer, AThousandCandidatesCostLittleWhilePanning) {
    const text::TextEngine engine;
    app::Viewport view = viewAt(7);
    const auto batches = randomPoints(2, 1000, view);
    LabelLayer labels(engine, {});
    double now = run(labels, frameOf(view, batches), 0, 1.5);
    while (!labels.isSettled() && now < 60) now = run(labels, frameOf(view, batches), now, 1.5);
    ASSERT_TRUE(labels.isSettled());
    std::vector<double> costs;
    for (int i = 0; i < 120; ++i, now += 1.0 / 60) {
        view.camera.center.x += 4 * view.metresPerPixel();
        const double start = threadCpuMs();
        labels.update(frameOf(view, batches, now));
        costs.push_back(threadCpuMs() - start);
    }
    std::ranges::sort(costs);
    RecordProperty("median_ms", std::to_string(costs[60]));
    RecordProperty("max_ms", std::to_string(costs.back()));
    // The aim is 2 ms in a release build; the bound leaves room for debug builds. CPU time: others may use the machine.
    EXPECT_LT(costs[60], 6);
}

} // namespace
} // namespace corridors::render
