// What every feature and every layer file must carry: identity, names, accuracy, source, licence, and a bounded size.
#include "layers_fixture.hpp"

#include <cpl_json.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace corridors::data_test {
namespace {

TEST(Attributes, IdsAreUniqueOverTheMap) {
    std::map<std::string, std::string> seen;
    for (const char *layer : kLayers) {
        for (const MapFeature &feature : readLayer(layer)) {
            EXPECT_FALSE(feature.id.empty()) << layer;
            const auto [other, fresh] = seen.emplace(feature.id, layer);
            EXPECT_TRUE(fresh) << feature.id << " is in " << other->second << " and in " << layer;
        }
    }
}

TEST(Attributes, EveryFeatureIsAttributed) {
    for (const char *layer : kLayers) {
        for (const MapFeature &feature : readLayer(layer)) {
            const std::string what = std::string{layer} + "/" + feature.id;
            for (const char *key : {"name", "kind", "source"})
                EXPECT_FALSE(feature.text(key).empty()) << what << ": " << key;
            const auto accuracy = feature.properties.GetObj("accuracy_km");
            EXPECT_TRUE(accuracy.GetType() == CPLJSONObject::Type::Double ||
                        accuracy.GetType() == CPLJSONObject::Type::Integer)
                << what;
            EXPECT_GT(feature.number("accuracy_km"), 0.0) << what;
            EXPECT_EQ(feature.properties.GetObj("aliases").GetType(), CPLJSONObject::Type::Array) << what;
            std::set<std::string> names;
            for (const std::string &alias : feature.list("aliases")) {
                EXPECT_FALSE(alias.empty()) << what;
                EXPECT_TRUE(names.insert(alias).second) << what << ": alias twice: " << alias;
            }
        }
    }
}

TEST(Attributes, LinesCarryTheirFacts) {
    for (const std::string layer : {"oil_pipelines", "gas_pipelines"}) {
        for (const MapFeature &pipeline : readLayer(layer)) {
            EXPECT_EQ(pipeline.text("kind"), layer.substr(0, layer.size() - 1));
            for (const char *key :
                 {"product", "capacity", "diameter", "operator", "opened", "status", "length_km_reported"}) {
                EXPECT_FALSE(pipeline.text(key).empty()) << pipeline.id << ": " << key;
            }
            EXPECT_FALSE(pipeline.list("countries").empty()) << pipeline.id;
        }
    }
    for (const std::string layer : {"tripp", "railways", "roads", "ferries"}) {
        for (const MapFeature &corridor : readLayer(layer)) {
            for (const char *key : {"mode", "status", "opened", "summary", "corridor_name"}) {
                EXPECT_FALSE(corridor.text(key).empty()) << corridor.id << ": " << key;
            }
        }
    }
}

TEST(Attributes, LayersHoldTheFeaturesThatOthersName) {
    const std::map<std::string, std::set<std::string>> expected{
        {"countries",
         {"armenia", "azerbaijan", "georgia", "turkey", "iran", "russia", "ukraine", "united_states", "israel"}},
        {"water",
         {"caspian_sea", "black_sea", "lake_sevan", "lake_van", "lake_urmia", "mingachevir_reservoir", "aras", "kura"}},
        {"nakhchivan", {"nakhchivan_ar"}},
        {"tripp", {"zangezur_tripp"}},
        {"railways", {"horadiz_aghband", "kars_dilucu", "nakhchivan_rail/1", "btk/1", "instc_west/1"}},
        {"roads", {"aras_iran/1", "lachin_road/1", "armenia_ns"}},
        {"oil_pipelines", {"btc", "wrep", "nrep"}},
        {"gas_pipelines", {"scp", "tanap", "igdir_nakhchivan", "iran_armenia", "mozdok_tbilisi_yerevan"}},
        {"places",
         {"baku", "nakhchivan", "yerevan", "tbilisi", "meghri", "lachin", "agarak_norduz", "sangachal_terminal"}},
        {"article_places",
         {"moscow", "yekaterinburg", "kaliningrad", "washington", "volga", "nagorno_karabakh", "shusha"}}};
    for (const auto &[layer, ids] : expected) {
        std::set<std::string> found;
        for (const MapFeature &feature : readLayer(layer)) found.insert(feature.id);
        for (const std::string &id : ids) EXPECT_TRUE(found.contains(id)) << layer << " lacks " << id;
    }
}

TEST(Attributes, EveryLayerNamesItsSourceAndLicence) {
    for (const char *layer : kLayers) {
        CPLJSONDocument document;
        ASSERT_TRUE(document.Load(layerPath(layer))) << layer;
        EXPECT_EQ(document.GetRoot().GetString("type"), "FeatureCollection");
        const CPLJSONObject metadata = document.GetRoot().GetObj("metadata");
        EXPECT_EQ(metadata.GetString("layer"), layer);
        for (const char *key : {"title", "source", "licence", "accuracy", "built_by"}) {
            EXPECT_FALSE(metadata.GetString(key).empty()) << layer << ": " << key;
        }
    }
}

TEST(Attributes, AllLayersTogetherStayUnderFiveMegabytes) {
    std::uintmax_t total = 0;
    for (const char *layer : kLayers) total += std::filesystem::file_size(layerPath(layer));
    EXPECT_LT(total, 5'000'000U);
}

} // namespace
} // namespace corridors::data_test
