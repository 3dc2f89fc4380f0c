#include <set>

#include "geodata/tile/clip.hpp"
#include "tiles.hpp"

namespace corridors::tile {
namespace {

using namespace test;

// Area of a bucket's triangles within the tile's square, in square units.
double areaInTile(const FillBucket &bucket) {
    double sum = 0;
    std::vector<UnitPoint> scratch;
    for (std::size_t i = 0; i + 2 < bucket.indices.size(); i += 3) {
        std::vector<UnitPoint> triangle;
        for (std::size_t k = 0; k < 3; ++k) {
            const TilePoint p = bucket.vertices[bucket.indices[i + k]];
            triangle.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
        }
        clipRing(triangle, {0, 0, kTileExtent, kTileExtent}, scratch);
        for (std::size_t k = 0; k < triangle.size(); ++k) {
            const UnitPoint a = triangle[k];
            const UnitPoint b = triangle[(k + 1) % triangle.size()];
            sum += (a.x * b.y - b.x * a.y) / 2;
        }
    }
    return sum;
}

double areaOf(const Path &ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) sum += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    return std::abs(sum) / 2;
}

TEST(FillTiles, UnionOfTilesIsThePolygon) {
    Random random(41);
    for (int round = 0; round < 12; ++round) {
        const int z = 6 + round % 3;
        const double edge = tileEdgeM(webMercator()->square(), z);
        const WorldPoint center{uniform(random, 4e6, 5e6), uniform(random, 4e6, 5e6)};
        const Path ring = worldStar(random, center, edge * 0.6, edge * 1.8, 40 + round * 20);
        const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(style::FillStyle{}));
        const TileId middle = tiles.tileAt(center, z);
        double sum = 0;
        for (int x = middle.x - 3; x <= middle.x + 3; ++x)
            for (int y = middle.y - 3; y <= middle.y + 3; ++y) {
                const FillBucket bucket = tiles.content<FillBucket>({z, x, y});
                sum += areaInTile(bucket);
                for (int i = 0; i < 20; ++i) {
                    const double ux = uniform(random, 0, kTileExtent) + 0.0137;
                    const double uy = uniform(random, 0, kTileExtent) + 0.0271;
                    const WorldPoint p = tiles.world({z, x, y}, ux, uy);
                    if (distanceToPath(p, ring) < edge / 512) continue; // a pixel
                    ASSERT_EQ(coverCount(bucket.vertices, bucket.indices, ux, uy), insideRing(ring, p) ? 1 : 0);
                }
            }
        const double unit = edge / kTileExtent;
        // Simplification stays within 0.33 px of the outline and rounding within half a unit.
        double perimeter = 0;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            perimeter += std::hypot(ring[i + 1].x - ring[i].x, ring[i + 1].y - ring[i].y);
        ASSERT_NEAR(sum * unit * unit, areaOf(ring), perimeter * unit * 2);
    }
}

// What two tiles show at their common edge is the same, to an eighth of a pixel.
TEST(FillTiles, NeighboursAgreeAtTheirCommonEdge) {
    Random random(42);
    const int z = 7;
    const double edge = tileEdgeM(webMercator()->square(), z);
    const WorldPoint center{4.6e6, 4.9e6};
    const Path ring = worldStar(random, center, edge * 0.3, edge * 1.4, 900);
    const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(style::FillStyle{}));
    const TileId a = tiles.tileAt(center, z);
    const FillBucket left = tiles.content<FillBucket>(a);
    const FillBucket right = tiles.content<FillBucket>({z, a.x + 1, a.y});
    // Where the coverage changes along the edge, from either side.
    const auto changes = [&](const FillBucket &bucket, double x) {
        std::vector<double> found;
        int previous = coverCount(bucket.vertices, bucket.indices, x, 0.3);
        for (double y = 1.3; y < kTileExtent; y += 1) {
            const int now = coverCount(bucket.vertices, bucket.indices, x, y);
            if (now != previous) found.push_back(y);
            previous = now;
        }
        return found;
    };
    const auto ofLeft = changes(left, kTileExtent + 0.01);
    const auto ofRight = changes(right, 0.01);
    ASSERT_FALSE(ofLeft.empty());
    ASSERT_EQ(ofLeft.size(), ofRight.size());
    for (std::size_t i = 0; i < ofLeft.size(); ++i) EXPECT_NEAR(ofLeft[i], ofRight[i], 2);
}

TEST(FillTiles, NoOutlineAlongTheTilesEdge) {
    const int z = 8;
    const double edge = tileEdgeM(webMercator()->square(), z);
    const Path wide{{-9 * edge, -9 * edge},
                    {9 * edge, -9 * edge},
                    {9 * edge, 9 * edge},
                    {-9 * edge, 9 * edge},
                    {-9 * edge, -9 * edge}};
    const Tiles around(LayerMaker().add(GeometryType::Polygon, wide).finish(), documentOf(style::FillStyle{}));
    const FillBucket covered = around.content<FillBucket>(around.tileAt({10, 10}, z));
    EXPECT_EQ(covered.indices.size(), 6U);
    EXPECT_TRUE(covered.outlineIndices.empty());

    Random random(43);
    const WorldPoint center{edge * 0.5, edge * 0.5};
    const Path ring = worldStar(random, center, edge * 0.4, edge * 1.2, 50);
    const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(style::FillStyle{}));
    const TileId id = tiles.tileAt(center, z);
    const FillBucket bucket = tiles.content<FillBucket>(id);
    ASSERT_FALSE(bucket.outlineIndices.empty());
    const auto &v = bucket.outlineVertices;
    for (std::size_t i = 0; i + 2 < bucket.outlineIndices.size(); i += 3) {
        double x = 0;
        double y = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            x += v[bucket.outlineIndices[i + k]].position.x / 3.0;
            y += v[bucket.outlineIndices[i + k]].position.y / 3.0;
        }
        ASSERT_LT(distanceToPath(tiles.world(id, x, y), ring), 2 * edge / 512 * 0.4);
    }
}

TEST(FillTiles, OutlineHasTheInteriorOnItsRight) {
    const double edge = tileEdgeM(webMercator()->square(), 8);
    const Path counterclockwise{{edge * 0.2, edge * 0.2},
                                {edge * 0.8, edge * 0.2},
                                {edge * 0.8, edge * 0.8},
                                {edge * 0.2, edge * 0.8},
                                {edge * 0.2, edge * 0.2}};
    const Path clockwise(counterclockwise.rbegin(), counterclockwise.rend());
    for (const Path &ring : {counterclockwise, clockwise}) {
        const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(style::FillStyle{}));
        const TileId id = tiles.tileAt({edge / 2, edge / 2}, 8);
        const FillBucket bucket = tiles.content<FillBucket>(id);
        ASSERT_FALSE(bucket.outlineVertices.empty());
        for (const LineVertex &v : bucket.outlineVertices) {
            const double reach = v.across / 127.0 * 30 / static_cast<double>(kNormalOne);
            const WorldPoint moved =
                tiles.world(id, v.position.x + v.normalX * reach, v.position.y + v.normalY * reach);
            EXPECT_EQ(insideRing(ring, moved), v.side > 0);
        }
    }
}

// Two countries simplified apart: along the common border both outlines have the very same vertices, in every tile.
TEST(FillTiles, CommonBorderHasNoCracks) {
    Random random(44);
    Path border;
    for (int i = 0; i <= 400; ++i)
        border.push_back({5e6 + (i % 400 == 0 ? 0 : uniform(random, -4000, 4000)), 4.8e6 + i * 1000.0});
    Path west = border;
    west.push_back({4.7e6, 5.2e6});
    west.push_back({4.7e6, 4.8e6});
    west.push_back(border.front());
    Path east(border.rbegin(), border.rend());
    east.push_back({5.3e6, 4.8e6});
    east.push_back({5.3e6, 5.2e6});
    east.push_back(border.back());
    const auto one = LayerMaker().add(GeometryType::Polygon, west).add(GeometryType::Polygon, east).finish();
    const Tiles tiles(one, documentOf(style::FillStyle{}));
    for (int z = 4; z <= 9; ++z) {
        const TileId id = tiles.tileAt({5e6, 5e6}, z);
        const FillBucket bucket = tiles.content<FillBucket>(id);
        ASSERT_FALSE(bucket.indices.empty());
        // Near the border each point is covered exactly once: neither a crack nor an overlap.
        int tested = 0;
        for (int i = 0; i < 3000; ++i) {
            const WorldPoint p{5e6 + uniform(random, -5000, 5000), 4.81e6 + uniform(random, 0, 3.8e5)};
            const UnitPoint u = TileFrame(tiles.square(), id, 0).toUnits(p);
            if (u.x < 0 || u.x > kTileExtent || u.y < 0 || u.y > kTileExtent) continue;
            ASSERT_EQ(coverCount(bucket.vertices, bucket.indices, std::floor(u.x) + 0.5017, std::floor(u.y) + 0.5003),
                      1)
                << "z" << z;
            ++tested;
        }
        EXPECT_GT(tested, 10);
    }
}

TEST(FillTiles, PositionsAtZoom22AreExact) {
    const double edge = tileEdgeM(webMercator()->square(), 22); // about 9.5 m
    Random random(45);
    const WorldPoint center{5.123456789e6, 4.987654321e6};
    const Path ring = worldStar(random, center, edge * 0.1, edge * 0.4, 12);
    const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(style::FillStyle{}));
    const TileId id = tiles.tileAt(center, 22);
    const PyramidSquare square = tiles.square();
    std::set<std::pair<int, int>> expected;
    for (const WorldPoint &p : ring) { // in long double
        const long double scale = 8192.0L * 4194304.0L / static_cast<long double>(square.edgeM);
        const long double x =
            (static_cast<long double>(p.x) - static_cast<long double>(square.northWest.x)) * scale - 8192.0L * id.x;
        const long double y =
            (static_cast<long double>(square.northWest.y) - static_cast<long double>(p.y)) * scale - 8192.0L * id.y;
        bool near = false;
        for (const int dx : {-1, 0, 1})
            for (const TilePoint &v : tiles.content<FillBucket>({22, id.x + dx, id.y}).vertices)
                near = near || (std::abs(static_cast<double>(x) - dx * 8192 - v.x) < 0.6 &&
                                std::abs(static_cast<double>(y) - v.y) < 0.6);
        // 0.6 units are a 27th of a pixel; vertices outside this row of tiles are not looked for.
        if (y > 0 && y < 8192 && x > -8000 && x < 16000) {
            EXPECT_TRUE(near);
        }
    }
}

TEST(FillTiles, CloudOfTinyPolygonsKeepsItsTone) {
    Random random(46);
    const int z = 5;
    const double px = tileEdgeM(webMercator()->square(), z) / 512;
    LayerMaker maker;
    double area = 0;
    const Tiles probe(LayerMaker().add(GeometryType::Point, {{5e6, 5e6}}).finish(), documentOf(style::FillStyle{}));
    const TileId id = probe.tileAt({5e6, 5e6}, z);
    for (int i = 0; i < 20000; ++i) {
        const WorldPoint c = probe.world(id, uniform(random, 2000, 6000), uniform(random, 2000, 6000));
        const double h = px * uniform(random, 0.2, 0.45);
        maker.add(GeometryType::Polygon,
                  {{c.x - h, c.y - h}, {c.x + h, c.y - h}, {c.x + h, c.y + h}, {c.x - h, c.y + h}, {c.x - h, c.y - h}});
        area += 4 * h * h / px / px;
    }
    const Tiles tiles(maker.finish(), documentOf(style::FillStyle{}));
    const auto mesh = tiles.build(id);
    const double drawn = areaInTile(std::get<FillBucket>(mesh->buckets.at(0).content)) / 256;
    EXPECT_GT(mesh->featuresDropped, 5000U);
    EXPECT_NEAR(drawn, area, area * 0.25); // in 250 x 250 px; a pixel is filled from half its area on
}

TEST(FillTiles, IslandsOfACountryAreDrawnAsIfTheyWereOnTheirOwn) {
    Random random(47);
    const int z = 7;
    const double edge = tileEdgeM(webMercator()->square(), z);
    LayerMaker apart;
    LayerMaker together;
    together.builder().beginFeature("country", GeometryType::MultiPolygon);
    for (int i = 0; i < 60; ++i) {
        const WorldPoint c{4.5e6 + uniform(random, -3, 3) * edge, 4.5e6 + uniform(random, -3, 3) * edge};
        const Path ring = worldStar(random, c, edge * 0.02, edge * uniform(random, 0.03, 0.4), 9);
        apart.add(GeometryType::Polygon, ring);
        together.builder().addProjectedPart(ring);
    }
    const Tiles islands(apart.finish(), documentOf(style::FillStyle{}));
    const Tiles country(together.finish(), documentOf(style::FillStyle{}));
    const TileId middle = islands.tileAt({4.5e6, 4.5e6}, z);
    for (int x = middle.x - 4; x <= middle.x + 4; ++x)
        for (int y = middle.y - 4; y <= middle.y + 4; ++y) {
            const FillBucket a = islands.content<FillBucket>({z, x, y});
            const FillBucket b = country.content<FillBucket>({z, x, y});
            EXPECT_EQ(a.vertices, b.vertices);
            EXPECT_EQ(a.indices, b.indices);
            EXPECT_EQ(a.outlineVertices, b.outlineVertices);
        }
}

/// A country of one large island and a cloud of islets below a pixel; the cloud's area in pixels.
std::pair<std::shared_ptr<const LayerData>, double> archipelago(WorldPoint center, double px, int count) {
    Random random(48);
    LayerMaker maker;
    maker.builder().beginFeature("country", GeometryType::MultiPolygon);
    maker.builder().addProjectedPart(worldStar(random, {center.x - 200 * px, center.y}, 50 * px, 60 * px, 40));
    double area = 0;
    for (int i = 0; i < count; ++i) {
        const WorldPoint c{center.x + uniform(random, 0, 100) * px, center.y + uniform(random, 0, 100) * px};
        const double h = px * uniform(random, 0.2, 0.45);
        maker.builder().addProjectedPart(
            Path{{c.x - h, c.y - h}, {c.x + h, c.y - h}, {c.x + h, c.y + h}, {c.x - h, c.y + h}, {c.x - h, c.y - h}});
        area += 4 * h * h / px / px;
    }
    return {maker.finish(), area};
}

TEST(FillTiles, IsletsOfACountryKeepTheirTone) {
    const int z = 5;
    const double edge = tileEdgeM(webMercator()->square(), z);
    const TileId id{z, 20, 11};
    const WorldPoint center = TileFrame(webMercator()->square(), id, 0).toWorld({4096, 4096});
    const double island = areaInTile(
        Tiles(archipelago(center, edge / 512, 0).first, documentOf(style::FillStyle{})).content<FillBucket>(id));
    const auto [data, area] = archipelago(center, edge / 512, 4000);
    const double all = areaInTile(Tiles(data, documentOf(style::FillStyle{})).content<FillBucket>(id));
    EXPECT_NEAR((all - island) / 256, area, area * 0.25);
}

TEST(LineTiles, IsletsInOnePixelAreOneDot) {
    const int z = 5;
    const TileId id{z, 20, 11};
    const WorldPoint center = TileFrame(webMercator()->square(), id, 0).toWorld({4096, 4096});
    const auto corners = [&](int count) {
        const auto data = archipelago(center, tileEdgeM(webMercator()->square(), z) / 512, count).first;
        style::LineStyle line;
        return Tiles(data, documentOf(line)).content<LineBucket>(id).vertices.size();
    };
    const std::size_t some = corners(2000);
    const std::size_t many = corners(200'000);
    EXPECT_GT(some, 2000U * 4) << "where there is room each is drawn";
    EXPECT_LT(many, 101U * 101 * 24) << "and no more than one a pixel where there is none";
}

TEST(FillTiles, BrokenRingsDoNotStopTheOthers) {
    LayerMaker maker;
    const double e = tileEdgeM(webMercator()->square(), 4);
    maker.add(GeometryType::Polygon, {});
    maker.add(GeometryType::Polygon, {{1, 1}});
    maker.add(GeometryType::Polygon, {{1, 1}, {e, e}, {1, 1}});
    maker.add(GeometryType::Polygon, {{0.1 * e, 0.1 * e}, {0.9 * e, 0.1 * e}, {0.9 * e, 0.9 * e}, {0.1 * e, 0.1 * e}});
    const Tiles tiles(maker.finish(), documentOf(style::FillStyle{}));
    const FillBucket bucket = tiles.content<FillBucket>(tiles.tileAt({e / 2, e / 2}, 4));
    EXPECT_NEAR(areaInTile(bucket), 0.32 * kTileExtent * kTileExtent, 1e4);
}

} // namespace
} // namespace corridors::tile
