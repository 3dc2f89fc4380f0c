// What a GeoJSON file holds arrives: order, ids, types, geometries of every kind.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "geodata/io/reader.hpp"
#include "tests/unit/io/temp_dir.hpp"

namespace corridors::io {
namespace {

ReadResult read(std::string_view json) {
    auto result = readGeoJsonText(json, "test.geojson", {});
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ReadResult{};
}

std::string feature(const std::string &members,
                    const std::string &geometry = R"({"type":"Point","coordinates":[45,40]})") {
    return "{\"type\":\"Feature\"," + members + ",\"geometry\":" + geometry + "}";
}

std::string collection(const std::vector<std::string> &features) {
    std::string out = "{\"type\":\"FeatureCollection\",\"features\":[";
    for (std::size_t i = 0; i < features.size(); ++i) out += (i > 0 ? "," : "") + features[i];
    return out + "]}";
}

LonLat placeOf(const LayerData &data, std::size_t f, std::size_t part, std::size_t vertex) {
    return data.projection().unproject(data.feature(f).part(part)[vertex]);
}

TEST(GeoJson, KeepsIdsAndTheirTypes) {
    const auto r =
        read(collection({feature(R"("id":"btc","properties":{})"), feature(R"("id":7,"properties":{})"),
                         feature(R"("id":"7","properties":{})"), feature(R"("properties":{"id":"inner"})"),
                         feature(R"("id":1.5e3,"properties":null)"), feature(R"("id":"Bak\u0131","properties":{})")}));
    std::vector<std::string> ids;
    std::vector<bool> numbers;
    for (std::size_t i = 0; i < r.data->featureCount(); ++i) {
        ids.emplace_back(r.data->feature(i).id());
        numbers.push_back(r.data->feature(i).idIsNumber());
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"btc", "7", "7", "#4", "1.5e3", "Bakı"}));
    EXPECT_EQ(numbers, (std::vector<bool>{false, true, false, false, true, false}));
}

TEST(GeoJson, KeepsTheTypeOfEveryAttribute) {
    const auto r = read(collection(
        {feature(
             R"("properties":{"s":"text","n":1.5,"big":9007199254740993,"t":true,"f":false,"z":null,"a":[1, "x"],"o":{"k" : [null]},"e":"","neg":-0.25})"),
         feature(R"("properties":{"s":3,"n":"three","t":"true","u":"b\u00e9\ud83d\ude82"})")}));
    const auto first = r.data->feature(0);
    EXPECT_EQ(first.property("s"), PropertyValue{std::string_view("text")});
    EXPECT_EQ(first.property("n"), PropertyValue{1.5});
    EXPECT_EQ(first.property("neg"), PropertyValue{-0.25});
    EXPECT_EQ(first.property("big"), PropertyValue{9007199254740992.0})
        << "numbers are doubles, as in JSON's usual readers";
    EXPECT_EQ(first.property("t"), PropertyValue{true});
    EXPECT_EQ(first.property("f"), PropertyValue{false});
    EXPECT_EQ(first.property("z"), PropertyValue{std::monostate{}});
    EXPECT_EQ(first.property("a"), PropertyValue{JsonText{R"([1,"x"])"}});
    EXPECT_EQ(first.property("o"), PropertyValue{JsonText{R"({"k":[null]})"}});
    EXPECT_EQ(first.property("e"), PropertyValue{std::string_view("")});
    EXPECT_EQ(first.property("u"), std::nullopt) << "absent is not null";
    const auto second = r.data->feature(1);
    EXPECT_EQ(second.property("s"), PropertyValue{3.0}) << "a column may mix types";
    EXPECT_EQ(second.property("n"), PropertyValue{std::string_view("three")});
    EXPECT_EQ(second.property("t"), PropertyValue{std::string_view("true")});
    EXPECT_EQ(second.property("u"), PropertyValue{std::string_view("bé🚂")});
    EXPECT_EQ(second.property("z"), std::nullopt);
}

TEST(GeoJson, ReadsEveryGeometryAndDropsHeights) {
    const auto r = read(collection({
        feature(R"("properties":{})", R"({"type":"Point","coordinates":[45,40,1200]})"),
        feature(R"("properties":{})", R"({"type":"MultiPoint","coordinates":[[45,40],[46,41,7]]})"),
        feature(R"("properties":{})", R"({"type":"LineString","coordinates":[[45,40,1],[46,41,2],[47,40,3]]})"),
        feature(R"("properties":{})",
                R"({"type":"MultiLineString","coordinates":[[[45,40],[46,41]],[[1,2],[3,4],[5,6]]]})"),
        feature(R"("properties":{})",
                R"({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,4]]]})"),
        feature(
            R"("properties":{})",
            R"({"coordinates":[[[[0,0],[0,10],[10,10],[0,0]]],[[[20,0],[30,0],[30,10],[20,0]],[[25,1],[29,1],[29,5],[25,1]]]],"type":"MultiPolygon"})"),
    }));
    ASSERT_EQ(r.data->featureCount(), 6U);
    const std::vector<GeometryType> types = {GeometryType::Point,      GeometryType::MultiPoint,
                                             GeometryType::LineString, GeometryType::MultiLineString,
                                             GeometryType::Polygon,    GeometryType::MultiPolygon};
    const std::vector<std::size_t> parts = {1, 2, 1, 2, 2, 3};
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(r.data->feature(i).type(), types[i]);
        EXPECT_EQ(r.data->feature(i).partCount(), parts[i]);
    }
    EXPECT_NEAR(placeOf(*r.data, 0, 0, 0).lonDeg, 45, 1e-12);
    EXPECT_NEAR(placeOf(*r.data, 3, 1, 2).latDeg, 6, 1e-12);
    EXPECT_TRUE(r.data->feature(4).isShell(0));
    EXPECT_FALSE(r.data->feature(4).isShell(1));
    EXPECT_TRUE(r.data->feature(5).isShell(1));
    EXPECT_FALSE(r.data->feature(5).isShell(2));
    EXPECT_TRUE(r.warnings.empty());
    EXPECT_EQ(r.extent, (LonLatBounds{0, 0, 47, 41}));
}

TEST(GeoJson, ClosesOpenRings) {
    const auto r =
        read(feature(R"("properties":{})", R"({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10]]]})"));
    const auto ring = r.data->feature(0).part(0);
    ASSERT_EQ(ring.size(), 5U);
    EXPECT_EQ(ring.front(), ring.back());
}

TEST(GeoJson, SplitsCollectionsIntoFeaturesThatShareIdAndAttributes) {
    const auto r = read(feature(
        R"("id":"port","properties":{"name":"Alat"})",
        R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[49,40]},{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[49,40],[50,41]]}]}]})"));
    ASSERT_EQ(r.data->featureCount(), 2U);
    EXPECT_EQ(r.data->feature(0).geometryClass(), GeometryClass::Point);
    EXPECT_EQ(r.data->feature(1).geometryClass(), GeometryClass::Line);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(r.data->feature(i).id(), "port");
        EXPECT_EQ(r.data->feature(i).text("name"), "Alat");
    }
}

TEST(GeoJson, BareGeometriesFeaturesAndSequences) {
    EXPECT_EQ(read(R"({"type":"LineString","coordinates":[[1,2],[3,4]]})").data->feature(0).type(),
              GeometryType::LineString);
    EXPECT_EQ(read(R"({"coordinates":[1,2],"type":"Point"})").data->featureCount(), 1U);
    EXPECT_EQ(read("\xEF\xBB\xBF " + feature(R"("id":"x","properties":{})")).data->feature(0).id(), "x");
    const std::string one = feature(R"("properties":{})");
    const auto lines = read(one + "\n" + one + "\n" + one + "\n");
    EXPECT_EQ(lines.data->featureCount(), 3U);
    EXPECT_EQ(lines.format, "GeoJSONSeq");
    EXPECT_EQ(read("\x1E" + one + "\n\x1E" + one + "\n").data->featureCount(), 2U);
}

TEST(GeoJson, MembersMayStandInAnyOrder) {
    const auto r = read(
        R"({"features":[{"geometry":{"coordinates":[45,40],"type":"Point"},"bbox":[1,2,3,4],"features":[1],"properties":{"a":1},"id":"x","type":"Feature"}],"name":"n","foreign":{"deep":[{}]},"type":"FeatureCollection"})");
    EXPECT_EQ(r.data->feature(0).id(), "x");
    EXPECT_EQ(r.data->feature(0).property("a"), PropertyValue{1.0});
}

TEST(GeoJson, MissingGeometriesAreCounted) {
    const auto r =
        read(collection({feature(R"("id":"a","properties":{})", "null"), feature(R"("id":"b","properties":{})"),
                         feature(R"("id":"c","properties":{})", R"({"type":"LineString","coordinates":[]})"),
                         R"({"type":"Feature","properties":{}})", "null"}));
    ASSERT_EQ(r.data->featureCount(), 1U);
    EXPECT_EQ(r.data->feature(0).id(), "b");
    ASSERT_EQ(r.warnings.size(), 1U);
    EXPECT_EQ(r.warnings[0].text(),
              "test.geojson: feature 1: 4 features have no geometry and are not shown, the first.");
}

TEST(GeoJson, BadFeaturesDoNotSpoilTheOthers) {
    const std::string good = feature(R"("properties":{})");
    const auto r = read(collection({good, feature(R"("properties":{})", R"({"type":"Point","coordinates":["a","b"]})"),
                                    good, feature(R"("properties":{})", R"({"type":"Blob","coordinates":[1,2]})"), good,
                                    feature(R"("properties":{})", R"({"type":"Point","coordinates":[45,95]})"), good,
                                    feature(R"("properties":{})", R"({"type":"LineString","coordinates":[[1,2]]})"),
                                    good, feature(R"("properties":{"v":NaN})"), good}));
    EXPECT_EQ(r.data->featureCount(), 7U);
    std::string all;
    for (const Warning &w : r.warnings) all += w.text() + "\n";
    for (const char *part :
         {"feature 2: 2 geometries cannot be read", "feature 6: a coordinate lies outside the world: (45, 95)",
          "feature 8: a line or ring has too few points", "NaN"})
        EXPECT_NE(all.find(part), std::string::npos) << part << "\nin\n" << all;
}

TEST(GeoJson, OldStyleCrsIsReprojected) {
    // Yerevan, 44.5152 E 40.1872 N, in UTM 38 N and Web Mercator (values from PROJ's cs2cs).
    const auto utm = read(
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32638"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[458730.761,4448647.591]}}]})");
    EXPECT_EQ(utm.sourceCrs, "EPSG:32638");
    EXPECT_NEAR(placeOf(*utm.data, 0, 0, 0).lonDeg, 44.5152, 1e-5);
    EXPECT_NEAR(placeOf(*utm.data, 0, 0, 0).latDeg, 40.1872, 1e-5);
    const auto mercator = read(
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[4955409.397,4893183.080]}}],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}})");
    EXPECT_EQ(mercator.sourceCrs, "EPSG:3857") << "stated after the features";
    EXPECT_NEAR(placeOf(*mercator.data, 0, 0, 0).lonDeg, 44.5152, 1e-7);
    EXPECT_NEAR(placeOf(*mercator.data, 0, 0, 0).latDeg, 40.1872, 1e-7);
    EXPECT_EQ(mercator.data->featureCount(), 1U) << "read again, not added to";
    const auto axes = read(
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4326"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[44.5,40.2]}}]})");
    EXPECT_NEAR(placeOf(*axes.data, 0, 0, 0).lonDeg, 44.5, 1e-12) << "longitude first whatever the authority says";
    EXPECT_EQ(
        read(
            R"({"type":"FeatureCollection","crs":null,"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[44.5,40.2]}}]})")
            .data->featureCount(),
        1U);
}

TEST(GeoJson, CoordinatesFarOffTheEarthAreTold) {
    // GDAL alone would step around the globe for ever here.
    for (const char *x : {"9999999999500000", "-1e300", "NaN"}) {
        const auto r = readGeoJsonText(
            R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[)"
            R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1000,1000]}},)"
            R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[)" +
                std::string(x) + ",0],[10,10]]}}]}",
            "far.geojson", {});
        ASSERT_TRUE(r) << x;
        EXPECT_EQ(r->data->featureCount(), 1U) << x;
        ASSERT_FALSE(r->warnings.empty()) << x;
    }
}

TEST(GeoJson, CrossesTheAntimeridian) {
    const auto r = read(collection(
        {feature(R"("id":"chukotka","properties":{})",
                 R"({"type":"Polygon","coordinates":[[[170,65],[-170,65],[-170,70],[170,70],[170,65]]]})"),
         feature(R"("id":"wrangel","properties":{})",
                 R"({"type":"Polygon","coordinates":[[[178,71],[182,71],[182,72],[178,72],[178,71]]]})"),
         feature(R"("id":"line","properties":{})", R"({"type":"LineString","coordinates":[[179,0],[-179,1]]})"),
         feature(R"("id":"point","properties":{})", R"({"type":"Point","coordinates":[185,0]})")}));
    EXPECT_EQ(r.data->feature(0).type(), GeometryType::Polygon) << "340 degrees is no jump: it is drawn as written";
    EXPECT_EQ(r.data->feature(1).type(), GeometryType::MultiPolygon);
    EXPECT_EQ(r.data->feature(2).type(), GeometryType::MultiLineString);
    EXPECT_NEAR(placeOf(*r.data, 3, 0, 0).lonDeg, -175, 1e-12);
    const double edge = r.data->projection().square().edgeM;
    EXPECT_LE(r.data->bounds().maxX, edge / 2 * (1 + 1e-12));
    EXPECT_GE(r.data->bounds().minX, -edge / 2 * (1 + 1e-12));
}

TEST(GeoJson, Latin1IsRepairedAndTold) {
    const auto r = read(feature("\"properties\":{\"name\":\"Stra\xDF"
                                "e\"}"));
    EXPECT_EQ(r.data->feature(0).text("name"), "Straße");
    ASSERT_EQ(r.warnings.size(), 1U);
    EXPECT_NE(r.warnings[0].text().find("not UTF-8"), std::string::npos);
}

TEST(GeoJson, TheProjectionIsTheMaps) {
    ReadOptions options;
    options.projection = lambertConformalConic({});
    const auto r = readGeoJsonText(feature(R"("properties":{})"), "x", options);
    ASSERT_TRUE(r);
    EXPECT_EQ(r->data->projection().name(), "lcc");
    const WorldPoint expected = options.projection->project({45, 40});
    EXPECT_EQ(r->data->feature(0).part(0)[0], expected);
}

std::string manyLines(int count) {
    std::vector<std::string> features;
    for (int i = 0; i < count; ++i)
        features.push_back(feature(
            fmt::format(R"("id":{},"properties":{{"name":"line {}"}})", i, i),
            fmt::format(R"({{"type":"LineString","coordinates":[[{0}.5,40],[{0}.6,41],[{0}.7,42]]}})", i % 90)));
    return collection(features);
}

TEST(GeoJson, PartialLayersGrowAndTheLastIsWhole) {
    const std::string json = manyLines(60'000);
    testing::TempDir dir;
    const std::string path = dir.write("many.geojson", json);
    std::vector<double> progress;
    std::vector<std::shared_ptr<const LayerData>> partials;
    ReadOptions options;
    options.useCache = false;
    options.onProgress = [&](double p, std::shared_ptr<const LayerData> data) {
        progress.push_back(p);
        if (data) partials.push_back(std::move(data));
    };
    const auto r = readFile(path, options);
    ASSERT_TRUE(r);
    EXPECT_TRUE(std::is_sorted(progress.begin(), progress.end()));
    EXPECT_EQ(progress.back(), 1);
    ASSERT_FALSE(partials.empty());
    EXPECT_EQ(partials.back(), r->data) << "the whole layer is delivered too";
    for (std::size_t i = 0; i + 1 < partials.size(); ++i) {
        EXPECT_LT(partials[i]->featureCount(), partials[i + 1]->featureCount());
        const auto n = partials[i]->featureCount() - 1;
        EXPECT_EQ(partials[i]->feature(n).id(), r->data->feature(n).id())
            << "a partial layer is a beginning of the whole";
        EXPECT_EQ(partials[i]->index().size(), partials[i]->featureCount()) << "and can be searched";
    }
    EXPECT_LE(partials.size(), 12U) << "intervals double: copying stays linear";
}

TEST(GeoJson, CancelStopsInTheMiddle) {
    const std::string json = manyLines(200'000);
    std::stop_source source;
    ReadOptions options;
    int calls = 0;
    options.onProgress = [&](double, const std::shared_ptr<const LayerData> &) {
        ++calls;
        source.request_stop();
    };
    const auto r = readGeoJsonText(json, "x", options, source.get_token());
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().message, "cancelled");
    EXPECT_EQ(calls, 1);
    std::stop_source before;
    before.request_stop();
    EXPECT_EQ(readGeoJsonText(json, "x", {}, before.get_token()).error().message, "cancelled");
}

} // namespace
} // namespace corridors::io
