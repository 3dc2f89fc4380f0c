#include "tiles.hpp"

namespace corridors::tile {
namespace {

using namespace test;

style::LineStyle lineOf(double widthPx) {
    style::LineStyle style;
    style.width = number(widthPx);
    return style;
}

// Whether a stroke of half thickness `t` units covers a point of the tile.
bool covers(const LineBucket &bucket, double x, double y, double t) {
    std::vector<TilePoint> corners;
    for (const LineVertex &v : bucket.vertices) {
        const double across = v.across / 127.0 * t / static_cast<double>(kNormalOne);
        corners.push_back(onGrid(v.position.x + v.normalX * across, v.position.y + v.normalY * across));
    }
    const auto turn = [&](TilePoint a, TilePoint b) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x); };
    for (std::size_t i = 0; i + 2 < bucket.indices.size(); i += 3) {
        const TilePoint a = corners[bucket.indices[i]];
        const TilePoint b = corners[bucket.indices[i + 1]];
        const TilePoint c = corners[bucket.indices[i + 2]];
        const double s = turn(a, b) < 0 ? -1 : 1;
        if (s * turn(a, b) >= 0 && s * turn(b, c) >= 0 && s * turn(c, a) >= 0) return true;
    }
    return false;
}

TEST(LineTiles, EveryPointOfALineIsDrawnInItsTile) {
    Random random(51);
    Path line{{4.5e6, 4.5e6}};
    for (int i = 0; i < 300; ++i)
        line.push_back({line.back().x + uniform(random, -3e3, 9e3), line.back().y + uniform(random, -6e3, 6e3)});
    const Tiles tiles(LayerMaker().add(GeometryType::LineString, line).finish(), documentOf(lineOf(3)));
    for (int z = 5; z <= 10; ++z)
        for (int i = 0; i < 40; ++i) {
            const std::size_t k = random() % (line.size() - 1);
            const double f = uniform(random, 0, 1);
            const WorldPoint p{line[k].x + f * (line[k + 1].x - line[k].x),
                               line[k].y + f * (line[k + 1].y - line[k].y)};
            const TileId id = tiles.tileAt(p, z);
            const UnitPoint u = TileFrame(tiles.square(), id, 0).toUnits(p);
            ASSERT_TRUE(covers(tiles.content<LineBucket>(id), u.x, u.y, 24)) << "z" << z;
        }
}

// The dash pattern runs on over the tile's edge: the distance at the edge is the same from both sides.
TEST(LineTiles, DistanceRunsOnOverTheEdge) {
    const int z = 9;
    const double edge = tileEdgeM(webMercator()->square(), z);
    const Path line{{-2.25 * edge, 0.3 * edge}, {-1.2 * edge, 0.55 * edge}, {2.6 * edge, 0.45 * edge}};
    const Tiles tiles(LayerMaker().add(GeometryType::LineString, line).finish(), documentOf(lineOf(2)));
    const auto distanceAt = [&](TileId id, double x) { // of the quad that spans x on the line's centre
        const LineBucket b = tiles.content<LineBucket>(id);
        for (std::size_t i = 0; i + 1 < b.vertices.size(); ++i)
            for (std::size_t k = i + 1; k < b.vertices.size(); ++k) {
                const LineVertex &p = b.vertices[i];
                const LineVertex &q = b.vertices[k];
                if (p.side != q.side || p.position.x > x || q.position.x <= x) continue;
                const float f = static_cast<float>(x - p.position.x) / static_cast<float>(q.position.x - p.position.x);
                return static_cast<double>(p.distance + f * (q.distance - p.distance));
            }
        return -1.0;
    };
    const TileId a = tiles.tileAt({0.5 * edge, 0.5 * edge}, z);
    const double fromLeft = distanceAt(a, 8192);
    const double fromRight = distanceAt({z, a.x + 1, a.y}, 0);
    EXPECT_GT(fromLeft, 8192 * 2);
    EXPECT_NEAR(fromLeft, fromRight, 1);
}

TEST(LineTiles, CutsAtTheBufferGetNoCaps) {
    const double edge = tileEdgeM(webMercator()->square(), 9);
    style::LineStyle style = lineOf(10);
    style.cap = word("round");
    const Tiles tiles(
        LayerMaker().add(GeometryType::LineString, {{-5 * edge, edge / 2}, {5 * edge, edge / 2}}).finish(),
        documentOf(style));
    const LineBucket bucket = tiles.content<LineBucket>(tiles.tileAt({edge / 2, edge / 2}, 9));
    EXPECT_EQ(bucket.indices.size(), 6U);
    for (const LineVertex &v : bucket.vertices)
        EXPECT_TRUE(v.position.x < -80 || v.position.x > 8192 + 80); // out of sight
}

TEST(LineTiles, WideLineBesideTheTileReachesIn) {
    const double edge = tileEdgeM(webMercator()->square(), 9);
    const double px = edge / 512;
    const Tiles tiles(
        LayerMaker().add(GeometryType::LineString, {{-5 * px, 0.2 * edge}, {-5 * px, 0.8 * edge}}).finish(),
        documentOf(lineOf(20)));
    const TileId id = tiles.tileAt({edge / 2, edge / 2}, 9);
    EXPECT_TRUE(covers(tiles.content<LineBucket>(id), 4 * 16, 4096, 10 * 16));
}

TEST(LineTiles, PolygonsAreStrokedAlongTheirRings) {
    const double edge = tileEdgeM(webMercator()->square(), 9);
    const Path ring{{0.2 * edge, 0.2 * edge},
                    {0.8 * edge, 0.2 * edge},
                    {0.8 * edge, 0.8 * edge},
                    {0.2 * edge, 0.8 * edge},
                    {0.2 * edge, 0.2 * edge}};
    const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(lineOf(2)));
    const LineBucket bucket = tiles.content<LineBucket>(tiles.tileAt({edge / 2, edge / 2}, 9));
    EXPECT_EQ(bucket.indices.size(), 4U * 6);
}

TEST(LineTiles, AntimeridianLinesShowOnBothSides) {
    const auto data = LayerMaker().addLonLat(GeometryType::LineString, {{179.99, 10}, {179.99, 20}}).finish();
    const Tiles tiles(data, documentOf(lineOf(40)));
    const auto total = [&](int x) { return tiles.content<LineBucket>({4, x, 7}).indices.size(); };
    EXPECT_GT(total(15), 0U);
    EXPECT_GT(total(16), 0U); // the copy of tile 0 to the east: the line's right half
    EXPECT_GT(total(0), 0U);
    EXPECT_GT(total(-1), 0U); // the copy of tile 15
    EXPECT_EQ(tiles.content<LineBucket>({4, 16, 7}).vertices, tiles.content<LineBucket>({4, 0, 7}).vertices);
    EXPECT_EQ(tiles.content<LineBucket>({4, -1, 7}).vertices, tiles.content<LineBucket>({4, 15, 7}).vertices);
    EXPECT_EQ(total(8), 0U);
}

TEST(LineTiles, PolarLinesAreFinite) {
    const auto data = LayerMaker().addLonLat(GeometryType::LineString, {{0, 80}, {10, 90}, {20, -90}}).finish();
    const Tiles tiles(data, documentOf(lineOf(2)));
    EXPECT_FALSE(tiles.content<LineBucket>({0, 0, 0}).indices.empty());
    EXPECT_FALSE(tiles.content<LineBucket>({3, 4, 7}).indices.empty());
}

// A hundred times the lines must not mean a hundred times the triangles once the tile is full.
TEST(LineTiles, DenseTilesAreBounded) {
    const auto triangles = [](int lines) {
        Random random(52);
        LayerMaker maker;
        const double edge = tileEdgeM(webMercator()->square(), 7);
        for (int i = 0; i < lines; ++i) {
            Path line{{uniform(random, 0, edge), uniform(random, 0, edge)}};
            for (int k = 0; k < 4; ++k)
                line.push_back({line.back().x + uniform(random, -1, 1) * edge / 100,
                                line.back().y + uniform(random, -1, 1) * edge / 100});
            maker.add(GeometryType::LineString, line);
        }
        const Tiles tiles(maker.finish(), documentOf(lineOf(2)));
        const auto mesh = tiles.build(tiles.tileAt({edge / 2, edge / 2}, 7));
        EXPECT_TRUE(lines < 10000 || mesh->featuresDropped > 0);
        return std::get<LineBucket>(mesh->buckets.at(0).content).indices.size() / 3;
    };
    const std::size_t sparse = triangles(2500);
    const std::size_t dense = triangles(250'000);
    EXPECT_GT(sparse, 2500U * 4); // nothing is left out of a light tile
    EXPECT_LT(dense, 60'000U);
    EXPECT_LT(dense, 6 * sparse); // a hundred times the lines
}

// What is left out of a dense tile is hidden by what stays, within a pixel.
TEST(LineTiles, DenseTilesStayCovered) {
    Random random(53);
    LayerMaker maker;
    const double edge = tileEdgeM(webMercator()->square(), 7);
    std::vector<Path> lines;
    for (int i = 0; i < 6000; ++i) {
        Path line{{uniform(random, 0, edge / 4), uniform(random, 0, edge / 4)}};
        for (int k = 0; k < 3; ++k)
            line.push_back({line.back().x + uniform(random, -1, 1) * edge / 80,
                            line.back().y + uniform(random, -1, 1) * edge / 80});
        maker.add(GeometryType::LineString, line);
        lines.push_back(line);
    }
    const Tiles tiles(maker.finish(), documentOf(lineOf(2)));
    const TileId id = tiles.tileAt({edge / 8, edge / 8}, 7);
    const LineBucket bucket = tiles.content<LineBucket>(id);
    for (int i = 0; i < 60; ++i) {
        const Path &line = lines[random() % lines.size()];
        const UnitPoint u = TileFrame(tiles.square(), id, 0).toUnits(line[random() % line.size()]);
        if (u.x < 0 || u.y < 0 || u.x > kTileExtent || u.y > kTileExtent) continue;
        EXPECT_TRUE(covers(bucket, u.x, u.y, 16 + 16));
    }
}

TEST(Tiles, CancelledBuildsGiveNothing) {
    TileRequest request;
    request.id = {0, 0, 0};
    request.data = LayerMaker().add(GeometryType::LineString, {{0, 0}, {1e6, 1e6}}).finish();
    request.document = documentOf(lineOf(2));
    request.sourceId = "source";
    std::stop_source stop;
    EXPECT_NE(buildTile(request, stop.get_token()), nullptr);
    stop.request_stop();
    EXPECT_EQ(buildTile(request, stop.get_token()), nullptr);
}

TEST(Tiles, LayersOutsideTheirZoomRangeAreNotBuilt) {
    auto document = std::make_shared<style::StyleDocument>(*documentOf(lineOf(2)));
    document->layers[0].minZoom = 5.5;
    document->layers[0].maxZoom = 7;
    const Tiles tiles(LayerMaker().add(GeometryType::LineString, {{0, 0}, {1e6, 1e6}}).finish(), document);
    const auto built = [&](int z) { return !tiles.build(tiles.tileAt({1e3, 1e3}, z))->buckets.empty(); };
    EXPECT_FALSE(built(4));
    EXPECT_TRUE(built(5)); // shown up to zoom 6
    EXPECT_TRUE(built(6));
    EXPECT_FALSE(built(7));
}

TEST(Tiles, ByteSizeCountsTheArrays) {
    const Tiles tiles(LayerMaker().add(GeometryType::LineString, {{0, 0}, {1e6, 1e6}}).finish(), documentOf(lineOf(2)));
    const auto mesh = tiles.build({0, 0, 0});
    const auto &bucket = std::get<LineBucket>(mesh->buckets.at(0).content);
    EXPECT_GE(mesh->byteSize, bucket.vertices.size() * sizeof(LineVertex) + bucket.indices.size() * 4);
}

} // namespace
} // namespace corridors::tile
