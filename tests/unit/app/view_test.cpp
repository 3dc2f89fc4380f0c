#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "app_fixture.hpp"

namespace corridors::app {
namespace {

TEST(View, PanningBackAndForthEndsWhereItBegan) {
    SmallMap map;
    const Camera before = map.state.camera;
    map.send(PanBy{37, -12});
    EXPECT_NE(map.state.camera, before);
    map.send(PanBy{-37, 12});
    EXPECT_NEAR(map.state.camera.center.x, before.center.x, 1e-6);
    EXPECT_NEAR(map.state.camera.center.y, before.center.y, 1e-6);
}

TEST(View, APanMovesTheGroundWithTheMouse) {
    SmallMap map;
    const ScreenPoint before = map.screen({45, 40});
    map.send(PanBy{50, 20});
    const ScreenPoint after = map.screen({45, 40});
    EXPECT_NEAR(after.x - before.x, 50, 1e-6);
    EXPECT_NEAR(after.y - before.y, 20, 1e-6);
}

TEST(View, ZoomKeepsTheGroundUnderTheMouse) {
    SmallMap map;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> x(0, 1000);
    std::uniform_real_distribution<double> y(0, 800);
    std::uniform_real_distribution<double> delta(-1, 1.2);
    for (int i = 0; i < 200; ++i) {
        const ScreenPoint at{x(random), y(random)};
        const WorldPoint ground = map.state.viewport().toWorld(at);
        map.send(ZoomAt{at, delta(random)});
        if (map.state.camera.zoom <= kMinZoom + 2)
            map.send(SetCamera{map.state.home});
        else {
            const ScreenPoint now = map.state.viewport().toScreen(ground);
            ASSERT_NEAR(now.x, at.x, 1e-3);
            ASSERT_NEAR(now.y, at.y, 1e-3);
        }
    }
}

TEST(View, WhatIsShownLiesClearOfThePanels) {
    SmallMap map;
    map.send(SetInsets{{300, 20, 200, 30}});
    map.send(ShowFeatures{{{"lands", "land"}}});
    for (const LonLat corner : {LonLat{44, 39}, LonLat{46, 41}}) {
        const ScreenPoint p = map.screen(corner);
        EXPECT_GE(p.x, 300);
        EXPECT_LE(p.x, 800);
        EXPECT_GE(p.y, 20);
        EXPECT_LE(p.y, 770);
    }
}

TEST(View, APanelThatOpensForAFeatureDoesNotCoverIt) {
    SmallMap map;
    map.send(SetInsets{{300, 20, 0, 30}});
    map.send(ShowFeatures{{{"lands", "land"}}});
    map.send(SetInsets{{300, 20, 200, 30}}); // the feature's panel, a frame later
    const Camera beside = map.state.camera;
    for (const LonLat corner : {LonLat{44, 39}, LonLat{46, 41}}) {
        const ScreenPoint p = map.screen(corner);
        EXPECT_GE(p.x, 300);
        EXPECT_LE(p.x, 800);
    }
    map.state.nowS += 5;
    map.send(SetInsets{{300, 20, 400, 30}}); // another one, much later
    EXPECT_EQ(map.state.camera, beside);
    map.send(ShowFeatures{{{"lands", "land"}}});
    map.send(PanBy{40, 0});
    const Camera moved = map.state.camera;
    map.send(SetInsets{{300, 20, 200, 30}});
    EXPECT_EQ(map.state.camera, moved) << "the user has moved on";
}

TEST(View, HomeFollowsAResizeUntilTheUserMoves) {
    SmallMap map;
    map.send(SetViewport{1600, 900, 1});
    EXPECT_EQ(map.state.camera, map.state.home);
    map.send(PanBy{10, 0});
    const Camera moved = map.state.camera;
    map.send(SetViewport{800, 600, 1});
    EXPECT_EQ(map.state.camera, moved);
    map.send(GoHome{});
    EXPECT_EQ(map.state.camera, map.state.home);
}

TEST(View, BackAndForwardWalkThroughTheViews) {
    SmallMap map;
    const Camera first = map.state.camera;
    map.send(Tick{10});
    map.send(ZoomAt{{500, 400}, 2});
    const Camera second = map.state.camera;
    map.send(Tick{20});
    map.send(PanBy{100, 0});
    map.send(PanBy{100, 0}); // one movement with the last
    const Camera third = map.state.camera;
    map.send(ViewBack{});
    EXPECT_EQ(map.state.camera, second);
    map.send(ViewBack{});
    EXPECT_EQ(map.state.camera, first);
    map.send(ViewBack{});
    EXPECT_EQ(map.state.camera, first);
    map.send(ViewForward{});
    map.send(ViewForward{});
    EXPECT_EQ(map.state.camera, third);
}

TEST(View, AFlightArrivesExactlyAndAnyMovementEndsIt) {
    SmallMap map;
    map.send(SetAnimate{true});
    map.send(Tick{100});
    const Camera target{map.state.projection->project({49, 41}), 9};
    map.send(FlyTo{target});
    ASSERT_TRUE(map.state.flight);
    map.send(Tick{100.1});
    EXPECT_NE(map.state.camera, target);
    map.send(Tick{103});
    EXPECT_EQ(map.state.camera, target);
    EXPECT_FALSE(map.state.flight);
    map.send(GoHome{});
    map.send(Tick{103.1});
    map.send(PanBy{5, 5});
    EXPECT_FALSE(map.state.flight);
    const Camera held = map.state.camera;
    map.send(Tick{110});
    EXPECT_EQ(map.state.camera, held);
}

TEST(View, WithoutAnimationTheCameraIsThereAtOnce) {
    SmallMap map;
    const Camera target{map.state.projection->project({49, 41}), 9};
    map.send(FlyTo{target});
    EXPECT_EQ(map.state.camera, target);
}

TEST(View, ABoxIsShownWhole) {
    SmallMap map;
    const WorldPoint a = map.state.viewport().toWorld({200, 300});
    const WorldPoint b = map.state.viewport().toWorld({420, 380});
    map.send(ZoomToBox{{420, 380}, {200, 300}});
    const WorldBounds seen = map.state.viewport().bounds();
    EXPECT_TRUE(seen.expanded(1).contains(a));
    EXPECT_TRUE(seen.expanded(1).contains(b));
    EXPECT_LT(seen.width(), (b.x - a.x) * 3.5);
    const Camera before = map.state.camera;
    map.send(ZoomToBox{{10, 10}, {11, 12}}); // a slip of the hand
    EXPECT_EQ(map.state.camera, before);
}

TEST(View, HostileNumbersNeverReachTheCamera) {
    SmallMap map;
    const double nan = std::nan("");
    map.send(ZoomAt{{1, 1}, nan});
    map.send(PanBy{nan, 0});
    map.send(SetCamera{{{nan, nan}, nan}});
    map.send(ZoomAt{{500, 400}, 1e300});
    EXPECT_TRUE(std::isfinite(map.state.camera.center.x));
    EXPECT_TRUE(std::isfinite(map.state.camera.center.y));
    EXPECT_TRUE(std::isfinite(map.state.camera.zoom));
}

TEST(Flight, StaysBetweenItsEndsAndNeverJumps) {
    const PyramidSquare square = webMercator()->square();
    std::mt19937 random(3);
    std::uniform_real_distribution<double> metre(-8e6, 8e6);
    std::uniform_real_distribution<double> zoom(1, 15);
    for (int i = 0; i < 200; ++i) {
        const Camera from{{metre(random), metre(random)}, zoom(random)};
        const Camera to{{metre(random), metre(random)}, zoom(random)};
        const Flight flight = makeFlight(from, to, square, 1280, 5);
        EXPECT_EQ(cameraAt(flight, 5), from);
        EXPECT_EQ(cameraAt(flight, 5 + flight.durationS), to);
        EXPECT_LE(flight.durationS, 1.21);
        Camera last = from;
        for (int step = 1; step <= 200; ++step) {
            const Camera now = cameraAt(flight, 5 + flight.durationS * step / 200.0);
            ASSERT_TRUE(std::isfinite(now.zoom));
            ASSERT_LE(now.zoom, std::max(from.zoom, to.zoom) + 1e-6);
            ASSERT_LT(std::abs(now.zoom - last.zoom), 0.6);
            last = now;
        }
    }
}

} // namespace
} // namespace corridors::app
