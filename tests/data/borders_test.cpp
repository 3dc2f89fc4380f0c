// Each land border is drawn once, on the very vertices of both countries, and no coast is among them.
#include "layers_fixture.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace corridors::data_test {
namespace {

struct World {
    std::map<std::string, std::map<GridSegment, int>> outlines;
    std::map<std::string, OGRGeometryUniquePtr> shapes;
    std::vector<MapFeature> borders;
};

World readWorld() {
    World world;
    for (MapFeature &country : readLayer("countries")) {
        world.outlines[country.id] = gridSegments(*country.geometry);
        world.shapes[country.id] = std::move(country.geometry);
    }
    world.borders = readLayer("borders");
    return world;
}

TEST(Borders, EachLineLiesOnBothOutlines) {
    const World world = readWorld();
    for (const MapFeature &border : world.borders) {
        if (border.text("kind") != "international") continue;
        const auto pair = border.list("countries");
        ASSERT_EQ(pair.size(), 2U) << border.id;
        EXPECT_EQ(border.id, "border_" + pair[0] + "_" + pair[1]);
        ASSERT_TRUE(world.outlines.contains(pair[0]) && world.outlines.contains(pair[1])) << border.id;
        for (const auto &[segment, count] : gridSegments(*border.geometry)) {
            EXPECT_EQ(count, 1) << border.id << " runs twice over the same segment";
            for (const std::string &country : pair) {
                ASSERT_TRUE(world.outlines.at(country).contains(segment)) << border.id << " leaves " << country;
            }
        }
    }
}

TEST(Borders, EachSharedEdgeIsDrawnOnce) {
    const World world = readWorld();
    std::map<GridSegment, int> drawn;
    for (const MapFeature &border : world.borders) {
        if (border.text("kind") != "international") continue;
        for (const auto &[segment, count] : gridSegments(*border.geometry)) drawn[segment] += count;
    }
    std::map<GridSegment, int> owners;
    for (const auto &[country, outline] : world.outlines) {
        for (const auto &[segment, count] : outline) {
            EXPECT_EQ(count, 1) << country << " has an edge twice";
            ++owners[segment];
        }
    }
    std::size_t missing = 0;
    std::size_t coast = 0;
    for (const auto &[segment, count] : owners) {
        if (count == 2 && drawn[segment] != 1) ++missing;
        if (count == 1 && drawn[segment] != 0) ++coast;
        EXPECT_LE(count, 2);
    }
    EXPECT_EQ(missing, 0U) << "edges between two countries that are not drawn exactly once";
    EXPECT_EQ(coast, 0U) << "coast that is drawn as a border";
}

TEST(Borders, LinesOfActualControlLieInsideOneCountry) {
    const World world = readWorld();
    std::set<std::string> found;
    for (const MapFeature &line : world.borders) {
        if (line.text("kind") != "de_facto") continue;
        const auto countries = line.list("countries");
        ASSERT_EQ(countries.size(), 1U) << line.id;
        EXPECT_TRUE(line.geometry->Within(world.shapes.at(countries.front()).get())) << line.id;
        found.insert(line.id);
    }
    for (const char *expected : {"line_abkhazia", "line_south_ossetia", "line_northern_cyprus"}) {
        EXPECT_TRUE(found.contains(expected)) << expected;
    }
}

TEST(Borders, KindsAreKnown) {
    for (const MapFeature &border : readLayer("borders")) {
        const std::string kind = border.text("kind");
        EXPECT_TRUE(kind == "international" || kind == "de_facto") << border.id << ": " << kind;
    }
}

// The neighbours of the six, as maps have them; a sliver between two others would show up here as a further pair.
TEST(Borders, TheSixHaveTheirNeighboursAndNoOthers) {
    std::map<std::string, std::set<std::string>> neighbours;
    for (const MapFeature &border : readLayer("borders")) {
        if (border.text("kind") != "international") continue;
        const auto pair = border.list("countries");
        neighbours[pair[0]].insert(pair[1]);
        neighbours[pair[1]].insert(pair[0]);
    }
    using Names = std::set<std::string>;
    EXPECT_EQ(neighbours["armenia"], (Names{"azerbaijan", "georgia", "iran", "turkey"}));
    EXPECT_EQ(neighbours["azerbaijan"], (Names{"armenia", "georgia", "iran", "russia", "turkey"}));
    EXPECT_EQ(neighbours["georgia"], (Names{"armenia", "azerbaijan", "russia", "turkey"}));
    EXPECT_EQ(neighbours["iran"],
              (Names{"afghanistan", "armenia", "azerbaijan", "iraq", "pakistan", "turkey", "turkmenistan"}));
    EXPECT_EQ(neighbours["turkey"],
              (Names{"armenia", "azerbaijan", "bulgaria", "georgia", "greece", "iran", "iraq", "syria"}));
    EXPECT_EQ(neighbours["russia"],
              (Names{"azerbaijan", "belarus", "china", "estonia", "finland", "georgia", "kazakhstan", "latvia",
                     "lithuania", "mongolia", "north_korea", "norway", "poland", "ukraine"}));
}

} // namespace
} // namespace corridors::data_test
