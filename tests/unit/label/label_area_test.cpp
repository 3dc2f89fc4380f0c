// Labels of large polygons among their places, and labels that keep off lines.
#include <gtest/gtest.h>

#include "geodata/tile/ink_grid.hpp"
#include "label_scene.hpp"

namespace corridors::render {
namespace {

using namespace testing;

/// A polygon's label with its best place and a row of spare ones across the view at half height, 64 px apart.
std::vector<tile::LabelSpec> areaSpecs(const app::Viewport &view, ScreenPoint best, double fromPx, double toPx) {
    std::vector<tile::LabelSpec> specs;
    specs.push_back(pointSpec(7, "COUNTRY", view.toWorld(best)));
    specs.back().areaRole = tile::AreaRole::Best;
    for (double x = fromPx; x <= toPx; x += 64) {
        specs.push_back(pointSpec(7, "COUNTRY", view.toWorld({x, kHeightPx / 2})));
        specs.back().areaRole = tile::AreaRole::Spare;
        specs.back().clearancePx = 120;
    }
    return specs;
}

TEST(AreaLabel, TakesItsBestPlaceAndOnlyThat) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf(areaSpecs(view, {300, 200}, 0, 960), view)}));
    ASSERT_EQ(labels.placed().size(), 1U);
    const ScreenBox box = labels.placed()[0].box;
    EXPECT_NEAR((box.left + box.right) / 2, 300, 2);
    EXPECT_NEAR((box.top + box.bottom) / 2, 200, 2);
}

TEST(AreaLabel, TakesASparePlaceInSightWhenTheBestIsNot) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf(areaSpecs(view, {-400, 200}, -640, 320), view)}));
    ASSERT_EQ(labels.placed().size(), 1U);
    EXPECT_TRUE(labels.placed()[0].box.isInside({0, 0, kWidthPx, kHeightPx}));
}

TEST(AreaLabel, LeavesOutWhatHasNoRoom) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    auto specs = areaSpecs(view, {-400, 200}, 0, 320);
    for (tile::LabelSpec &spec : specs) spec.clearancePx = 3;
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf(specs, view)}));
    EXPECT_TRUE(labels.placed().empty());
}

TEST(AreaLabel, KeepsItsPlaceWhilePanningUntilItLeavesTheView) {
    const text::TextEngine engine;
    app::Viewport view = viewAt(7);
    const std::vector<LabelBatch> batches{batchOf(areaSpecs(view, {-400, 200}, -640, 2560), view)};
    LabelLayer labels(engine, {});
    double now = 0;
    WorldPoint at{};
    int moves = 0;
    for (int i = 0; i < 300; ++i, now += 1.0 / 60) {
        if (i > 60) view.camera.center.x += 5 * view.metresPerPixel();
        labels.update(frameOf(view, batches, now));
        for (const PlacedLabel &label : labels.placed()) {
            if (label.leaving || label.opacity < 1) continue;
            const WorldPoint world =
                view.toWorld({(label.box.left + label.box.right) / 2, (label.box.top + label.box.bottom) / 2});
            if (std::hypot(world.x - at.x, world.y - at.y) > 8 * view.metresPerPixel()) {
                at = world;
                ++moves;
            }
        }
    }
    EXPECT_GE(moves, 2); // it appeared, and had to move at least once: the view went 1200 px
    EXPECT_LE(moves, 4);
}

/// Ink over the tile-sized square whose north-west corner lies at a point of the view.
LabelInk inkOver(const app::Viewport &view, ScreenPoint northWest, ScreenPoint southEast) {
    auto grid = tile::InkGrid();
    const double px = tile::kUnitsPerPx;
    for (double y = northWest.y; y <= southEast.y; ++y)
        grid.mark({northWest.x * px, y * px}, {southEast.x * px, y * px}, 0);
    LabelInk ink;
    ink.cells = std::make_shared<const std::vector<std::uint64_t>>(grid.take());
    const WorldPoint nw = view.toWorld({0, 0});
    const WorldPoint se = view.toWorld({512, 512});
    ink.square = ink.clip = {nw.x, se.y, se.x, nw.y};
    return ink;
}

TEST(InkedLabel, TakesTheSideThatHidesNoLine) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    tile::LabelSpec spec = pointSpec(1, "Harbour", view.toWorld({250, 250}));
    spec.variableAnchors = {"left", "right", "top", "bottom"};
    spec.radialOffsetEm = 0.6F;
    const std::vector<LabelInk> inks{inkOver(view, {252, 230}, {500, 270})}; // to the right, where the text would go
    LabelFrame frame = frameOf(view, {});
    const std::vector<LabelBatch> batches{batchOf({spec}, view)};
    frame.batches = batches;
    for (const bool inked : {false, true}) {
        if (inked) frame.inks = inks;
        LabelLayer labels(engine, still());
        labels.update(frame);
        ASSERT_EQ(labels.placed().size(), 1U);
        if (inked)
            EXPECT_LT(labels.placed()[0].box.right, 252);
        else
            EXPECT_GT(labels.placed()[0].box.left, 250);
    }
}

TEST(InkedLabel, ShowsOverLinesRatherThanNotAtAll) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    const std::vector<LabelBatch> batches{batchOf({pointSpec(1, "Harbour", view.toWorld({250, 250}))}, view)};
    const std::vector<LabelInk> inks{inkOver(view, {0, 0}, {511, 511})};
    LabelFrame frame = frameOf(view, batches);
    frame.inks = inks;
    LabelLayer labels(engine, still());
    labels.update(frame);
    EXPECT_EQ(labels.placed().size(), 1U);
}

TEST(InkedLabel, LineLabelSlidesAwayFromWhatCrossesIt) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(7);
    tile::LabelSpec spec = lineSpec(1, "Northern line", view, {{20, 250}, {490, 250}});
    spec.offsetEm[1] = -1;
    const std::vector<LabelInk> inks{inkOver(view, {225, 200}, {285, 300})};
    const std::vector<LabelBatch> batches{batchOf({spec}, view)};
    LabelFrame frame = frameOf(view, batches);
    frame.inks = inks;
    LabelLayer labels(engine, still());
    labels.update(frame);
    ASSERT_EQ(labels.placed().size(), 1U);
    const ScreenBox box = labels.placed()[0].box;
    EXPECT_TRUE(box.right < 235 || box.left > 270) << box.left << " to " << box.right;
}

} // namespace
} // namespace corridors::render
