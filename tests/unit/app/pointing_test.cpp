#include <gtest/gtest.h>

#include "app_fixture.hpp"
#include "geodata/links/link_index.hpp"
#include "viewer/app/feature_info.hpp"
#include "viewer/app/passages.hpp"
#include "viewer/app/picking.hpp"

namespace corridors::app {
namespace {

constexpr const char *kLinks = R"({"type": "AnnotationPage", "items": [
  {"id": "urn:l1", "type": "Annotation", "motivation": "linking",
   "body": [{"type": "SpecificResource", "source": "layers/roads.geojson#road"},
            {"type": "TextualBody", "purpose": "classifying", "value": "claims"},
            {"type": "TextualBody", "purpose": "describing", "value": "The road is argued about."}],
   "target": {"source": "https://doi.org/10.1/x", "corridors:section": "Roads", "corridors:paragraph": 2,
              "selector": [{"type": "TextQuoteSelector", "exact": "the road"}]}}]})";

void addLinks(SmallMap &map) {
    const auto parsed = links::parseLinks(kLinks, "links.jsonld");
    ASSERT_TRUE(parsed) << parsed.error().text();
    ASSERT_EQ(parsed->value->links().size(), 1U);
    map.state.links = parsed->value;
}

TEST(Picking, APointOnALineOnAPolygonComesFirst) {
    SmallMap map;
    const auto hits = pickAt(map.state, map.screen({45, 40}));
    ASSERT_EQ(hits.size(), 3U);
    EXPECT_EQ(hits[0].id, "town");
    EXPECT_EQ(hits[1].id, "road/1");
    EXPECT_EQ(hits[2].id, "land");
}

TEST(Picking, WhatIsHiddenIsNotThere) {
    SmallMap map;
    map.send(ToggleLayer{0});
    EXPECT_EQ(pickAt(map.state, map.screen({45, 40})).front().id, "road/1");
    map.send(SetLayerOpacity{"roads", 0});
    EXPECT_EQ(pickAt(map.state, map.screen({45, 40})).front().id, "land");
    EXPECT_TRUE(pickAt(map.state, map.screen({50, 45})).empty());
}

TEST(Picking, ToleranceIsInPixelsBeyondWhatIsDrawn) {
    SmallMap map;
    const ScreenPoint on = map.screen({44.6, 40}); // the line is 4 px wide
    EXPECT_EQ(pickAt(map.state, {on.x, on.y + 6}).front().id, "road/1");
    EXPECT_EQ(pickAt(map.state, {on.x, on.y + 9}).front().id, "land");
}

TEST(Pointing, ASecondClickGoesToWhatLiesBeneath) {
    SmallMap map;
    const ScreenPoint at = map.screen({45, 40});
    for (const char *id : {"town", "road/1", "land", "town"}) {
        map.send(SelectAt{at});
        ASSERT_EQ(map.state.selected.size(), 1U);
        EXPECT_EQ(map.state.selected.front().id, id);
    }
    map.send(SelectAt{map.screen({50, 45})});
    EXPECT_TRUE(map.state.selected.empty());
}

TEST(Pointing, CtrlClickAddsAndTakesAway) {
    SmallMap map;
    map.send(SelectAt{map.screen({45, 40})});
    map.send(SelectAt{map.screen({44.5, 40}), true});
    EXPECT_EQ(map.state.selected.size(), 2U);
    map.send(SelectAt{map.screen({45, 40}), true});
    ASSERT_EQ(map.state.selected.size(), 1U);
    EXPECT_EQ(map.state.selected.front().id, "road/1");
}

TEST(Pointing, HoveringNamesThePlaceAndTheFeature) {
    SmallMap map;
    map.send(HoverAt{map.screen({45, 40})});
    ASSERT_TRUE(map.state.hovered);
    EXPECT_EQ(map.state.hovered->id, "town");
    ASSERT_TRUE(map.state.cursor);
    EXPECT_NEAR(map.state.cursor->lonDeg, 45, 1e-9);
    EXPECT_NEAR(map.state.cursor->latDeg, 40, 1e-9);
    EXPECT_EQ(map.state.lit.size(), 1U);
    map.send(HoverAt{map.screen({45.5, 40.5})});
    EXPECT_EQ(map.state.hovered->id, "land");
    EXPECT_TRUE(map.state.lit.empty()) << "ground under the mouse does not light up";
    map.send(HoverAt{std::nullopt});
    EXPECT_FALSE(map.state.hovered);
    EXPECT_FALSE(map.state.cursor);
    EXPECT_TRUE(map.state.lit.empty());
}

TEST(Pointing, WhileTheMapMovesTheMouseHasAPlaceButPointsAtNothing) {
    SmallMap map;
    map.send(HoverAt{map.screen({45, 40})});
    ASSERT_TRUE(map.state.hovered);
    map.send(HoverAt{map.screen({45, 40}), false});
    EXPECT_FALSE(map.state.hovered);
    EXPECT_TRUE(map.state.lit.empty());
    ASSERT_TRUE(map.state.cursor);
    EXPECT_NEAR(map.state.cursor->lonDeg, 45, 1e-9);
    map.send(HoverAt{map.screen({45, 40})});
    EXPECT_TRUE(map.state.hovered) << "it rests";
}

TEST(Pointing, APassageLightsItsFeaturesAndFliesThere) {
    SmallMap map;
    addLinks(map);
    map.send(HoverLinks{{"urn:l1"}});
    ASSERT_EQ(map.state.lit.size(), 1U);
    EXPECT_EQ(map.state.lit.front().id, "road/1") << "the link names the whole, the map holds its segment";
    map.send(HoverLinks{});
    EXPECT_TRUE(map.state.lit.empty());
    const Camera before = map.state.camera;
    map.send(SelectLinks{{"urn:l1"}});
    EXPECT_EQ(map.state.selectedLinks, std::vector<std::string>{"urn:l1"});
    EXPECT_NE(map.state.camera, before);
    map.send(LetGo{});
    EXPECT_TRUE(map.state.selectedLinks.empty());
}

TEST(Passages, AFeatureListsThemAndOneWithoutNamesTheNearest) {
    SmallMap map;
    addLinks(map);
    const PassageList road = passagesOf(map.state, {{"roads", "road/1"}});
    ASSERT_EQ(road.passages.size(), 1U);
    EXPECT_EQ(road.passages.front().relation, links::Relation::Claims);
    EXPECT_EQ(road.passages.front().summary, "The road is argued about.");
    EXPECT_EQ(locatorOf(road.passages.front()), "paragraph 2 of Roads");
    EXPECT_TRUE(road.passages.front().text.empty()) << "no copy of the article is at hand";
    const PassageList town = passagesOf(map.state, {{"towns", "town"}});
    EXPECT_TRUE(town.passages.empty());
    ASSERT_EQ(town.nearestFeature.size(), 1U);
    EXPECT_EQ(town.nearestFeature.front().id, "road/1");
}

TEST(FeatureInfo, SaysLengthsAndAreasOnTheEllipsoid) {
    SmallMap map;
    const FeatureInfo road = describeFeature(map.state, {"roads", "road/1"});
    EXPECT_EQ(road.kind, "Test kind");
    EXPECT_EQ(road.layer, "Roads");
    const auto row = [](const FeatureInfo &info, const std::string &label) {
        for (const InfoRow &r : info.rows)
            if (r.label == label) return r.value;
        return std::string();
    };
    EXPECT_EQ(row(road, "Length"), "137 km as drawn"); // 1.6 degrees of the parallel 40 N, 85.4 km each
    EXPECT_EQ(row(describeFeature(map.state, {"lands", "land"}), "Area"), "37,900 km²");
    EXPECT_TRUE(describeFeature(map.state, {"lands", "nothing"}).title.empty());
}

TEST(LetGo, ClosesOneThingAtATimeAndNeverQuits) {
    SmallMap map;
    map.send(SelectAt{map.screen({45, 40})});
    map.send(SetPresenting{true});
    map.send(SelectAt{map.screen({45, 40})});
    map.send(ToggleHelp{});
    map.send(LetGo{});
    EXPECT_FALSE(map.state.helpVisible);
    EXPECT_FALSE(map.state.selected.empty());
    map.send(LetGo{});
    EXPECT_TRUE(map.state.selected.empty());
    EXPECT_TRUE(map.state.presenting);
    map.send(LetGo{});
    EXPECT_FALSE(map.state.presenting);
    EXPECT_FALSE(map.state.fullscreen);
    for (int i = 0; i < 5; ++i) map.send(LetGo{});
    EXPECT_FALSE(map.state.quitRequested);
}

} // namespace
} // namespace corridors::app
