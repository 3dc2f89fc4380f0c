#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include "window_session.hpp"

namespace corridors::ui_test {
namespace {

using nlohmann::json;

bool isVisible(const json &state, const std::string &layer) {
    for (const json &l : state["layers"])
        if (l["id"] == layer) return l["visible"].get<bool>();
    ADD_FAILURE() << "no layer " << layer;
    return false;
}

std::size_t indexOf(const json &state, const std::string &layer) {
    for (std::size_t i = 0; i < state["layers"].size(); ++i)
        if (state["layers"][i]["id"] == layer) return i;
    return 99;
}

/// The part of a 1280 x 720 window that no panel covers.
constexpr int kMapLeft = 345;
constexpr int kMapTop = 20;
constexpr int kMapRight = 1270;
constexpr int kMapBottom = 660;

TEST(Window, TogglesALayerByKeyAndByMouseAndThePictureFollows) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete()) << window.state().dump(1);
    const Screenshot before = window.screenshot("01-open");
    ASSERT_LT(indexOf(window.state(), "countries"), 99U);

    const std::string key = std::to_string(indexOf(window.state(), "railways") + 1);
    window.key(key);
    ASSERT_TRUE(window.waitFor([](const json &s) { return !isVisible(s, "railways"); }));
    EXPECT_EQ(window.state()["layerTag"], "Railways: off");
    ASSERT_TRUE(window.waitUntilComplete());
    const Screenshot without = window.screenshot("02-railways-off");
    EXPECT_GT(before.differences(without, kMapLeft, 80, kMapRight, kMapBottom), 300);

    const auto eye = window.spot("eye:railways");
    ASSERT_TRUE(eye.isShown());
    window.click(eye.xPx, eye.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return isVisible(s, "railways"); }));
    window.key("ctrl+z");
    ASSERT_TRUE(window.waitFor([](const json &s) { return !isVisible(s, "railways"); }));
    window.key("ctrl+y");
    ASSERT_TRUE(window.waitFor([](const json &s) { return isVisible(s, "railways"); }));

    window.key("shift+" + key);
    ASSERT_TRUE(window.waitFor([](const json &s) { return !isVisible(s, "roads") && isVisible(s, "countries"); }));
    window.key("0");
    ASSERT_TRUE(window.waitFor([](const json &s) { return isVisible(s, "roads"); }));
    window.key("0");
    ASSERT_TRUE(window.waitFor([](const json &s) { return !isVisible(s, "roads"); }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Window, AClickOnAFeatureListsItsPassages) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    window.key("ctrl+k");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["search"] == true; }));
    window.type("nakhichevan");
    window.key("Return");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["search"] == false && !s["selected"].empty(); }));
    window.key("Escape");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["selected"].empty(); }));

    ASSERT_TRUE(window.waitUntilComplete());
    const auto place = window.onScreen(45.55, 39.25); // inside the exclave, off its town and its railway
    window.click(place.xPx, place.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) { return !s["selected"].empty(); }));
    ASSERT_TRUE(window.waitUntilComplete());
    EXPECT_EQ(window.state()["selected"][0], "nakhchivan_ar");
    if (window.state()["links"] == 0) GTEST_SKIP() << "the map has no links yet";
    ASSERT_TRUE(window.waitFor([](const json &s) { return !s["shownPassages"].empty(); }));
    static_cast<void>(window.screenshot("03-passages"));

    const std::string link = window.state()["shownPassages"][0];
    const auto passage = window.spot("passage:" + link);
    ASSERT_TRUE(passage.isShown());
    window.moveTo(passage.xPx, passage.yPx);
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["hoveredLink"] == link && !s["lit"].empty(); }));
    static_cast<void>(window.screenshot("04-passage-hovered"));
    window.click(passage.xPx, passage.yPx);
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["selectedLink"] == link; }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Window, DragPansWheelZoomsAtTheMouseAndBoxZooms) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    const json before = window.state();
    const auto yerevan = window.onScreen(44.51, 40.18);
    window.drag(900, 300, 960, 350);
    ASSERT_TRUE(window.waitFor([&](const json &) { // the drag comes in steps
        const auto now = window.onScreen(44.51, 40.18);
        return std::abs(now.xPx - yerevan.xPx - 60) < 1.5 && std::abs(now.yPx - yerevan.yPx - 50) < 1.5;
    })) << window.onScreen(44.51, 40.18).xPx - yerevan.xPx
        << ", " << window.onScreen(44.51, 40.18).yPx - yerevan.yPx;
    const auto moved = window.onScreen(44.51, 40.18);

    window.scroll(moved.xPx, moved.yPx, 3);
    ASSERT_TRUE(window.waitFor(
        [&](const json &s) { return s["camera"]["zoom"].get<double>() > before["camera"]["zoom"].get<double>() + 1; }));
    const auto zoomed = window.onScreen(44.51, 40.18);
    EXPECT_NEAR(zoomed.xPx, moved.xPx, 2);
    EXPECT_NEAR(zoomed.yPx, moved.yPx, 2);
    window.key("h");
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["camera"] == before["camera"]; }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Window, ExportsThePictureThatItShows) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    window.key("ctrl+e");
    ASSERT_TRUE(
        window.waitFor([](const json &s) { return s["exportDialog"] == true && s["spots"].contains("export:write"); }));
    window.key("ctrl+a");
    const std::string file = window.scratch("picture.png");
    window.type(file);
    static_cast<void>(window.screenshot("05-export"));
    window.key("Return");
    ASSERT_TRUE(window.waitFor(
        [](const json &s) { return s["exporting"]["path"] != "" || s["exporting"]["problem"] != ""; }, 120));
    EXPECT_EQ(window.state()["exporting"]["problem"], "");
    EXPECT_GT(std::filesystem::file_size(file), 50'000U);

    window.key("ctrl+a");
    window.type("/nowhere/at/all.png");
    window.key("Return");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["exporting"]["problem"] != ""; }, 120));
    EXPECT_NE(window.state()["exporting"]["problem"].get<std::string>().find("/nowhere/at"), std::string::npos);
    EXPECT_EQ(window.quit(), 0);
}

TEST(Window, ChaptersPanelsHelpAndTheBlackScreenByKeys) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    window.key("Tab");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["panels"] == false; }));
    window.key("Tab");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["panels"] == true; }));
    window.key("F1");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["help"] == true; }));
    static_cast<void>(window.screenshot("06-help"));
    window.key("Escape");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["help"] == false; }));
    window.key("b");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["black"] == true; }));
    window.key("period");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["black"] == false; }));
    window.key("Next");
    if (window.waitFor([](const json &s) { return s["message"] == "This map has no chapters"; }, 1))
        GTEST_SKIP() << "the map has no story yet";
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["chapter"] == 0; }));
    window.key("Next");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["chapter"] == 1; }));
    ASSERT_TRUE(window.waitUntilComplete());
    static_cast<void>(window.screenshot("07-chapter"));
    window.key("Prior");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["chapter"] == 0; }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Window, DrawsNothingAndUsesNoTimeWhenNothingHappens) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    window.moveTo(900, 300);
    std::this_thread::sleep_for(std::chrono::seconds(8)); // messages and tags fade
    const double before = window.cpuSeconds();
    std::this_thread::sleep_for(std::chrono::seconds(3));
    EXPECT_LE(window.cpuSeconds() - before, 0.03) << "an idle window sleeps";
    window.key("1"); // and wakes
    EXPECT_TRUE(window.waitFor([](const json &s) { return !s["layers"][0]["visible"].get<bool>(); }));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Window, ABrokenFileIsToldAndTheMapStays) {
    const std::string broken = (std::filesystem::temp_directory_path() / "corridors-broken.geojson").string();
    std::ofstream(broken) << R"({"type": "FeatureCollection", "features": [)";
    const std::string map = std::string(CORRIDORS_ASSETS_DIR) + "/south-caucasus/map.json";
    WindowSession window({map, broken});
    ASSERT_TRUE(window.waitFor(
        [](const json &s) { return s["message"].get<std::string>().find("corridors-broken") != std::string::npos; },
        120));
    ASSERT_TRUE(window.waitUntilComplete());
    EXPECT_TRUE(isVisible(window.state(), "countries"));
    EXPECT_EQ(window.quit(), 0);
    std::filesystem::remove(broken);
}

} // namespace
} // namespace corridors::ui_test
