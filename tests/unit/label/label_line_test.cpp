// Labels along lines: upright, along the line, bent within limits, not repeated too near.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/unit/label/label_scene.hpp"

namespace corridors::render {
namespace {

using namespace testing;

std::vector<ScreenPoint> arc(ScreenPoint centre, double radius, double fromDeg, double toDeg, int points = 60) {
    std::vector<ScreenPoint> out;
    for (int i = 0; i <= points; ++i) {
        const double a = (fromDeg + (toDeg - fromDeg) * i / points) * std::numbers::pi / 180;
        out.push_back({centre.x + radius * std::cos(a), centre.y + radius * std::sin(a)});
    }
    return out;
}

TEST(LineLabel, NeverUpsideDownInAnyDirection) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(8);
    for (int deg = 0; deg < 360; deg += 5) {
        const double a = deg * std::numbers::pi / 180;
        const ScreenPoint c{500, 350};
        const auto spec = lineSpec(
            1, "Baku–Tbilisi–Kars", view,
            {{c.x - 200 * std::cos(a), c.y - 200 * std::sin(a)}, {c.x + 200 * std::cos(a), c.y + 200 * std::sin(a)}});
        LabelLayer labels(engine, still());
        labels.update(frameOf(view, {batchOf({spec}, view)}));
        ASSERT_EQ(labels.placed().size(), 1U) << deg;
        const PlacedLabel &label = labels.placed()[0];
        EXPECT_TRUE(label.pieces.empty()) << "straight lines keep the text in one piece";
        EXPECT_LE(std::abs(label.rotateDeg), 90.01) << deg;
        EXPECT_NEAR(std::remainder(label.rotateDeg - deg, 180), 0, 0.5) << "along the line";
    }
}

TEST(LineLabel, BendsAlongAnArcWithItsLettersOnTheArc) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(8);
    for (const bool reversed : {false, true}) {
        auto line = arc({500, 500}, 250, 200, 340);
        if (reversed) std::ranges::reverse(line);
        LabelLayer labels(engine, still());
        labels.update(frameOf(view, {batchOf({lineSpec(1, "Caspian Sea shore line", view, line)}, view)}));
        ASSERT_EQ(labels.placed().size(), 1U);
        const PlacedLabel &label = labels.placed()[0];
        ASSERT_EQ(label.pieces.size(), 22U);
        for (std::size_t i = 0; i < label.pieces.size(); ++i) {
            const auto &piece = label.pieces[i];
            EXPECT_NEAR(std::hypot(piece.pivot.x - 500, piece.pivot.y - 500), 250, 0.5);
            EXPECT_LE(std::abs(piece.rotateDeg), 90);
            if (i > 0) {
                EXPECT_GT(piece.pivot.x, label.pieces[i - 1].pivot.x) << "reads from left to right";
            }
        }
        // Halos of all letters come before the letters, so that no halo covers a neighbour.
        EXPECT_GT(labels.quads().size(), 30U);
    }
}

TEST(LineLabel, RefusesLinesThatBendTooSharplyOrAreTooShort) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(8);
    LabelLayer labels(engine, still());
    const auto tight = lineSpec(1, "A fairly long name", view, arc({300, 300}, 12, 0, 350));
    const auto corner = lineSpec(2, "A fairly long name", view, {{600, 100}, {670, 100}, {670, 170}});
    const auto tooShort = lineSpec(3, "A fairly long name", view, {{100, 600}, {140, 600}});
    labels.update(frameOf(view, {batchOf({tight, corner, tooShort}, view)}));
    EXPECT_EQ(labels.placed().size(), 0U);
    EXPECT_EQ(labels.hiddenCount(), 3U);
}

TEST(LineLabel, SlidesAlongTheLineWhenItsMiddleIsTaken) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(8);
    const auto line = lineSpec(1, "Long road", view, {{200, 300}, {700, 300}});
    const auto town = pointSpec(2, "Town", view.toWorld({430, 300}));
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({line}, view, 0), batchOf({town}, view, 1)}));
    EXPECT_EQ(labels.placed().size(), 2U);
}

TEST(LineLabel, TheSameNameDoesNotRepeatWithinHalfItsSpacing) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(8);
    std::vector<tile::LabelSpec> specs;
    for (std::uint32_t i = 0; i < 6; ++i) // six segments of one railway, 100 px each
        specs.push_back(lineSpec(i, "BTK", view, {{100.0 + 100 * i, 300}, {200.0 + 100 * i, 300}}));
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf(specs, view)}));
    EXPECT_EQ(labels.placed().size(), 3U) << "spacing 250: every second segment";
}

TEST(LineLabel, ArabicAlongALineKeepsItsOrder) {
    const text::TextEngine engine;
    const app::Viewport view = viewAt(8);
    LabelLayer labels(engine, still());
    labels.update(frameOf(view, {batchOf({lineSpec(1, "دریای خزر", view, arc({500, 600}, 300, 230, 310))}, view)}));
    ASSERT_EQ(labels.placed().size(), 1U);
    const PlacedLabel &label = labels.placed()[0];
    const text::TextClusters clusters = engine.clusters(label.text, label.style);
    ASSERT_EQ(clusters.clusters.size(), label.pieces.size());
    EXPECT_EQ(clusters.clusters.back().utf8, "د") << "the first letter stands rightmost";
}

TEST(LineLabel, FollowsTheCameraBetweenPlacements) {
    const text::TextEngine engine;
    app::Viewport view = viewAt(8);
    const std::vector<LabelBatch> batches{
        batchOf({lineSpec(1, "Aras railway line", view, arc({500, 600}, 300, 230, 310))}, view)};
    LabelOptions options;
    options.workBudgetS = 10; // whatever else the machine does
    LabelLayer labels(engine, options);
    labels.update(frameOf(view, batches, 10));
    ASSERT_EQ(labels.placed().size(), 1U);
    const PlacedLabel before = labels.placed()[0];
    view.camera.center.x += 37 * view.metresPerPixel();
    labels.update(frameOf(view, batches, 10.01));
    const PlacedLabel after = labels.placed()[0];
    for (std::size_t i = 0; i < before.pieces.size(); ++i)
        EXPECT_NEAR(after.pieces[i].pivot.x, before.pieces[i].pivot.x - 37, 1e-6);
}

} // namespace
} // namespace corridors::render
