// The command line as a person meets it: every command on a small map of its own, and every bad input with its exit
// code and one clear line on stderr.
#include "viewer/cli/program.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "viewer/cli/session.hpp"

namespace corridors::cli {
namespace {

namespace fs = std::filesystem;

struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
    [[nodiscard]] bool says(const std::string &part) const { return err.find(part) != std::string::npos; }
    [[nodiscard]] long errorLines() const { return std::count(err.begin(), err.end(), '\n'); }
};

class Program : public ::testing::Test {
protected:
    Program() {
        std::string pattern = (fs::temp_directory_path() / "corridors-cli-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        write("towns.geojson", R"({"type": "FeatureCollection", "features": [
          {"type": "Feature", "id": "town", "properties": {"name": "Town", "kind": "town"},
           "geometry": {"type": "Point", "coordinates": [45, 40]}},
          {"type": "Feature", "id": "other", "properties": {"name": "Other"},
           "geometry": {"type": "Point", "coordinates": [46, 40.5]}}]})");
        write("links.jsonld", R"({"type": "AnnotationPage", "items": [
          {"id": "urn:l1", "type": "Annotation", "motivation": "linking",
           "body": [{"type": "SpecificResource", "source": "towns.geojson#town"},
                    {"type": "TextualBody", "purpose": "classifying", "value": "describes"},
                    {"type": "TextualBody", "purpose": "describing", "value": "The town lies on a hill."}],
           "target": {"source": "https://doi.org/10.1/x", "corridors:section": "Towns", "corridors:paragraph": 1,
                      "selector": [{"type": "TextQuoteSelector", "exact": "stands the old Town"}]}}]})");
        write("map.json", R"({"version": 8, "center": [45.5, 40.2], "zoom": 8,
          "metadata": {"corridors:title": "Small", "corridors:links": "links.jsonld",
            "corridors:layers": [{"id": "towns", "title": "Towns"}]},
          "sources": {"towns": {"type": "geojson", "data": "towns.geojson"}},
          "layers": [{"id": "paper", "type": "background", "paint": {"background-color": "#eef"}},
            {"id": "town", "type": "circle", "source": "towns", "metadata": {"corridors:layer": "towns"},
             "paint": {"circle-radius": 8, "circle-color": "#a00"}}]})");
        write("article.md", "# On towns\n\n## Towns\n\nOn the hill stands the old Town, older than all.\n\n"
                            "## Roads\n\nA road leads from the Town to the Other.\n");
    }
    ~Program() override { fs::remove_all(folder); }

    std::string write(const std::string &name, const std::string &text) const {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    [[nodiscard]] std::string path(const std::string &name) const { return (folder / name).string(); }

    [[nodiscard]] std::string bytesOf(const std::string &name) const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    static Outcome call(std::vector<std::string> words) {
        words.insert(words.begin(), "corridors");
        std::vector<char *> argv;
        for (std::string &w : words) argv.push_back(w.data());
        const BuildInfo build{"9.9.9", CORRIDORS_ASSETS_DIR};
        ::testing::internal::CaptureStdout();
        ::testing::internal::CaptureStderr();
        Outcome outcome;
        outcome.code = run(static_cast<int>(argv.size()), argv.data(), build);
        outcome.out = ::testing::internal::GetCapturedStdout();
        outcome.err = ::testing::internal::GetCapturedStderr();
        return outcome;
    }

    fs::path folder;
};

TEST_F(Program, SaysItsVersionAndHelp) {
    EXPECT_NE(call({"--version"}).out.find("9.9.9"), std::string::npos);
    for (const char *command : {"export", "check", "info", "passages", "links", "mentions"}) {
        const Outcome help = call({command, "--help"});
        EXPECT_EQ(help.code, kDone) << command;
        EXPECT_GT(help.out.size(), 100U) << command;
    }
}

TEST_F(Program, WrongUsageIsTwoAndOneLine) {
    const std::vector<std::vector<std::string>> cases{
        {"--no-such-option"},           {"export"},           {"check"},
        {"passages", path("map.json")}, {"export", "-o"},     {"--ui-scale", "x"},
        {"--ui-scale", "40"},           {"--window", "wide"}, {"--window", "0x0"}};
    for (const auto &words : cases) {
        const Outcome o = call(words);
        EXPECT_EQ(o.code, kWrongUsage) << words.front();
        EXPECT_EQ(o.errorLines(), 1) << o.err;
        EXPECT_EQ(o.err.rfind("corridors: ", 0), 0U) << o.err;
    }
}

TEST_F(Program, ExportRefusesWhatMakesNoSense) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"--size", "0x0"}, "--size"},
        {{"--size", "999999x999999"}, "--size"},
        {{"--size", "wide"}, "1920x1080"},
        {{"--size", "1920x1080x3"}, "--size"},
        {{"--size", "-5x100"}, "--size"},
        {{"--pixel-ratio", "0"}, "--pixel-ratio"},
        {{"--pixel-ratio", "nan"}, "--pixel-ratio"},
        {{"--bbox", "1,2,3"}, "WEST,SOUTH,EAST,NORTH"},
        {{"--bbox", "50,40,45,41"}, "--bbox"},
        {{"--bbox", "a,b,c,d"}, "--bbox"},
        {{"--bbox", "45,40,45,41"}, "--bbox"},
        {{"--center", "45"}, "LON,LAT"},
        {{"--center", "500,0"}, "--center"},
        {{"--zoom", "99"}, "--zoom"},
        {{"--zoom", "nan"}, "--zoom"},
        {{"--show", "nowhere"}, "no layer 'nowhere'"},
        {{"--hide", "nowhere"}, "It has: towns"},
        {{"--only", "towns,nowhere"}, "no layer 'nowhere'"},
        {{"--highlight", "nobody"}, "no feature 'nobody'"},
        {{"--chapter", "none"}, "--chapter"}};
    for (const auto &[options, expected] : cases) {
        std::vector<std::string> words{"export", path("map.json"), "-o", path("x.png")};
        words.insert(words.end(), options.begin(), options.end());
        const Outcome o = call(words);
        EXPECT_EQ(o.code, kWrongUsage) << options[0] << " " << options[1];
        EXPECT_TRUE(o.says(expected)) << options[0] << " " << options[1] << ": " << o.err;
        EXPECT_FALSE(fs::exists(path("x.png")));
    }
}

TEST_F(Program, FilesThatCannotBeReadAreToldWithTheirPath) {
    write("empty.json", "");
    write("broken.geojson", R"({"type": "FeatureCollection", "features": [{"type")");
    write("map-broken.json", R"({"version": 8, "sources": {}, "layers": [)");
    fs::create_directory(folder / "folder");
    for (const std::string command : {"info", "check", "export"}) {
        for (const std::string name :
             {"missing.geojson", "folder", "empty.json", "broken.geojson", "map-broken.json"}) {
            std::vector<std::string> words{command, path(name)};
            if (command == "export") words.insert(words.end(), {"-o", path("x.png")});
            const Outcome o = call(words);
            EXPECT_EQ(o.code, kFailed) << command << " " << name;
            EXPECT_TRUE(o.says(name)) << command << " " << name << ": " << o.err;
            EXPECT_EQ(o.errorLines(), 1) << command << " " << name << ": " << o.err;
        }
    }
    EXPECT_FALSE(fs::exists(path("x.png")));
}

TEST_F(Program, APipeIsRefusedInsteadOfWaitedFor) {
    ASSERT_EQ(mkfifo(path("pipe.geojson").c_str(), 0600), 0);
    const Outcome outcome = call({"export", path("pipe.geojson"), "-o", path("o.png")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.says("pipe.geojson: is not a regular file")) << outcome.err;
}

TEST_F(Program, AMisspeltCommandIsToldBeforeAnyWindow) {
    for (const char *word : {"exprt", "nosuch.geojson"}) {
        const Outcome outcome = call({word});
        EXPECT_EQ(outcome.code, 1);
        EXPECT_TRUE(outcome.says(std::string(word) + ": there is no such file")) << outcome.err;
        EXPECT_EQ(outcome.errorLines(), 1) << outcome.err;
    }
}

TEST_F(Program, AnUnwritablePictureIsToldAndLeavesNothing) {
    const Outcome o = call({"export", path("map.json"), "--size", "64x64", "-o", path("no/such/folder/x.png")});
    EXPECT_EQ(o.code, kFailed);
    EXPECT_TRUE(o.says("no/such/folder")) << o.err;
    EXPECT_EQ(call({"export", path("map.json"), "--size", "64x64", "-o", folder.string()}).code, kFailed);
}

TEST_F(Program, ExportWritesThePictureAsked) {
    const Outcome o =
        call({"export", path("map.json"), "--size", "320x200", "--bbox", "44,39,47,41", "-o", path("x.png")});
    ASSERT_EQ(o.code, kDone) << o.err;
    std::ifstream in(path("x.png"), std::ios::binary);
    const std::string png((std::istreambuf_iterator<char>(in)), {});
    ASSERT_GT(png.size(), 24U);
    EXPECT_EQ(png.substr(1, 3), "PNG");
    const auto big = [&](std::size_t at) {
        unsigned value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(png[at + i]);
        return value;
    };
    EXPECT_EQ(big(16), 320U);
    EXPECT_EQ(big(20), 200U);
}

TEST_F(Program, APictureMakesItselfAgainByteForByte) {
    write("more.geojson", R"({"type": "Feature", "id": "m", "properties": {},
      "geometry": {"type": "Point", "coordinates": [45.2, 40.1]}})");
    const Outcome first = call({"export", path("map.json"), path("more.geojson"), "--size", "400x300", "--pixel-ratio",
                                "1.25", "--center", "45.3,40.3", "--zoom", "7.7", "--hide", "towns", "--title", "Mine",
                                "--date", "2025-10-31", "-o", path("x.png")});
    ASSERT_EQ(first.code, kDone) << first.err;
    fs::create_directory(folder / "out");
    const Outcome again = call({"export", path("x.png"), "--date", "2025-10-31", "-o", path("out/y.png")});
    ASSERT_EQ(again.code, kDone) << again.err;
    EXPECT_EQ(bytesOf("x.png"), bytesOf("out/y.png"));
    const Outcome smaller = call({"export", path("x.png"), "--size", "100x80", "--allow-empty", "-o", path("z.png")});
    ASSERT_EQ(smaller.code, kDone) << smaller.err;
    EXPECT_EQ(bytesOf("z.png").substr(16, 4), std::string("\0\0\0\x64", 4));
}

TEST_F(Program, ATransparentPictureHasOnlyWhatIsDrawn) {
    const std::vector<std::string> common{
        "export",           path("map.json"),    "--size", "120x90", "--no-title", "--no-legend", "--no-scale-bar",
        "--no-north-arrow", "--no-attributions", "--only", "towns"};
    const auto colourType = [&](std::vector<std::string> words, const std::string &name) {
        words.insert(words.end(), {"-o", path(name)});
        const Outcome o = call(words);
        EXPECT_EQ(o.code, kDone) << o.err;
        return static_cast<int>(bytesOf(name).at(25)); // PNG 11.2.2: IHDR's colour type
    };
    EXPECT_EQ(colourType(common, "opaque.png"), 2);
    std::vector<std::string> transparent = common;
    transparent.emplace_back("--transparent");
    EXPECT_EQ(colourType(transparent, "transparent.png"), 6);
}

TEST_F(Program, AGeoTiffAndAWorldFileSayWhereTheMapLies) {
    const std::string lcc = R"({"version": 8, "metadata": {"corridors:projection":
        {"type": "lcc", "centralLon": 45, "originLat": 40, "parallels": [39, 41]}}, "center": [45.5, 40.2], "zoom": 8,
        "sources": {"towns": {"type": "geojson", "data": "towns.geojson"}},
        "layers": [{"id": "paper", "type": "background", "paint": {"background-color": "#fff"}},
          {"id": "town", "type": "circle", "source": "towns", "paint": {"circle-radius": 4, "circle-color": "#a00",
           "circle-pitch-alignment": "map"}}]})";
    const std::vector<std::string> maps{path("map.json"), write("lcc.json", lcc)};
    for (const std::string &map : maps) {
        for (const std::string name : {"m.tif", "m.png"}) {
            std::vector<std::string> words{"export", map,        "--size",     "400x300",     "--pixel-ratio", "2",
                                           "-o",     path(name), "--no-title", "--no-legend", "--no-scale-bar"};
            if (name == "m.png") words.emplace_back("--world-file");
            const Outcome o = call(words);
            ASSERT_EQ(o.code, kDone) << o.err;
            // The town's dot stands where GDAL says that the town is.
            std::array<char, 256> answer{};
            FILE *pipe = popen(
                ("echo '45 40' | gdaltransform -output_xy -i -t_srs EPSG:4326 '" + path(name) + "'").c_str(), "r");
            ASSERT_NE(pipe, nullptr);
            ASSERT_NE(std::fgets(answer.data(), answer.size(), pipe), nullptr);
            EXPECT_EQ(pclose(pipe), 0);
            double x = 0;
            double y = 0;
            ASSERT_EQ(std::sscanf(answer.data(), "%lf %lf", &x, &y), 2) << answer.data();
            std::string value(64, '\0');
            pipe = popen(fmt::format("gdallocationinfo -valonly '{}' {} {} | tr '\\n' ' '", path(name),
                                     static_cast<int>(x), static_cast<int>(y))
                             .c_str(),
                         "r");
            ASSERT_NE(pipe, nullptr);
            ASSERT_NE(std::fgets(value.data(), 64, pipe), nullptr);
            pclose(pipe);
            EXPECT_EQ(value.substr(0, 8), "170 0 0 ") << map << " " << name << " at " << x << ", " << y;
        }
    }
    EXPECT_EQ(call({"export", path("m.tif"), "-o", path("again.tif")}).code, kDone);
    EXPECT_EQ(bytesOf("m.tif"), bytesOf("again.tif")) << "a GeoTIFF restores itself too";
}

TEST_F(Program, DescribeTellsWithoutAPictureToo) {
    const Outcome o = call({"export", path("map.json"), "--describe"});
    EXPECT_EQ(o.code, kDone) << o.err;
    EXPECT_NE(o.out.find("Small. A map of the area around 40.20° N, 45.50° E"), std::string::npos) << o.out;
    EXPECT_NE(o.out.find("Towns: Town and Other."), std::string::npos) << o.out;
    ASSERT_EQ(call({"export", path("map.json"), "-o", path("x.png")}).code, kDone);
    EXPECT_NE(bytesOf("x.png").find(o.out.substr(0, o.out.size() - 1)), std::string::npos) << "the alt text is in it";
}

TEST_F(Program, FormatsAndTheirOptionsAreChecked) {
    for (const auto &[words, expected] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"-o", path("x.jpg")}, ".png, .svg, .pdf, .tif"},
             {{}, "-o OUT.png"},
             {{"-o", path("x.tif"), "--world-file"}, "PNG"}}) {
        std::vector<std::string> all{"export", path("map.json")};
        all.insert(all.end(), words.begin(), words.end());
        const Outcome o = call(all);
        EXPECT_EQ(o.code, kWrongUsage) << o.err;
        EXPECT_TRUE(o.says(expected)) << o.err;
    }
}

TEST_F(Program, PicturesOfOthersAreRefusedByName) {
    write("no.png", "not a picture");
    write("no.svg", "<svg/>");
    for (const std::string name : {"no.png", "no.svg", "missing.png"}) {
        const Outcome o = call({"export", path(name), "-o", path("x.png")});
        EXPECT_EQ(o.code, kFailed);
        EXPECT_TRUE(o.says(name)) << o.err;
        EXPECT_EQ(o.errorLines(), 1) << o.err;
    }
    EXPECT_FALSE(fs::exists(path("x.png")));
}

TEST_F(Program, CheckFindsProblemsWithFileAndPlace) {
    EXPECT_EQ(call({"check", path("map.json")}).code, kDone) << call({"check", path("map.json")}).out;
    write("bad.json", R"({"version": 8, "metadata": {"corridors:links": "links.jsonld", "corridors:story": "none.json"},
      "sources": {"a": {"type": "geojson", "data": "missing.geojson"}},
      "layers": [{"id": "x", "type": "circle", "source": "nowhere"}, {"id": "y", "type": "line", "source": "a",
        "paint": {"line-width": "thick"}}]})");
    const Outcome o = call({"check", path("bad.json")});
    EXPECT_EQ(o.code, kFailed);
    for (const char *part : {"missing.geojson", "none.json", "line-width", "nowhere", "'town'", "problems"})
        EXPECT_NE(o.out.find(part), std::string::npos) << part << " is not in\n" << o.out;
}

TEST_F(Program, CheckOfGeodataSaysWhatToUse) {
    const Outcome o = call({"check", path("towns.geojson")});
    EXPECT_EQ(o.code, kFailed);
    EXPECT_TRUE(o.says("corridors info")) << o.err;
}

TEST_F(Program, InfoCountsWhatIsThere) {
    const Outcome o = call({"info", path("towns.geojson")});
    EXPECT_EQ(o.code, kDone);
    for (const char *part : {"GeoJSON", "features  2", "name", "45.00000"})
        EXPECT_NE(o.out.find(part), std::string::npos) << part << " is not in\n" << o.out;
}

TEST_F(Program, PassagesTellSummaryAndTextOrTheNearest) {
    const Outcome without = call({"passages", path("map.json"), "--feature", "town"});
    EXPECT_EQ(without.code, kDone);
    EXPECT_NE(without.out.find("The town lies on a hill."), std::string::npos);
    EXPECT_EQ(without.out.find("older than all"), std::string::npos);
    const Outcome with = call({"passages", path("map.json"), "--feature", "town", "--article", path("article.md")});
    EXPECT_NE(with.out.find("older than all"), std::string::npos) << with.out;
    const Outcome none = call({"passages", path("map.json"), "--feature", "other"});
    EXPECT_NE(none.out.find("does not discuss"), std::string::npos);
    EXPECT_NE(none.out.find("Town"), std::string::npos) << "the nearest that it discusses is named";
    EXPECT_EQ(call({"passages", path("map.json"), "--feature", "ghost"}).code, kFailed);
    EXPECT_EQ(call({"passages", path("map.json"), "--feature", "town", "--article", path("none.md")}).code, kFailed);
}

TEST_F(Program, LinksReportTheirHealth) {
    const Outcome good = call({"links", path("map.json"), "--article", path("article.md"), "--json"});
    EXPECT_EQ(good.code, kDone) << good.err;
    const auto json = nlohmann::json::parse(good.out);
    ASSERT_EQ(json["links"].size(), 1U);
    EXPECT_EQ(json["links"][0]["feature"], "town");
    write("wrong.md", "# On other things\n\n## Ships\n\nShips sail and masts creak in the wind of the open sea.\n");
    EXPECT_EQ(call({"links", path("map.json"), "--article", path("wrong.md")}).code, kFailed);
}

TEST_F(Program, MentionsFindEveryName) {
    const Outcome o = call({"mentions", path("map.json"), "--article", path("article.md"), "--json"});
    ASSERT_EQ(o.code, kDone) << o.err;
    const auto json = nlohmann::json::parse(o.out);
    std::size_t town = 0;
    for (const auto &m : json["mentions"]) town += m["feature"] == "town" ? 1 : 0;
    EXPECT_EQ(town, 2U);
}

TEST(SplitList, DropsBlanksAndEmptyItems) {
    EXPECT_EQ(splitList(" a, b ,,c "), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(splitList("").empty());
}

} // namespace
} // namespace corridors::cli
