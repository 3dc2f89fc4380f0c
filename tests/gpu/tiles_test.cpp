// Tiles meet without seams, at every zoom and ratio; polygons and backgrounds cover exactly their pixels.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "map_fixture.hpp"

namespace corridors::test {

namespace {

std::string polygonStyle(const char *paint, double zoom, const char *background = "#ffffff") {
    return fmt::format(R"({{"version": 8, "center": [0, 0], "zoom": {},
        "sources": {{"s": {{"type": "geojson", "data": {{"type": "Polygon",
            "coordinates": [[[-60,-50],[60,-50],[60,50],[-60,50],[-60,-50]]]}}}}}},
        "layers": [{{"id": "bg", "type": "background", "paint": {{"background-color": "{}"}}}},
                   {{"id": "f", "type": "fill", "source": "s", "paint": {}}}]}})",
                       zoom, background, paint);
}

} // namespace

class Tiles : public GlTest {};

TEST_F(Tiles, PolygonCoversItsPixels) {
    // 0.5 turns of longitude are 256 px at zoom 0.
    const std::string style = R"({"version": 8, "center": [0, 0], "zoom": 0,
        "sources": {"s": {"type": "geojson", "data": {"type": "Polygon",
            "coordinates": [[[-45,-40.979898],[45,-40.979898],[45,40.979898],[-45,40.979898],[-45,-40.979898]]]}}},
        "layers": [{"id": "f", "type": "fill", "source": "s", "paint": {"fill-color": "#ff0000"}}]})";
    Stage stage(256, 256, exportOptions());
    const Pixels p = stage.draw(openStyle(style, 256, 256));
    for (int y = 0; y < 256; ++y) {
        for (int x = 0; x < 256; ++x) {
            const bool inside = x >= 64 && x < 192 && y >= 64 && y < 192;
            const bool edge =
                std::abs(x - 63.5) < 2 || std::abs(x - 191.5) < 2 || std::abs(y - 63.5) < 2 || std::abs(y - 191.5) < 2;
            if (edge) continue;
            EXPECT_EQ(p.at(x, y), (inside ? std::array{255, 0, 0, 255} : std::array{0, 0, 0, 0})) << x << "," << y;
        }
    }
}

class Seams : public GlTest, public testing::WithParamInterface<std::tuple<double, double>> {};

TEST_P(Seams, NoPixelOfTheBackgroundShowsInside) {
    const auto [zoom, ratio] = GetParam();
    for (const char *paint : {R"({"fill-color": "#ff0000"})", R"({"fill-color": "#ff0000", "fill-opacity": 0.5})"}) {
        Stage stage(700, 500, exportOptions());
        const Pixels p = stage.draw(openStyle(polygonStyle(paint, zoom), 700, 500, ratio));
        const std::array<int, 4> expected = p.at(5, 5);
        EXPECT_NE(expected[1], 255);
        // Blending rounds by one level between the rasteriser's whole and partial blocks; a seam would be far more.
        int largest = 0;
        for (int y = 0; y < p.heightPx; ++y)
            for (int x = 0; x < p.widthPx; ++x)
                for (std::size_t c = 0; c < 4; ++c) largest = std::max(largest, std::abs(p.at(x, y)[c] - expected[c]));
        EXPECT_LE(largest, 1) << paint;
    }
}

INSTANTIATE_TEST_SUITE_P(ZoomsAndRatios, Seams,
                         testing::Combine(testing::Values(2.9, 3.0, 3.37, 4.5, 5.999, 9.41),
                                          testing::Values(1.0, 2.0)));

TEST_F(Tiles, TheWorldRepeats) {
    const std::string style = R"({"version": 8, "center": [180, 0], "zoom": 0, "sources": {"s": {"type": "geojson",
        "data": {"type": "Point", "coordinates": [170, 0]}}},
        "layers": [{"id": "c", "type": "circle", "source": "s", "paint": {"circle-color": "#00ff00", "circle-radius": 6}}]})";
    Stage stage(1200, 64, exportOptions());
    const Pixels p = stage.draw(openStyle(style, 1200, 64));
    // 170 degrees are 14.2 px left of the middle, and every 512 px the world begins again.
    for (const int x : {586 - 512, 586, 586 + 512}) EXPECT_EQ(p.at(x, 32), (std::array{0, 255, 0, 255})) << x;
    EXPECT_NEAR(p.weight(1), 3 * 3.14159 * 5.5 * 5.5, 3); // the edge fades over the last px inside
}

TEST_F(Tiles, DeepZoomStandsStill) {
    // At zoom 21.7 a metre is some 40 px; a square of about 4 m keeps its size and place to the pixel.
    const std::string style =
        R"({"version": 8, "center": [46.5, 39.2], "zoom": 21.7, "sources": {"s": {"type": "geojson",
        "data": {"type": "Polygon", "coordinates": [[[46.49999,39.19999],[46.50001,39.19999],[46.50001,39.20001],
                 [46.49999,39.20001],[46.49999,39.19999]]]}}},
        "layers": [{"id": "f", "type": "fill", "source": "s", "paint": {"fill-color": "#ff0000"}}]})";
    Stage stage(400, 400, exportOptions());
    const Pixels p = stage.draw(openStyle(style, 400, 400));
    const double edge = 0.00002 / 360 * 512 * std::exp2(21.7);
    EXPECT_NEAR(p.weight(0), edge * edge / std::cos(39.2 * 3.14159265 / 180), edge * 2);
}

TEST_F(Tiles, OutlineDoesNotFollowTheTileEdge) {
    // Inside a polygon that spans many tiles, an outline of another colour must not appear.
    Stage stage(700, 500, exportOptions());
    const Pixels p = stage.draw(
        openStyle(polygonStyle(R"({"fill-color": "#ff0000", "fill-outline-color": "#0000ff"})", 4.3), 700, 500));
    EXPECT_EQ(p.weight(2), 0);
}

} // namespace corridors::test
