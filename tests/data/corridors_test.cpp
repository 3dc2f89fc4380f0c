// Corridors and pipelines run through exactly the countries that their table names.
#include "layers_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace corridors::data_test {
namespace {

constexpr double kStepKm = 0.25;
// A line that ends at a border, or touches it within this distance, does not run through the neighbour.
constexpr double kTouchKm = 0.5;

struct Line {
    std::string id;
    std::string layer;
    std::vector<std::string> countries;
    std::vector<std::vector<Position>> parts;
};

// Corridors put together again from their parts, in the order of the file.
std::vector<Line> readLines(const std::vector<std::string> &layers) {
    std::vector<Line> result;
    for (const std::string &layer : layers) {
        for (const MapFeature &feature : readLayer(layer)) {
            const std::string whole = feature.text("part_of");
            const std::string id = whole.empty() ? feature.id : whole;
            auto found = std::ranges::find(result, id, &Line::id);
            if (found == result.end()) {
                result.push_back({id, layer, feature.list("countries"), {}});
                found = result.end() - 1;
            }
            for (const auto &part : lines(*feature.geometry)) found->parts.push_back(part);
        }
    }
    return result;
}

TEST(Corridors, RunThroughTheCountriesOfTheirTable) {
    const auto outlines = readOutlines();
    for (const Line &line : readLines({"tripp", "railways", "roads", "oil_pipelines", "gas_pipelines"})) {
        const std::set<std::string> expected{line.countries.begin(), line.countries.end()};
        ASSERT_FALSE(expected.empty()) << line.id;
        std::vector<std::string> order;
        for (const auto &part : line.parts) {
            for (const Position at : samples(part, kStepKm)) {
                for (const auto &[code, outline] : outlines) {
                    if (!outline.contains(at)) continue;
                    if (expected.contains(code)) {
                        if (std::ranges::find(order, code) == order.end()) order.push_back(code);
                    } else {
                        EXPECT_LT(outline.boundaryKm(at, 2 * kTouchKm), kTouchKm)
                            << line.id << " runs through " << code << " at " << at.lonDeg << " " << at.latDeg;
                    }
                }
            }
        }
        EXPECT_EQ(order, line.countries) << line.id;
    }
}

TEST(Corridors, EachPartLiesInItsOwnCountry) {
    const auto outlines = readOutlines();
    for (const std::string layer : {"tripp", "railways", "roads"}) {
        for (const MapFeature &feature : readLayer(layer)) {
            const std::string code = feature.text("country");
            ASSERT_TRUE(outlines.contains(code)) << feature.id;
            for (const auto &part : lines(*feature.geometry)) {
                for (const Position at : samples(part, kStepKm)) {
                    EXPECT_TRUE(outlines.at(code).contains(at) ||
                                outlines.at(code).boundaryKm(at, 2 * kTouchKm) < kTouchKm)
                        << feature.id << " leaves " << code << " at " << at.lonDeg << " " << at.latDeg;
                }
            }
        }
    }
}

TEST(Corridors, FerriesCrossTheSeaBetweenTheirCountries) {
    const auto outlines = readOutlines();
    for (const Line &ferry : readLines({"ferries"})) {
        ASSERT_EQ(ferry.countries.size(), 2U) << ferry.id;
        const Position ends[] = {ferry.parts.front().front(), ferry.parts.back().back()};
        for (int i = 0; i < 2; ++i) {
            const Outline &shore = outlines.at(ferry.countries[static_cast<std::size_t>(i)]);
            EXPECT_TRUE(shore.contains(ends[i]) || shore.boundaryKm(ends[i], 1.0) < kTouchKm) << ferry.id;
        }
    }
}

TEST(Corridors, PartsAreNumberedAndMeet) {
    std::map<std::string, std::vector<const MapFeature *>> groups;
    std::vector<std::vector<MapFeature>> layers;
    for (const std::string layer : {"railways", "roads", "ferries"}) layers.push_back(readLayer(layer));
    for (const auto &features : layers) {
        for (const MapFeature &feature : features) {
            const std::string whole = feature.text("part_of");
            EXPECT_EQ(whole.empty(), feature.id.find('/') == std::string::npos) << feature.id;
            if (!whole.empty()) groups[whole].push_back(&feature);
        }
    }
    for (const auto &[whole, parts] : groups) {
        EXPECT_GT(parts.size(), 1U) << whole;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            EXPECT_EQ(parts[i]->id, whole + "/" + std::to_string(i + 1));
            if (i == 0) continue;
            const auto before = lines(*parts[i - 1]->geometry).front().back();
            const auto after = lines(*parts[i]->geometry).front().front();
            EXPECT_LT(distanceKm(before, after), 0.01) << parts[i]->id << " does not join the part before it";
        }
    }
}

TEST(Corridors, StatusIsOneOfTheFiveWords) {
    const std::set<std::string> words{"operating", "idle", "under_construction", "planned", "disused"};
    for (const std::string layer : {"tripp", "railways", "roads", "ferries", "oil_pipelines", "gas_pipelines"}) {
        for (const MapFeature &feature : readLayer(layer)) {
            EXPECT_TRUE(words.contains(feature.text("status"))) << feature.id << ": " << feature.text("status");
        }
    }
}

// The stated length is that of the drawn line, and for pipelines not longer than the reported one, which includes
// every bend that the drawing leaves out.
TEST(Corridors, StatedLengthsAreTheDrawnOnes) {
    for (const std::string layer : {"tripp", "railways", "roads", "ferries", "oil_pipelines", "gas_pipelines"}) {
        for (const MapFeature &feature : readLayer(layer)) {
            double drawn = 0;
            for (const auto &part : lines(*feature.geometry)) {
                for (std::size_t i = 1; i < part.size(); ++i) drawn += distanceKm(part[i - 1], part[i]);
            }
            EXPECT_NEAR(feature.number("length_km"), drawn, 0.1 + 0.01 * drawn) << feature.id;
        }
    }
}

} // namespace
} // namespace corridors::data_test
