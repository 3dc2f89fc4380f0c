// The shipped map looks as accepted: three themes at six zooms, the world to a valley. Its labels are part of it, so
// these pictures also hold the placement still: the same input gives the same labels at the same places.
#include <gtest/gtest.h>

#include <fmt/core.h>

#include "golden.hpp"
#include "viewer/cli/session.hpp"

namespace corridors::golden {

namespace {

struct MapCase {
    std::string theme;
    double zoom = 0;
    LonLat center;
    std::string name;
};

std::vector<MapCase> mapCases() {
    constexpr LonLat kRegion{45.9, 40.45};
    constexpr LonLat kSyunik{46.3, 38.98}; // where the closer zooms have something to tell
    constexpr LonLat kMeghri{46.22, 38.89};
    std::vector<MapCase> cases;
    for (const std::string theme : {"light", "dark", "print"})
        for (const auto &[zoom, center] : {std::pair{2.0, kRegion}, std::pair{4.0, kRegion}, std::pair{5.5, kRegion},
                                           std::pair{7.0, kRegion}, std::pair{9.0, kSyunik}, std::pair{11.0, kMeghri}})
            cases.push_back({theme, zoom, center, fmt::format("map-{}-{:02}", theme, static_cast<int>(zoom * 10))});
    return cases;
}

Result<output::Picture> drawMap(const MapCase &test, bool shown) {
    const cli::BuildInfo build{"test", CORRIDORS_ASSETS_DIR};
    auto session = cli::Session::open({{}, CORRIDORS_ASSETS_DIR, test.theme, false}, build);
    if (!session) return tl::unexpected(session.error());
    output::PictureRequest request;
    request.widthPx = 800;
    request.heightPx = 450;
    request.renderer = output::Renderer::Gl;
    app::PageFurniture &f = request.furniture;
    f.title = f.legend = f.scaleBar = f.northArrow = f.attributions = false;
    cli::Session &s = **session;
    s.apply(app::SetViewport{800, 450, 1});
    s.state().camera = {s.state().projection->project(test.center), test.zoom};
    if (!shown)
        for (const app::LayerState &layer : std::vector(s.state().layers))
            s.apply(app::SetLayerVisible{layer.id, false});
    return output::drawPicture(s.state(), request);
}

} // namespace

class DefaultMap : public testing::TestWithParam<MapCase> {};

TEST_P(DefaultMap, LooksAsAccepted) {
    const auto picture = drawMap(GetParam(), true);
    ASSERT_TRUE(picture.has_value()) << picture.error().text();
    expectGolden(GetParam().name, *picture, textTolerance());
    const auto empty = drawMap(GetParam(), false); // a golden picture of nothing would pass for ever
    ASSERT_TRUE(empty.has_value()) << empty.error().text();
    EXPECT_NE(picture->rgba, empty->rgba);
}

INSTANTIATE_TEST_SUITE_P(Map, DefaultMap, testing::ValuesIn(mapCases()), [](const auto &param) {
    std::string name = param.param.name;
    for (char &c : name)
        if (c == '-') c = '_';
    return name;
});

} // namespace corridors::golden
