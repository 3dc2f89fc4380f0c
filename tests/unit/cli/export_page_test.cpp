// Pages from the command line: their options, page.json, series of pictures and their file names.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "viewer/cli/export_page.hpp"
#include "viewer/cli/export_series.hpp"
#include "viewer/cli/program.hpp"

namespace corridors::cli {
namespace {

namespace fs = std::filesystem;

class ExportPage : public ::testing::Test {
protected:
    ExportPage() {
        std::string pattern = (fs::temp_directory_path() / "corridors-page-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        write("towns.geojson", R"({"type": "FeatureCollection", "features": [
          {"type": "Feature", "id": "town", "properties": {"name": "Town"},
           "geometry": {"type": "Point", "coordinates": [45, 40]}},
          {"type": "Feature", "id": "line/1", "properties": {"name": "Line"},
           "geometry": {"type": "LineString", "coordinates": [[45, 40], [45.5, 40.2]]}},
          {"type": "Feature", "id": "line/2", "properties": {"name": "Line"},
           "geometry": {"type": "LineString", "coordinates": [[45.5, 40.2], [46, 40.1]]}}]})");
        write("story.json", R"({"title": "Story", "chapters": [
          {"id": "one", "title": "First", "description": "A.", "location": {"center": [45, 40], "zoom": 8}},
          {"id": "two/b", "title": "Second", "description": "B.", "location": {"center": [45.5, 40.1], "zoom": 9}}]})");
        write("map.json", R"({"version": 8, "center": [45.5, 40.2], "zoom": 8,
          "metadata": {"corridors:title": "Small", "corridors:story": "story.json",
            "corridors:layers": [{"id": "towns", "title": "Towns"}]},
          "sources": {"towns": {"type": "geojson", "data": "towns.geojson"}},
          "layers": [{"id": "paper", "type": "background", "paint": {"background-color": "#eef"}},
            {"id": "town", "type": "circle", "source": "towns", "metadata": {"corridors:layer": "towns"},
             "paint": {"circle-radius": 8, "circle-color": "#a00"}}]})");
    }
    ~ExportPage() override { fs::remove_all(folder); }

    void write(const std::string &name, const std::string &text) const { std::ofstream(folder / name) << text; }
    [[nodiscard]] std::string path(const std::string &name) const { return (folder / name).string(); }

    struct Outcome {
        int code = -1;
        std::string err;
    };
    [[nodiscard]] Outcome exported(const std::vector<std::string> &words) const {
        return exportedFrom(path("map.json"), words);
    }
    [[nodiscard]] static Outcome exportedFrom(const std::string &file, const std::vector<std::string> &words) {
        std::vector<std::string> all{"corridors", "export", file, "--no-cache"};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char *> argv;
        for (std::string &w : all) argv.push_back(w.data());
        const BuildInfo build{"9.9.9", CORRIDORS_ASSETS_DIR};
        ::testing::internal::CaptureStderr();
        Outcome outcome;
        outcome.code = run(static_cast<int>(argv.size()), argv.data(), build);
        outcome.err = ::testing::internal::GetCapturedStderr();
        return outcome;
    }
    /// Width and height that a PNG's header says; {0, 0} when there is none.
    [[nodiscard]] std::pair<unsigned, unsigned> sizeOf(const std::string &name) const {
        std::ifstream in(path(name), std::ios::binary);
        const std::string png((std::istreambuf_iterator<char>(in)), {});
        if (png.size() < 24) return {0, 0};
        const auto big = [&](std::size_t at) {
            unsigned value = 0;
            for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(png[at + i]);
            return value;
        };
        return {big(16), big(20)};
    }
    [[nodiscard]] std::string bytesOf(const std::string &name) const {
        std::ifstream in(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    fs::path folder;
};

TEST_F(ExportPage, WritesMillimetresAtTheResolutionAsked) {
    ASSERT_EQ(exported({"--size", "84x60mm", "--dpi", "150", "-o", path("a.png")}).code, kDone);
    EXPECT_EQ(sizeOf("a.png"), (std::pair<unsigned, unsigned>{496, 354}));
    ASSERT_EQ(exported({"--size", "2x1in", "--dpi", "100", "-o", path("b.png")}).code, kDone);
    EXPECT_EQ(sizeOf("b.png"), (std::pair<unsigned, unsigned>{200, 100}));
}

TEST_F(ExportPage, ReadsAPageAndOptionsWinOverIt) {
    write("p.json", R"({"size": "300x200", "extent": {"chapter": "one"}, "furniture": {"title": "From the file"}})");
    PageArguments a;
    a.pageFile = path("p.json");
    a.bbox = "44,39,46,41";
    a.title = "From the option";
    const auto page = pageOf(a);
    ASSERT_TRUE(page.has_value()) << page.error().text();
    EXPECT_EQ(page->size.widthPx(), 300);
    EXPECT_EQ(page->extent.chapter, "") << "ground that is named replaces the file's";
    ASSERT_TRUE(page->extent.bbox.has_value());
    EXPECT_EQ(page->furniture.titleText, "From the option");
    ASSERT_EQ(exported({"--page", path("p.json"), "-o", path("c.png")}).code, kDone);
    EXPECT_EQ(sizeOf("c.png"), (std::pair<unsigned, unsigned>{300, 200}));
}

TEST_F(ExportPage, SaysWhatIsWrongInAPageFile) {
    write("p.json", R"({"extent": {"chapter": "nowhere"}})");
    const Outcome unknown = exported({"--page", path("p.json"), "-o", path("x.png")});
    EXPECT_EQ(unknown.code, kFailed);
    EXPECT_NE(unknown.err.find("p.json"), std::string::npos) << unknown.err;
    EXPECT_NE(unknown.err.find("It has: one, two/b"), std::string::npos) << unknown.err;
    write("q.json", R"({"furniture": {"lgend": true}})");
    EXPECT_NE(exported({"--page", path("q.json"), "-o", path("x.png")}).err.find("furniture.lgend"), std::string::npos);
    EXPECT_EQ(exported({"--page", path("none.json"), "-o", path("x.png")}).code, kFailed);
    EXPECT_FALSE(fs::exists(path("x.png")));
}

TEST_F(ExportPage, WritesAPictureForEachChapterAndEachFeature) {
    ASSERT_EQ(exported({"--size", "200x120", "--all-chapters", "-o", path("s.png")}).code, kDone);
    EXPECT_EQ(sizeOf("s-one.png").first, 200U);
    EXPECT_EQ(sizeOf("s-two-b.png").first, 200U);
    EXPECT_NE(bytesOf("s-one.png"), bytesOf("s-two-b.png"));
    ASSERT_EQ(exported({"--size", "200x120", "--each-feature", "towns", "-o", path("{n}_{id}.png")}).code, kDone);
    EXPECT_EQ(sizeOf("01_town.png").first, 200U);
    EXPECT_EQ(sizeOf("02_line.png").first, 200U) << "a corridor's segments are one";
    EXPECT_FALSE(fs::exists(path("03_line.png")));
    const Outcome unknown = exported({"--each-feature", "nowhere", "-o", path("x.png")});
    EXPECT_EQ(unknown.code, kWrongUsage);
    EXPECT_NE(unknown.err.find("It has: towns"), std::string::npos) << unknown.err;
}

/// Standard output of a command of the shell.
std::string outputOf(const std::string &command) {
    std::string out;
    FILE *pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), n);
    pclose(pipe);
    return out;
}

TEST_F(ExportPage, WritesAllChaptersAsThePagesOfOnePdf) {
    if (outputOf("command -v pdftohtml").empty()) GTEST_SKIP() << "poppler-utils is not installed";
    const Outcome deck = exported({"--size", "200x120", "--all-chapters", "--title", "A deck", "-o", path("deck.pdf")});
    ASSERT_EQ(deck.code, kDone) << deck.err;
    const std::string info = outputOf("pdfinfo '" + path("deck.pdf") + "'");
    EXPECT_NE(info.find("Pages:           2\n"), std::string::npos) << info;
    EXPECT_NE(info.find("Title:           A deck\n"), std::string::npos) << info;
    const std::string xml = outputOf("pdftohtml -xml -i -stdout '" + path("deck.pdf") + "'");
    EXPECT_NE(xml.find("<item page=\"1\">First</item>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<item page=\"2\">Second</item>"), std::string::npos) << xml;
    EXPECT_FALSE(fs::exists(path("deck-one.pdf")));
    // Files of their own, where the name says so.
    ASSERT_EQ(exported({"--size", "200x120", "--each-feature", "towns", "-o", path("{id}.pdf")}).code, kDone);
    EXPECT_NE(outputOf("pdfinfo '" + path("town.pdf") + "'").find("Pages:           1\n"), std::string::npos);
    // Nothing of a document remains when one of its pages fails.
    EXPECT_EQ(exported({"--all-chapters", "--hide", "towns", "-o", path("none.pdf")}).code, kFailed);
    EXPECT_FALSE(fs::exists(path("none.pdf")));
}

TEST_F(ExportPage, PicturesOfEveryFormatAreMadeAgain) {
    for (const char *name : {"a.pdf", "a.svg", "a.png", "a.tif"}) {
        ASSERT_EQ(exported({"--size", "240x160", "--chapter", "two/b", "-o", path(name)}).code, kDone) << name;
        const Outcome again = exportedFrom(path(name), {"--center", "45.5,40.1", "-o", path("again.svg")});
        ASSERT_EQ(again.code, kDone) << name << ": " << again.err;
        const std::string svg = bytesOf("again.svg");
        EXPECT_NE(svg.find("data-feature=\"town\""), std::string::npos) << name;
        EXPECT_NE(svg.find("width=\"240\" height=\"160\""), std::string::npos) << name << ": its size";
    }
}

TEST_F(ExportPage, SaysWhichFontsAreMissing) {
    std::string map = bytesOf("map.json");
    const std::string layer = R"(, {"id": "name", "type": "symbol", "source": "towns",
      "layout": {"text-field": "{name}", "text-font": ["No Such Family Bold"]}}]})";
    map.replace(map.rfind("]}"), 2, layer);
    write("map.json", map);
    const Outcome told = exported({"--size", "200x120", "-o", path("a.png")});
    EXPECT_EQ(told.code, kDone);
    EXPECT_NE(told.err.find("the font 'No Such Family' is not installed"), std::string::npos) << told.err;
    EXPECT_EQ(exported({"--size", "200x120", "-q", "-o", path("a.png")}).err, "");
}

/// Writing fails when the disk is full: then there is a message and no file, neither whole nor half.
TEST_F(ExportPage, AFullDiskIsToldAndNothingRemains) {
    // A limit on the size of files stands for the disk; the signal that comes with it is not wanted.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 2000;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    for (const char *name : {"full.png", "full.svg", "full.pdf", "full.tif"}) {
        setrlimit(RLIMIT_FSIZE, &small);
        const Outcome full = exported({"--size", "700x500", "-o", path(name)});
        setrlimit(RLIMIT_FSIZE, &before);
        EXPECT_EQ(full.code, kFailed) << name;
        EXPECT_NE(full.err.find(name), std::string::npos) << full.err;
        for (const auto &entry : fs::directory_iterator(folder))
            EXPECT_EQ(entry.path().filename().string().find("full"), std::string::npos) << entry.path();
    }
    std::signal(SIGXFSZ, handler);
}

TEST_F(ExportPage, AChapterOfASeriesIsTheChapterAlone) {
    ASSERT_EQ(exported({"--size", "200x120", "--all-chapters", "-o", path("s.png"), "--title", "T"}).code, kDone);
    ASSERT_EQ(exported({"--size", "200x120", "--chapter", "two/b", "-o", path("alone.png"), "--title", "T"}).code,
              kDone);
    EXPECT_EQ(bytesOf("s-two-b.png"), bytesOf("alone.png")) << "no picture depends on the one before";
}

TEST_F(ExportPage, RefusesAViewWithoutData) {
    const Outcome empty = exported({"--bbox", "-100,-40,-90,-30", "-o", path("x.png")});
    EXPECT_EQ(empty.code, kFailed);
    EXPECT_NE(empty.err.find("--allow-empty"), std::string::npos) << empty.err;
    EXPECT_FALSE(fs::exists(path("x.png")));
    EXPECT_EQ(exported({"--bbox", "-100,-40,-90,-30", "--allow-empty", "-o", path("x.png")}).code, kDone);
}

TEST_F(ExportPage, IsQuietAndTheSameFromRunToRun) {
    const std::vector<std::string> words{"--size", "300x200", "--date", "2025-10-31", "--callouts", "--graticule"};
    std::vector<std::string> first = words;
    first.insert(first.end(), {"-q", "-o", path("1.png")});
    std::vector<std::string> second = words;
    second.insert(second.end(), {"-o", path("2.png")});
    const Outcome quiet = exported(first);
    EXPECT_EQ(quiet.code, kDone);
    EXPECT_EQ(quiet.err, "");
    ASSERT_EQ(exported(second).code, kDone);
    EXPECT_EQ(bytesOf("1.png"), bytesOf("2.png"));
}

TEST(SeriesPath, NamesEachPicture) {
    EXPECT_EQ(seriesPath("out.png", 1, 10, "tripp"), "out-tripp.png");
    EXPECT_EQ(seriesPath("a.b/out", 1, 10, "tripp"), "a.b/out-tripp");
    EXPECT_EQ(seriesPath("p/{n}.png", 7, 100, "x"), "p/007.png");
    EXPECT_EQ(seriesPath("{n}-{id}.png", 7, 9, "a/../b c"), "07-a-..-b-c.png");
    EXPECT_EQ(seriesPath("{id}.png", 1, 1, "../../etc"), "-..-etc.png") << "an id leads nowhere else";
}

} // namespace
} // namespace corridors::cli
