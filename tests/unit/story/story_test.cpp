#include "geodata/story/story.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace corridors::story {
namespace {

Story parsed(const std::string &json) {
    const Result<WithWarnings<Story>> r = parseStory(json, "story.json");
    EXPECT_TRUE(r) << (r ? "" : r.error().text());
    return r ? r->value : Story{};
}

std::string chapter(const std::string &id, const std::string &enter) {
    return R"({"id": ")" + id +
           R"(", "title": "T", "description": "D.", "location": {"center": [45, 40], "zoom": 7, "pitch": 10, "bearing": 5}, "onChapterEnter": )" +
           enter + "}";
}

TEST(Story, ChaptersOfOtherToolsBecomeFullStates) {
    const Story s = parsed("{\"chapters\": [" + chapter("a", R"([{"layer": "roads", "opacity": 0}])") + "," +
                           chapter("b", R"([{"layer": "rails", "opacity": 0.5, "duration": 300}])") + "," +
                           chapter("c", R"([{"layer": "roads", "opacity": 1}])") + "]}");
    ASSERT_EQ(s.chapters.size(), 3U);
    for (const Chapter &c : s.chapters) ASSERT_EQ(c.layers.size(), 2U) << "every chapter tells every layer";
    EXPECT_EQ(s.chapters[0].layer("roads")->opacity, 0);
    EXPECT_EQ(s.chapters[0].layer("rails")->opacity, 1) << "not told yet: as the map shows it";
    EXPECT_EQ(s.chapters[1].layer("roads")->opacity, 0) << "holds on";
    EXPECT_EQ(s.chapters[1].layer("rails")->opacity, 0.5);
    EXPECT_EQ(s.chapters[2].visibleLayers(), (std::vector<std::string>{"roads", "rails"}));
    EXPECT_EQ(s.chapters[2].layer("nothing"), nullptr);
}

TEST(Story, SurvivesARoundTrip) {
    const Result<WithWarnings<Story>> shipped =
        readStory(std::string(CORRIDORS_ASSETS_DIR) + "/south-caucasus/story.json");
    ASSERT_TRUE(shipped) << shipped.error().text();
    EXPECT_TRUE(shipped->warnings.empty());
    Story again = parsed(serialiseStory(shipped->value));
    again.path = shipped->value.path;
    EXPECT_EQ(again, shipped->value);
}

TEST(Story, ShippedChaptersAreFullAndOfTwoSentences) {
    const Result<WithWarnings<Story>> shipped =
        readStory(std::string(CORRIDORS_ASSETS_DIR) + "/south-caucasus/story.json");
    ASSERT_TRUE(shipped);
    const Story &s = shipped->value;
    EXPECT_GE(s.chapters.size(), 8U);
    EXPECT_LE(s.chapters.size(), 10U);
    for (const Chapter &c : s.chapters) {
        EXPECT_EQ(c.layers.size(), 12U) << c.id;
        for (const char *base : {"countries", "borders", "water", "places"})
            EXPECT_TRUE(c.layer(base) != nullptr && c.layer(base)->visible()) << c.id;
        EXPECT_EQ(std::count(c.description.begin(), c.description.end(), '.'), 2) << c.id;
        EXPECT_FALSE(c.title.empty());
        EXPECT_GT(c.zoom, 3);
    }
}

TEST(Story, TellsWhereAChapterIsWrong) {
    const Result<WithWarnings<Story>> r =
        parseStory("{\"chapters\": [7, {\"location\": {\"center\": [200, 3], \"zoom\": 2}}, {\"location\": "
                   "{\"center\": [20, 3]}}, " +
                       chapter("ok", R"([{"layer": "x", "opacity": 7}, 5, {"opacity": 1}])") + "]}",
                   "s.json");
    ASSERT_TRUE(r);
    EXPECT_EQ(r->value.chapters.size(), 1U);
    std::string places;
    for (const Warning &w : r->warnings) places += w.place + "\n";
    for (const char *place : {"chapters[0]\n", "chapters[1].location.center", "chapters[2].location.zoom",
                              "chapters[3].onChapterEnter[0].opacity", "chapters[3].onChapterEnter[1]",
                              "chapters[3].onChapterEnter[2].layer"})
        EXPECT_NE(places.find(place), std::string::npos) << place << " in\n" << places;
    EXPECT_FALSE(parseStory("{", "s.json"));
    EXPECT_FALSE(parseStory("{\"chapters\": []}", "s.json"));
    EXPECT_FALSE(parseStory("[]", "s.json"));
    EXPECT_FALSE(parseStory(std::string(9999, '['), "s.json"));
}

} // namespace
} // namespace corridors::story
