// The description says what the picture shows, and only that.
#include "viewer/layout/description.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "geodata/query/measure.hpp"
#include "tests/unit/layout/map_state.hpp"

namespace corridors::layout {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

app::AppState sized(app::AppState state) {
    state.viewportWidthPx = 900;
    state.viewportHeightPx = 700;
    return state;
}

void replaceData(app::AppState &state, const std::string &source, std::shared_ptr<const LayerData> data) {
    for (app::SourceState &s : state.sources)
        if (s.id == source) s.data = data;
}

std::shared_ptr<const LayerData> namedLines(const std::vector<std::pair<std::string, std::string>> &namesAndStatuses,
                                            const std::string &corridor = {}) {
    LayerDataBuilder builder(webMercator());
    double lat = 39.2;
    for (const auto &[name, status] : namesAndStatuses) {
        builder.beginFeature(name, GeometryType::LineString);
        builder.addPart(std::vector<LonLat>{{45, lat}, {46, lat}});
        builder.setProperty("name", std::string_view(name));
        if (!corridor.empty()) builder.setProperty("corridor_name", std::string_view(corridor));
        builder.setProperty("status", std::string_view(status));
        lat += 0.01;
    }
    return builder.finish();
}

TEST(Description, TellsTitlePlaceLayersNamesStatusesAndLengths) {
    app::AppState state = sized(mapState());
    replaceData(state, "railways", namedLines({{"Valley line", "operating"}, {"Pass line", "planned"}}));
    const std::string said = describePicture(state, "My map");
    const std::vector<LonLat> line{{45, 39.2}, {46, 39.2}};
    const std::string length = query::formatLength(query::lengthM(line));
    EXPECT_THAT(said, HasSubstr("My map. A map of the area around 40.00° N, 45.50° E"));
    EXPECT_THAT(said, HasSubstr("Railways: Valley line (operating, " + length + ") and Pass line (planned, "));
    EXPECT_THAT(said, HasSubstr("Places: Yerevan."));
    EXPECT_THAT(said, HasSubstr("Lengths are measured along the lines"));
    EXPECT_EQ(said.find('\n'), std::string::npos) << "one paragraph";
    EXPECT_EQ(said.back(), '.');
}

TEST(Description, StretchesOfACorridorAreOneThing) {
    app::AppState state = sized(mapState());
    replaceData(state, "railways",
                namedLines({{"A – B", "operating"}, {"B – C", "disused"}, {"C – D", "operating"}}, "Coast railway"));
    const std::string said = describePicture(state, "");
    const std::vector<LonLat> line{{45, 39.2}, {46, 39.2}};
    EXPECT_THAT(said, HasSubstr("Coast railway (operating, disused; "));
    EXPECT_THAT(said, Not(HasSubstr("A – B")));
    EXPECT_THAT(said, HasSubstr(query::formatLength(3 * query::lengthM(line)).substr(0, 3)));
}

TEST(Description, LeavesOutWhatThePictureDoesNotShow) {
    app::AppState state = sized(mapState());
    replaceData(state, "railways", namedLines({{"Valley line", "operating"}, {"Lost line", "disused"}}));
    EXPECT_THAT(describePicture(state, ""), HasSubstr("Lost line"));
    for (app::LayerState &layer : state.layers)
        if (layer.id == "roads") layer.opacity = 0;
    setVisible(state, "places", false);
    state.camera.center = state.projection->project({45.5, 39.2});
    state.camera.zoom = 12; // the page is some kilometres wide: of the lines 0.01 degrees apart both are still there
    EXPECT_THAT(describePicture(state, ""), HasSubstr("Lost line"));
    state.camera.center = state.projection->project({45.5, 39.1});
    const std::string away = describePicture(state, "");
    for (const char *gone : {"line", "Roads", "Yerevan"}) EXPECT_THAT(away, Not(HasSubstr(gone)));
}

TEST(Description, CountriesBeyondTheEdgeAreNotShown) {
    app::AppState state = sized(mapState(9, {45.5, 40}));
    LayerDataBuilder builder(webMercator());
    const auto add = [&](const char *name, const std::vector<LonLat> &ring) {
        builder.beginFeature(name, GeometryType::Polygon);
        builder.addPart(ring);
        builder.setProperty("name", std::string_view(name));
    };
    add("Around", {{30, 30}, {60, 30}, {60, 50}, {30, 50}, {30, 30}});
    add("Corner", {{40, 30}, {60, 30}, {60, 35}, {44, 35}, {44, 50}, {40, 50}, {40, 30}}); // its box holds the page
    replaceData(state, "land", builder.finish());
    const std::string said = describePicture(state, "");
    EXPECT_THAT(said, HasSubstr("Land: Around."));
    EXPECT_THAT(said, Not(HasSubstr("Corner")));
}

TEST(Description, LongListsEndAndNamelessFeaturesAreCounted) {
    app::AppState state = sized(mapState());
    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 40; ++i) many.emplace_back(fmt::format("Line {}", i), "planned");
    replaceData(state, "railways", namedLines(many));
    EXPECT_THAT(describePicture(state, ""), HasSubstr(" and 26 more."));
    LayerDataBuilder builder(webMercator());
    for (int i = 0; i < 3; ++i) {
        builder.beginFeature("", GeometryType::LineString);
        builder.addPart(std::vector<LonLat>{{45, 40}, {46, 40}});
    }
    replaceData(state, "roads", builder.finish());
    EXPECT_THAT(describePicture(state, ""), HasSubstr("Roads: 3 features."));
}

TEST(Description, NamesWhatIsHighlightedAndSaysWhenThereIsNothing) {
    app::AppState state = sized(mapState());
    state.selected = {{"places", "yerevan"}};
    EXPECT_THAT(describePicture(state, ""), HasSubstr("Highlighted: Yerevan."));
    for (app::LayerState &layer : state.layers) layer.visible = false;
    state.selected.clear();
    EXPECT_THAT(describePicture(state, ""), HasSubstr("No feature of the visible layers lies in it."));
}

} // namespace
} // namespace corridors::layout
