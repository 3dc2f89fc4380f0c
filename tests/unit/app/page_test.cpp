// Sizes of pages in every unit, page.json there and back and its errors, and a page brought to a state.
#include "viewer/app/page.hpp"

#include <gtest/gtest.h>

#include "app_fixture.hpp"
#include "viewer/app/page_file.hpp"

namespace corridors::app {
namespace {

TEST(PageSize, IsWhatItsUnitSays) {
    const auto a4 = parsePageSize("a4-landscape");
    ASSERT_TRUE(a4.has_value());
    EXPECT_EQ(a4->widthPx(), 3508);
    EXPECT_EQ(a4->heightPx(), 2480);
    EXPECT_DOUBLE_EQ(a4->pixelRatio(), 3.125);
    const auto same = parsePageSize("297x210mm");
    ASSERT_TRUE(same.has_value());
    EXPECT_EQ(same->widthPx(), 3508);
    const auto inches = parsePageSize("8.5x11in", 100);
    ASSERT_TRUE(inches.has_value());
    EXPECT_EQ(inches->widthPx(), 850);
    EXPECT_EQ(inches->heightPx(), 1100);
    EXPECT_EQ(parsePageSize("1920x1080")->widthPx(), 1920);
    EXPECT_DOUBLE_EQ(parsePageSize("1920x1080")->pixelRatio(), 1);
    // The same millimetres at any resolution are the same logical page: letters keep their size on paper.
    for (const double dpi : {96.0, 150.0, 300.0, 600.0})
        EXPECT_NEAR(parsePageSize("84x84mm", dpi)->logicalWidthPx(), 84 / 25.4 * 96, 0.5) << dpi;
    EXPECT_NEAR(parsePageSize("column")->widthPx() / 300.0 * 25.4, 84, 0.05);
    EXPECT_NEAR(parsePageSize("two-columns")->widthPx() / 300.0 * 25.4, 174, 0.05);
}

TEST(PageSize, RefusesWhatIsNone) {
    for (const char *text : {"", "x", "0x0", "-5x100", "1920", "1920x", "x1080", "1920x1080x3", "10x10", "1e9x1e9",
                             "nanx100", "infx100", "12.5x100", "297x210cm", "1000x1000in", "a5", "100x100 mm"}) {
        const auto size = parsePageSize(text);
        EXPECT_FALSE(size.has_value()) << text;
        if (!size) {
            EXPECT_FALSE(size.error().remedy.empty()) << text;
        }
    }
    EXPECT_FALSE(parsePageSize("1920x1080", -1).has_value());
    EXPECT_FALSE(parsePageSize("1920x1080", 1e9).has_value());
}

TEST(PageFile, ComesBackAsItWas) {
    PageDescription page;
    EXPECT_EQ(*parsePage(serialisePage(page), "p"), page);
    page.size = *parsePageSize("a4-portrait", 600);
    page.extent.bbox = LonLatBounds{44, 38.5, 48.25, 41};
    page.extent.center = LonLat{45.5, 40.25};
    page.extent.zoom = 8.75;
    page.extent.features = {"btk", "zangezur_tripp"};
    page.show = {"roads"};
    page.hide = {"ferries"};
    page.only = {"railways", "places"};
    page.highlight = {"btc"};
    page.theme = "print";
    PageFurniture &f = page.furniture;
    f.titleText = "A \"title\" – with ünïcode";
    f.subtitleText = "Sub";
    f.date = "2025-10-31";
    f.sourceNote = "Draft";
    f.units = query::Units::Miles;
    f.north = NorthArrow::Both;
    f.legend = f.accuracy = f.attributions = f.captions = f.elbows = false;
    f.graticule = f.inset = f.callouts = true;
    f.legendEdits = {{"roads", "Road, in use", "Roads", false}, {"railways", "Railway, disused", "", true}};
    f.places = {{"legend", {0.25, 1}}, {"title", {0, 0.5}}};
    const auto back = parsePage(serialisePage(page), "p");
    ASSERT_TRUE(back.has_value()) << back.error().text();
    EXPECT_EQ(*back, page);
    f.title = f.scaleBar = f.northArrow = false;
    f.titleText.clear();
    f.units = query::Units::Metric;
    f.north = NorthArrow::True;
    EXPECT_EQ(*parsePage(serialisePage(page), "p"), page);
}

TEST(PageFile, NamesTheKeyThatIsWrong) {
    const std::pair<const char *, const char *> cases[] = {
        {R"({"tilte": "x"})", "tilte"},
        {R"({"furniture": {"lgend": true}})", "furniture.lgend"},
        {R"({"furniture": {"legend": "yes"}})", "furniture.legend"},
        {R"({"furniture": {"scaleBar": "furlongs"}})", "furniture.scaleBar"},
        {R"({"furniture": {"places": {"title": [1]}}})", "furniture.places"},
        {R"({"furniture": {"legendEdits": [{"layr": "x"}]}})", "furniture.legendEdits[0].layr"},
        {R"({"extent": {"bbox": [1, 2, 3]}})", "extent.bbox"},
        {R"({"extent": {"center": ["a", 2]}})", "extent.center"},
        {R"({"extent": 5})", "extent"},
        {R"({"size": "huge"})", "size"},
        {R"({"dpi": 0.5})", "dpi"},
        {R"({"show": "roads"})", "show"},
        {R"({"show": [1]})", "show"},
        {R"({"corridors:page": 2})", "corridors:page"}};
    for (const auto &[json, place] : cases) {
        const auto page = parsePage(json, "some.page.json");
        ASSERT_FALSE(page.has_value()) << json;
        EXPECT_EQ(page.error().place, place) << json << ": " << page.error().text();
        EXPECT_EQ(page.error().path, "some.page.json");
    }
    for (const char *json : {"", "[", "[]", "5", "null"}) EXPECT_FALSE(parsePage(json, "p").has_value()) << json;
}

TEST(PageHistory, WhatWasArrangedByHandIsUndoneAndRedone) {
    SmallMap map;
    PageDescription page = map.state.page;
    const auto moveTo = [&](const std::string &role, double x) {
        page.furniture.places[role] = {x, 0.5};
        map.send(SetPage{page});
    };
    map.send(Tick{10});
    for (const double x : {0.1, 0.2, 0.3}) moveTo("scale-bar", x); // one drag
    map.send(Tick{20});
    moveTo("legend", 0.9);
    map.send(Tick{30});
    page.furniture.legendEdits = {{"roads", "Roads", "Ways", false}};
    page.furniture.titleText = "A title"; // no step of its own
    map.send(SetPage{page});

    map.send(Undo{});
    EXPECT_TRUE(map.state.page.furniture.legendEdits.empty());
    EXPECT_EQ(map.state.page.furniture.titleText, "A title");
    map.send(Undo{});
    EXPECT_FALSE(map.state.page.furniture.places.contains("legend"));
    EXPECT_EQ(map.state.messages.back().text, "Undone: moving the legend");
    EXPECT_DOUBLE_EQ(map.state.page.furniture.places["scale-bar"].x, 0.3);
    map.send(Undo{});
    EXPECT_TRUE(map.state.page.furniture.places.empty());
    EXPECT_EQ(map.state.messages.back().text, "Undone: moving the scale bar");
    for (int i = 0; i < 3; ++i) map.send(Redo{});
    EXPECT_EQ(map.state.page, page);
    page.furniture.places.clear();
    map.send(Tick{40});
    map.send(SetPage{page});
    map.send(Undo{});
    EXPECT_EQ(map.state.page.furniture.places.size(), 2U);
}

} // namespace
} // namespace corridors::app
