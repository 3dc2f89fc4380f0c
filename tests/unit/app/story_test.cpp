#include "geodata/story/story.hpp"

#include <gtest/gtest.h>

#include "app_fixture.hpp"

namespace corridors::app {
namespace {

void addStory(SmallMap &map) {
    story::Story story;
    for (int i = 0; i < 3; ++i) {
        story::Chapter c;
        c.id = "c" + std::to_string(i);
        c.title = "Chapter";
        c.center = {44.0 + i, 40};
        c.zoom = 7 + i;
        c.layers = {{"towns", i == 1 ? 0.0 : 1.0}, {"roads", 0.5}};
        if (i == 2) c.highlighted = {"town"};
        story.chapters.push_back(c);
    }
    map.state.story = std::make_shared<const story::Story>(story);
}

TEST(Story, AChaptersPictureDoesNotDependOnTheWayThere) {
    SmallMap straight;
    addStory(straight);
    straight.send(GoToChapter{1});
    SmallMap around;
    addStory(around);
    around.send(GoToChapter{2});
    around.send(ToggleLayer{0});
    around.send(PanBy{300, 30});
    around.send(GoToChapter{0});
    around.send(NextChapter{});
    EXPECT_EQ(straight.state.camera, around.state.camera);
    EXPECT_EQ(straight.state.layers, around.state.layers);
    EXPECT_EQ(straight.state.selected, around.state.selected);
}

TEST(Story, PagingStopsAtBothEnds) {
    SmallMap map;
    addStory(map);
    map.send(NextChapter{});
    EXPECT_EQ(map.state.chapter, 0U);
    map.send(PreviousChapter{});
    EXPECT_EQ(map.state.chapter, 0U);
    map.send(LastChapter{});
    EXPECT_EQ(map.state.chapter, 2U);
    ASSERT_EQ(map.state.selected.size(), 1U);
    map.send(NextChapter{});
    EXPECT_EQ(map.state.chapter, 2U);
    map.send(GoToChapter{99});
    EXPECT_EQ(map.state.chapter, 2U);
}

TEST(Story, AMapWithoutChaptersSaysSo) {
    SmallMap map;
    map.send(NextChapter{});
    map.send(LastChapter{});
    EXPECT_FALSE(map.state.chapter);
    EXPECT_NE(map.state.messages.back().text.find("no chapters"), std::string::npos);
}

TEST(Story, PresentingHidesThePanelsAndLeavingBringsThemBack) {
    SmallMap map;
    addStory(map);
    map.send(SetPresenting{true});
    EXPECT_FALSE(map.state.panelsVisible);
    EXPECT_TRUE(map.state.fullscreen);
    EXPECT_EQ(map.state.chapter, 0U);
    map.send(ToggleBlackScreen{});
    EXPECT_TRUE(map.state.blackScreen);
    map.send(NextChapter{});
    EXPECT_FALSE(map.state.blackScreen) << "turning a page lights the screen again";
    map.send(SetPresenting{false});
    EXPECT_TRUE(map.state.panelsVisible);
    EXPECT_FALSE(map.state.fullscreen);
}

TEST(Story, AChapterShowsAtLeastItsGroundInAnyWindow) {
    for (const auto &[w, h] : {std::pair(1280.0, 720.0), std::pair(800.0, 1200.0), std::pair(3840.0, 2160.0)}) {
        SmallMap map;
        addStory(map);
        map.send(SetViewport{w, h, 1});
        map.send(GoToChapter{0});
        const Viewport composed{
            {map.state.projection->project({44, 40}), 7}, map.state.projection->square(), 1920, 1080};
        const WorldBounds seen = map.state.viewport().bounds().expanded(1);
        EXPECT_TRUE(seen.contains({composed.bounds().minX, composed.bounds().minY}));
        EXPECT_TRUE(seen.contains({composed.bounds().maxX, composed.bounds().maxY}));
    }
}

} // namespace
} // namespace corridors::app
