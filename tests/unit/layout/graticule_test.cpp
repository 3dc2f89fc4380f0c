// The graticule's lines lie where the projection says, and its labels name them.
#include "viewer/layout/graticule.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/layout/map_state.hpp"

namespace corridors::layout {
namespace {

using namespace testing;

TEST(Graticule, EveryPointOfALineHasItsDegreesAndTheStepIsRound) {
    const text::TextEngine engine;
    for (const auto &projection : {webMercator(), lambertConformalConic({})})
        for (const double zoom : {4.0, 6.5, 9.2}) {
            app::AppState state = mapState(zoom);
            state.projection = projection;
            state.camera.center = projection->project({45.5, 40});
            GraticuleOptions options;
            options.widthPx = 1200;
            options.heightPx = 800;
            const app::Viewport view{state.camera, projection->square(), 1200, 800};
            std::size_t lines = 0;
            std::size_t labels = 0;
            for (const Primitive &primitive : buildGraticule(state, options, engine)) {
                const auto *path = std::get_if<PathPrimitive>(&primitive.content);
                if (path == nullptr) {
                    ++labels;
                    continue;
                }
                ++lines;
                const auto &points = path->subpaths[0];
                const LonLat first = projection->unproject(view.toWorld(points.front()));
                const LonLat last = projection->unproject(view.toWorld(points.back()));
                const bool meridian = std::abs(first.lonDeg - last.lonDeg) < 1e-6;
                const double value = meridian ? first.lonDeg : first.latDeg;
                EXPECT_NEAR(value * 60, std::round(value * 60), 1e-4) << "whole minutes";
                for (const ScreenPoint p : points) {
                    const LonLat at = projection->unproject(view.toWorld(p));
                    EXPECT_NEAR(meridian ? at.lonDeg : at.latDeg, value, 1e-6);
                }
            }
            EXPECT_GE(lines, 5U) << zoom;
            EXPECT_LE(lines, 22U) << zoom;
            EXPECT_GE(labels, lines) << "each line is named at an edge at least";
        }
}

TEST(Graticule, LabelsKeepOffFurnitureAndEachOther) {
    const text::TextEngine engine;
    const app::AppState state = mapState(6);
    GraticuleOptions options;
    options.widthPx = 1200;
    options.heightPx = 800;
    options.avoid = furnitureBoxes(buildFurniture(state, 1200, 800, {}, engine));
    std::vector<PageBox> boxes;
    for (const Primitive &primitive : buildGraticule(state, options, engine))
        if (const auto *t = std::get_if<TextPrimitive>(&primitive.content)) {
            const text::TextMetrics m = engine.measure(t->utf8, t->style);
            boxes.push_back({t->topLeft.x, t->topLeft.y, t->topLeft.x + m.widthPx, t->topLeft.y + m.heightPx});
        }
    ASSERT_GT(boxes.size(), 4U);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (const PageBox &other : options.avoid) EXPECT_FALSE(boxes[i].intersects(other));
        for (std::size_t k = i + 1; k < boxes.size(); ++k) EXPECT_FALSE(boxes[i].intersects(boxes[k]));
    }
}

TEST(Graticule, FormatsDegreesAndMinutes) {
    EXPECT_EQ(formatDegrees(45, false), "45°E");
    EXPECT_EQ(formatDegrees(-77.5, false), "77°30′W");
    EXPECT_EQ(formatDegrees(40 + 5.0 / 60, true), "40°05′N");
    EXPECT_EQ(formatDegrees(-0.0, true), "0°");
    EXPECT_EQ(formatDegrees(-180, false), "180°");
    EXPECT_DOUBLE_EQ(graticuleStepDeg(15), 2);
    EXPECT_DOUBLE_EQ(graticuleStepDeg(0.5), 5.0 / 60);
}

} // namespace
} // namespace corridors::layout
