// World files and GeoTIFFs as other programs read them: gdalinfo and gdaltransform are asked where pixels lie.
#include "geodata/io/georeference.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

#include "geodata/io/reader.hpp"
#include "temp_dir.hpp"

namespace corridors::io {
namespace {

using testing::TempDir;

std::string outputOf(const std::string &command) {
    std::string out;
    std::array<char, 4096> buffer{};
    FILE *pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return out;
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), n);
    return pclose(pipe) == 0 ? out : "failed: " + out;
}

nlohmann::json gdalinfo(const std::string &path) {
    return nlohmann::json::parse(outputOf("gdalinfo -json '" + path + "'"), nullptr, false);
}

/// Projections of every sort: our own two, a metric CRS, one in feet, one in degrees, one whose first axis is north.
const std::vector<CrsName> kProjections{{"mercator", {}},   {"lcc", {45, 40.5, 38.5, 42.5}},
                                        {"EPSG:32638", {}}, {"EPSG:2225", {}},   // California 1, US survey feet
                                        {"EPSG:4326", {}},  {"EPSG:28408", {}}}; // Pulkovo 1942 / Gauss-Kruger zone 8

LonLat middleOf(const CrsName &crs) { return crs.nameOrCrs == "EPSG:2225" ? LonLat{-122, 41} : LonLat{45.4, 39.9}; }

constexpr int kWidthPx = 64;
constexpr int kHeightPx = 48;
constexpr double kMetresPerPx = 850;

PixelPlace placeAround(const CrsName &crs) {
    const auto projection = makeProjection(crs.nameOrCrs, crs.lambert);
    const WorldPoint c = (*projection)->project(middleOf(crs));
    return {{c.x - kWidthPx / 2.0 * kMetresPerPx, c.y + kHeightPx / 2.0 * kMetresPerPx}, kMetresPerPx};
}

/// The picture's corners as GDAL puts them on the earth, against our own projection: less than a fifth of a pixel off.
void expectCorners(const std::string &path, const CrsName &crs) {
    const auto projection = makeProjection(crs.nameOrCrs, crs.lambert);
    ASSERT_TRUE(projection);
    const PixelPlace place = placeAround(crs);
    for (const auto &[x, y] : {std::pair{0, 0}, {kWidthPx, 0}, {0, kHeightPx}, {kWidthPx, kHeightPx}}) {
        const std::string answer =
            outputOf(fmt::format("echo '{} {}' | gdaltransform -output_xy -t_srs EPSG:4326 '{}'", x, y, path));
        double lon = 0;
        double lat = 0;
        ASSERT_EQ(std::sscanf(answer.c_str(), "%lf %lf", &lon, &lat), 2) << crs.nameOrCrs << ": " << answer;
        const WorldPoint theirs = (*projection)->project({lon, lat});
        const WorldPoint ours{place.northWest.x + x * kMetresPerPx, place.northWest.y - y * kMetresPerPx};
        EXPECT_LT(std::hypot(theirs.x - ours.x, theirs.y - ours.y), kMetresPerPx / 5) << crs.nameOrCrs << " " << answer;
    }
}

std::vector<std::uint8_t> gradient() {
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < kHeightPx; ++y)
        for (int x = 0; x < kWidthPx; ++x)
            for (const int c : {x * 4, y * 5, (x + y) * 2, 255 - x}) rgba.push_back(static_cast<std::uint8_t>(c));
    return rgba;
}

GeoTiffWriter::Description described(const std::string &path, const CrsName &crs) {
    GeoTiffWriter::Description d;
    d.path = path;
    d.widthPx = kWidthPx;
    d.heightPx = kHeightPx;
    d.alpha = true;
    d.place = placeAround(crs);
    d.crs = crs;
    d.dpi = 150;
    d.metadata = {{"TIFFTAG_SOFTWARE", "Corridors 9"}, {"CORRIDORS_PICTURE", R"({"a": "<&>"})"}};
    return d;
}

TEST(GeoTiff, LiesWhereTheMapLiesInEveryProjection) {
    const TempDir dir;
    const std::vector<std::uint8_t> pixels = gradient();
    for (const CrsName &crs : kProjections) {
        const std::string path = dir.path(fmt::format("m{}.tif", &crs - kProjections.data()));
        auto writer = GeoTiffWriter::create(described(path, crs));
        ASSERT_TRUE(writer) << writer.error().text();
        EXPECT_FALSE(std::ifstream(path)) << "no file before it is whole";
        const std::size_t half = pixels.size() / 2;
        ASSERT_TRUE((*writer)->writeRows(std::span(pixels).first(half), kHeightPx / 2));
        ASSERT_TRUE((*writer)->writeRows(std::span(pixels).subspan(half), kHeightPx / 2));
        ASSERT_TRUE((*writer)->finish());
        const auto info = gdalinfo(path);
        ASSERT_TRUE(info.is_object()) << crs.nameOrCrs;
        EXPECT_EQ(info["driverShortName"], "GTiff");
        EXPECT_EQ(info["size"], nlohmann::json({kWidthPx, kHeightPx}));
        EXPECT_EQ(info["bands"].size(), 4U);
        EXPECT_EQ(info["bands"][3]["colorInterpretation"], "Alpha");
        EXPECT_EQ(info["metadata"][""]["TIFFTAG_SOFTWARE"], "Corridors 9");
        EXPECT_EQ(info["metadata"][""]["TIFFTAG_XRESOLUTION"], "150");
        EXPECT_EQ(info["metadata"][""]["CORRIDORS_PICTURE"], R"({"a": "<&>"})");
        expectCorners(path, crs);
    }
}

TEST(GeoTiff, KeepsThePixelsAndHasTheSameBytesEachTime) {
    const TempDir dir;
    const std::vector<std::uint8_t> pixels = gradient();
    std::vector<std::string> bytes;
    for (const char *name : {"a.tif", "b.tif"}) {
        auto writer = GeoTiffWriter::create(described(dir.path(name), kProjections[0]));
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->writeRows(pixels, kHeightPx));
        ASSERT_TRUE((*writer)->finish());
        std::ifstream in(dir.path(name), std::ios::binary);
        bytes.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    EXPECT_EQ(bytes[0], bytes[1]);
    const std::string said = outputOf("gdallocationinfo -valonly '" + dir.path("a.tif") + "' 10 7");
    EXPECT_EQ(said, "40\n35\n34\n245\n");
}

TEST(GeoTiff, FailuresAreToldAndLeaveNothing) {
    const TempDir dir;
    const auto nowhere = GeoTiffWriter::create(described(dir.path("no/such/x.tif"), kProjections[0]));
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().text().find("no/such/x.tif"), std::string::npos);
    EXPECT_NE(nowhere.error().text().find("Create its folder first"), std::string::npos);
    GeoTiffWriter::Description unknown = described(dir.path("x.tif"), kProjections[0]);
    unknown.crs = {"EPSG:999999", {}};
    EXPECT_FALSE(GeoTiffWriter::create(unknown));
    {
        auto writer = GeoTiffWriter::create(described(dir.path("x.tif"), kProjections[0]));
        ASSERT_TRUE(writer);
        EXPECT_FALSE((*writer)->writeRows(std::vector<std::uint8_t>(7), 1));
        EXPECT_FALSE((*writer)->finish()) << "rows are missing";
    }
    EXPECT_EQ(outputOf("ls -A '" + dir.path("") + "'"), "");
}

TEST(WorldFile, LiesWhereTheMapLiesInEveryProjection) {
    const TempDir dir;
    for (const CrsName &crs : kProjections) {
        const std::string path = dir.path("m.png");
        ASSERT_EQ(
            outputOf(fmt::format("gdal_create -q -of PNG -outsize {} {} -bands 3 '{}'", kWidthPx, kHeightPx, path)),
            "");
        ASSERT_TRUE(writeWorldFile(path, placeAround(crs), crs));
        const auto info = gdalinfo(path);
        ASSERT_TRUE(info.is_object());
        EXPECT_FALSE(info["coordinateSystem"]["wkt"].get<std::string>().empty()) << crs.nameOrCrs;
        expectCorners(path, crs);
    }
}

TEST(WorldFile, IsNamedByTheRuleOfItsEnding) {
    EXPECT_EQ(worldFilePath("a/b.png"), "a/b.pgw");
    EXPECT_EQ(worldFilePath("a/b.tiff"), "a/b.tfw");
    EXPECT_EQ(worldFilePath("a.b/c"), "a.b/c.wld");
}

} // namespace
} // namespace corridors::io
