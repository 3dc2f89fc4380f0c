// The window's way of drawing: the map texture moves with pans, nothing is drawn when nothing changed, layers switch on
// the next frame, and threads do not change the picture.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "map_fixture.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/render/pixel_grid.hpp"

namespace corridors::test {

namespace {

/// Countries of random stars with outlines, and lines across them.
std::string busyStyle(double zoom) {
    std::string features;
    for (int i = 0; i < 60; ++i) {
        const double cx = std::fmod(i * 37.7, 120) - 60;
        const double cy = std::fmod(i * 23.3, 80) - 40;
        std::string ring;
        for (int k = 0; k <= 24; ++k) {
            const double a = (k % 24) * 3.14159265 / 12;
            const double r = (k % 2 == 0 ? 9.0 : 5.0) + i % 5;
            ring += fmt::format("{}[{:.4f},{:.4f}]", k ? "," : "", cx + r * std::cos(a), cy + r * std::sin(a));
        }
        features += fmt::format(
            R"({}{{"type":"Feature","id":"f{}","properties":{{"n":{}}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}})",
            i ? "," : "", i, i % 7, ring);
    }
    return fmt::format(R"({{"version": 8, "center": [3.1, 2.7], "zoom": {},
        "metadata": {{"corridors:layers": [{{"id": "s", "title": "S"}}]}},
        "sources": {{"s": {{"type": "geojson", "data": {{"type": "FeatureCollection", "features": [{}]}}}}}},
        "layers": [{{"id": "bg", "type": "background", "paint": {{"background-color": "#eef2f5"}}}},
          {{"id": "f", "type": "fill", "source": "s", "paint": {{"fill-opacity": 0.8, "fill-color":
             ["interpolate", ["linear"], ["get", "n"], 0, "#d7c9a8", 6, "#7fa37f"]}}}},
          {{"id": "l", "type": "line", "source": "s", "layout": {{"line-join": "round"}},
            "paint": {{"line-width": 2.4, "line-color": "#553311", "line-dasharray": [4, 1]}}}}]}})",
                       zoom, features);
}

void panBy(app::AppState &state, double dxPx, double dyPx) {
    const double metres = state.viewport().metresPerPixel();
    state.camera.center.x += dxPx * metres;
    state.camera.center.y -= dyPx * metres;
}

} // namespace

class Window : public GlTest {};

TEST_F(Window, PannedTextureEqualsAFreshDraw) {
    for (const double zoom : {3.0, 3.63}) {
        app::AppState state = openStyle(busyStyle(zoom), 500, 300);
        Stage panned(500, 300, windowOptions());
        static_cast<void>(panned.draw(state));
        for (const auto &[dx, dy] : {std::pair{17, 0}, {-40, 9}, {3, -120}, {180, 77}, {-500, -310}, {1, 1}}) {
            panBy(state, dx, dy);
            const Pixels moved = panned.draw(state);
            Stage fresh(500, 300, windowOptions());
            const Difference d = compare(moved, fresh.draw(state));
            // Positions are equal to 1/64 px, but the rasteriser interpolates across the strip's own viewport: an
            // antialiased pixel may round to the next of 255 levels.
            EXPECT_LE(d.largest, 2) << zoom << " after " << dx << "," << dy;
            EXPECT_LE(d.pixels, 1500U);
        }
        // A window rounds its camera to whole pixels, a picture does not: they agree where there is nothing to round.
        const render::PixelGrid grid{state.projection->square(), state.camera.zoom, state.pixelRatio};
        const render::PixelRect shown = render::windowRect(grid, state.camera.center, 500, 300);
        state.camera.center = grid.toWorld(static_cast<double>(shown.x) + 250, static_cast<double>(shown.y) + 150);
        Stage direct(500, 300, exportOptions());
        EXPECT_LE(compare(panned.draw(state), direct.draw(state)).largest, 2) << "texture and direct drawing agree";
    }
}

TEST_F(Window, WhatPanelsCoverIsThereWhenTheyGo) {
    const std::vector<render::PixelRect> panels{{10, 12, 140, 200}, {330, 8, 160, 280}, {0, 290, 500, 10}};
    app::AppState state = openStyle(busyStyle(3.3), 500, 300);
    render::RendererOptions options = windowOptions();
    options.refiningScale = 1e9; // the next zoom's picture is whole with its first frame, on any machine
    Stage open(500, 300, options);
    Stage covered(500, 300, options);
    const auto expectAlike = [&](const Pixels &a, const Pixels &b, bool whole, const char *what) {
        int largest = 0;
        for (int y = 0; y < a.heightPx; ++y)
            for (int x = 0; x < a.widthPx; ++x) {
                const bool hidden = std::ranges::any_of(panels, [&](const auto &p) {
                    return p.intersects({x, y, 1, 1});
                });
                if (hidden && !whole) continue;
                for (std::size_t c = 0; c < 4; ++c)
                    largest = std::max(largest, std::abs(a.at(x, y)[c] - b.at(x, y)[c]));
            }
        EXPECT_LE(largest, 2) << what;
    };
    covered.cover(panels);
    expectAlike(open.draw(state), covered.draw(state), false, "at rest");
    covered.cover({});
    expectAlike(open.drawOnce(state), covered.drawOnce(state), true, "the frame after the panels went");
    // All anew under panels, which go at once, by a pan and by a zoom.
    for (const double zoom : {3.3, 3.25, 3.5}) {
        covered.cover(panels);
        state.layers[0].opacity = state.layers[0].opacity == 1 ? 0.7 : 1;
        expectAlike(open.drawOnce(state), covered.drawOnce(state), false, "drawn anew");
        covered.cover({});
        panBy(state, 23, -17);
        state.camera.zoom = zoom;
        expectAlike(open.drawOnce(state), covered.drawOnce(state), true, "moved from under the panels");
        expectAlike(open.draw(state), covered.draw(state), true, "at rest again");
    }
}

TEST_F(Window, ASlowWindowShowsWhatWasUntilTheNewPictureIsWhole) {
    render::RendererOptions options = windowOptions();
    options.refiningScale = 1e-9; // every window is slow, and each frame draws one piece
    app::AppState state = openStyle(busyStyle(3.3), 700, 500);
    Stage slow(700, 500, options);
    const auto expectFresh = [&](const char *what) {
        Stage fresh(700, 500, windowOptions());
        EXPECT_LE(compare(slow.draw(state), fresh.draw(state)).largest, 2) << what;
    };
    const auto change = [&] { state.layers[0].opacity = state.layers[0].opacity == 1 ? 0.6 : 1; };
    expectFresh("at first");
    const Pixels before = slow.draw(state);
    change();
    EXPECT_EQ(compare(slow.drawOnce(state), before).pixels, 0U) << "what was, whole";
    EXPECT_FALSE(slow.renderer().isComplete());
    EXPECT_TRUE(slow.renderer().needsFrame());
    expectFresh("renewed");
    change();
    static_cast<void>(slow.drawOnce(state));
    change(); // before the first change is drawn
    static_cast<void>(slow.drawOnce(state));
    change();
    expectFresh("the last change counts");
    change();
    static_cast<void>(slow.drawOnce(state));
    panBy(state, 40, 25);
    expectFresh("a pan meanwhile");
    change();
    static_cast<void>(slow.drawOnce(state));
    state.camera.zoom += 0.3;
    static_cast<void>(slow.drawOnce(state));
    state.camera.zoom -= 0.3; // and back at once
    expectFresh("a zoom there and back meanwhile");
}

TEST_F(Window, NothingIsDrawnWhenNothingChanged) {
    app::AppState state = openStyle(busyStyle(3.2), 300, 200);
    Stage stage(300, 200, windowOptions());
    static_cast<void>(stage.draw(state));
    for (int i = 0; i < 5; ++i) {
        stage.jobs().drain();
        stage.renderer().sync(state);
        EXPECT_FALSE(stage.renderer().needsFrame());
    }
    panBy(state, 10, 0);
    stage.renderer().sync(state);
    EXPECT_TRUE(stage.renderer().needsFrame());
}

TEST_F(Window, ALayerSwitchesOnTheNextFrame) {
    app::AppState state = openStyle(busyStyle(3.2), 300, 200);
    Stage stage(300, 200, windowOptions());
    const Pixels with = stage.draw(state);
    state.layers[0].visible = false;
    const Pixels without = stage.drawOnce(state);
    EXPECT_EQ(without.at(150, 100), (std::array{0xee, 0xf2, 0xf5, 255}));
    state.layers[0].visible = true;
    // The first picture was made tile by tile as they came, this one in one go: see PannedTextureEqualsAFreshDraw.
    EXPECT_LE(compare(stage.drawOnce(state), with).largest, 2);
}

TEST_F(Window, NoBlankWhileZoomingOrPanningFar) {
    app::AppState state = openStyle(busyStyle(4), 300, 200);
    for (const char *what : {"in", "out"}) {
        Stage stage(300, 200, windowOptions());
        state.camera.zoom = 4;
        static_cast<void>(stage.draw(state));
        for (int i = 0; i < 12; ++i) {
            state.camera.zoom += *what == 'i' ? 0.21 : -0.12;
            state.nowS += 0.016;
            const Pixels p = stage.drawOnce(state);
            // The background is opaque wherever the map is: never a hole, never the clear colour.
            std::size_t holes = 0;
            for (std::size_t k = 3; k < p.rgba.size(); k += 4) holes += p.rgba[k] == 255 ? 0U : 1U;
            EXPECT_EQ(holes, 0U) << what << " " << state.camera.zoom;
            // And the polygons do not vanish: the parent or the children stand in.
            std::size_t land = 0;
            for (std::size_t k = 0; k < p.rgba.size(); k += 4) land += p.rgba[k] < 0xe0 ? 1U : 0U;
            EXPECT_GT(land, p.rgba.size() / 4 / 10) << what << " " << state.camera.zoom;
        }
    }
}

namespace {

/// Share of the picture where two frames differ by more than an antialiased edge that moved along would explain: both
/// are averaged over blocks first.
double blockDifference(const Pixels &a, const Pixels &b) {
    constexpr int kBlock = 20;
    std::size_t blocks = 0;
    std::size_t different = 0;
    for (int y = 0; y + kBlock <= a.heightPx; y += kBlock) {
        for (int x = 0; x + kBlock <= a.widthPx; x += kBlock) {
            double sum = 0;
            for (int dy = 0; dy < kBlock; ++dy)
                for (int dx = 0; dx < kBlock; ++dx) sum += a.at(x + dx, y + dy)[0] - b.at(x + dx, y + dy)[0];
            different += std::abs(sum) / (kBlock * kBlock) > 12 ? 1U : 0U;
            ++blocks;
        }
    }
    return static_cast<double>(different) / static_cast<double>(blocks);
}

} // namespace

TEST_F(Window, ZoomingShowsEveryMomentWhatAFreshDrawShows) {
    // Frame by frame: the stretched picture, the one that takes its place and what fills the window's rim outwards are
    // the map of that zoom, but for sharpness; and when the zoom rests the picture is exact.
    // Time for it there is enough, so that the machine's other work does not matter: what a frame has no time for shows
    // less sharp, never elsewhere.
    render::RendererOptions unhurried = windowOptions();
    unhurried.refiningScale = 20;
    for (const double step : {0.06, -0.06}) {
        app::AppState state = openStyle(busyStyle(3.8), 400, 240);
        Stage stage(400, 240, unhurried);
        static_cast<void>(stage.draw(state));
        for (int i = 0; i < 24; ++i) {
            state.camera.zoom += step;
            state.nowS += 0.016;
            const Pixels frame = stage.drawOnce(state);
            while (stage.renderer().statistics().tilesPending > 0) {
                stage.jobs().waitForDelivery(0.1);
                stage.jobs().drain();
                stage.renderer().sync(state);
            }
            if (i % 4 != 3) continue;
            Stage fresh(400, 240, windowOptions());
            EXPECT_LE(blockDifference(frame, fresh.draw(state)), 0.02) << "zoom " << state.camera.zoom;
        }
        Stage fresh(400, 240, windowOptions());
        EXPECT_LE(compare(stage.draw(state), fresh.draw(state)).largest, 2) << "at rest";
    }
}

TEST_F(Window, PanningShowsEveryMomentWhatAFreshDrawShows) {
    app::AppState state = openStyle(busyStyle(4.3), 400, 240);
    Stage stage(400, 240, windowOptions());
    static_cast<void>(stage.draw(state));
    for (int i = 0; i < 40; ++i) {
        panBy(state, 16, i % 3 == 0 ? -7 : 2);
        state.nowS += 0.016;
        const Pixels frame = stage.drawOnce(state);
        if (i % 5 != 4) continue;
        Stage fresh(400, 240, windowOptions());
        EXPECT_LE(blockDifference(frame, fresh.draw(state)), 0.02) << i;
    }
}

TEST_F(Window, ThreadsDoNotChangeThePicture) {
    const app::AppState state = openStyle(busyStyle(3.4), 400, 300);
    Stage one(400, 300, exportOptions(), 1);
    const Pixels first = one.draw(state);
    for (const unsigned threads : {2U, 5U}) {
        Stage many(400, 300, exportOptions(), threads);
        EXPECT_EQ(compare(first, many.draw(state)).pixels, 0U) << threads;
    }
}

TEST_F(Window, SelectionIsDrawnOverTheMap) {
    app::AppState state = openStyle(busyStyle(1.2), 400, 300);
    Stage stage(400, 300, windowOptions());
    const Pixels plain = stage.draw(state);
    state.selected = {{"s", "f0"}};
    EXPECT_GT(compare(stage.draw(state), plain).pixels, 200U);
    state.selected.clear();
    EXPECT_EQ(compare(stage.draw(state), plain).pixels, 0U);
}

TEST(DrawPicture, IsTheSameFromRunToRun) {
    const app::AppState state = openStyle(busyStyle(3.3), 640, 360);
    output::PictureRequest request;
    request.renderer = output::Renderer::Gl;
    request.widthPx = 640;
    request.heightPx = 360;
    const auto first = output::drawPicture(state, request);
    ASSERT_TRUE(first.has_value()) << first.error().text();
    for (int i = 0; i < 3; ++i) {
        const auto again = output::drawPicture(state, request);
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ(first->rgba, again->rgba);
    }
}

TEST(DrawPicture, TooLargeIsAnErrorWithAWayOut) {
    const app::AppState state = openStyle(busyStyle(3.3), 640, 360);
    output::PictureRequest request;
    request.renderer = output::Renderer::Gl;
    request.widthPx = 200000;
    request.heightPx = 10;
    const auto picture = output::drawPicture(state, request);
    ASSERT_FALSE(picture.has_value());
    EXPECT_NE(picture.error().remedy, "");
}

} // namespace corridors::test
