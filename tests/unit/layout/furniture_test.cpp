// The page: everything in it, nothing over anything else, nothing outside; scale and north as on the ellipsoid.
#include "viewer/layout/furniture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <cmath>
#include <map>
#include <numbers>

#include "geodata/io/reader.hpp"
#include "tests/unit/layout/map_state.hpp"

namespace corridors::layout {
namespace {

using namespace testing;

struct PageSize {
    double widthPx, heightPx;
};
constexpr PageSize kSizes[] = {{318, 400}, {800, 600}, {1080, 1080}, {1920, 1080}, {2480, 3508}, {3840, 2160}};

PageBox textBox(const TextPrimitive &t, const text::TextEngine &engine) {
    const text::TextMetrics m = engine.measure(t.utf8, t.style);
    return {t.topLeft.x, t.topLeft.y, t.topLeft.x + m.widthPx, t.topLeft.y + m.heightPx};
}

std::map<std::string, std::vector<const Primitive *>> byRole(const DrawList &list) {
    std::map<std::string, std::vector<const Primitive *>> out;
    for (const Primitive &primitive : list) out[primitive.role].push_back(&primitive);
    return out;
}

std::string allText(const DrawList &list, const std::string &role) {
    std::string out;
    for (const Primitive &primitive : list)
        if (const auto *t = std::get_if<TextPrimitive>(&primitive.content); t != nullptr && primitive.role == role)
            out += t->utf8 + "\n";
    return out;
}

TEST(Furniture, NothingOverlapsAndNothingLeavesThePage) {
    const text::TextEngine engine;
    const app::AppState state = mapState();
    FurnitureOptions options;
    options.date = "2025-11-22";
    options.subtitleText = "By status, with the towns along them";
    for (const PageSize size : kSizes) {
        const DrawList list = buildFurniture(state, size.widthPx, size.heightPx, options, engine);
        const std::vector<PageBox> boxes = furnitureBoxes(list);
        ASSERT_EQ(boxes.size(), 5U) << size.widthPx << " x " << size.heightPx;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            EXPECT_GE(boxes[i].left, 0);
            EXPECT_GE(boxes[i].top, 0);
            EXPECT_LE(boxes[i].right, size.widthPx);
            EXPECT_LE(boxes[i].bottom, size.heightPx);
            for (std::size_t k = i + 1; k < boxes.size(); ++k) EXPECT_FALSE(boxes[i].intersects(boxes[k]));
        }
    }
}

TEST(Furniture, TextsStayOnTheirPlatesAndApart) {
    const text::TextEngine engine;
    const app::AppState state = mapState();
    for (const PageSize size : kSizes) {
        const DrawList list = buildFurniture(state, size.widthPx, size.heightPx, {}, engine);
        for (const auto &[role, primitives] : byRole(list)) {
            const PageBox plate = furnitureBoxes({*primitives.front()}).front();
            std::vector<PageBox> texts;
            for (const Primitive *primitive : primitives)
                if (const auto *t = std::get_if<TextPrimitive>(&primitive->content))
                    texts.push_back(textBox(*t, engine));
            for (std::size_t i = 0; i < texts.size(); ++i) {
                EXPECT_GE(texts[i].left, plate.left - 0.01) << role;
                EXPECT_LE(texts[i].right, plate.right + 0.01) << role;
                EXPECT_GE(texts[i].top, plate.top - 0.01) << role;
                EXPECT_LE(texts[i].bottom, plate.bottom + 0.01) << role;
                for (std::size_t k = i + 1; k < texts.size(); ++k)
                    EXPECT_FALSE(texts[i].intersects(texts[k])) << role << " at " << size.widthPx;
            }
        }
    }
}

TEST(Furniture, EachPieceCanBeSwitchedOff) {
    const text::TextEngine engine;
    const app::AppState state = mapState();
    FurnitureOptions none;
    none.title = none.legend = none.scaleBar = none.northArrow = none.attributions = false;
    EXPECT_TRUE(buildFurniture(state, 1920, 1080, none, engine).empty());
    FurnitureOptions title = none;
    title.title = true;
    EXPECT_EQ(byRole(buildFurniture(state, 1920, 1080, title, engine)).size(), 1U);
}

TEST(Furniture, AttributionsOfVisibleSourcesAreNeverDropped) {
    const text::TextEngine engine;
    app::AppState state = mapState();
    FurnitureOptions options;
    options.date = "2025-11-22";
    for (const PageSize size : {PageSize{120, 90}, {318, 400}, {1920, 1080}, {60, 400}}) {
        const std::string text =
            allText(buildFurniture(state, size.widthPx, size.heightPx, options, engine), "attribution");
        for (const char *part : {"© OpenStreetMap contributors", "Own digitisation", "Road data",
                                 "GeoNames (CC BY 4.0)", "Facts: own tables", "2025-11-22"})
            EXPECT_NE(text.find(part), std::string::npos) << part << " at " << size.widthPx << " x " << size.heightPx;
    }
    setVisible(state, "railways", false);
    const std::string text = allText(buildFurniture(state, 1920, 1080, options, engine), "attribution");
    EXPECT_EQ(text.find("Own digitisation"), std::string::npos) << "not shown, not credited";
}

TEST(Furniture, TitleIsTheMapsUnlessGiven) {
    const text::TextEngine engine;
    FurnitureOptions options;
    EXPECT_EQ(allText(buildFurniture(mapState(), 1920, 1080, options, engine), "title"),
              "South Caucasus: railways and roads\n");
    options.titleText = "Meghri";
    EXPECT_EQ(allText(buildFurniture(mapState(), 1920, 1080, options, engine), "title"), "Meghri\n");
}

/// Kilometres that the bar claims, and its ends on the page.
struct Bar {
    double km = 0;
    double leftPx = 0, rightPx = 0;
};
Bar barOf(const DrawList &list) {
    Bar bar;
    for (const Primitive &primitive : list) {
        if (primitive.role != "scale-bar") continue;
        if (const auto *t = std::get_if<TextPrimitive>(&primitive.content)) {
            if (t->utf8.ends_with(" km"))
                bar.km = std::stod(t->utf8);
            else if (t->utf8.ends_with(" m"))
                bar.km = std::stod(t->utf8) / 1000;
        }
        // The frame is the one path that is both filled and stroked with a full ink outline, after the plate.
        const auto *p = std::get_if<PathPrimitive>(&primitive.content);
        if (p != nullptr && p->stroke.a == 1 && p->subpaths.size() == 1) {
            bar.leftPx = p->subpaths[0][0].x;
            bar.rightPx = p->subpaths[0][1].x;
        }
    }
    return bar;
}

TEST(ScaleBar, IsAsLongAsTheGeodesicAtTheMapsCentre) {
    const text::TextEngine engine;
    const LonLat places[] = {{46, 40}, {0, 0},     {-77, 39}, {37.6, 55.8}, {20.5, 54.7},
                             {45, 70}, {-70, -45}, {139, 35}, {103, 1},     {60.6, 56.8}};
    const auto utm = io::makeProjection("EPSG:32638");
    ASSERT_TRUE(utm.has_value());
    std::size_t checked = 0;
    for (const auto &projection : {webMercator(), lambertConformalConic({}), *utm})
        for (const LonLat place : places)
            for (const double zoom : {5.3, 9.0, 13.7}) {
                if (projection->name() != webMercator()->name() && std::abs(place.lonDeg - 45) > 60) continue;
                if (projection == *utm && std::abs(place.lonDeg - 45) > 12) continue; // far outside its zone
                ++checked;
                app::AppState state = mapState(zoom, place);
                state.projection = projection;
                state.camera.center = projection->project(place);
                const Bar bar = barOf(buildFurniture(state, 1920, 1080, {}, engine));
                ASSERT_GT(bar.km, 0) << place.latDeg;
                const app::Viewport view{state.camera, projection->square(), 1920, 1080};
                const double half = (bar.rightPx - bar.leftPx) / 2;
                const LonLat a = projection->unproject(view.toWorld({960 - half, 540}));
                const LonLat b = projection->unproject(view.toWorld({960 + half, 540}));
                double metres = 0;
                GeographicLib::Geodesic::WGS84().Inverse(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg, metres);
                EXPECT_NEAR(metres / 1000, bar.km, bar.km * 0.01) << projection->name() << " " << place.latDeg;
                EXPECT_GT(half * 2, 50) << "long enough to measure with";
            }
    EXPECT_GE(checked, 40U);
}

TEST(NorthArrow, PointsToTrueNorthAtTheMapsCentre) {
    const text::TextEngine engine;
    const auto utm = io::makeProjection("EPSG:32638");
    ASSERT_TRUE(utm.has_value());
    const LonLat places[] = {{45, 40},     {30, 45},     {60.6, 56.8}, {38, 36}, {46.4, 38.9},
                             {44.5, 40.2}, {49.9, 40.4}, {41.6, 41.6}, {43, 20}, {47.8, 63}};
    for (const auto &projection : {webMercator(), lambertConformalConic({}), *utm})
        for (const LonLat place : places) {
            if (projection == *utm && std::abs(place.lonDeg - 45) > 12) continue; // far outside its zone
            app::AppState state = mapState(6, place);
            state.projection = projection;
            state.camera.center = projection->project(place);
            const DrawList list = buildFurniture(state, 1920, 1080, {}, engine);
            const PathPrimitive *needle = nullptr;
            PageBox plate;
            for (const Primitive &primitive : list) {
                if (primitive.role != "north-arrow") continue;
                const auto *p = std::get_if<PathPrimitive>(&primitive.content);
                if (p != nullptr && p->subpaths[0].size() == 3) needle = p;
                if (p != nullptr && p->subpaths[0].size() == 4) plate = furnitureBoxes({primitive}).front();
            }
            ASSERT_NE(needle, nullptr);
            const ScreenPoint tip = needle->subpaths[0][0];
            const ScreenPoint centre{(plate.left + plate.right) / 2, (plate.top + plate.bottom) / 2};
            const double drawnDeg = std::atan2(tip.x - centre.x, centre.y - tip.y) * 180 / std::numbers::pi;
            // Where the geodesic to the north leads on the page, over a kilometre.
            const app::Viewport view{state.camera, projection->square(), 1920, 1080};
            double latDeg = 0;
            double lonDeg = 0;
            GeographicLib::Geodesic::WGS84().Direct(place.latDeg, place.lonDeg, 0, 1000, latDeg, lonDeg);
            const ScreenPoint north = view.toScreen(projection->project({lonDeg, latDeg}));
            EXPECT_NEAR(drawnDeg, std::atan2(north.x - 960, 540 - north.y) * 180 / std::numbers::pi, 0.2)
                << projection->name() << " " << place.lonDeg;
        }
}

} // namespace
} // namespace corridors::layout
