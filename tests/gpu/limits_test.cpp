// Where the graphics driver has no more to give: a message that says so, and the same picture by another way.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "map_fixture.hpp"
#include "viewer/gpu/context.hpp"

namespace corridors::test {

class Limits : public GlTest {};

TEST_F(Limits, ATextureBeyondTheDriversLimitIsAnErrorWithAWayOut) {
    const int limit = gpu::maxTextureSize();
    const auto made = gpu::makeRenderTexture(limit + 1, 16);
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().text().find(std::to_string(limit + 1)), std::string::npos) << made.error().text();
    EXPECT_NE(made.error().remedy.find(std::to_string(limit)), std::string::npos) << made.error().remedy;
    EXPECT_TRUE(gpu::makeRenderTexture(64, 16)) << "and nothing is left behind";
    EXPECT_EQ(gpu::takeErrors(), "");
}

TEST_F(Limits, AWindowWithoutRoomForItsTextureIsDrawnWithoutIt) {
    // The map's texture is wider than the window by a margin, which here is beyond the driver's limit.
    const int widthPx = gpu::maxTextureSize() - 8;
    const std::string style = R"({"version": 8, "center": [0, 0], "zoom": 5,
        "sources": {"s": {"type": "geojson", "data": {"type": "LineString", "coordinates": [[-170, 0], [170, 0]]}}},
        "layers": [{"id": "bg", "type": "background", "paint": {"background-color": "#dde8ee"}},
                   {"id": "l", "type": "line", "source": "s", "paint": {"line-color": "#aa2200", "line-width": 3}}]})";
    Stage window(widthPx, 16, windowOptions());
    app::AppState state = openStyle(style, widthPx, 16);
    const Pixels drawn = window.draw(state);
    EXPECT_EQ(drawn.at(20, 1), (std::array{0xdd, 0xe8, 0xee, 255}));
    EXPECT_EQ(drawn.at(widthPx / 2, 8), (std::array{0xaa, 0x22, 0, 255}));
    state.camera.center.x += state.viewport().metresPerPixel() * 40;
    EXPECT_EQ(window.draw(state).at(widthPx / 2, 8), (std::array{0xaa, 0x22, 0, 255})) << "panned as well";
}

TEST(NoEgl, IsToldInOneLineWithAWayOut) {
    GTEST_FLAG_SET(death_test_style, "threadsafe"); // a process of its own: drivers are looked for once
    EXPECT_EXIT(
        {
            setenv("__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere/none.json", 1);
            const auto context = output::HeadlessContext::create();
            if (context) std::_Exit(1);
            std::fprintf(stderr, "%s\n", context.error().text().c_str());
            std::_Exit(context.error().remedy.empty() ? 2 : 3);
        },
        testing::ExitedWithCode(3), "EGL");
}

} // namespace corridors::test
