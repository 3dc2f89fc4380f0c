#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <thread>

#include "geodata/io/reader.hpp"

namespace corridors::io {
namespace {

const std::vector<std::string> kNames = {"",
                                         "mercator",
                                         "lcc",
                                         "EPSG:3857",
                                         "EPSG:4326",
                                         "EPSG:32638",
                                         "EPSG:3035",
                                         "EPSG:3413",
                                         "EPSG:3031",
                                         "ESRI:54030",
                                         "ESRI:54009",
                                         "EPSG:28408",
                                         "EPSG:2263",
                                         "EPSG:3832",
                                         "+proj=laea +lat_0=40 +lon_0=46 +datum=WGS84",
                                         "+proj=ortho +lat_0=40 +lon_0=46",
                                         "+proj=gnom +lat_0=40 +lon_0=46",
                                         "+proj=aeqd +lat_0=40 +lon_0=46"};

std::shared_ptr<const Projection> make(const std::string &name) {
    auto p = makeProjection(name);
    EXPECT_TRUE(p) << name << ": " << (p ? "" : p.error().text());
    return p ? *p : webMercator();
}

TEST(MapProjection, NeverYieldsNanOrInfinity) {
    std::mt19937 random(1);
    std::uniform_real_distribution lon(-400.0, 400.0);
    std::uniform_real_distribution lat(-90.0, 90.0);
    for (const std::string &name : kNames) {
        const auto p = make(name);
        const PyramidSquare square = p->square();
        ASSERT_GT(square.edgeM, 1e6) << name;
        ASSERT_LT(square.edgeM, 1e8) << name;
        for (int i = 0; i < 2000; ++i) {
            const LonLat place =
                i < 4 ? LonLat{i * 120.0 - 180, i % 2 != 0 ? 90.0 : -90.0} : LonLat{lon(random), lat(random)};
            const WorldPoint w = p->project(place);
            ASSERT_TRUE(std::isfinite(w.x) && std::isfinite(w.y)) << name << " " << place.lonDeg << " " << place.latDeg;
            const WorldPoint anywhere{lon(random) * 1e6, lat(random) * 1e6};
            const LonLat back = p->unproject(anywhere);
            ASSERT_TRUE(std::isfinite(back.lonDeg) && std::isfinite(back.latDeg)) << name;
            ASSERT_LE(std::abs(back.latDeg), 90.0) << name;
        }
    }
}

TEST(MapProjection, GoesThereAndBackAroundTheSouthCaucasus) {
    for (const std::string name : {"EPSG:32638", "EPSG:3035", "ESRI:54030", "EPSG:28408", "EPSG:4326",
                                   "+proj=laea +lat_0=40 +lon_0=46 +datum=WGS84", "+proj=aeqd +lat_0=40 +lon_0=46"}) {
        const auto p = make(name);
        const PyramidSquare s = p->square();
        for (double lon = 30; lon <= 60; lon += 2.5)
            for (double lat = 30; lat <= 50; lat += 2.5) {
                const WorldPoint w = p->project({lon, lat});
                const LonLat back = p->unproject(w);
                ASSERT_NEAR(back.lonDeg, lon, 2e-5) << name;
                ASSERT_NEAR(back.latDeg, lat, 2e-5) << name;
                ASSERT_TRUE(w.x >= s.northWest.x && w.x <= s.northWest.x + s.edgeM && w.y <= s.northWest.y &&
                            w.y >= s.northWest.y - s.edgeM)
                    << name << ": the region lies in the pyramid";
            }
    }
}

TEST(MapProjection, KnownValues) {
    const auto utm = make("EPSG:32638");
    EXPECT_NEAR(utm->project({45, 0}).x, 500000, 1e-3);
    EXPECT_NEAR(utm->project({45, 0}).y, 0, 1e-3);
    EXPECT_EQ(utm->name(), "EPSG:32638");
    EXPECT_FALSE(utm->wraps());
    EXPECT_TRUE(make("EPSG:4326")->wraps());
    EXPECT_EQ(make("EPSG:3857")->name(), "mercator");
    // New York's state plane counts in US feet; the map counts in metres.
    const auto feet = make("EPSG:2263");
    const WorldPoint a = feet->project({-74, 40.7});
    const WorldPoint b = feet->project({-74, 40.71});
    EXPECT_NEAR(std::hypot(b.x - a.x, b.y - a.y), 1110.4, 1);
}

TEST(MapProjection, ZoomsMeanTheSameScaleAsInMercator) {
    for (const std::string name : {"EPSG:32638", "lcc", "+proj=laea +lat_0=40.5 +lon_0=45 +datum=WGS84"}) {
        const auto p = make(name);
        const PyramidSquare s = p->square();
        const WorldPoint centre{s.northWest.x + s.edgeM / 2, s.northWest.y - s.edgeM / 2};
        const LonLat place = p->unproject(centre);
        const double ours = s.edgeM / scaleFactorAt(*p, place);
        const double mercators = webMercator()->square().edgeM / scaleFactorAt(*webMercator(), place);
        EXPECT_NEAR(ours / mercators, 1, 0.01) << name;
    }
}

TEST(MapProjection, RefusesWhatIsNone) {
    for (const std::string name :
         {"EPSG:999999", "nonsense", "+proj=nosuch", "EPSG:5773", "EPSG:4978", "/etc/passwd", "http://example.com/x"}) {
        const auto p = makeProjection(name);
        ASSERT_FALSE(p) << name;
        EXPECT_NE(p.error().message.find(name), std::string::npos);
        EXPECT_FALSE(p.error().remedy.empty());
    }
}

TEST(MapProjection, ThreadsShareOneProjection) {
    const auto p = make("EPSG:32638");
    const WorldPoint expected = p->project({46, 39});
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 2000; ++i)
                if (!(p->project({46, 39}) == expected)) ++wrong;
        });
    for (std::thread &t : threads) t.join();
    EXPECT_EQ(wrong, 0);
}

bool isInside(const FeatureView &polygon, WorldPoint at) {
    bool inside = false;
    for (std::size_t i = 0; i < polygon.partCount(); ++i) {
        const auto ring = polygon.part(i);
        for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
            const WorldPoint a = ring[k];
            const WorldPoint b = ring[k + 1];
            if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
        }
    }
    return inside;
}

/// Whatever its middle, a conic map is cut open opposite to it: what lies across the cut must not span the map.
TEST(MapProjection, AConicMapShowsWhatLiesAcrossItsCutOnBothSides) {
    struct Case {
        const char *ring;
        double west, south, east, north;
    };
    const std::vector<Case> cases{
        {"[-160,45],[-110,45],[-110,65],[-160,65],[-160,45]", -160, 45, -110, 65},
        {"[170,60],[190,60],[190,70],[170,70],[170,60]", 170, 60, 190, 70},
        {"[-100,10],[100,10],[100,20],[-100,20],[-100,10]", -100, 10, 100, 20},
        // Around a pole, closed along the edge of the map, as Antarctica is drawn.
        {"[-180,-60],[-90,-60],[0,-60],[90,-60],[180,-60],[180,-90],[-180,-90],[-180,-60]", -180, -90, 180, -60},
    };
    for (const double central : {45.0, 0.0, -100.0, 150.0})
        for (const Case &c : cases) {
            ReadOptions options;
            options.projection = lambertConformalConic({central, 40.5, 38.5, 42.5});
            const std::string json = std::string(R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon",)") +
                                     R"("coordinates":[[)" + c.ring + "]]}}";
            const auto read = readGeoJsonText(json, "x", options);
            ASSERT_TRUE(read) << read.error().text();
            ASSERT_EQ(read->data->featureCount(), 1U);
            for (double lon = -179.3; lon < 180; lon += 7.1)
                for (double lat = -71.3; lat < 80; lat += 6.7) {
                    const double turned = lon < c.west ? lon + 360 : lon;
                    const bool expected = turned > c.west && turned < c.east && lat > c.south && lat < c.north;
                    const WorldPoint at = options.projection->project({lon, lat});
                    EXPECT_EQ(isInside(read->data->feature(0), at), expected)
                        << c.ring << " seen from " << central << " at " << lon << " " << lat;
                }
        }
}

} // namespace
} // namespace corridors::io
