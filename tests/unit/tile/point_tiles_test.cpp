#include <map>
#include <set>

#include "tiles.hpp"

namespace corridors::tile {
namespace {

using namespace test;

style::SymbolStyle labelOf(const char *text) {
    style::SymbolStyle style;
    style.textField = word(text);
    return style;
}

TEST(CircleTiles, EachPointIsInExactlyOneTile) {
    Random random(61);
    LayerMaker maker;
    const int z = 6;
    const double edge = tileEdgeM(webMercator()->square(), z);
    for (int i = 0; i < 1000; ++i) // many on the edges and corners of tiles
        maker.add(GeometryType::Point,
                  {{std::floor(uniform(random, -4, 4)) * edge / (1 + i % 3), uniform(random, -3, 3) * edge}});
    const Tiles tiles(maker.finish(), documentOf(style::CircleStyle{}));
    std::size_t total = 0;
    for (int x = 26; x < 38; ++x)
        for (int y = 26; y < 38; ++y) total += tiles.content<CircleBucket>({z, x, y}).centers.size();
    EXPECT_EQ(total, 1000U);
}

TEST(CircleTiles, VerticesOfLinesAndPolygonsAreCentres) {
    const double e = tileEdgeM(webMercator()->square(), 3);
    LayerMaker maker;
    maker.add(GeometryType::LineString, {{0.1 * e, 0.1 * e}, {0.5 * e, 0.4 * e}, {0.9 * e, 0.1 * e}});
    maker.add(GeometryType::Polygon, {{0.2 * e, 0.6 * e}, {0.8 * e, 0.6 * e}, {0.8 * e, 0.9 * e}, {0.2 * e, 0.6 * e}});
    const Tiles tiles(maker.finish(), documentOf(style::CircleStyle{}));
    EXPECT_EQ(tiles.content<CircleBucket>(tiles.tileAt({e / 2, e / 2}, 3)).centers.size(), 6U);
}

TEST(CircleTiles, WrappedTilesRepeatTheWorld) {
    const Tiles tiles(LayerMaker().addLonLat(GeometryType::Point, {{179, 0}}).finish(),
                      documentOf(style::CircleStyle{}));
    for (const int x : {-2, -1, 0, 1, 5}) EXPECT_EQ(tiles.content<CircleBucket>({0, x, 0}).centers.size(), 1U) << x;
}

TEST(CircleTiles, DensePointsAreBoundedAndOpaqueOnly) {
    Random random(62);
    LayerMaker maker;
    const double edge = tileEdgeM(webMercator()->square(), 7);
    for (int i = 0; i < 200'000; ++i)
        maker.add(GeometryType::Point, {{uniform(random, 0, edge / 2), uniform(random, 0, edge / 2)}});
    const auto data = maker.finish();
    const auto count = [&](double opacity) {
        style::CircleStyle style;
        style.opacity = number(opacity);
        const Tiles tiles(data, documentOf(style));
        const auto mesh = tiles.build(tiles.tileAt({edge / 4, edge / 4}, 7));
        const std::size_t centers = std::get<CircleBucket>(mesh->buckets.at(0).content).centers.size();
        EXPECT_EQ(centers + mesh->featuresDropped, 200'000U); // nothing vanishes uncounted
        return centers;
    };
    EXPECT_LT(count(1), 60'000U);
    EXPECT_EQ(count(0.5), 200'000U);
}

// What a dense tile leaves out lies under circles that are drawn later, rims included, at every zoom that shows the
// tile.
TEST(CircleTiles, DenseStrokedPointsShowTheSame) {
    Random random(65);
    LayerMaker maker;
    const int z = 7;
    const double edge = tileEdgeM(webMercator()->square(), z);
    constexpr std::size_t kPoints = 20'000;
    for (std::size_t i = 0; i < kPoints; ++i)
        maker.add(GeometryType::Point, {{uniform(random, 0, edge / 4), uniform(random, 0, edge / 4)}});
    const auto data = maker.finish();
    style::CircleStyle style;
    style.strokeWidth = number(1.5);
    const Tiles tiles(data, documentOf(style));
    const TileId id = tiles.tileAt({edge / 4, edge / 4}, z);
    const auto mesh = tiles.build(id);
    const auto &kept = std::get<CircleBucket>(mesh->buckets.at(0).content).centers;
    EXPECT_LT(kept.size(), kPoints / 2);
    EXPECT_EQ(kept.size() + mesh->featuresDropped, kPoints);

    const TileFrame frame(tiles.square(), id, 0);
    std::vector<TilePoint> all;
    for (std::size_t i = 0; i < kPoints; ++i) all.push_back(roundToGrid(frame.toUnits(data->feature(i).part(0)[0])));
    for (const double zoomed : {1.0, 1.5, 2.0}) { // tile pixels are as many screen pixels large
        const double reach = (5 + 1.5) * kUnitsPerPx / zoomed;
        const auto top = [&](const std::vector<TilePoint> &circles, UnitPoint at, double radius) -> const TilePoint * {
            for (std::size_t i = circles.size(); i-- > 0;)
                if (std::hypot(circles[i].x - at.x, circles[i].y - at.y) < radius) return &circles[i];
            return nullptr;
        };
        for (int i = 0; i < 3000; ++i) {
            const UnitPoint at = frame.toUnits({uniform(random, 0, edge / 4), uniform(random, 0, edge / 4)});
            const TilePoint *shown = top(all, at, reach - kUnitsPerPx); // a pixel within the rim
            if (shown == nullptr) continue;
            const auto isKept =
                std::ranges::find_if(kept, [&](const TilePoint &k) { return k.x == shown->x && k.y == shown->y; });
            if (isKept != kept.end()) continue;
            EXPECT_NE(top(kept, at, reach), nullptr) << "a hole at zoom factor " << zoomed;
        }
    }
}

TEST(SymbolTiles, PolygonHasOneLabelInsideIt) {
    Random random(63);
    const int z = 7;
    const double edge = tileEdgeM(webMercator()->square(), z);
    for (int round = 0; round < 10; ++round) {
        const WorldPoint center{uniform(random, 4e6, 5e6), uniform(random, 4e6, 5e6)};
        const Path ring = worldStar(random, center, edge * 0.2, edge * 1.5, 80);
        const Tiles tiles(LayerMaker().add(GeometryType::Polygon, ring).finish(), documentOf(labelOf("Land")));
        const TileId middle = tiles.tileAt(center, z);
        std::vector<LabelSpec> labels;
        for (int x = middle.x - 3; x <= middle.x + 3; ++x)
            for (int y = middle.y - 3; y <= middle.y + 3; ++y)
                for (const LabelSpec &label : tiles.content<SymbolBucket>({z, x, y}).labels) {
                    if (label.areaRole != AreaRole::Spare) labels.push_back(label);
                    EXPECT_TRUE(insideRing(ring, label.anchor));
                }
        ASSERT_EQ(labels.size(), 1U);
        EXPECT_TRUE(insideRing(ring, labels[0].anchor));
        EXPECT_GT(distanceToPath(labels[0].anchor, ring), edge * 0.03);
        EXPECT_EQ(labels[0].text, "Land");
    }
}

TEST(SymbolTiles, LineLabelsAreNeitherDoubledNorLostAtTheEdges) {
    Random random(64);
    Path line{{4.5e6, 4.5e6}};
    for (int i = 0; i < 200; ++i)
        line.push_back({line.back().x + uniform(random, 0, 9e3), line.back().y + uniform(random, -5e3, 5e3)});
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        length += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    style::SymbolStyle style = labelOf("Road");
    style.placement = word("line");
    const Tiles tiles(LayerMaker().add(GeometryType::LineString, line).finish(), documentOf(style));
    std::set<std::pair<double, double>> coarse;
    for (int z = 6; z <= 9; ++z) {
        const double spacing = 250 * tileEdgeM(webMercator()->square(), z) / 512;
        std::set<std::pair<double, double>> anchors;
        std::size_t total = 0;
        std::set<std::pair<int, int>> visited;
        for (const WorldPoint &p : line) {
            const TileId id = tiles.tileAt(p, z);
            for (int x = id.x - 1; x <= id.x + 1; ++x)
                for (int y = id.y - 1; y <= id.y + 1; ++y) {
                    if (!visited.insert({x, y}).second) continue;
                    for (const LabelSpec &label : tiles.content<SymbolBucket>({z, x, y}).labels) {
                        ++total;
                        anchors.insert({std::round(label.anchor.x), std::round(label.anchor.y)});
                        EXPECT_LT(distanceToPath(label.anchor, line), 1);
                        ASSERT_GE(label.path.size(), 2U);
                        EXPECT_LT(distanceToPath(label.anchor, label.path), 1);
                        double along = label.anchorAlongM; // walk the path: it leads to the anchor
                        for (std::size_t i = 0; i + 1 < label.path.size(); ++i) {
                            const double step = std::hypot(label.path[i + 1].x - label.path[i].x,
                                                           label.path[i + 1].y - label.path[i].y);
                            if (along <= step) {
                                const double t = along / step;
                                EXPECT_NEAR(label.path[i].x + t * (label.path[i + 1].x - label.path[i].x),
                                            label.anchor.x, 1);
                                break;
                            }
                            along -= step;
                        }
                    }
                }
        }
        EXPECT_EQ(total, anchors.size());
        EXPECT_EQ(total, 2 * static_cast<std::size_t>(length / 2 / spacing) + 1);
        for (const auto &anchor : coarse) EXPECT_TRUE(anchors.contains(anchor)) << "lost from the level above";
        coarse = anchors;
    }
}

TEST(SymbolTiles, LineCenterGivesOneLabel) {
    style::SymbolStyle style = labelOf("River");
    style.placement = word("line-center");
    const Tiles tiles(LayerMaker().add(GeometryType::LineString, {{0, 0}, {1e5, 0}, {1e5, 3e5}}).finish(),
                      documentOf(style));
    const SymbolBucket bucket = tiles.content<SymbolBucket>(tiles.tileAt({1e5, 1e5}, 7));
    ASSERT_EQ(bucket.labels.size(), 1U);
    EXPECT_NEAR(bucket.labels[0].anchor.x, 1e5, 1e-3);
    EXPECT_NEAR(bucket.labels[0].anchor.y, 1e5, 1e-3);
}

TEST(SymbolTiles, CrowdsAreThinnedByRankAndKeptFromLevelToLevel) {
    Random random(65);
    LayerMaker maker;
    const double edge = tileEdgeM(webMercator()->square(), 5);
    for (int i = 0; i < 20000; ++i)
        maker.add(GeometryType::Point, {{uniform(random, 0, edge), uniform(random, 0, edge)}});
    const Tiles tiles(maker.finish(), documentOf(labelOf("x")));
    const TileId id = tiles.tileAt({edge / 2, edge / 2}, 5);
    const SymbolBucket bucket = tiles.content<SymbolBucket>(id);
    EXPECT_LE(bucket.labels.size(), 4U * 256);
    std::set<std::uint32_t> finer;
    for (const int dx : {0, 1})
        for (const int dy : {0, 1})
            for (const LabelSpec &label : tiles.content<SymbolBucket>({6, id.x * 2 + dx, id.y * 2 + dy}).labels)
                finer.insert(label.feature);
    for (const LabelSpec &label : bucket.labels) EXPECT_TRUE(finer.contains(label.feature));
}

TEST(SymbolTiles, TransformsLettersOfAnyScript) {
    style::SymbolStyle style = labelOf("Bakı şəhəri Ереван");
    style.textTransform = word("uppercase");
    const Tiles tiles(LayerMaker().add(GeometryType::Point, {{1, 1}}).finish(), documentOf(style));
    const SymbolBucket bucket = tiles.content<SymbolBucket>(tiles.tileAt({1, 1}, 3));
    ASSERT_EQ(bucket.labels.size(), 1U);
    EXPECT_NE(bucket.labels[0].text.find("ЕРЕВАН"), std::string::npos);
}

} // namespace
} // namespace corridors::tile
