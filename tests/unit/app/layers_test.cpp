#include <gtest/gtest.h>

#include <algorithm>

#include "app_fixture.hpp"

namespace corridors::app {
namespace {

std::string eyes(const AppState &state) {
    std::string out;
    for (const LayerState &l : state.layers) out += l.visible ? '1' : '0';
    return out;
}

std::vector<std::string> drawingOrder(const AppState &state) {
    std::vector<std::string> ids;
    for (const style::StyleLayer &l : state.document->layers) ids.push_back(l.id);
    return ids;
}

TEST(Layers, ADigitTogglesTheNthOfThePanelAndSaysSo) {
    SmallMap map;
    map.send(ToggleLayer{1});
    EXPECT_EQ(eyes(map.state), "101");
    EXPECT_EQ(map.state.layerTag, "Roads: off");
    map.send(ToggleLayer{1});
    EXPECT_EQ(eyes(map.state), "111");
    EXPECT_EQ(map.state.layerTag, "Roads: on");
    map.send(ToggleLayer{7});
    EXPECT_EQ(eyes(map.state), "111");
    EXPECT_NE(map.state.layerTag.find("no layer 8"), std::string::npos);
}

TEST(Layers, ShiftDigitShowsItAloneOverTheBaseMapAndBack) {
    SmallMap map;
    map.send(ToggleLayer{1});
    map.send(SoloLayer{1});
    EXPECT_EQ(eyes(map.state), "011");
    map.send(SoloLayer{0});
    EXPECT_EQ(eyes(map.state), "101");
    map.send(SoloLayer{0});
    EXPECT_EQ(eyes(map.state), "101") << "the set before the first solo had Roads off";
}

TEST(Layers, ZeroShowsAllAndASecondZeroRestores) {
    SmallMap map;
    map.send(ToggleLayer{0});
    map.send(ToggleLayer{2});
    ASSERT_EQ(eyes(map.state), "010");
    map.send(ShowAllLayers{});
    EXPECT_EQ(eyes(map.state), "111");
    map.send(ShowAllLayers{});
    EXPECT_EQ(eyes(map.state), "010");
    map.send(ShowAllLayers{});
    map.send(ToggleLayer{1});
    map.send(ShowAllLayers{});
    EXPECT_EQ(eyes(map.state), "111") << "a change in between makes it a first zero again";
}

TEST(Layers, EveryChangeCanBeUndoneAndRedone) {
    SmallMap map;
    std::vector<MapSnapshot> history{snapshotOf(map.state)};
    const std::vector<Command> changes{ToggleLayer{0},  SetLayerOpacity{"roads", 0.4},   MoveLayer{0, 2}, SoloLayer{1},
                                       ShowAllLayers{}, SetLayerVisible{"lands", false}, MoveLayer{2, 1}};
    double now = 0;
    for (const Command &c : changes) {
        map.send(Tick{now += 10});
        map.send(c);
        ASSERT_NE(snapshotOf(map.state), history.back());
        history.push_back(snapshotOf(map.state));
    }
    for (std::size_t i = changes.size(); i-- > 0;) {
        map.send(Undo{});
        ASSERT_EQ(snapshotOf(map.state), history[i]);
    }
    map.send(Undo{}); // nothing left
    EXPECT_EQ(snapshotOf(map.state), history.front());
    for (std::size_t i = 1; i < history.size(); ++i) {
        map.send(Redo{});
        ASSERT_EQ(snapshotOf(map.state), history[i]);
    }
}

TEST(Layers, ADragOfTheSliderIsOneStep) {
    SmallMap map;
    map.send(Tick{50});
    for (int i = 0; i < 30; ++i) {
        map.send(Tick{50 + i * 0.02});
        map.send(SetLayerOpacity{"roads", 1 - i * 0.02});
    }
    map.send(Undo{});
    EXPECT_EQ(map.state.layer("roads")->opacity, 1);
}

TEST(Layers, AChangeAfterUndoForgetsTheUndone) {
    SmallMap map;
    map.send(ToggleLayer{0});
    map.send(Undo{});
    map.send(ToggleLayer{1});
    map.send(Redo{});
    EXPECT_EQ(eyes(map.state), "101");
}

TEST(Layers, WhatChangesNothingIsNoStep) {
    SmallMap map;
    map.send(SetLayerVisible{"roads", true});
    map.send(SetLayerOpacity{"roads", 1});
    map.send(SetLayerOpacity{"nowhere", 0.3});
    map.send(MoveLayer{1, 1});
    map.send(MoveLayer{9, 0});
    EXPECT_FALSE(map.context.history.canUndo());
}

TEST(Layers, TheDrawingFollowsThePanelAndLabelsStayOnTop) {
    SmallMap map;
    map.send(MoveLayer{2, 0}); // Lands to the top
    EXPECT_EQ(map.state.layers.front().id, "lands");
    EXPECT_EQ(drawingOrder(map.state), (std::vector<std::string>{"road", "town", "land", "road-name"}));
    map.send(MoveLayer{0, 2});
    EXPECT_EQ(drawingOrder(map.state), (std::vector<std::string>{"land", "road", "town", "road-name"}));
}

TEST(Layers, OpacityStaysInRange) {
    SmallMap map;
    map.send(SetLayerOpacity{"roads", 7});
    EXPECT_EQ(map.state.layer("roads")->opacity, 1);
    map.send(SetLayerOpacity{"roads", -7});
    EXPECT_EQ(map.state.layer("roads")->opacity, 0);
}

TEST(Layers, AnAddedFileLiesOnTopAndCanBeUndone) {
    SmallMap map;
    LayerDataBuilder builder(map.state.projection);
    builder.beginFeature("x", GeometryType::Point);
    builder.addPart(std::vector<LonLat>{{45.5, 40.5}});
    auto data = builder.finish();
    const auto layers = style::defaultLayersFor("mine", *data, Color{1, 0, 0, 1});
    map.send(AddSource{"mine", "Mine", "/tmp/mine.geojson", layers, data, {}, false});
    EXPECT_EQ(map.state.layers.front().title, "Mine");
    EXPECT_EQ(map.state.document->layers.back().group, "mine");
    EXPECT_NE(map.state.source("mine"), nullptr);
    map.send(Undo{});
    EXPECT_EQ(map.state.layer("mine"), nullptr);
    map.send(Redo{});
    EXPECT_NE(map.state.layer("mine"), nullptr);
}

} // namespace
} // namespace corridors::app
