// Every way a file can be bad: one message with the path, the place and the way out.
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "geodata/io/reader.hpp"
#include "tests/unit/io/temp_dir.hpp"

namespace corridors::io {
namespace {

class BadFile : public ::testing::Test {
protected:
    /// Reads and expects one error about `path` at `place` that holds `part` and says what to do.
    void expectError(const std::string &path, const std::string &place, const std::string &part) {
        ReadOptions options;
        options.useCache = false;
        const auto r = readFile(path, options);
        ASSERT_FALSE(r) << path;
        EXPECT_EQ(r.error().path, path);
        EXPECT_EQ(r.error().place, place) << r.error().text();
        EXPECT_NE(r.error().message.find(part), std::string::npos) << r.error().text();
        EXPECT_FALSE(r.error().remedy.empty()) << r.error().text();
        EXPECT_EQ(r.error().text().find('\n'), std::string::npos);
    }
    testing::TempDir m_dir;
};

std::string point(double x, double y) {
    return fmt::format(R"({{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}})",
                       x, y);
}
std::string collection(const std::string &features, const std::string &more = "") {
    return "{\"type\":\"FeatureCollection\"," + more + "\"features\":[" + features + "]}";
}

TEST_F(BadFile, Missing) { expectError(m_dir.path("none.geojson"), "", "there is no such file"); }
TEST_F(BadFile, NoName) { expectError("", "", "no file is named"); }
TEST_F(BadFile, Folder) { expectError(m_dir.path(""), "", "is a folder"); }
TEST_F(BadFile, Empty) { expectError(m_dir.write("a.geojson", ""), "", "is empty (0 bytes)"); }
TEST_F(BadFile, WhiteSpace) { expectError(m_dir.write("a.geojson", " \n\t "), "", "white space"); }
TEST_F(BadFile, EmptyOfAnyFormat) { expectError(m_dir.write("a.gpkg", ""), "", "is empty (0 bytes)"); }

TEST_F(BadFile, Pipe) {
    ASSERT_EQ(::mkfifo(m_dir.path("pipe").c_str(), 0600), 0);
    expectError(m_dir.path("pipe"), "", "not a regular file"); // and it does not wait for a writer
}

TEST_F(BadFile, Unreadable) {
    const std::string path = m_dir.write("a.geojson", "{}");
    ASSERT_EQ(::chmod(path.c_str(), 0), 0);
    ASSERT_EQ(::chmod(m_dir.path("").c_str(), 0755), 0);
    constexpr uid_t kNobody = 65534;
    const uid_t me = ::geteuid();
    if (me == 0) {
        ASSERT_EQ(::seteuid(kNobody), 0);
    } // root may read everything
    expectError(path, "", "cannot be read (Permission denied)");
    if (me == 0) {
        ASSERT_EQ(::seteuid(me), 0);
    }
}

TEST_F(BadFile, NotJson) {
    expectError(m_dir.write("a.geojson", "hello"), "byte 0", "is not JSON: expected '{' but found 'h'");
    expectError(m_dir.write("b.geojson", "\n <html><body>404"), "byte 2", "is XML or HTML, not JSON");
    expectError(m_dir.write("c.json", "[1,2]"), "byte 0", "top level is an array");
    expectError(m_dir.write("d.geojson", "\xFF\xFE{\0}\0"), "byte 0", "UTF-16");
}

TEST_F(BadFile, Binary) {
    expectError(m_dir.write("a.geojson", std::string("\x01\x02\x00\x03 data", 9)), "byte 0",
                "is binary data, not JSON");
    expectError(m_dir.write("b.geojson", "\x89PNG\r\n\x1A\n...."), "byte 0", "is a PNG picture, not JSON");
    expectError(m_dir.write("c.dat", std::string("\x01\x02\x00\x03 data", 9)), "",
                "binary data in no format that GDAL reads");
    expectError(m_dir.write("d", "%PDF-1.5 ..."), "", "is a PDF document");
}

TEST_F(BadFile, UnknownFormat) {
    expectError(m_dir.write("a.txt", "just some text\n"), "", "in no format that GDAL reads");
}

TEST_F(BadFile, SyntaxErrorAtItsByte) {
    const std::string start = "{\"type\":\"FeatureCollection\",\"features\":[" + point(45, 40) + ",";
    expectError(m_dir.write("a.geojson", start + "{\"type\":Feature}]}"), fmt::format("byte {}", start.size() + 8),
                "is not correct JSON: expected a value but found 'F'");
    expectError(m_dir.write("b.geojson", collection(point(45, 40)) + "x"),
                fmt::format("byte {}", collection(point(45, 40)).size()), "expected the end of the text");
}

TEST_F(BadFile, TruncatedAnywhereNamesTheLastByte) {
    const std::string whole = collection(point(45, 40) + "," + point(46, 41));
    for (std::size_t n = 1; n < whole.size(); ++n) {
        const std::string path = m_dir.write("cut.geojson", whole.substr(0, n));
        expectError(path, fmt::format("byte {}", n), "truncated");
    }
    const auto r = readFile(m_dir.write("cut.geojson", whole.substr(0, whole.size() - 4)), {});
    ASSERT_FALSE(r);
    EXPECT_NE(r.error().message.find("after 1 whole features"), std::string::npos) << r.error().text();
}

TEST_F(BadFile, NoFeatures) {
    expectError(m_dir.write("a.geojson", collection("")), "", "holds no features");
    expectError(m_dir.write("b.geojson", R"({"type":"FeatureCollection"})"), "", "without \"features\"");
    expectError(
        m_dir.write("c.geojson",
                    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]})"),
        "feature 1", "none of its 1 features has a geometry");
}

TEST_F(BadFile, JsonButNotGeoJson) {
    expectError(m_dir.write("a.json", R"({"version":8,"layers":[]})"), "",
                "is JSON but not GeoJSON: its top level has no \"type\"");
    expectError(m_dir.write("b.json", R"({"type":"Album"})"), "", "its type is \"Album\"");
    expectError(m_dir.write("c.json", "{}"), "", "not GeoJSON");
}

TEST_F(BadFile, OutsideTheWorld) {
    expectError(m_dir.write("a.geojson", collection(point(4955409, 4893136) + "," + point(4955410, 4893137))),
                "feature 1", "its coordinates, such as (4955409, 4893136), lie outside the world");
    expectError(m_dir.write("b.geojson", collection(point(45, 95))), "feature 1", "outside the world");
    expectError(m_dir.write("c.geojson", collection(point(1e300, 1))), "feature 1", "outside the world");
    expectError(m_dir.write("d.geojson", R"({"type":"Point","coordinates":[1e999,0]})"), "feature 1",
                "outside the world");
}

TEST_F(BadFile, UnknownCrs) {
    for (const char *crs : {R"("crs":{"type":"name","properties":{"name":"EPSG:999999"}},)",
                            R"("crs":{"type":"name","properties":{"name":"urn:nonsense"}},)",
                            R"("crs":{"type":"link","properties":{"href":"http://example.com/crs"}},)", R"("crs":5,)"})
        expectError(m_dir.write("a.geojson", collection(point(45, 40), crs)), "crs", "is unknown");
}

TEST_F(BadFile, UnreadableGeometries) {
    expectError(
        m_dir.write("a.geojson", collection(R"({"type":"Feature","properties":{},"geometry":{"type":"Blob"}})")),
        "feature 1", "none of its geometries can be read");
    expectError(m_dir.write("b.geojson", collection(R"({"type":"Feature","properties":{},"geometry":5})")), "feature 1",
                "none of its geometries can be read");
    expectError(m_dir.write("c.geojson", R"({"type":"LineString","coordinates":[[1,2]]})"), "feature 1",
                "too few points");
}

TEST_F(BadFile, MissingLayer) {
    const std::string path = m_dir.write("a.csv", "name,lon,lat\nBaku,49.87,40.41\n");
    ReadOptions options;
    options.layerName = "rivers";
    const auto r = readFile(path, options);
    ASSERT_FALSE(r);
    EXPECT_NE(r.error().text().find("has no layer \"rivers\". Its layers are: a."), std::string::npos)
        << r.error().text();
}

TEST_F(BadFile, TablesWithoutPlaces) {
    expectError(m_dir.write("a.csv", "name,people\nBaku,2\n"), "", "no layer with geometries");
}

} // namespace
} // namespace corridors::io
