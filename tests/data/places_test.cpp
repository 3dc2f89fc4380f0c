// Towns stand in their country; crossings, ports and terminals in it or within half a kilometre.
#include "layers_fixture.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <map>
#include <set>
#include <string>

namespace corridors::data_test {
namespace {

constexpr double kNearKm = 0.5;

Position position(const MapFeature &feature) {
    const OGRPoint &point = *feature.geometry->toPoint();
    return {point.getX(), point.getY()};
}

std::map<std::string, Position> readPositions() {
    std::map<std::string, Position> result;
    for (const std::string layer : {"places", "article_places"}) {
        for (const MapFeature &place : readLayer(layer)) result[place.id] = position(place);
    }
    return result;
}

TEST(Places, StandInTheirCountry) {
    const auto outlines = readOutlines();
    const std::set<std::string> atTheEdge{"border_crossing", "port", "terminal"};
    for (const std::string layer : {"places", "article_places"}) {
        for (const MapFeature &place : readLayer(layer)) {
            const std::string kind = place.text("kind");
            if (kind == "region" || kind == "river") continue;
            if (place.id == "jerusalem") { // assets/POLICY.md
                EXPECT_EQ(place.text("country"), "");
                continue;
            }
            const auto home = outlines.find(place.text("country"));
            ASSERT_NE(home, outlines.end()) << place.id << ": no polygon for " << place.text("country");
            const Position at = position(place);
            const bool inside = home->second.contains(at);
            const bool near = atTheEdge.contains(kind) && home->second.boundaryKm(at, 2 * kNearKm) < kNearKm;
            EXPECT_TRUE(inside || near) << place.id << " (" << kind << ") is not in " << place.text("country");
        }
    }
}

TEST(Places, TheFarPlacesOfTheArticleStandOnLand) {
    const auto outlines = readOutlines();
    const auto positions = readPositions();
    const std::map<std::string, std::string> expected{
        {"moscow", "RUS"},     {"yekaterinburg", "RUS"}, {"kaliningrad", "RUS"}, {"kyiv", "UKR"},
        {"washington", "USA"}, {"berlin", "DEU"},        {"tehran", "IRN"},      {"volga", "RUS"}};
    for (const auto &[id, code] : expected) {
        ASSERT_TRUE(positions.contains(id)) << id;
        EXPECT_TRUE(outlines.at(code).contains(positions.at(id))) << id;
    }
}

TEST(Places, CrimeaIsUkraines) {
    const auto outlines = readOutlines();
    for (const Position at : {Position{34.10, 44.95}, Position{36.47, 45.35}, Position{33.53, 44.60}}) {
        EXPECT_TRUE(outlines.at("UKR").contains(at));
        EXPECT_FALSE(outlines.at("RUS").contains(at));
    }
}

TEST(Places, ExclavesBelongToTheirOwners) {
    const auto outlines = readOutlines();
    const Position artsvashen{45.52, 40.63};
    const Position barkhudarly{45.00, 41.065};
    EXPECT_TRUE(outlines.at("ARM").contains(artsvashen));
    EXPECT_FALSE(outlines.at("AZE").contains(artsvashen));
    EXPECT_TRUE(outlines.at("AZE").contains(barkhudarly));
    EXPECT_FALSE(outlines.at("ARM").contains(barkhudarly));
}

TEST(Places, SeasAreNotLandAndLandIsNotSea) {
    const auto outlines = readOutlines();
    for (const MapFeature &water : readLayer("water")) {
        if (water.text("kind") != "sea") continue;
        const Position label = water.id == "mediterranean"
                                   ? position(water)
                                   : Position{water.number("label_lon"), water.number("label_lat")};
        for (const auto &[code, outline] : outlines) {
            EXPECT_FALSE(outline.contains(label)) << water.id << " has its label in " << code;
        }
        if (water.id == "mediterranean") continue;
        const Outline surface{*water.geometry};
        EXPECT_TRUE(surface.contains(label)) << water.id;
        for (const auto &[id, at] : readPositions())
            EXPECT_FALSE(surface.contains(at)) << id << " stands in " << water.id;
    }
}

TEST(Places, RanksAndKindsAreKnown) {
    const std::set<std::string> kinds{"capital",         "city", "town",     "village", "station",
                                      "border_crossing", "port", "terminal", "region",  "river"};
    for (const std::string layer : {"places", "article_places"}) {
        for (const MapFeature &place : readLayer(layer)) {
            EXPECT_TRUE(kinds.contains(place.text("kind"))) << place.id;
            EXPECT_GE(place.number("rank"), 1) << place.id;
            EXPECT_LE(place.number("rank"), 7) << place.id;
        }
    }
}

} // namespace
} // namespace corridors::data_test
