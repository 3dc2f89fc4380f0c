// The export dialog's page with real events: pieces that are dragged, the page as it is saved, callouts on the live
// map.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "window_session.hpp"

namespace corridors::ui_test {
namespace {

using nlohmann::json;

bool hasSpot(const json &state, const std::string &name) {
    return state.contains("spots") && state["spots"].contains(name);
}

/// The dialog with its page drawn.
bool openPage(const WindowSession &window) {
    window.key("ctrl+e");
    return window.waitFor([](const json &s) { return s["exportDialog"] == true && hasSpot(s, "piece:legend"); });
}

TEST(Page, APieceIsDraggedUndoneAndSaved) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    ASSERT_TRUE(openPage(window));
    const auto legend = window.spot("piece:legend");
    ASSERT_EQ(window.state()["movedPieces"], 0);
    const Screenshot before = window.screenshot("20-page");

    window.drag(legend.xPx, legend.yPx, legend.xPx + 150, legend.yPx - 60);
    ASSERT_TRUE(window.waitFor([&](const json &) {
        const auto now = window.spot("piece:legend");
        return std::abs(now.xPx - legend.xPx - 150) < 2 && std::abs(now.yPx - legend.yPx + 60) < 2;
    })) << window.spot("piece:legend").xPx - legend.xPx
        << ", " << window.spot("piece:legend").yPx - legend.yPx;
    EXPECT_EQ(window.state()["movedPieces"], 1);
    const Screenshot after = window.screenshot("21-legend-dragged");
    EXPECT_GT(before.differences(after, 372, 0, 1280, 720), 3000) << "the page follows";

    window.key("ctrl+z");
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["movedPieces"] == 0; }));
    EXPECT_NEAR(window.spot("piece:legend").xPx, legend.xPx, 1);
    window.key("ctrl+y");
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["movedPieces"] == 1; }));

    const auto save = window.spot("export:save");
    ASSERT_TRUE(save.isShown());
    window.click(save.xPx, save.yPx);
    ASSERT_TRUE(window.waitFor([](const json &s) {
        return s["message"].get<std::string>().find("map.page.json") != std::string::npos;
    })) << window.state()["message"];
    std::ifstream in(window.scratch("map.page.json"));
    const json page = json::parse(in, nullptr, false);
    ASSERT_TRUE(page.is_object());
    EXPECT_TRUE(page.dump().find("\"places\"") != std::string::npos) << page.dump(1);
    EXPECT_EQ(window.quit(), 0);
}

TEST(Page, ThePreviewFollowsTheMapTheOptionsAndTheLastExportIsRepeated) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    ASSERT_TRUE(openPage(window));
    ASSERT_FALSE(hasSpot(window.state(), "piece:inset"));
    const Screenshot before = window.screenshot("22-preview");
    const auto page = window.spot("page");
    const double zoom = window.state()["camera"]["zoom"];
    window.scroll(page.xPx, page.yPx, 2); // the wheel moves the page's ground
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["camera"]["zoom"].get<double>() > zoom + 0.4; }));
    Screenshot after = window.screenshot("23-preview-zoomed");
    for (int i = 0; i < 100 && before.differences(after, 372, 0, 1280, 720) < 20'000; ++i)
        after = window.screenshot("23-preview-zoomed");
    EXPECT_GT(before.differences(after, 372, 0, 1280, 720), 20'000) << "the page is drawn again";

    window.click(page.xPx, page.yPx); // the caret leaves the field of the file's name
    window.key("Escape");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["exportDialog"] == false; }));
    ASSERT_TRUE(openPage(window));
    const std::string file = window.scratch("again.svg");
    window.key("ctrl+a");
    window.type(file);
    window.key("Return");
    ASSERT_TRUE(window.waitFor([&](const json &s) { return s["exporting"]["path"] == file; }, 120));
    std::filesystem::remove(file);
    window.key("ctrl+e");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["exportDialog"] == false; }));
    window.key("ctrl+shift+e");
    ASSERT_TRUE(window.waitFor([&](const json &) { return std::filesystem::exists(file); }, 120));
    EXPECT_EQ(window.quit(), 0);
}

TEST(Page, KeyAShowsCalloutsAlsoInFrontOfAnAudience) {
    WindowSession window;
    ASSERT_TRUE(window.waitUntilComplete());
    const Screenshot without = window.screenshot("24-no-callouts");
    window.key("a");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["callouts"] == true && s["obstacles"] > 0; }));
    const Screenshot with = window.screenshot("25-callouts");
    EXPECT_GT(without.differences(with, 345, 20, 1270, 660), 1000);
    window.key("F5");
    window.key("Next");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["presenting"] == true && s["obstacles"] > 0; }));
    ASSERT_TRUE(window.waitUntilComplete());
    static_cast<void>(window.screenshot("26-callouts-presenting"));
    window.key("a");
    ASSERT_TRUE(window.waitFor([](const json &s) { return s["callouts"] == false && s["obstacles"] == 0; }));
    EXPECT_EQ(window.quit(), 0);
}

} // namespace
} // namespace corridors::ui_test
