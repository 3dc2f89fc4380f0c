// What tiles tell the placement of labels beside the labels: spare places of large polygons, and where lines are.
#include <set>

#include "geodata/tile/area_places.hpp"
#include "geodata/tile/ink_grid.hpp"
#include "tiles.hpp"

namespace corridors::tile {
namespace {

using namespace test;

Path circle(WorldPoint center, double radius, int corners = 200) {
    Path ring;
    for (int i = 0; i < corners; ++i) {
        const double a = 2 * 3.14159265358979 * i / corners;
        ring.push_back({center.x + radius * std::cos(a), center.y + radius * std::sin(a)});
    }
    ring.push_back(ring.front());
    return ring;
}

style::SymbolStyle named() {
    style::SymbolStyle style;
    style.textField = word("Area");
    return style;
}

TEST(AreaPlaces, LieInsideAndAsFarFromTheOutlineAsTheySay) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    const WorldPoint center{0.5 * e, 0.5 * e};
    const double radius = 1.3 * e;
    const auto data = LayerMaker().add(GeometryType::Polygon, circle(center, radius, 4000)).finish();
    const Tiles tiles(data, documentOf(named()));
    int places = 0;
    for (int dx = -2; dx <= 2; ++dx)
        for (int dy = -2; dy <= 2; ++dy) {
            const TileId id = tiles.tileAt({center.x + dx * e, center.y + dy * e}, 5);
            const TileFrame frame(tiles.square(), id, 0);
            for (const AreaPlace &p : sparePlaces(data->feature(0), frame)) {
                const double insidePx =
                    (radius - std::hypot(p.point.x - center.x, p.point.y - center.y)) / frame.metresPerPx();
                EXPECT_NEAR(p.clearancePx, std::min(insidePx, kMostClearancePx), 1);
                ++places;
            }
        }
    EXPECT_NEAR(places, 3.1416 * 1.3 * 1.3 * 64, 45); // 64 a tile, but for a rim of 20 px
}

TEST(AreaPlaces, HolesAreOutside) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    LayerMaker maker;
    maker.builder().beginFeature("", GeometryType::Polygon);
    maker.builder().addProjectedPart(Path{{0, 0}, {e, 0}, {e, e}, {0, e}, {0, 0}});
    maker.builder().addProjectedPart(
        Path{{0.3 * e, 0.3 * e}, {0.7 * e, 0.3 * e}, {0.7 * e, 0.7 * e}, {0.3 * e, 0.7 * e}, {0.3 * e, 0.3 * e}},
        false);
    const auto data = maker.finish();
    const TileId id = Tiles(data, documentOf(named())).tileAt({e / 2, e / 2}, 5);
    const auto places = sparePlaces(data->feature(0), TileFrame(data->projection().square(), id, 0));
    EXPECT_GT(places.size(), 20U);
    for (const AreaPlace &p : places)
        EXPECT_FALSE(p.point.x > 0.3 * e && p.point.x < 0.7 * e && p.point.y > 0.3 * e && p.point.y < 0.7 * e);
}

TEST(AreaPlaces, OfALevelAreKeptByTheNext) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    const auto data = LayerMaker().add(GeometryType::Polygon, circle({0.5 * e, 0.5 * e}, 0.6 * e)).finish();
    const Tiles tiles(data, documentOf(named()));
    std::set<std::pair<long, long>> next;
    for (const double x : {0.25, 0.75})
        for (const double y : {0.25, 0.75}) {
            const TileFrame frame(tiles.square(), tiles.tileAt({x * e, y * e}, 6), 0);
            for (const AreaPlace &p : sparePlaces(data->feature(0), frame))
                next.insert({std::lround(p.point.x), std::lround(p.point.y)});
        }
    const auto places = sparePlaces(data->feature(0), TileFrame(tiles.square(), tiles.tileAt({e / 2, e / 2}, 5), 0));
    ASSERT_GT(places.size(), 30U);
    for (const AreaPlace &p : places)
        EXPECT_TRUE(next.contains({std::lround(p.point.x), std::lround(p.point.y)})) << p.point.x << ' ' << p.point.y;
}

TEST(AreaPlaces, OnlyLargePolygonsHaveThem) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    const auto small = LayerMaker().add(GeometryType::Polygon, circle({0.5 * e, 0.5 * e}, 0.1 * e)).finish();
    const Tiles tiles(small, documentOf(named()));
    const auto labels = tiles.content<SymbolBucket>(tiles.tileAt({e / 2, e / 2}, 5)).labels;
    ASSERT_EQ(labels.size(), 1U);
    EXPECT_EQ(labels[0].areaRole, AreaRole::None);
}

style::LineStyle line(double width) {
    style::LineStyle style;
    style.width = number(width);
    return style;
}

TEST(Ink, CoversTheLineAndNotMuchElse) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    const auto data = LayerMaker()
                          .add(GeometryType::LineString, {{-0.5 * e, 0.1 * e}, {0.7 * e, 0.5 * e}, {1.5 * e, 0.2 * e}})
                          .finish();
    const Tiles tiles(data, documentOf(line(3)));
    const TileId id = tiles.tileAt({e / 2, e / 2}, 5);
    const auto ink = tiles.content<LineBucket>(id).ink;
    ASSERT_FALSE(ink.empty());
    const auto y = [&](double x) { return x < 0.7 ? 0.1 + (x + 0.5) / 3 : 0.5 - (x - 0.7) * 0.375; }; // in tiles
    int set = 0;
    for (int column = 0; column < InkGrid::kCells; ++column) {
        const double x = (column + 0.5) / InkGrid::kCells;
        EXPECT_TRUE(InkGrid::isSet(ink, column, static_cast<int>((1 - y(x)) * InkGrid::kCells))) << column;
        for (int row = 0; row < InkGrid::kCells; ++row) set += InkGrid::isSet(ink, column, row) ? 1 : 0;
    }
    EXPECT_LT(set, 4 * InkGrid::kCells);
}

TEST(Ink, HairlinesTintsAndTransparentLinesHaveNone) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    const auto data = LayerMaker().add(GeometryType::LineString, {{0, 0.1 * e}, {e, 0.5 * e}}).finish();
    style::LineStyle faint = line(5);
    faint.opacity = number(0.2);
    for (const style::LineStyle &style : {line(0.5), faint}) {
        const Tiles tiles(data, documentOf(style));
        EXPECT_TRUE(tiles.content<LineBucket>(tiles.tileAt({e / 2, e / 2}, 5)).ink.empty());
    }
}

TEST(Ink, IsAllThatIsBuiltOfLinesForLabels) {
    const double e = tileEdgeM(webMercator()->square(), 5);
    const auto data = LayerMaker().add(GeometryType::LineString, {{0, 0.1 * e}, {e, 0.5 * e}}).finish();
    const auto document = documentOf(line(3));
    const TileId id = Tiles(data, document).tileAt({e / 2, e / 2}, 5);
    const auto whole = buildTile({id, data, document, "source", 1, nullptr, false}, {});
    const auto hints = buildTile({id, data, document, "source", 1, nullptr, true}, {});
    ASSERT_EQ(hints->buckets.size(), 1U);
    const auto &lines = std::get<LineBucket>(hints->buckets[0].content);
    EXPECT_TRUE(lines.indices.empty());
    EXPECT_EQ(lines.ink, std::get<LineBucket>(whole->buckets.at(0).content).ink);
}

} // namespace
} // namespace corridors::tile
