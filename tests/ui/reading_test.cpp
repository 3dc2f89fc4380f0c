// Reading beside the map with real events: brushing both ways, writing and saving a link, reviewing a lost one. The
// text is the test's own; the map is the shipped one with links of the test's own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "window_session.hpp"

namespace corridors::ui_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Twelve plain paragraphs a section, so that the text is longer than any window.
std::string filler(const std::string &about) {
    std::string text;
    for (int i = 1; i <= 12; ++i)
        text += "This is paragraph " + std::to_string(i) + " on " + about +
                ". It only makes the text long: carts, lorries and trains pass through it, one after the other, and "
                "none of them has a name. The road goes on behind the next bend, and so does the sentence.\n\n";
    return text;
}

/// A folder with the shipped map, a text and links; removed at the end.
class ReadingFolder {
public:
    ReadingFolder() {
        std::string pattern = (fs::temp_directory_path() / "corridors-reading-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
        m_folder = pattern;
        const fs::path shipped = fs::path(CORRIDORS_ASSETS_DIR) / "south-caucasus";
        for (const auto &entry : fs::directory_iterator(shipped))
            if (entry.path().filename() != "links.jsonld")
                fs::create_symlink(entry.path(), fs::path(m_folder) / entry.path().filename());
        std::ofstream(article())
            << "# Two Ways South\n\n## The First Way\n\n"
               "Engineers drew the Zangezur route along the river. A second sentence names nothing.\n\n"
            << filler("the first way")
            << "## The Second Way\n\nLorries reach Nakhchivan through the southern neighbour. "
               "They wait at the bridge.\n\n"
            << filler("the second way");
        std::ofstream(links()) << json{
            {"@context", "http://www.w3.org/ns/anno.jsonld"},
            {"type", "AnnotationPage"},
            {"items",
             {annotation("urn:route", "zangezur_tripp", "claims", "drew the Zangezur route along the river",
                         "The route is drawn."),
              annotation("urn:exclave", "nakhchivan_ar", "describes",
                         "Lorries reach Nakhchivan through the southern neighbour", "How the exclave is reached."),
              annotation("urn:gone", "btc", "context", "a pipeline that this text has never heard of",
                         "About a pipeline, from another edition.")}}};
    }
    ~ReadingFolder() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    ReadingFolder(const ReadingFolder &) = delete;
    ReadingFolder &operator=(const ReadingFolder &) = delete;

    [[nodiscard]] std::string map() const { return m_folder + "/map.json"; }
    [[nodiscard]] std::string article() const { return m_folder + "/two-ways.md"; }
    [[nodiscard]] std::string links() const { return m_folder + "/links.jsonld"; }
    [[nodiscard]] json savedLinks() const { return json::parse(std::ifstream(links())); }

private:
    static json annotation(const std::string &id, const std::string &feature, const std::string &relation,
                           const std::string &exact, const std::string &summary) {
        return {{"id", id},
                {"type", "Annotation"},
                {"motivation", "linking"},
                {"x-note", "kept by every edit"},
                {"body",
                 {{{"type", "SpecificResource"}, {"purpose", "linking"}, {"source", "map.json#" + feature}},
                  {{"type", "TextualBody"}, {"purpose", "classifying"}, {"value", relation}},
                  {{"type", "TextualBody"}, {"purpose", "describing"}, {"value", summary}}}},
                {"target",
                 {{"source", "https://example.org/two-ways"},
                  {"selector", {{{"type", "TextQuoteSelector"}, {"exact", exact}}}}}}};
    }
    std::string m_folder;
};

/// Inside the exclave, beside its railway and clear of its borders at the zooms of these windows.
constexpr double kInNakhchivan[] = {45.75, 39.19};

bool waitUntilRead(const WindowSession &window) {
    return window.waitUntilComplete() && window.waitFor([](const json &s) {
        return s["reader"]["visible"] == true && s["reader"]["marks"] >= 2 && s["reader"]["last"] > 0;
    });
}

TEST(Reading, BrushesBothWays) {
    const ReadingFolder folder;
    WindowSession window({folder.map(), "--article", folder.article()}, 1600, 900);
    ASSERT_TRUE(waitUntilRead(window)) << window.state().dump(1);

    // From the text to the map: the sentence under the mouse lights its features, and the map answers.
    const auto route = window.spot("mark:urn:route");
    ASSERT_TRUE(route.isShown());
    window.moveTo(300, 700);
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["hoveredLink"].is_null(); }));
    const Screenshot before = window.screenshot("20-reading");
    window.moveTo(route.xPx, route.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["hoveredLink"] == "urn:route" && !s["lit"].empty(); }));
    ASSERT_TRUE(window.waitUntilComplete());
    const Screenshot lit = window.screenshot("21-sentence-hovered");
    EXPECT_GT(before.differences(lit, 345, 60, 900, 800), 20'000) << "the rest of the map is dimmed";

    // From the map to the text: hovering the exclave lights its sentence and scrolls there.
    const std::size_t top = window.state()["reader"]["first"];
    const auto exclave = window.onScreen(kInNakhchivan[0], kInNakhchivan[1]);
    window.moveTo(exclave.xPx, exclave.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["hovered"] == "nakhchivan_ar"; }))
        << window.state()["hovered"];
    ASSERT_TRUE(window.waitFor([&](const json &s) {
        return s["reader"]["lit"] == json{"urn:exclave"} && s["spots"].contains("mark:urn:exclave") &&
               s["reader"]["first"] > top;
    })) << window.state()["reader"].dump();
    static_cast<void>(window.screenshot("22-feature-hovered"));

    // A click pins: on the map it stays when the mouse leaves, and Ctrl+click in the text adds.
    ASSERT_TRUE(window.clickSpot("mark:urn:exclave"));
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["selectedLink"] == "urn:exclave"; }));
    EXPECT_EQ(window.state()["selected"], json{"nakhchivan_ar"});
    EXPECT_EQ(window.quit(), 0);
}

TEST(Reading, ScrollsSearchesAndSelectsByKeysWhileChaptersStayChapters) {
    const ReadingFolder folder;
    WindowSession window({folder.map(), "--article", folder.article()}, 1280, 720);
    ASSERT_TRUE(waitUntilRead(window));
    const auto first = [&] { return window.state()["reader"]["first"].get<std::size_t>(); };
    window.key("space");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["first"] > 300; }));
    const std::size_t page = first();
    const json camera = window.state()["camera"];
    window.key("Down");
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["reader"]["first"] > page; }));
    EXPECT_EQ(window.state()["camera"], camera) << "the arrows are the text's while it has the focus";
    const std::size_t here = first();
    window.key("Next");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["chapter"] == 0; }));
    EXPECT_EQ(first(), here) << "PageDown is always a chapter";

    window.key("ctrl+f");
    window.type("nakhchivan");
    ASSERT_TRUE(window.waitFor(
        [](const json &s) { return s["reader"]["found"] == 1 && s["spots"].contains("mark:urn:exclave"); }));
    window.key("Escape");
    window.key("Escape");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["found"] == 0; }));

    const auto spot = window.spot("mark:urn:exclave");
    window.drag(spot.xPx - 60, spot.yPx, spot.xPx + 60, spot.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["selected"] > 8; }));
    window.key("ctrl+c");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["message"] == "Copied"; }));
    window.key("r");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["visible"] == false; }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Reading, EveryButtonIsReachedByKeysAndEscapeLeavesThemFirst) {
    const ReadingFolder folder;
    WindowSession window({folder.map(), "--article", folder.article()}, 1280, 720);
    ASSERT_TRUE(waitUntilRead(window));
    window.key("F6"); // from the text to its buttons: the first is "Text"
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["buttons"] == true && s["complete"] == true; }));
    const Screenshot text = window.screenshot("26-buttons-by-keys");
    window.key("Right");
    EXPECT_TRUE(window.waitFor([&](const json &) {
        return text.differences(window.screenshot("27-next-button-by-keys"), 765, 50, 1000, 130) > 100;
    })) << "a ring shows where the keys are";
    const json camera = window.state()["camera"];
    window.key("space");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["spots"].contains("row:urn:gone"); }));
    bool onRow = false; // past the relations to the rows; a link that the keys have come to lights its features up
    for (int i = 0; i < 5 && !onRow; ++i) {
        window.key("Down");
        onRow = window.waitFor([](const json &s) { return s["hoveredLink"] == "urn:gone"; }, 3);
    }
    ASSERT_TRUE(onRow);
    window.key("space");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["spots"].contains("link:cancel"); }))
        << window.state()["spots"].dump();
    window.key("Escape"); // first what is open in the panel
    ASSERT_TRUE(window.waitFor([](const json &s) { return !s["spots"].contains("link:cancel"); }));
    EXPECT_EQ(window.state()["reader"]["buttons"], true);
    window.key("Escape"); // then back to the text
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["buttons"] == false; }));
    EXPECT_EQ(window.state()["camera"], camera) << "the arrows were the panel's";
    const std::size_t before = window.state()["reader"]["first"];
    window.key("space");
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["reader"]["first"] > before; }));
    EXPECT_EQ(window.quit(), 0);
}

void writeLink(WindowSession &window) {
    // Select words beside the route's sentence, and the exclave on the map.
    const auto route = window.spot("mark:urn:route");
    window.drag(route.xPx - 80, route.yPx, route.xPx + 80, route.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["spots"].contains("selection:link"); }));
    ASSERT_TRUE(window.clickSpot("selection:link"));
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["spots"].contains("link:cancel"); }));
    const auto exclave = window.onScreen(kInNakhchivan[0], kInNakhchivan[1]);
    window.click(exclave.xPx, exclave.yPx);
    ASSERT_TRUE(window.waitFor(
        [](const json &s) { return s["selected"] == json{"nakhchivan_ar"} && s["spots"].contains("link:write"); }));
    ASSERT_TRUE(window.clickSpot("link:disputes"));
    ASSERT_TRUE(window.clickSpot("link:summary"));
    window.type("Written by a test.");
    static_cast<void>(window.screenshot("23-link-written"));
    ASSERT_TRUE(window.clickSpot("link:write"));
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["links"] == 4; }));
}

TEST(Reading, WritesALinkSavesItAndOverwritesNobodysChange) {
    const ReadingFolder folder;
    WindowSession window({folder.map(), "--article", folder.article()}, 1600, 900);
    ASSERT_TRUE(waitUntilRead(window));
    writeLink(window);
    if (HasFatalFailure()) return;
    window.key("ctrl+s");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["saved"] == true; }));
    const json saved = folder.savedLinks();
    ASSERT_EQ(saved["items"].size(), 4U);
    EXPECT_EQ(saved["items"][0]["x-note"], "kept by every edit");
    EXPECT_EQ(saved["items"][3]["body"][1]["value"], "disputes");
    EXPECT_EQ(saved["items"][3]["body"][2]["value"], "Written by a test.");

    window.key("ctrl+z");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["links"] == 3 && s["reader"]["saved"] == false; }));
    std::ofstream(folder.links(), std::ios::app) << " \n"; // somebody else writes
    const auto theirs = fs::file_size(folder.links());
    window.key("ctrl+s");
    ASSERT_TRUE(window.waitFor(
        [](const json &s) { return s["reader"]["conflict"] == true && s["spots"].contains("conflict:reload"); }));
    EXPECT_EQ(fs::file_size(folder.links()), theirs) << "nothing is overwritten";
    static_cast<void>(window.screenshot("24-conflict"));
    ASSERT_TRUE(window.clickSpot("conflict:reload"));
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["links"] == 4 && s["reader"]["conflict"] == false; }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Reading, UnsavedLinksOutliveTheDisplay) {
    const ReadingFolder folder;
    WindowSession window({folder.map(), "--article", folder.article()}, 1600, 900);
    ASSERT_TRUE(waitUntilRead(window));
    writeLink(window);
    if (HasFatalFailure()) return;
    EXPECT_EQ(window.loseDisplay(), 1);
    std::vector<json> rescued;
    for (const auto &entry : fs::directory_iterator(fs::path(folder.links()).parent_path()))
        if (entry.path().extension() == ".jsonld" && entry.path() != folder.links())
            rescued.push_back(json::parse(std::ifstream(entry.path())));
    ASSERT_EQ(rescued.size(), 1U);
    EXPECT_EQ(rescued[0]["items"].size(), 4U);
    EXPECT_EQ(folder.savedLinks()["items"].size(), 3U) << "the map's own file stays as it was";
}

TEST(Reading, ALostLinkIsReviewedAndAttachedAgain) {
    const ReadingFolder folder;
    WindowSession window({folder.map(), "--article", folder.article()}, 1600, 900);
    ASSERT_TRUE(waitUntilRead(window));
    EXPECT_EQ(window.state()["reader"]["unattached"], 1);
    ASSERT_TRUE(window.clickSpot("reader:Links"));
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["spots"].contains("row:urn:gone"); }));
    static_cast<void>(window.screenshot("25-lost-link"));
    ASSERT_TRUE(window.clickSpot("row:urn:gone"));
    ASSERT_TRUE(window.waitFor(
        [](const json &s) { return s["spots"].contains("link:cancel") && s["spots"].contains("mark:urn:route"); }));
    const auto route = window.spot("mark:urn:route");
    window.drag(route.xPx - 60, route.yPx, route.xPx + 60, route.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["spots"].contains("reattach:attach"); }));
    ASSERT_TRUE(window.clickSpot("reattach:attach"));
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["unattached"] == 0; }));
    window.key("ctrl+z");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["reader"]["unattached"] == 1; }));
    EXPECT_EQ(window.quit(), 0);
}

} // namespace
} // namespace corridors::ui_test
