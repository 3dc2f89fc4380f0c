// plainGeometry reads what GDAL reads, vertex for vertex, or leaves it to GDAL.
#include "geodata/io/geojson_geometry.hpp"

#include <gtest/gtest.h>

#include <string>

#include "geodata/io/gdal_door.hpp"

namespace corridors::io {
namespace {

void expectEqual(const SourceGeometry &a, const SourceGeometry &b) {
    EXPECT_EQ(a.points, b.points);
    ASSERT_EQ(a.parts.size(), b.parts.size());
    for (std::size_t i = 0; i < a.parts.size(); ++i) {
        EXPECT_EQ(a.parts[i].end, b.parts[i].end) << "part " << i;
        EXPECT_EQ(a.parts[i].isShell, b.parts[i].isShell) << "part " << i;
    }
    ASSERT_EQ(a.pieces.size(), b.pieces.size());
    for (std::size_t i = 0; i < a.pieces.size(); ++i) {
        EXPECT_EQ(a.pieces[i].kind, b.pieces[i].kind);
        EXPECT_EQ(a.pieces[i].multi, b.pieces[i].multi);
        EXPECT_EQ(a.pieces[i].end, b.pieces[i].end);
    }
}

class Plain : public ::testing::TestWithParam<const char *> {};

TEST_P(Plain, IsReadAsGdalReadsIt) {
    SourceGeometry ours;
    ours.points.push_back({1, 2}); // of the geometry before
    ASSERT_TRUE(plainGeometry(GetParam(), ours)) << "plain enough";
    const std::string json = GetParam();
    SourceGeometry theirs;
    std::string why;
    const auto gdal = openGdal();
    ASSERT_TRUE(gdal) << gdal.error().text();
    ASSERT_TRUE((*gdal)->geometryFromGeoJson(json.substr(json.find('{')), theirs, why)) << why;
    expectEqual(ours, theirs);
}

INSTANTIATE_TEST_SUITE_P(
    GeoJson, Plain,
    ::testing::Values(
        R"({"type":"Point","coordinates":[44.5128,40.1792]})",
        R"( { "type" : "Point" , "coordinates" : [ -0.1e1 , 4E+1, 1200.5 ] } )",
        R"({"type":"LineString","coordinates":[[44,40],[45.123456789012345,40.5],[46,41,3]]})",
        R"({"type":"LineString","coordinates":[[44,40]]})",
        R"({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]})",
        R"({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10]]]})",
        R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})",
        R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,10]]]})",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]})",
        "{\"type\":\"Point\",\n\t\"coordinates\":[0.1,\r\n179.99999999999997]}"));

class ForGdal : public ::testing::TestWithParam<const char *> {};

TEST_P(ForGdal, WhatIsUnusualIsLeftToIt) {
    SourceGeometry unused;
    EXPECT_FALSE(plainGeometry(GetParam(), unused));
}

INSTANTIATE_TEST_SUITE_P(
    GeoJson, ForGdal,
    ::testing::Values("{}", "null", R"({"type":"Point"})", R"({"type":"Point","coordinates":[]})",
                      R"({"type":"Point","coordinates":null})", R"({"type":"Point","coordinates":[1]})",
                      R"({"type":"Point","coordinates":[1,2,3,4]})", R"({"type":"Point","coordinates":["1","2"]})",
                      R"({"type":"Point","coordinates":[NaN,2]})", R"({"type":"Point","coordinates":[-Infinity,2]})",
                      R"({"type":"Point","coordinates":[1e999,2]})", R"({"type":"Point","coordinates":[[1,2]]})",
                      R"({"type":"Point","coordinates":[1,2],"bbox":[1,2,1,2]})",
                      R"({"type":"Point","coordinates":[1,2],"coordinates":[3,4]})",
                      R"({"coordinates":[1,2],"type":"Point"})", R"({"type":"LineString","coordinates":[]})",
                      R"({"type":"LineString","coordinates":[[1,2],null]})", R"({"type":"Polygon","coordinates":[[]]})",
                      R"({"type":"Polygon","coordinates":[[1,2]]})", R"({"type":"GeometryCollection","geometries":[]})",
                      R"({"ty\u0070e":"Point","coordinates":[1,2]})", R"({"type":"point","coordinates":[1,2]})"));

} // namespace
} // namespace corridors::io
