#include "geodata/query/name_search.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <random>

namespace corridors::query {
namespace {

struct Named {
    std::string id, name, local, aliases;
    double rank = 0;
};

std::shared_ptr<const LayerData> layerOf(const std::vector<Named> &features) {
    LayerDataBuilder builder(webMercator());
    for (const Named &f : features) {
        builder.beginFeature(f.id, GeometryType::Point);
        builder.addPart(std::vector<LonLat>{{45, 40}});
        if (!f.name.empty()) builder.setProperty("name", std::string_view(f.name));
        if (!f.local.empty()) builder.setProperty("name_local", std::string_view(f.local));
        if (!f.aliases.empty()) builder.setProperty("aliases", JsonText{f.aliases});
        if (f.rank > 0) builder.setProperty("rank", f.rank);
    }
    return builder.finish();
}

class NameSearch : public ::testing::Test {
protected:
    NameSearch() {
        m_places = layerOf({{"baku", "Baku", "Bakı", R"(["Баку"])", 1},
                            {"nakhchivan", "Nakhchivan", "Naxçıvan", R"(["Nakhichevan","Naxcivan","Нахичевань"])", 2},
                            {"meghri", "Meghri", "Մեղրի", R"(["Megri"])", 4},
                            {"bakuriani", "Bakuriani", "ბაკურიანი", "", 5},
                            {"nameless", "", "", "", 1}});
        m_lines = layerOf(
            {{"btc/1", "Baku–Tbilisi–Ceyhan", "", R"(["BTC"])"},
             {"btc/2", "Baku–Tbilisi–Ceyhan", "", R"(["BTC"])"},
             {"tripp", "Zangezur corridor / TRIPP", "", R"(["Syunik corridor","Zəngəzur dəhlizi","a \"b\""])"}});
        m_index.add("places", *m_places);
        m_index.add("lines", *m_lines);
        m_index.finish();
    }
    std::string first(std::string_view query) const {
        const auto found = m_index.search(query);
        if (found.empty()) return "";
        const auto &layer = found[0].source == "places" ? *m_places : *m_lines;
        return std::string(layer.feature(found[0].featureIndex).id());
    }
    std::shared_ptr<const LayerData> m_places, m_lines;
    NameIndex m_index;
};

TEST_F(NameSearch, FindsEverySpelling) {
    for (const char *query : {"Nakhchivan", "nakhichevan", "NAXCIVAN", "Naxçıvan", "нахичевань", "nakhch", "chivan"})
        EXPECT_EQ(first(query), "nakhchivan") << query;
    for (const char *query : {"Megri", "Մեղրի", "meghri"}) EXPECT_EQ(first(query), "meghri") << query;
    for (const char *query : {"zangezur", "Zengezur", "syunik", "TRIPP", "corridor zang", "a \"b\""})
        EXPECT_EQ(first(query), "tripp") << query;
    EXPECT_EQ(first("ბაკ"), "bakuriani");
}

TEST_F(NameSearch, RanksTheWholeNameThenItsBeginningThenWords) {
    const auto found = m_index.search("baku");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].name, "Baku");
    EXPECT_EQ(found[1].name, "Bakuriani") << "ranked places before the unranked";
    EXPECT_EQ(found[2].name, "Baku–Tbilisi–Ceyhan");
    EXPECT_EQ(first("ceyhan baku"), "btc/1") << "words in any order";
}

TEST_F(NameSearch, TellsWhichSpellingMatched) {
    const auto found = m_index.search("syunik");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].name, "Zangezur corridor / TRIPP");
    EXPECT_EQ(found[0].matched, "Syunik corridor");
    EXPECT_TRUE(found[0].byAlias);
    EXPECT_FALSE(m_index.search("baku")[0].byAlias);
}

TEST_F(NameSearch, SegmentsOfOneCorridorCountOnce) { EXPECT_EQ(m_index.search("btc").size(), 1U); }

TEST_F(NameSearch, NothingForNothing) {
    EXPECT_TRUE(m_index.search("").empty());
    EXPECT_TRUE(m_index.search(" - ").empty());
    EXPECT_TRUE(m_index.search("qqqq").empty());
    EXPECT_TRUE(m_index.search("Baku Meghri").empty()) << "all words must be in one name";
}

TEST_F(NameSearch, RespectsTheLimit) { EXPECT_EQ(m_index.search("a", 2).size(), 2U); }

TEST(NameSearchLarge, EveryNameIsFoundAmongAHundredThousand) {
    std::mt19937 random(9);
    std::vector<Named> features;
    for (int i = 0; i < 100'000; ++i) {
        std::string name;
        for (int k = 0; k < 9; ++k) name += static_cast<char>('a' + std::uniform_int_distribution(0, 25)(random));
        features.push_back({"f" + std::to_string(i), name, "", ""});
    }
    const auto layer = layerOf(features);
    NameIndex index;
    index.add("x", *layer);
    index.finish();
    const auto start = std::chrono::steady_clock::now();
    constexpr int kSearches = 50;
    for (int i = 0; i < kSearches; ++i) {
        const auto &wanted = features[static_cast<std::size_t>(i) * 1999];
        const auto found = index.search(wanted.name);
        ASSERT_FALSE(found.empty());
        EXPECT_EQ(found[0].name, wanted.name);
    }
    const double ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / kSearches;
    RecordProperty("ms_per_search", std::to_string(ms));
    EXPECT_LT(ms, 50) << "a key press must not wait; the bound is loose for sanitizers and busy machines";
}

} // namespace
} // namespace corridors::query
