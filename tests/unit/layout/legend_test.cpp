// The legend says what is on the map, in the panel's order, and nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/layout/map_state.hpp"
#include "viewer/layout/furniture.hpp"

namespace corridors::layout {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> labels(const std::vector<LegendEntry> &entries) {
    std::vector<std::string> out;
    for (const LegendEntry &entry : entries) out.push_back(entry.label);
    return out;
}

std::size_t strokes(const LegendEntry &entry) {
    std::size_t count = 0;
    for (const Primitive &primitive : entry.swatch) {
        const auto *path = std::get_if<PathPrimitive>(&primitive.content);
        if (path != nullptr && path->stroke.a > 0 && path->strokeWidthPx > 0) ++count;
    }
    return count;
}

TEST(Legend, NamesEachLookThatOccursByItsStatus) {
    EXPECT_THAT(labels(buildLegend(mapState())),
                ElementsAre("Railways, operating", "Railways, planned", "Roads", "Town or city"))
        << "no disused railway in the data, so none in the legend; land asked to be left out";
}

TEST(Legend, FollowsVisibleLayers) {
    app::AppState state = mapState();
    setVisible(state, "railways", false);
    EXPECT_THAT(labels(buildLegend(state)), ElementsAre("Roads", "Town or city"));
    for (app::LayerState &layer : state.layers) layer.visible = false;
    EXPECT_THAT(buildLegend(state), IsEmpty());
}

TEST(Legend, FollowsTheOrderOfThePanel) {
    app::AppState state = mapState();
    std::swap(state.layers[0], state.layers[1]);
    EXPECT_EQ(labels(buildLegend(state)).front(), "Roads");
}

TEST(Legend, SwatchesShowCasingsAndDashesTogether) {
    const std::vector<LegendEntry> entries = buildLegend(mapState());
    ASSERT_EQ(entries.size(), 4U);
    EXPECT_EQ(strokes(entries[2]), 2U) << "road: casing and fill";
    const auto &planned = std::get<PathPrimitive>(entries[1].swatch[0].content);
    ASSERT_EQ(planned.dashPx.size(), 2U);
    EXPECT_DOUBLE_EQ(planned.dashPx[0], 2 * 2) << "dash lengths are in line widths";
    EXPECT_THAT(std::get<PathPrimitive>(entries[0].swatch[0].content).dashPx, IsEmpty());
}

TEST(Legend, SwatchesStayInTheirBox) {
    const text::TextEngine engine;
    for (const LegendEntry &entry : buildLegend(mapState(9)))
        for (const Primitive &primitive : entry.swatch)
            if (const auto *path = std::get_if<PathPrimitive>(&primitive.content))
                for (const auto &subpath : path->subpaths)
                    for (const ScreenPoint &p : subpath) {
                        EXPECT_GE(p.x, 0);
                        EXPECT_LE(p.x, kSwatchWidthPx);
                        EXPECT_GE(p.y, 0);
                        EXPECT_LE(p.y, kSwatchHeightPx);
                    }
}

TEST(Legend, OnAPageOnlyWhatIsInViewAndDrawnAtItsZoomCounts) {
    app::AppState state = mapState(5);
    const WorldBounds everything{-2e7, -2e7, 2e7, 2e7};
    EXPECT_THAT(labels(buildLegend(state)), Contains("Town or city")) << "the panel shows it at its nearest zoom";
    EXPECT_THAT(labels(buildLegend(state, everything)), Not(Contains("Town or city"))) << "minzoom 6";
    const WorldPoint far = webMercator()->project({-100, 40});
    EXPECT_THAT(buildLegend(state, WorldBounds{far.x, far.y, far.x + 1000, far.y + 1000}), IsEmpty());
}

TEST(Legend, ALineThatPassesAroundThePageIsNotOnIt) {
    app::AppState state = mapState(9);
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("around", GeometryType::LineString);
    const LonLat around[] = {{44, 39}, {44, 41}, {47, 41}};
    builder.addPart(around);
    for (app::SourceState &source : state.sources)
        if (source.id == "roads") source.data = builder.finish();
    const auto project = [](LonLat p) { return webMercator()->project(p); };
    WorldBounds page;
    page.extend(project({45, 39.2}));
    page.extend(project({46.5, 40.8}));
    EXPECT_THAT(labels(buildLegend(state, page)), Not(Contains("Roads")));
    page.extend(project({46, 41.1}));
    EXPECT_THAT(labels(buildLegend(state, page)), Contains("Roads"));
}

TEST(Legend, SaysHowAccurateTheLinesAre) {
    app::AppState state = mapState();
    EXPECT_EQ(accuracyNote(state), "Lines digitised to ±1–2 km");
    setVisible(state, "railways", false);
    EXPECT_EQ(accuracyNote(state), "Lines digitised to ±1 km");
    setVisible(state, "roads", false);
    EXPECT_EQ(accuracyNote(state), "");
}

} // namespace
} // namespace corridors::layout
