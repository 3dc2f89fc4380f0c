// Formats other than GeoJSON, written here with GDAL: attributes, ids, CRS, curves and heights.
#include <cmath>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "geodata/io/reader.hpp"
#include "tests/unit/io/temp_dir.hpp"

namespace corridors::io {
namespace {

/// Writes features of (WKT, name, value) in a CRS; empty CRS for none.
void writeVector(const char *driver, const std::string &path, const std::string &crsText, OGRwkbGeometryType type,
                 const std::vector<std::string> &wkts, bool typedFields = true) {
    GDALAllRegister();
    GDALAllRegister();
    auto *dataset =
        GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    ASSERT_NE(dataset, nullptr);
    OGRSpatialReference crs;
    if (!crsText.empty()) {
        ASSERT_EQ(crs.SetFromUserInput(crsText.c_str()), OGRERR_NONE);
    }
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    char *utf8[] = {const_cast<char *>("ENCODING=UTF-8"), nullptr};
    const bool shape = std::string(driver) == "ESRI Shapefile";
    OGRLayer *layer = dataset->CreateLayer("roads", crsText.empty() ? nullptr : &crs, type, shape ? utf8 : nullptr);
    ASSERT_NE(layer, nullptr);
    OGRFieldDefn name("name", OFTString);
    OGRFieldDefn length("length", OFTReal);
    OGRFieldDefn lanes("lanes", OFTInteger);
    ASSERT_EQ(layer->CreateField(&name), OGRERR_NONE);
    if (typedFields) {
        ASSERT_EQ(layer->CreateField(&length), OGRERR_NONE);
        ASSERT_EQ(layer->CreateField(&lanes), OGRERR_NONE);
    }
    for (std::size_t i = 0; i < wkts.size(); ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("name", fmt::format("Naxçıvan {}", i).c_str());
        if (typedFields) {
            feature.SetField("length", 1.5 * static_cast<double>(i));
            if (i % 2 == 0)
                feature.SetField("lanes", 4);
            else
                feature.SetFieldNull(feature.GetFieldIndex("lanes"));
        }
        OGRGeometry *geometry = nullptr;
        if (!wkts[i].empty()) {
            ASSERT_EQ(OGRGeometryFactory::createFromWkt(wkts[i].c_str(), nullptr, &geometry), OGRERR_NONE);
        }
        feature.SetGeometryDirectly(geometry);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    GDALClose(dataset);
}

ReadResult read(const std::string &path, const std::string &layer = {}) {
    ReadOptions options;
    options.layerName = layer;
    auto r = readFile(path, options);
    EXPECT_TRUE(r) << (r ? "" : r.error().text());
    return r ? *r : ReadResult{};
}

LonLat first(const ReadResult &r, std::size_t feature = 0) {
    return r.data->projection().unproject(r.data->feature(feature).part(0)[0]);
}

const std::vector<std::string> kUtmLines = {"LINESTRING (500000 4400000, 510000 4410000)",
                                            "LINESTRING (500000 4500000, 510000 4510000)"};

TEST(Formats, GeoPackageShapefileAndFlatGeobufReproject) {
    testing::TempDir dir;
    for (const auto &[driver, file] : {std::pair{"GPKG", "a.gpkg"}, std::pair{"ESRI Shapefile", "a.shp"},
                                       std::pair{"FlatGeobuf", "a.fgb"}, std::pair{"GML", "a.gml"}}) {
        SCOPED_TRACE(driver);
        writeVector(driver, dir.path(file), "EPSG:32638", wkbLineString, kUtmLines);
        const auto r = read(dir.path(file));
        ASSERT_TRUE(r.data);
        EXPECT_EQ(r.format, driver);
        EXPECT_EQ(r.sourceCrs, "EPSG:32638");
        ASSERT_EQ(r.data->featureCount(), 2U);
        std::size_t south = first(r, 0).latDeg < first(r, 1).latDeg ? 0 : 1; // FlatGeobuf reorders
        EXPECT_NEAR(first(r, south).lonDeg, 45, 1e-7) << "the central meridian of zone 38";
        EXPECT_NEAR(first(r, south).latDeg, 39.7494, 1e-3);
        EXPECT_EQ(r.data->feature(south).text("name"), "Naxçıvan 0");
        EXPECT_EQ(r.data->feature(south).property("lanes"), PropertyValue{4.0});
        EXPECT_EQ(r.data->feature(1 - south).property("length"), PropertyValue{1.5});
        EXPECT_NE(r.data->feature(1 - south).property("lanes"), PropertyValue{4.0});
    }
}

TEST(Formats, WebMercatorComesBackAsItself) {
    testing::TempDir dir;
    writeVector("GPKG", dir.path("m.gpkg"), "EPSG:3857", wkbPoint, {"POINT (4955409.4 4893136.8)"});
    const auto r = read(dir.path("m.gpkg"));
    const WorldPoint p = r.data->feature(0).part(0)[0];
    EXPECT_NEAR(p.x, 4955409.4, 1e-3);
    EXPECT_NEAR(p.y, 4893136.8, 1e-3);
}

TEST(Formats, NoCrsMeansDegreesOrAnError) {
    testing::TempDir dir;
    writeVector("ESRI Shapefile", dir.path("degrees.shp"), "", wkbPoint, {"POINT (45 40)"});
    EXPECT_NEAR(first(read(dir.path("degrees.shp"))).lonDeg, 45, 1e-12);
    writeVector("ESRI Shapefile", dir.path("metres.shp"), "", wkbPoint, {"POINT (500000 4400000)"});
    const auto r = readFile(dir.path("metres.shp"), {});
    ASSERT_FALSE(r);
    EXPECT_NE(
        r.error().text().find("(500000, 4400000), lie outside the world. They look like metres of a projected CRS"),
        std::string::npos)
        << r.error().text();
    EXPECT_NE(r.error().remedy.find("ogr2ogr"), std::string::npos);
}

TEST(Formats, CurvesAreFlattenedAndHeightsDropped) {
    testing::TempDir dir;
    writeVector("GPKG", dir.path("curve.gpkg"), "EPSG:4326", wkbUnknown,
                {"CIRCULARSTRING (0 0, 1 1, 2 0)", "CURVEPOLYGON (CIRCULARSTRING (10 0, 11 1, 12 0, 11 -1, 10 0))",
                 "LINESTRING ZM (20 0 5 6, 21 1 7 8)",
                 "COMPOUNDCURVE ((30 0, 31 0), CIRCULARSTRING (31 0, 32 1, 33 0))", "POINT EMPTY", ""});
    const auto r = read(dir.path("curve.gpkg"));
    ASSERT_EQ(r.data->featureCount(), 4U);
    EXPECT_EQ(r.data->feature(0).geometryClass(), GeometryClass::Line);
    EXPECT_GT(r.data->feature(0).part(0).size(), 20U);
    EXPECT_EQ(r.data->feature(1).geometryClass(), GeometryClass::Polygon);
    for (const WorldPoint &w : r.data->feature(1).part(0)) {
        const LonLat p = r.data->projection().unproject(w);
        EXPECT_NEAR(std::hypot(p.lonDeg - 11, p.latDeg), 1, 1e-3);
    }
    EXPECT_EQ(r.data->feature(2).part(0).size(), 2U);
    EXPECT_GT(r.data->feature(3).part(0).size(), 10U);
    ASSERT_EQ(r.warnings.size(), 1U);
    EXPECT_NE(r.warnings[0].message.find("2 features have no geometry"), std::string::npos);
}

TEST(Formats, CsvWithCommonColumnNames) {
    testing::TempDir dir;
    const auto r = read(dir.write(
        "towns.csv", "Name,Latitude,Longitude,people\n\"Naxçıvan\",39.2,45.4,90000\nBaku,40.41,49.87,2300000\n"));
    ASSERT_EQ(r.data->featureCount(), 2U);
    EXPECT_NEAR(first(r).lonDeg, 45.4, 1e-12);
    EXPECT_EQ(r.data->feature(1).property("people"), PropertyValue{2300000.0});
    const auto wkt = read(dir.write("lines.csv", "id,wkt\nx,\"LINESTRING (45 40, 46 41)\"\n"));
    EXPECT_EQ(wkt.data->feature(0).type(), GeometryType::LineString);
    EXPECT_EQ(wkt.data->feature(0).id(), "x") << "a column called id is the id, as ogr2ogr writes it";
}

TEST(Formats, GpxKmlAndTopoJson) {
    testing::TempDir dir;
    const auto gpx = read(dir.write(
        "t.gpx",
        R"(<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="40" lon="45"><name>A</name></wpt><trk><name>T</name><trkseg><trkpt lat="40" lon="45"/><trkpt lat="41" lon="46"/></trkseg></trk></gpx>)"));
    EXPECT_EQ(gpx.format, "GPX");
    bool point = false;
    bool line = false;
    for (std::size_t i = 0; i < gpx.data->featureCount(); ++i) {
        point = point || gpx.data->feature(i).text("name") == "A";
        line = line || (gpx.data->feature(i).text("name") == "T" && gpx.data->feature(i).text("layer") == "tracks");
    }
    EXPECT_TRUE(point && line) << "all layers of a file are read";
    const auto kml = read(dir.write(
        "t.kml",
        R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>B</name><Point><coordinates>45,40,100</coordinates></Point></Placemark></Document></kml>)"));
    EXPECT_EQ(kml.data->feature(0).text("Name") + kml.data->feature(0).text("name"), "B");
    const auto topo = read(dir.write(
        "t.json",
        R"({"type":"Topology","objects":{"x":{"type":"GeometryCollection","geometries":[{"type":"LineString","arcs":[0],"properties":{"name":"C"}}]}},"arcs":[[[45,40],[46,41]]]})"));
    EXPECT_EQ(topo.format, "TopoJSON");
    EXPECT_EQ(topo.data->feature(0).text("name"), "C");
}

TEST(Formats, CompressedFilesAreReadInPlace) {
    testing::TempDir dir;
    GDALAllRegister();
    const std::string json = R"({"type":"Point","coordinates":[45,40]})";
    VSILFILE *out = VSIFOpenL(("/vsigzip/" + dir.path("p.geojson.gz")).c_str(), "wb");
    ASSERT_NE(out, nullptr);
    VSIFWriteL(json.data(), 1, json.size(), out);
    VSIFCloseL(out);
    EXPECT_NEAR(first(read(dir.path("p.geojson.gz"))).latDeg, 40, 1e-12);
    writeVector("ESRI Shapefile", dir.path("z.shp"), "EPSG:4326", wkbPoint, {"POINT (45 40)"});
    for (const char *part : {"z.shp", "z.shx", "z.dbf", "z.prj"}) {
        const std::string to = "/vsizip/" + dir.path("z.zip") + "/" + part;
        ASSERT_EQ(CPLCopyFile(to.c_str(), dir.path(part).c_str()), 0);
    }
    EXPECT_NEAR(first(read(dir.path("z.zip"))).lonDeg, 45, 1e-12);
}

TEST(Formats, OneLayerByName) {
    testing::TempDir dir;
    writeVector("GPKG", dir.path("a.gpkg"), "EPSG:4326", wkbPoint, {"POINT (45 40)"});
    EXPECT_EQ(read(dir.path("a.gpkg"), "roads").data->featureCount(), 1U);
}

TEST(Formats, DamagedFilesAreNamedAsSuch) {
    testing::TempDir dir;
    const std::string path = dir.write("bad.gpkg", std::string("SQLite format 3\0", 16) + std::string(200, 'x'));
    const auto r = readFile(path, {});
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().path, path);
    EXPECT_FALSE(r.error().remedy.empty());
}

TEST(Inspect, TellsWhatIsInAFile) {
    testing::TempDir dir;
    const std::string path = dir.write("x.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Baku","rank":1,"aliases":["Bakı"]},"geometry":{"type":"Point","coordinates":[49.87,40.41]}},
        {"type":"Feature","properties":{"name":"Road","rank":"high","open":true},"geometry":{"type":"LineString","coordinates":[[45,39],[46,40]]}},
        {"type":"Feature","properties":{},"geometry":null}]})");
    const auto info = inspectFile(path);
    ASSERT_TRUE(info) << info.error().text();
    EXPECT_EQ(info->format, "GeoJSON");
    EXPECT_GT(info->sizeBytes, 300U);
    ASSERT_EQ(info->layers.size(), 1U);
    const LayerInfo &layer = info->layers[0];
    EXPECT_EQ(layer.name, "x");
    EXPECT_EQ(layer.geometryType, "Point, LineString");
    EXPECT_EQ(layer.featureCount, 2U);
    EXPECT_EQ(layer.vertexCount, 3U);
    EXPECT_EQ(layer.crs, "EPSG:4326");
    EXPECT_EQ(layer.extent, (LonLatBounds{45, 39, 49.87, 40.41}));
    std::string fields;
    for (const FieldInfo &f : layer.fields) fields += f.name + ":" + f.type + "=" + f.sample + " ";
    EXPECT_EQ(fields, "name:text=Baku rank:number/text=1 aliases:JSON=[\"Bakı\"] open:boolean=true ");
    ASSERT_EQ(info->problems.size(), 1U);
    EXPECT_FALSE(inspectFile(dir.path("none")));
}

} // namespace
} // namespace corridors::io
