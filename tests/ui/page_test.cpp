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

} // namespace
} // namespace corridors::ui_test
