// plainGeometry reads what GDAL reads, vertex for vertex, or leaves it to GDAL.
#include "geodata/io/geojson_geometry.hpp"

#include <gtest/gtest.h>

#include <string>

namespace corridors::io {
namespace {

std::unique_ptr<OGRGeometry> byGdal(const std::string &json) {
    return std::unique_ptr<OGRGeometry>(
        OGRGeometryFactory::createFromGeoJson(json.c_str(), static_cast<int>(json.size())));
}

class Plain : public ::testing::TestWithParam<const char *> {};

TEST_P(Plain, IsReadAsGdalReadsIt) {
    const auto ours = plainGeometry(GetParam());
    ASSERT_NE(ours, nullptr) << "plain enough";
    const auto theirs = byGdal(GetParam());
    ASSERT_NE(theirs, nullptr);
    theirs->setCoordinateDimension(2); // heights are not used
    EXPECT_TRUE(ours->Equals(theirs.get()));
    EXPECT_STREQ(ours->getGeometryName(), theirs->getGeometryName());
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

TEST_P(ForGdal, WhatIsUnusualIsLeftToIt) { EXPECT_EQ(plainGeometry(GetParam()), nullptr); }

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
