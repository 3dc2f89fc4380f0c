// Pictures that are opened again: the record's way through JSON, and the commands that restore view and layers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app_fixture.hpp"
#include "geodata/core/sha256.hpp"
#include "viewer/app/picture_record.hpp"

namespace corridors::app {
namespace {

namespace fs = std::filesystem;

PictureRecord sample() {
    PictureRecord r;
    r.software = "Corridors 9";
    r.map = "small/map.json";
    r.mapSha256 = sha256Of("map");
    r.theme = "dark";
    r.center = {45.123456789012345, 40.2};
    r.zoom = 7.3333333333333333;
    r.widthPx = 960;
    r.heightPx = 540;
    r.pixelRatio = 2;
    r.layers = {{"towns", false, 0.25}, {"roads", true, 1}};
    r.data = {{"roads", "roads.geojson", sha256Of("roads"), false}, {"mine", "mine.gpkg", "", true}};
    r.selected = {{"towns", "town"}};
    r.chapter = "one";
    r.title = "A <b>\"title\"</b> & more ]]>";
    r.description = "Նախիջևան, Naxçıvan, نخجوان";
    r.date = "2025-10-31";
    r.attributions = {"© Somebody", "Somebody else"};
    return r;
}

TEST(PictureRecord, GoesThroughJsonAndBack) {
    const PictureRecord record = sample();
    const std::string json = toJson(record);
    EXPECT_EQ(json.rfind(kRecordStart, 0), 0U) << json;
    EXPECT_EQ(json.find_first_of("<>&\n"), std::string::npos) << "it stands in XML as it is";
    const auto back = recordFromJson(json, "x.png");
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(*back, record);
    EXPECT_EQ(toJson(*back), json);
}

TEST(PictureRecord, HostileJsonIsToldOrHarmless) {
    for (const char *json : {"", "{", "[]", "null", "{}", R"({"corridors:picture":"1"})", R"({"corridors:picture":0})"})
        EXPECT_FALSE(recordFromJson(json, "x.png")) << json;
    EXPECT_NE(recordFromJson(R"({"corridors:picture":2})", "x.png").error().text().find("later"), std::string::npos);
    const auto odd = recordFromJson(R"({"corridors:picture":1,"view":{"center":[1e9,"x"],"zoom":1e9,"widthPx":-1},
        "layers":[1,{"opacity":7,"id":"a"},{"id":5}],"data":[{"file":"../../etc/passwd"}],"selected":{},"title":3})",
                                    "x.png");
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->zoom, kMaxZoom);
    ASSERT_EQ(odd->layers.size(), 1U);
    EXPECT_EQ(odd->layers[0].opacity, 1);
    EXPECT_EQ(odd->data.at(0).file, "passwd") << "a name, never a way out of the folder";
    const std::string broken = std::string("\xff\xfe") + "name";
    PictureRecord record = sample();
    record.title = broken;
    EXPECT_TRUE(recordFromJson(toJson(record), "x.png")) << "bytes that are no UTF-8";
}

TEST(PictureRecord, MapsAreFoundByTheirBytesThenByTheirName) {
    std::string pattern = (fs::temp_directory_path() / "corridors-record-XXXXXX").string();
    const fs::path folder = mkdtemp(pattern.data());
    fs::create_directories(folder / "small");
    std::ofstream(folder / "moved.json") << "map";
    std::ofstream(folder / "small" / "map.json") << "another";
    const auto path = [&](const char *name) { return (folder / name).string(); };
    const PictureRecord record = sample();
    const auto same = findMap(record, {path("none.json"), path("small/map.json"), path("moved.json")});
    ASSERT_TRUE(same);
    EXPECT_EQ(same->path, path("moved.json"));
    EXPECT_TRUE(same->isSame);
    const auto changed = findMap(record, {path("small/map.json")});
    ASSERT_TRUE(changed);
    EXPECT_FALSE(changed->isSame);
    EXPECT_FALSE(findMap(record, {path("none.json")}));
    fs::remove_all(folder);
}

TEST(PictureRecord, HoldsNoFoldersOfTheMakersMachine) {
    SmallMap map;
    EXPECT_EQ(toJson(recordOf(map.state, "Corridors")).find("/small/map.json"), std::string::npos);
    EXPECT_EQ(recordOf(map.state, "Corridors").map, "small/map.json");
    EXPECT_EQ(shortMapName("map.json"), "map.json");
    EXPECT_EQ(shortMapName("/a/b/../c/m.json"), "c/m.json");
    EXPECT_EQ(shortMapName(""), "");
}

struct Restored : SmallMap {
    /// The record of the map as it is now, then everything changed.
    std::shared_ptr<const PictureRecord> takePictureAndLeave() {
        send(SetLayerVisible{"towns", false});
        send(SetLayerOpacity{"roads", 0.4});
        send(MoveLayer{0, 1});
        send(SetCamera{{state.projection->project({44.5, 40.5}), 9}});
        send(Select{{{"roads", "road/1"}}, false});
        auto record = std::make_shared<const PictureRecord>(recordOf(state, "Corridors"));
        taken = state.layers;
        camera = state.camera;
        for (int i = 0; i < 3; ++i) send(Undo{});
        send(ClearSelection{});
        state.nowS += 10;
        send(SetCamera{{state.projection->project({45, 39}), 5}});
        left = state.layers;
        leftCamera = state.camera;
        return record;
    }
    std::vector<LayerState> taken, left;
    Camera camera, leftCamera;
};

TEST(RestorePicture, BringsViewLayersOrderAndSelectionBack) {
    Restored map;
    const auto record = map.takePictureAndLeave();
    ASSERT_NE(map.left, map.taken);
    map.send(RestorePicture{"/pictures/x.png", record, nullptr});
    EXPECT_EQ(map.state.layers, map.taken);
    EXPECT_NEAR(map.state.camera.center.x, map.camera.center.x, 1e-6);
    EXPECT_NEAR(map.state.camera.center.y, map.camera.center.y, 1e-6);
    EXPECT_EQ(map.state.camera.zoom, map.camera.zoom);
    EXPECT_EQ(map.state.selected, (std::vector<FeatureRef>{{"roads", "road/1"}}));
    EXPECT_NE(map.state.messages.back().text.find("x.png"), std::string::npos);
}

TEST(RestorePicture, OneUndoTakesViewAndLayersBackAndRedoRestoresThem) {
    Restored map;
    const auto record = map.takePictureAndLeave();
    map.send(RestorePicture{"x.png", record, nullptr});
    const Camera restored = map.state.camera;
    map.send(Undo{});
    EXPECT_EQ(map.state.layers, map.left);
    EXPECT_EQ(map.state.camera, map.leftCamera);
    map.send(Redo{});
    EXPECT_EQ(map.state.layers, map.taken);
    EXPECT_EQ(map.state.camera, restored);
    map.send(Undo{});
    EXPECT_EQ(map.state.camera, map.leftCamera);
}

TEST(RestorePicture, UndoOfOtherChangesLeavesTheViewAlone) {
    Restored map;
    const auto record = map.takePictureAndLeave();
    map.send(RestorePicture{"x.png", record, nullptr});
    map.state.nowS += 10;
    map.send(SetLayerVisible{"lands", false});
    map.send(SetCamera{{map.state.projection->project({46, 41}), 6}});
    const Camera here = map.state.camera;
    map.send(Undo{});
    EXPECT_EQ(map.state.camera, here);
    map.send(Redo{});
    EXPECT_EQ(map.state.camera, here);
}

TEST(RestorePicture, AWindowOfAnotherShapeShowsThePicturesGroundWhole) {
    Restored map;
    const auto record = map.takePictureAndLeave();
    const Viewport picture{map.camera, map.state.projection->square(), record->widthPx, record->heightPx};
    map.send(SetViewport{500, 900, 1});
    map.send(SetInsets{{120, 0, 0, 40}});
    map.send(RestorePicture{"x.png", record, nullptr});
    const WorldBounds ground = picture.bounds();
    const ScreenPoint topLeft = map.state.viewport().toScreen({ground.minX, ground.maxY});
    const ScreenPoint bottomRight = map.state.viewport().toScreen({ground.maxX, ground.minY});
    EXPECT_GE(topLeft.x, 120 - 1e-6);
    EXPECT_GE(topLeft.y, -1e-6);
    EXPECT_LE(bottomRight.x, 500 + 1e-6);
    EXPECT_LE(bottomRight.y, 860 + 1e-6);
}

TEST(RestorePicture, WhatIsNotOpenIsNamedAndWhatCameLaterIsHidden) {
    Restored map;
    auto record = std::make_shared<PictureRecord>(recordOf(map.state, "Corridors"));
    std::erase_if(record->layers, [](const auto &layer) { return layer.id == "lands"; });
    record->layers.push_back({"my-file", true, 1});
    record->selected = {{"towns", "nobody"}};
    map.send(RestorePicture{"x.png", record, nullptr});
    EXPECT_FALSE(map.state.layer("lands")->visible);
    EXPECT_TRUE(map.state.layer("roads")->visible);
    EXPECT_TRUE(map.state.selected.empty());
    EXPECT_EQ(map.state.messages.back().kind, Message::Kind::Warning);
    EXPECT_NE(map.state.messages.back().text.find("my-file"), std::string::npos);
}

} // namespace
} // namespace corridors::app
