// The composed page over many sizes: nothing over anything else, nothing over what is highlighted, nothing lost.
#include "viewer/layout/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "geodata/core/text_file.hpp"
#include "geodata/links/link_index.hpp"
#include "tests/unit/layout/map_state.hpp"
#include "viewer/layout/captions.hpp"

namespace corridors::layout {
namespace {

using namespace testing;
using ::testing::ElementsAre;

app::AppState stateOfSize(double widthPx, double heightPx, double zoom = 7) {
    app::AppState state = mapState(zoom);
    state.viewportWidthPx = widthPx;
    state.viewportHeightPx = heightPx;
    return state;
}

std::size_t overlaps(const std::vector<PagePiece> &pieces) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        for (std::size_t k = i + 1; k < pieces.size(); ++k) count += pieces[i].box.intersects(pieces[k].box) ? 1 : 0;
    return count;
}

const PagePiece *piece(const Page &page, const std::string &role) {
    const auto it = std::ranges::find(page.pieces, role, &PagePiece::role);
    return it == page.pieces.end() ? nullptr : &*it;
}

TEST(Page, FurnitureNeverOverlapsNorLeavesAPageOfAnySize) {
    const text::TextEngine engine;
    std::mt19937 random(84);
    std::uniform_real_distribution<double> logSide(std::log(90), std::log(4200));
    std::uniform_real_distribution<double> share(-0.2, 1.2);
    std::size_t pieces = 0;
    for (int round = 0; round < 250; ++round) {
        const double width = std::exp(logSide(random));
        const double height = std::clamp(width * std::exp((share(random) - 0.5) * 1.6), 90.0, 4200.0);
        app::AppState state = stateOfSize(width, height);
        app::PageFurniture furniture;
        furniture.date = "2025-11-22";
        furniture.subtitleText = round % 2 == 0 ? "By status, with the towns along them" : "";
        furniture.sourceNote = round % 3 == 0 ? "Draft for comment" : "";
        furniture.inset = round % 2 == 1;
        furniture.graticule = round % 4 == 0;
        furniture.callouts = round % 3 == 1;
        furniture.north = round % 5 == 0 ? app::NorthArrow::Both : app::NorthArrow::True;
        if (round % 3 != 0) state.selected = {{"railways", "line39.000000"}, {"places", "yerevan"}};
        if (round % 4 == 1)
            for (const char *role : {"title", "legend", "scale-bar", "north-arrow", "attribution", "inset"})
                furniture.places[role] = {share(random), share(random)};
        const Page page = composePage(state, furniture, engine);
        EXPECT_EQ(overlaps(page.pieces), 0U) << width << " x " << height << " round " << round;
        pieces += page.pieces.size();
        EXPECT_NE(piece(page, "attribution"), nullptr) << "never dropped: " << width << " x " << height;
        for (const PagePiece &p : page.pieces) {
            EXPECT_GE(p.box.left, 0) << p.role;
            EXPECT_GE(p.box.top, 0) << p.role;
            EXPECT_LE(p.box.right, page.frame.right + 0.01) << p.role << " " << width << " x " << height;
            EXPECT_LE(p.box.bottom, page.frame.bottom + 0.01) << p.role << " " << width << " x " << height;
            for (const Callout &callout : page.callouts) {
                const double r = callout.radiusPx;
                const PageBox badge{callout.badge.x - r, callout.badge.y - r, callout.badge.x + r, callout.badge.y + r};
                EXPECT_FALSE(p.box.intersects(badge)) << p.role << " under a number";
            }
        }
    }
    EXPECT_GT(pieces, 1000U);
}

TEST(Page, SlidesAndPaperHaveEverythingAsked) {
    const text::TextEngine engine;
    app::PageFurniture furniture;
    furniture.inset = true;
    for (const app::PagePreset &preset : app::pagePresets()) {
        const app::AppState state = stateOfSize(preset.size.logicalWidthPx(), preset.size.logicalHeightPx());
        const Page page = composePage(state, furniture, engine);
        for (const char *role : {"title", "legend", "scale-bar", "north-arrow", "attribution", "inset"})
            EXPECT_NE(piece(page, role), nullptr) << role << " on " << preset.id;
    }
}

TEST(Page, FurnitureMakesWayForWhatIsHighlighted) {
    const text::TextEngine engine;
    // A place under each corner in turn: the piece that would stand there goes elsewhere.
    for (const double x : {0.06, 0.94})
        for (const double y : {0.07, 0.93}) {
            app::AppState state = stateOfSize(1600, 900, 8);
            const WorldPoint target = state.viewport().toWorld({x * 1600, y * 900});
            for (app::SourceState &source : state.sources)
                if (source.id == "places") source.data = point(state.projection->unproject(target));
            state.selected = {{"places", "yerevan"}};
            const Page page = composePage(state, {}, engine);
            EXPECT_EQ(page.pieces.size(), 5U);
            for (const PagePiece &p : page.pieces) {
                if (p.role == "attribution") continue; // it has two places only
                const PageBox dot{x * 1600 - 3, y * 900 - 3, x * 1600 + 3, y * 900 + 3};
                EXPECT_FALSE(p.box.intersects(dot)) << p.role << " covers what is highlighted at " << x << ", " << y;
            }
        }
}

TEST(Page, PiecesStandWhereTheyWereMoved) {
    const text::TextEngine engine;
    const app::AppState state = stateOfSize(1600, 900);
    app::PageFurniture furniture;
    furniture.places["legend"] = {1, 0.5};
    furniture.places["title"] = {0.5, 0};
    const Page page = composePage(state, furniture, engine);
    const PagePiece *legend = piece(page, "legend");
    ASSERT_NE(legend, nullptr);
    EXPECT_NEAR(legend->box.right, 1600, 0.01);
    const app::PiecePlace noted = placeOf(legend->box, page.frame);
    EXPECT_NEAR(noted.x, 1, 1e-9);
    EXPECT_NEAR(noted.y, 0.5, 1e-9);
    EXPECT_NEAR((piece(page, "title")->box.left + piece(page, "title")->box.right) / 2, 800, 0.5);
}

TEST(Page, TheFrameShowsAllThatThePageWouldHaveShown) {
    const text::TextEngine engine;
    app::AppState state = stateOfSize(900, 1200); // upright: captions lie below the map
    state.selected = {{"places", "yerevan"}};
    app::PageFurniture furniture;
    furniture.callouts = true;
    const Page page = composePage(state, furniture, engine);
    ASSERT_EQ(page.callouts.size(), 1U);
    EXPECT_LT(page.frame.bottom, 1180) << "captions have a part of the page";
    const WorldBounds asked = state.viewport().bounds();
    const app::Viewport whole{page.camera, state.projection->square(), 900, 1200};
    const ScreenPoint nw = whole.toScreen({asked.minX, asked.maxY});
    const ScreenPoint se = whole.toScreen({asked.maxX, asked.minY});
    EXPECT_GE(nw.x, -0.01);
    EXPECT_GE(nw.y, -0.01);
    EXPECT_LE(se.x, page.frame.right + 0.01);
    EXPECT_LE(se.y, page.frame.bottom + 0.01);
    const WorldPoint yerevan = state.source("places")->data->feature(0).part(0)[0];
    EXPECT_NEAR(whole.toScreen(yerevan).x, page.callouts[0].target.x, 0.01) << "callouts point where the map draws it";
    EXPECT_NEAR(whole.toScreen(yerevan).y, page.callouts[0].target.y, 0.01);
    const auto covers = [&](ScreenPoint p) {
        return std::ranges::any_of(page.obstacles, [&](const app::Obstacle &o) {
            return p.x >= o.left && p.x <= o.right && p.y >= o.top && p.y <= o.bottom;
        });
    };
    EXPECT_TRUE(covers(page.callouts[0].badge)) << "labels keep off the numbers";
    EXPECT_TRUE(covers({450, 1195})) << "and off the captions";
}

std::vector<std::string> textsOf(const DrawList &list, const std::string &role) {
    std::vector<std::string> out;
    for (const Primitive &primitive : list)
        if (const auto *t = std::get_if<TextPrimitive>(&primitive.content); t != nullptr && primitive.role == role)
            out.push_back(t->utf8);
    return out;
}

TEST(Page, CaptionsSayWhatTheLinksFileSays) {
    const std::string file = std::string(CORRIDORS_ASSETS_DIR) + "/south-caucasus/links.jsonld";
    const auto raw = readTextFile(file);
    ASSERT_TRUE(raw.has_value());
    auto parsed = links::parseLinks(*raw, file);
    ASSERT_TRUE(parsed.has_value());
    const text::TextEngine engine;
    app::AppState state = stateOfSize(1600, 900);
    state.links = parsed->value;
    LayerDataBuilder builder(webMercator());
    std::vector<app::FeatureRef> features;
    double lon = 43.5;
    for (const char *id : {"zangezur_tripp", "shusha", "mozdok_tbilisi_yerevan", "yekaterinburg"}) {
        builder.beginFeature(id, GeometryType::Point);
        const LonLat at{lon += 0.7, 40};
        builder.addPart(std::span(&at, 1));
        features.push_back({"places", id});
    }
    for (app::SourceState &source : state.sources)
        if (source.id == "places") source.data = builder.finish();
    state.selected = features;
    app::PageFurniture furniture;
    furniture.callouts = true;
    const Page page = composePage(state, furniture, engine);
    ASSERT_EQ(page.numbered.size(), 4U);
    const std::vector<std::string> texts = textsOf(page.drawing, "captions");
    for (std::size_t i = 0; i < page.numbered.size(); ++i) {
        const app::NumberedFeature &numbered = page.numbered[i];
        const links::Link *link = state.links->find(numbered.linkId);
        ASSERT_NE(link, nullptr) << features[i].id;
        EXPECT_TRUE(std::ranges::any_of(link->features, [&](const std::string &f) { return f == features[i].id; }));
        EXPECT_EQ(numbered.text, link->summary);
        EXPECT_NE(raw->find(link->summary), std::string::npos) << "as the file has it";
        EXPECT_THAT(texts, ::testing::Contains(link->summary));
        EXPECT_THAT(texts, ::testing::Contains(link->section + ", paragraph " + std::to_string(link->paragraph)));
    }
    EXPECT_THAT(texts, ::testing::Contains(state.links->links()[0].citation)) << "once, below all";
    bool doi = false;
    for (const Primitive &primitive : page.drawing)
        if (const auto *t = std::get_if<TextPrimitive>(&primitive.content))
            doi = doi || t->href == "https://doi.org/" + state.links->links()[0].doi;
    EXPECT_TRUE(doi);
}

TEST(Page, ASegmentedCorridorHasOneNumber) {
    app::AppState state = stateOfSize(1600, 900);
    LayerDataBuilder builder(webMercator());
    for (const char *id : {"line/1", "line/2"}) {
        builder.beginFeature(id, GeometryType::LineString);
        const LonLat points[] = {{44.5, 40}, {46, 40.3}};
        builder.addPart(points);
    }
    for (app::SourceState &source : state.sources)
        if (source.id == "roads") source.data = builder.finish();
    state.selected = {{"roads", "line/1"}, {"roads", "line/2"}, {"places", "yerevan"}};
    const auto numbered = app::numberedFeatures(state);
    ASSERT_EQ(numbered.size(), 2U);
    EXPECT_EQ(numbered[0].parts.size(), 2U);
}

TEST(Quotation, HasAtMostTwentyFiveWordsAroundItsFragment) {
    std::string sentence;
    for (int i = 1; i <= 60; ++i) sentence += (i > 1 ? " w" : "w") + std::to_string(i);
    const auto words = [](const std::string &text) {
        return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
    };
    EXPECT_EQ(app::shortQuotation("Six words are not too many.", "words"), "Six words are not too many.");
    const std::string middle = app::shortQuotation(sentence, "w40 w41");
    EXPECT_NE(middle.find("w40 w41"), std::string::npos);
    EXPECT_TRUE(middle.starts_with("… ") && middle.ends_with(" …")) << middle;
    EXPECT_EQ(words(middle), 27U) << "25 and two ellipses";
    EXPECT_TRUE(app::shortQuotation(sentence, "w3 w4").starts_with("w1 "));
    EXPECT_TRUE(app::shortQuotation(sentence, "w60").ends_with(" w60"));
}

TEST(Legend, EditsSurviveLayersThatComeAndGo) {
    const auto labels = [](const std::vector<LegendEntry> &entries) {
        std::vector<std::string> out;
        for (const LegendEntry &entry : entries) out.push_back(entry.label);
        return out;
    };
    const std::vector<app::LegendEdit> edits{{"roads", "Roads", "Main roads", false},
                                             {"railways", "Railways, planned", {}, true}};
    app::AppState state = mapState();
    EXPECT_THAT(labels(editedLegend(buildLegend(state), edits)),
                ElementsAre("Main roads", "Railways, operating", "Town or city"));
    setVisible(state, "roads", false);
    EXPECT_THAT(labels(editedLegend(buildLegend(state), edits)), ElementsAre("Railways, operating", "Town or city"));
    setVisible(state, "roads", true);
    EXPECT_THAT(labels(editedLegend(buildLegend(state), edits)),
                ElementsAre("Main roads", "Railways, operating", "Town or city"));
}

TEST(Captions, FitTheirBlockAndShrinkBeforeTheyGiveUp) {
    const text::TextEngine engine;
    const app::AppState state = mapState();
    std::vector<CaptionEntry> entries;
    for (int i = 1; i <= 6; ++i)
        entries.push_back({i,
                           "The route through southern Armenia is described as a link between the exclave and the rest "
                           "of the country, agreed in August.",
                           "Section 3, p. 12", "A route with a name"});
    for (const std::size_t columns : {1U, 2U, 3U}) {
        CaptionOptions options{static_cast<double>(columns) * 300,
                               900,
                               1,
                               columns,
                               "A citation of the article, 2025",
                               "https://doi.org/10.1/x"};
        const auto tall = captionBlock(entries, options, state, engine);
        ASSERT_TRUE(tall.has_value());
        CaptionOptions lower = options;
        lower.maxHeightPx = tall->heightPx * 0.75;
        const auto shrunk = captionBlock(entries, lower, state, engine);
        ASSERT_TRUE(shrunk.has_value());
        EXPECT_LE(shrunk->heightPx, lower.maxHeightPx);
        lower.maxHeightPx = 60;
        EXPECT_FALSE(captionBlock(entries, lower, state, engine).has_value());
        std::vector<PageBox> boxes;
        for (const Primitive &primitive : tall->list)
            if (const auto *t = std::get_if<TextPrimitive>(&primitive.content)) {
                const text::TextMetrics m = engine.measure(t->utf8, t->style);
                boxes.push_back(
                    {t->topLeft.x, t->topLeft.y + 0.01, t->topLeft.x + m.widthPx, t->topLeft.y + m.heightPx - 0.01});
                EXPECT_LE(boxes.back().right, options.widthPx);
                EXPECT_LE(boxes.back().bottom, tall->heightPx);
            }
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t k = i + 1; k < boxes.size(); ++k) EXPECT_FALSE(boxes[i].intersects(boxes[k])) << columns;
    }
}

} // namespace
} // namespace corridors::layout
