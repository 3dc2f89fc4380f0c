// What the paint properties promise, measured in covered pixels.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "map_fixture.hpp"

namespace corridors::test {

namespace {

/// A horizontal line through the middle of the window, far beyond both its ends.
std::string lineStyle(const std::string &paint, double zoom, const char *layout = "{}") {
    return fmt::format(R"({{"version": 8, "center": [0, 0], "zoom": {}, "sources": {{"s": {{"type": "geojson",
        "data": {{"type": "LineString", "coordinates": [[-170, 0], [170, 0]]}}}}}},
        "layers": [{{"id": "l", "type": "line", "source": "s", "layout": {}, "paint": {}}}]}})",
                       zoom, layout, paint);
}

} // namespace

class Lines : public GlTest, public testing::WithParamInterface<std::tuple<double, double, double>> {};

TEST_P(Lines, CoverTheirWidth) {
    const auto [zoom, ratio, width] = GetParam();
    Stage stage(200, 100, exportOptions());
    const Pixels p =
        stage.draw(openStyle(lineStyle(fmt::format(R"({{"line-width": {}}})", width), zoom), 200, 100, ratio));
    // The sum of coverage across the line is its width, also below one pixel. Alpha has 8 bits: 1/255 a pixel.
    EXPECT_NEAR(p.weight(3) / 200, width * ratio, 0.02 + 0.01 * width);
}

INSTANTIATE_TEST_SUITE_P(WidthsAndZooms, Lines,
                         testing::Combine(testing::Values(2.0, 4.37, 7.9), testing::Values(1.0, 2.0),
                                          testing::Values(0.25, 0.5, 1.0, 1.7, 5.0, 12.0)));

class Layers : public GlTest {};

TEST_F(Layers, DashesKeepTheirShare) {
    for (const double zoom : {3.0, 3.4, 4.9}) {
        Stage stage(400, 60, exportOptions());
        const Pixels p =
            stage.draw(openStyle(lineStyle(R"({"line-width": 4, "line-dasharray": [3, 2]})", zoom), 400, 60));
        EXPECT_NEAR(p.weight(3), 400 * 4 * 0.6, 40) << zoom; // at most half a dash more or less
        // Dash and gap are 12 and 8 px long, wherever they begin.
        int changes = 0;
        for (int x = 1; x < 400; ++x) changes += (p.at(x, 30)[3] > 127) != (p.at(x - 1, 30)[3] > 127) ? 1 : 0;
        EXPECT_NEAR(changes, 40, 1) << zoom;
    }
}

TEST_F(Layers, DashesRunOnAcrossTiles) {
    // Along a line over many tiles every period has the same length: no hitch at tile edges.
    Stage stage(1500, 40, exportOptions());
    const Pixels p = stage.draw(openStyle(lineStyle(R"({"line-width": 4, "line-dasharray": [2, 2]})", 3.6), 1500, 40));
    int last = -1;
    for (int x = 1; x < 1500; ++x) {
        if (!(p.at(x, 20)[3] > 127 && p.at(x - 1, 20)[3] <= 127)) continue;
        if (last >= 0) {
            EXPECT_NEAR(x - last, 16, 1) << "at " << x;
        }
        last = x;
    }
}

TEST_F(Layers, GapLinesLeaveTheGap) {
    Stage stage(200, 100, exportOptions());
    const Pixels p = stage.draw(openStyle(lineStyle(R"({"line-width": 3, "line-gap-width": 10})", 4), 200, 100));
    EXPECT_NEAR(p.weight(3) / 200, 6, 0.05);
    EXPECT_EQ(p.at(100, 50)[3], 0);
}

TEST_F(Layers, OffsetMovesToTheRight) {
    Stage stage(200, 100, exportOptions());
    const Pixels p = stage.draw(openStyle(lineStyle(R"({"line-width": 4, "line-offset": 20})", 4), 200, 100));
    EXPECT_EQ(p.at(100, 70)[3], 255); // eastward, right is south
    EXPECT_EQ(p.at(100, 50)[3], 0);
}

TEST_F(Layers, CirclesHaveTheirArea) {
    for (const double ratio : {1.0, 2.0}) {
        const std::string style = R"({"version": 8, "center": [0, 0], "zoom": 3.3, "sources": {"s": {"type": "geojson",
            "data": {"type": "Point", "coordinates": [0, 0]}}}, "layers": [{"id": "c", "type": "circle", "source": "s",
            "paint": {"circle-radius": 10, "circle-color": "#ff0000", "circle-stroke-width": 3,
                      "circle-stroke-color": "#0000ff"}}]})";
        Stage stage(100, 100, exportOptions());
        const Pixels p = stage.draw(openStyle(style, 100, 100, ratio));
        // The edge fades over the last px inside: half a px of radius less.
        const double reach = 13 * ratio - 0.5;
        EXPECT_NEAR(p.weight(3), 3.14159 * reach * reach, reach) << ratio;
        EXPECT_EQ(p.at(50, 50), (std::array{255, 0, 0, 255}));
        EXPECT_EQ(p.at(50 + static_cast<int>(11.5 * ratio), 50), (std::array{0, 0, 255, 255}));
    }
}

namespace {

/// Two overlapping squares in a user's layer of their own.
std::string groupStyle(double opacity) {
    return fmt::format(R"({{"version": 8, "center": [0, 0], "zoom": 2,
        "metadata": {{"corridors:layers": [{{"id": "g", "title": "G", "opacity": {}}}]}},
        "sources": {{"s": {{"type": "geojson", "data": {{"type": "FeatureCollection", "features": [
            {{"type": "Feature", "id": "a", "properties": {{}}, "geometry": {{"type": "Polygon",
              "coordinates": [[[-8,-8],[4,-8],[4,8],[-8,8],[-8,-8]]]}}}},
            {{"type": "Feature", "id": "b", "properties": {{}}, "geometry": {{"type": "Polygon",
              "coordinates": [[[-4,-8],[8,-8],[8,8],[-4,8],[-4,-8]]]}}}}]}}}}}},
        "layers": [{{"id": "bg", "type": "background", "paint": {{"background-color": "#ffffff"}}}},
            {{"id": "f", "type": "fill", "source": "s", "metadata": {{"corridors:layer": "g"}},
              "paint": {{"fill-color": "#000000"}}}},
            {{"id": "l", "type": "line", "source": "s", "metadata": {{"corridors:layer": "g"}},
              "paint": {{"line-color": "#000000", "line-width": 6}}}}]}})",
                       opacity);
}

} // namespace

TEST_F(Layers, GroupOpacityComposesAsAWhole) {
    Stage stage(200, 200, exportOptions());
    const Pixels p = stage.draw(openStyle(groupStyle(0.5), 200, 200));
    // One overlap, both squares alone and the outlines over them: all the same grey.
    for (const int x : {100 - 40, 100 - 23, 100 - 22, 100, 100 + 22, 100 + 40})
        EXPECT_NEAR(p.at(x, 100)[0], 128, 1) << x;
    EXPECT_EQ(p.at(5, 5), (std::array{255, 255, 255, 255}));
}

TEST_F(Layers, AHiddenGroupIsNotDrawn) {
    Stage stage(200, 200, exportOptions());
    app::AppState state = openStyle(groupStyle(1), 200, 200);
    EXPECT_EQ(stage.draw(state).at(100, 100)[0], 0);
    state.layers[0].visible = false;
    EXPECT_EQ(stage.draw(state).at(100, 100)[0], 255);
}

} // namespace corridors::test
