#include "viewer/app/map_loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app_fixture.hpp"
#include "geodata/query/name_search.hpp"
#include "viewer/app/file_kind.hpp"
#include "viewer/app/search.hpp"

namespace corridors::app {
namespace {

namespace fs = std::filesystem;

class LoaderTest : public ::testing::Test {
protected:
    LoaderTest() {
        folder = fs::temp_directory_path() /
                 ("corridors-loader-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(folder);
        state.animate = false;
        readers.makeProjection = [](const style::ProjectionChoice &) { return webMercator(); };
        readers.readSource = [this](const SourceRequest &request, const OnProgress &onProgress,
                                    const std::stop_token &stop) -> Result<SourceContents> {
            if (request.path.find("bad") != std::string::npos)
                return fail("broken", request.path, "byte 3", "Repair it");
            while (hold && !stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            LayerDataBuilder builder(request.projection);
            builder.beginFeature("f", GeometryType::Point);
            builder.addPart(std::vector<LonLat>{{45, 40}});
            builder.setProperty("name", std::string_view("Naxçıvan"));
            if (onProgress) onProgress(0.5, nullptr);
            return SourceContents{builder.finish(), {}};
        };
    }
    ~LoaderTest() override { fs::remove_all(folder); }

    std::string write(const std::string &name, const std::string &text) {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    void drain(MapLoader &loader) {
        while (loader.isBusy() || !jobs.isIdle()) {
            jobs.waitForDelivery(0.05);
            jobs.drain();
        }
    }

    fs::path folder;
    std::atomic<bool> hold = false;
    AppState state;
    ApplyContext context;
    MapReaders readers;
    JobPool jobs{2};
    std::vector<std::string> messages;
    MapLoader::Sink sink = [this](const Command &c) {
        if (const auto *m = std::get_if<ShowMessage>(&c)) messages.push_back(m->text);
        apply(state, c, context);
    };
};

constexpr const char *kMap = R"({"version": 8, "sources": {
  "a": {"type": "geojson", "data": "a.geojson"}, "b": {"type": "geojson", "data": "bad.geojson"}},
  "layers": [{"id": "a", "type": "circle", "source": "a"}, {"id": "b", "type": "circle", "source": "b"}]})";

/// A reader that tells a first part and waits for `goOn` before the rest: a file that is long to read.
struct SlowReader {
    explicit SlowReader(MapReaders &readers) {
        readers.readSource = [this](const SourceRequest &request, const OnProgress &onProgress,
                                    const std::stop_token &stop) -> Result<SourceContents> {
            LayerDataBuilder builder(request.projection);
            builder.beginFeature("point", GeometryType::Point);
            builder.addPart(std::vector<LonLat>{{45, 40}});
            builder.beginFeature("other", GeometryType::Point);
            builder.addPart(std::vector<LonLat>{{46, 41}});
            onProgress(0.1, nullptr);
            onProgress(0.2, builder.snapshot());
            while (!goOn && !stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (breaks) return fail("is truncated", request.path, "byte 99", "Copy it again");
            builder.beginFeature("line", GeometryType::LineString);
            builder.addPart(std::vector<LonLat>{{45, 40}, {last, 41}});
            return SourceContents{builder.finish(), {}};
        };
    }
    std::atomic<bool> goOn = false;
    std::atomic<bool> breaks = false;
    std::atomic<double> last = 60;
};

class SlowFile : public LoaderTest {
protected:
    SlowFile() : slow(readers), loader(jobs, readers, state, sink) {
        state.viewportWidthPx = 800;
        state.viewportHeightPx = 600;
        loader.openMap(plainMap());
        loader.openOver("/data/long.geojson");
    }
    ~SlowFile() override { loader.cancel(); }
    void waitForFirstPart() {
        for (int i = 0; i < 2000 && state.source("long") == nullptr; ++i) {
            jobs.waitForDelivery(0.01);
            jobs.drain();
        }
        ASSERT_NE(state.source("long"), nullptr) << "the first features show while the rest is read";
    }
    void finish() {
        slow.goOn = true;
        drain(loader);
    }
    SlowReader slow;
    MapLoader loader;
};

TEST_F(SlowFile, ShowsItsFirstFeaturesLongBeforeTheLast) {
    waitForFirstPart();
    EXPECT_EQ(state.source("long")->status, LoadStatus::Loading);
    EXPECT_DOUBLE_EQ(state.source("long")->progress, 0.2);
    EXPECT_EQ(state.source("long")->data->featureCount(), 2U);
    EXPECT_NE(state.layer("long"), nullptr) << "as a layer";
    const Camera first = state.camera;
    const std::size_t layersBefore = state.document->layers.size();
    apply(state, SetLayerVisible{"long", false}, context);
    finish();
    EXPECT_EQ(state.source("long")->status, LoadStatus::Ready);
    EXPECT_EQ(state.source("long")->data->featureCount(), 3U);
    EXPECT_FALSE(state.layer("long")->visible) << "what was switched meanwhile stays";
    EXPECT_GT(state.document->layers.size(), layersBefore) << "lines came later and are drawn too";
    EXPECT_LT(state.camera.zoom, first.zoom) << "all of it is shown in the end";
    const auto added = std::count_if(state.messages.begin(), state.messages.end(), [](const Message &m) {
        return m.text.find("3 features added") != std::string::npos;
    });
    EXPECT_EQ(added, 1);
    apply(state, Undo{}, context); // of the switch
    apply(state, Undo{}, context);
    EXPECT_EQ(state.layer("long"), nullptr) << "one step takes it away, however often it grew";
}

TEST_F(SlowFile, LeavesTheViewToWhoeverHasMovedIt) {
    waitForFirstPart();
    apply(state, PanBy{100, 50}, context);
    const Camera moved = state.camera;
    finish();
    EXPECT_EQ(state.camera, moved);
}

TEST_F(SlowFile, DoesNotMoveTheViewTwiceWhereTheFirstPartShowedAsMuch) {
    waitForFirstPart();
    const Camera first = state.camera;
    slow.last = 45.5;
    finish();
    EXPECT_EQ(state.camera, first);
}

TEST_F(SlowFile, IsTakenAwayAgainWhenItBreaksOff) {
    waitForFirstPart();
    slow.breaks = true;
    finish();
    EXPECT_EQ(state.source("long"), nullptr);
    EXPECT_EQ(state.layer("long"), nullptr);
    EXPECT_TRUE(std::none_of(state.document->layers.begin(), state.document->layers.end(),
                             [](const style::StyleLayer &l) { return l.source == "long"; }));
    ASSERT_FALSE(state.messages.empty());
    EXPECT_NE(state.messages.back().text.find("truncated"), std::string::npos);
}

TEST_F(SlowFile, StaysAwayWhenItWasUndoneWhileItWasRead) {
    waitForFirstPart();
    apply(state, Undo{}, context);
    EXPECT_EQ(state.layer("long"), nullptr);
    finish();
    EXPECT_EQ(state.layer("long"), nullptr);
    apply(state, Redo{}, context);
    EXPECT_NE(state.layer("long"), nullptr);
    EXPECT_EQ(state.source("long")->data->featureCount(), 3U);
}

TEST_F(LoaderTest, OneBrokenSourceNeverStopsTheOthers) {
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(write("map.json", kMap), {});
    drain(loader);
    ASSERT_NE(state.source("a"), nullptr);
    EXPECT_EQ(state.source("a")->status, LoadStatus::Ready);
    EXPECT_EQ(state.source("b")->status, LoadStatus::Failed);
    EXPECT_EQ(state.source("b")->error.remedy, "Repair it");
    ASSERT_TRUE(state.names);
    EXPECT_EQ(search(state, "naxcivan").front().title, "Naxçıvan");
}

TEST_F(LoaderTest, AFileNamedBesideAMapWaitsForIt) {
    MapLoader loader(jobs, readers, state, sink);
    loader.openFiles(
        {write("map.json", kMap), write("more.geojson", R"({"type": "FeatureCollection", "features": []})")});
    drain(loader);
    ASSERT_NE(state.layer("more"), nullptr);
    EXPECT_EQ(state.layers.front().id, "more");
    EXPECT_NE(state.source("a"), nullptr);
}

TEST_F(LoaderTest, FilesOfOneNameGetIdsOfTheirOwn) {
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(plainMap());
    loader.addFile("/x/roads.geojson");
    loader.addFile("/y/roads.geojson");
    drain(loader);
    EXPECT_NE(state.layer("roads"), nullptr);
    EXPECT_NE(state.layer("roads-2"), nullptr);
}

TEST_F(LoaderTest, AMissingMapIsAMessage) {
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap((folder / "none.json").string(), {});
    drain(loader);
    ASSERT_FALSE(messages.empty());
    EXPECT_NE(messages.front().find("none.json"), std::string::npos);
    EXPECT_EQ(state.document, nullptr);
}

TEST_F(LoaderTest, AnUnknownThemeNamesThoseThatAreThere) {
    const auto map = readMap(write("map.json", kMap), "neon", readers);
    ASSERT_FALSE(map);
    EXPECT_NE(map.error().text().find("neon"), std::string::npos);
}

TEST_F(LoaderTest, MissingLinksAndStoryAreWarningsOnly) {
    const std::string path = write("map.json", R"({"version": 8, "sources": {}, "layers": [],
      "metadata": {"corridors:links": "none.jsonld", "corridors:story": "none.json"}})");
    const auto map = readMap(path, {}, readers);
    ASSERT_TRUE(map) << map.error().text();
    EXPECT_GE(map->warnings.size(), 2U);
}

TEST_F(LoaderTest, ANewMapGivesUpTheOldOne) {
    hold = true;
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(write("map.json", kMap), {});
    while (!state.document) {
        jobs.waitForDelivery(0.05);
        jobs.drain();
    }
    const std::string other =
        write("other.json", R"({"version": 8, "sources": {}, "layers": [{"id": "p", "type": "background"}]})");
    loader.openMap(other, {});
    hold = false;
    drain(loader);
    EXPECT_EQ(state.document->path, other);
    EXPECT_TRUE(state.sources.empty());
}

TEST_F(LoaderTest, KindsOfFilesAreToldApartByTheirContents) {
    EXPECT_EQ(fileKind(write("x.json", kMap)), FileKind::Map);
    EXPECT_EQ(fileKind(write("y.json", R"({"type": "FeatureCollection", "features": [{"layers": 1}]})")),
              FileKind::Data);
    EXPECT_EQ(fileKind(write("z.geojson", "not JSON")), FileKind::Data);
    EXPECT_EQ(fileKind(write("map.json", "not JSON")), FileKind::Map);
    EXPECT_EQ(fileKind(write("article.md", "# Title")), FileKind::Article);
    EXPECT_EQ(fileKind((folder / "none.gpkg").string()), FileKind::Data);
}

TEST(TopLevelKeys, OnlyThoseOfTheOutermostObject) {
    EXPECT_EQ(topLevelKeys(R"( {"a": {"b": [1, {"c": 2}]}, "d\"e": "x, \"f\":", "g": [)"),
              (std::vector<std::string>{"a", "d\\\"e", "g"}));
    EXPECT_TRUE(topLevelKeys("[1, 2]").empty());
    EXPECT_TRUE(topLevelKeys("").empty());
}

TEST(Search, FindsCoordinatesLayersAndActions) {
    SmallMap map;
    const auto coordinate = search(map.state, "40.5, 45.5");
    ASSERT_FALSE(coordinate.empty());
    EXPECT_EQ(coordinate.front().kind, SearchHit::Kind::Coordinate);
    for (const Command &c : coordinate.front().commands) map.send(c);
    const LonLat at = map.state.projection->unproject(map.state.camera.center);
    EXPECT_NEAR(at.latDeg, 40.5, 1e-6);
    EXPECT_NEAR(at.lonDeg, 45.5, 1e-6);
    const auto layer = search(map.state, "roads");
    ASSERT_FALSE(layer.empty());
    EXPECT_EQ(layer.front().kind, SearchHit::Kind::Layer);
    map.send(layer.front().commands.front());
    EXPECT_FALSE(map.state.layer("roads")->visible);
    const auto action = search(map.state, "export");
    ASSERT_FALSE(action.empty());
    EXPECT_EQ(action.front().kind, SearchHit::Kind::Action);
    EXPECT_TRUE(search(map.state, "").empty());
    EXPECT_TRUE(search(map.state, "zzzz").empty());
}

/// Pictures whose record is the text of the file.
void readRecords(MapReaders &readers) {
    readers.readPicture = [](const std::string &path) -> Result<PictureRecord> {
        std::ifstream in(path);
        const std::string json((std::istreambuf_iterator<char>(in)), {});
        return recordFromJson(json, path);
    };
}

TEST_F(LoaderTest, APictureFindsItsMapAndFilesAndIsRestored) {
    readRecords(readers);
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(write("map.json", kMap), {});
    drain(loader);
    loader.addFile(write("mine.geojson", "{}"));
    drain(loader);
    ASSERT_NE(state.layer("mine"), nullptr);
    apply(state, SetLayerVisible{"a", false}, context);
    apply(state, SetCamera{{state.projection->project({44, 41}), 9}}, context);
    const Camera camera = state.camera;
    const std::string picture = write("x.png", toJson(recordOf(state, "Corridors")));
    EXPECT_EQ(fileKind(picture), FileKind::Picture);

    // Over its own map.
    apply(state, SetLayerVisible{"a", true}, context);
    apply(state, GoHome{}, context);
    loader.openFiles({picture});
    drain(loader);
    EXPECT_FALSE(state.layer("a")->visible);
    EXPECT_NEAR(state.camera.center.x, camera.center.x, 1e-6);

    // Over another map, beside the picture: map and file come first, in whatever order they are read.
    loader.openMap(plainMap());
    drain(loader);
    ASSERT_EQ(state.layer("mine"), nullptr);
    loader.openFiles({picture});
    drain(loader);
    ASSERT_NE(state.layer("mine"), nullptr);
    EXPECT_FALSE(state.layer("a")->visible);
    EXPECT_NEAR(state.camera.zoom, camera.zoom, 1e-9);
    EXPECT_TRUE(std::none_of(messages.begin(), messages.end(),
                             [](const std::string &m) { return m.find("not to be found") != std::string::npos; }));
}

TEST_F(LoaderTest, APictureWithoutItsMapIsRefusedAndTheMapStays) {
    readRecords(readers);
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(write("map.json", kMap), {});
    drain(loader);
    PictureRecord record = recordOf(state, "Corridors");
    record.map = "elsewhere/other.json";
    record.mapSha256 = std::string(64, '0');
    for (auto &layer : record.layers) layer.visible = false;
    messages.clear();
    loader.openFiles({write("x.png", toJson(record)), write("y.png", "no record")});
    drain(loader);
    EXPECT_TRUE(state.layer("a")->visible);
    ASSERT_EQ(messages.size(), 2U);
    std::sort(messages.begin(), messages.end()); // by path
    EXPECT_NE(messages[0].find("elsewhere/other.json"), std::string::npos) << messages[0];
    EXPECT_NE(messages[1].find("y.png"), std::string::npos) << messages[1];
}

TEST_F(LoaderTest, APictureOfPlainFilesBringsThem) {
    readRecords(readers);
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(plainMap());
    loader.addFile(write("mine.geojson", "{}"));
    drain(loader);
    const std::string picture = write("x.png", toJson(recordOf(state, "Corridors")));
    loader.openMap(write("map.json", kMap), {});
    drain(loader);
    loader.openFiles({picture});
    drain(loader);
    EXPECT_EQ(state.layer("a"), nullptr);
    ASSERT_NE(state.layer("mine"), nullptr);
    EXPECT_TRUE(state.layer("mine")->visible);
}

TEST_F(LoaderTest, NamesOfVeryManyFeaturesWaitUntilSomebodySearches) {
    readers.readSource = [](const SourceRequest &request, const OnProgress &,
                            const std::stop_token &) -> Result<SourceContents> {
        LayerDataBuilder builder(request.projection);
        for (int i = 0; i < 100'001; ++i) {
            builder.beginFeature({}, GeometryType::Point);
            builder.addPart(std::vector<LonLat>{{45, 40}});
        }
        builder.setProperty("name", std::string_view("Naxçıvan"));
        return SourceContents{builder.finish(), {}};
    };
    MapLoader loader(jobs, readers, state, sink);
    loader.openMap(write("map.json", R"({"version": 8, "sources": {"a": {"type": "geojson", "data": "a.geojson"}},
        "layers": [{"id": "a", "type": "circle", "source": "a"}]})"),
                   {});
    drain(loader);
    EXPECT_EQ(state.names, nullptr);
    loader.wantNames();
    loader.wantNames(); // once is enough
    drain(loader);
    ASSERT_NE(state.names, nullptr);
    EXPECT_EQ(state.names->search("nakh").size() + state.names->search("naxcivan").size(), 1U);
}

} // namespace
} // namespace corridors::app
