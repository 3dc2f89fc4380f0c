// Polygons are valid, do not overlap, and lie in the world; the exclave is a part of Azerbaijan.
#include "layers_fixture.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <string>
#include <vector>

namespace corridors::data_test {
namespace {

bool isPolygonal(const OGRGeometry &geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    return type == wkbPolygon || type == wkbMultiPolygon;
}

const MapFeature *find(const std::vector<MapFeature> &features, const std::string &id) {
    const auto found = std::ranges::find(features, id, &MapFeature::id);
    return found == features.end() ? nullptr : &*found;
}

TEST(LayerGeometry, EveryPolygonIsValid) {
    for (const char *layer : kLayers) {
        for (const MapFeature &feature : readLayer(layer)) {
            if (isPolygonal(*feature.geometry)) {
                EXPECT_TRUE(feature.geometry->IsValid()) << layer << "/" << feature.id;
            }
        }
    }
}

TEST(LayerGeometry, EveryGeometryIsSimpleEnoughToDraw) {
    for (const char *layer : kLayers) {
        for (const MapFeature &feature : readLayer(layer)) {
            OGREnvelope box;
            feature.geometry->getEnvelope(&box);
            EXPECT_FALSE(feature.geometry->IsEmpty()) << layer << "/" << feature.id;
            EXPECT_GE(box.MinX, -180.0) << layer << "/" << feature.id;
            EXPECT_LE(box.MaxX, 180.0) << layer << "/" << feature.id;
            EXPECT_GE(box.MinY, -90.0) << layer << "/" << feature.id;
            EXPECT_LE(box.MaxY, 90.0) << layer << "/" << feature.id;
        }
    }
}

// RFC 7946, 3.1.9: nothing jumps over the antimeridian.
TEST(LayerGeometry, NoSegmentCrossesTheAntimeridian) {
    for (const char *layer : kLayers) {
        for (const MapFeature &feature : readLayer(layer)) {
            for (const auto &line : lines(*feature.geometry)) {
                for (std::size_t i = 1; i < line.size(); ++i) {
                    // The edge along the South Pole is the one honest line of this length.
                    if (line[i].latDeg < -89.9 && line[i - 1].latDeg < -89.9) continue;
                    ASSERT_LT(std::abs(line[i].lonDeg - line[i - 1].lonDeg), 180.0) << layer << "/" << feature.id;
                }
            }
        }
    }
}

TEST(LayerGeometry, NoTwoCountriesOverlap) {
    const auto countries = readLayer("countries");
    std::vector<OGREnvelope> boxes(countries.size());
    for (std::size_t i = 0; i < countries.size(); ++i) countries[i].geometry->getEnvelope(&boxes[i]);
    for (std::size_t i = 0; i < countries.size(); ++i) {
        for (std::size_t j = i + 1; j < countries.size(); ++j) {
            if (!boxes[i].Intersects(boxes[j])) continue;
            // They share vertices exactly, so the interiors must not meet at all: no tolerance.
            EXPECT_FALSE(countries[i].geometry->Overlaps(countries[j].geometry.get()))
                << countries[i].id << " and " << countries[j].id;
        }
    }
}

// The seas are rebuilt from the coast of the countries, so they meet the land and never lie on it.
TEST(LayerGeometry, SeasOnlyTouchTheLand) {
    const auto countries = readLayer("countries");
    for (const MapFeature &water : readLayer("water")) {
        if (water.text("kind") != "sea" || !isPolygonal(*water.geometry)) continue;
        OGREnvelope surface;
        water.geometry->getEnvelope(&surface);
        for (const MapFeature &country : countries) {
            OGREnvelope land;
            country.geometry->getEnvelope(&land);
            if (surface.Intersects(land)) {
                EXPECT_FALSE(water.geometry->Overlaps(country.geometry.get())) << water.id << " and " << country.id;
                EXPECT_FALSE(country.geometry->Within(water.geometry.get())) << water.id << " and " << country.id;
            }
        }
    }
}

TEST(LayerGeometry, ArmeniaAndAzerbaijanOnlyTouch) {
    const auto countries = readLayer("countries");
    const MapFeature *armenia = find(countries, "armenia");
    const MapFeature *azerbaijan = find(countries, "azerbaijan");
    ASSERT_TRUE(armenia && azerbaijan);
    EXPECT_TRUE(armenia->geometry->Touches(azerbaijan->geometry.get()));
    const auto nakhchivan = readLayer("nakhchivan");
    ASSERT_EQ(nakhchivan.size(), 1U);
    EXPECT_TRUE(armenia->geometry->Touches(nakhchivan.front().geometry.get()));
}

TEST(LayerGeometry, NakhchivanIsOnePartOfAzerbaijan) {
    const auto countries = readLayer("countries");
    const auto nakhchivan = readLayer("nakhchivan");
    const MapFeature *azerbaijan = find(countries, "azerbaijan");
    ASSERT_TRUE(azerbaijan);
    ASSERT_EQ(nakhchivan.size(), 1U);
    EXPECT_EQ(nakhchivan.front().id, "nakhchivan_ar");
    const auto whole = gridSegments(*azerbaijan->geometry);
    for (const auto &[segment, count] : gridSegments(*nakhchivan.front().geometry)) {
        EXPECT_EQ(count, 1);
        ASSERT_TRUE(whole.contains(segment)) << "the exclave's outline leaves Azerbaijan's";
    }
}

// The core of the map is full detail, not a simplified copy: the source has a vertex every 70 m or so on the Aras.
TEST(LayerGeometry, TheDetailWindowKeepsItsDetail) {
    for (const MapFeature &border : readLayer("borders")) {
        if (border.id != "border_armenia_iran") continue;
        std::size_t vertices = 0;
        for (const auto &line : lines(*border.geometry)) vertices += line.size();
        EXPECT_GT(vertices, 150U);
    }
}

} // namespace
} // namespace corridors::data_test
