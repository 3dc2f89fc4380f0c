#include "geodata/tile/clip.hpp"

#include <gtest/gtest.h>

#include "geodata/tile/triangulate.hpp"
#include "shapes.hpp"

namespace corridors::tile {
namespace {

using namespace test;

std::vector<UnitPoint> toUnits(const GridRing &ring) {
    std::vector<UnitPoint> points;
    for (const TilePoint &p : ring) points.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
    return points;
}

double area(const std::vector<UnitPoint> &ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnitPoint a = ring[i];
        const UnitPoint b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return std::abs(sum) / 2;
}

double length(std::span<const UnitPoint> line) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    return sum;
}

TEST(ClipRing, PartsOfATilingAddUpToTheWhole) {
    Random random(11);
    for (int round = 0; round < 100; ++round) {
        const std::vector<UnitPoint> ring = toUnits(star(random, 100, -50, 900, 4000, 7 + round));
        double sum = 0;
        std::vector<UnitPoint> scratch;
        for (int column = -4; column < 4; ++column)
            for (int row = -4; row < 4; ++row) {
                std::vector<UnitPoint> part = ring;
                const UnitBox box{column * 1024.0, row * 1024.0, column * 1024.0 + 1024, row * 1024.0 + 1024};
                clipRing(part, box, scratch);
                for (const UnitPoint &p : part) ASSERT_TRUE(box.contains(p));
                sum += area(part);
            }
        ASSERT_NEAR(sum, area(ring), 1e-3);
    }
}

TEST(ClipRing, ContainedStaysAndDistantVanishes) {
    std::vector<UnitPoint> scratch;
    std::vector<UnitPoint> ring{{10, 10}, {20, 10}, {15, 20}};
    const std::vector<UnitPoint> copy = ring;
    clipRing(ring, {0, 0, 100, 100}, scratch);
    EXPECT_EQ(ring, copy);
    clipRing(ring, {30, 0, 100, 100}, scratch);
    EXPECT_TRUE(ring.empty());
    ring = {{-1e9, -1e9}, {1e9, -1e9}, {1e9, 1e9}, {-1e9, 1e9}}; // the box lies deep inside
    clipRing(ring, {0, 0, 100, 100}, scratch);
    EXPECT_DOUBLE_EQ(area(ring), 10000);
}

TEST(ClipRing, PointsOnTheBoxDoNotDependOnTheDirection) {
    Random random(12);
    for (int i = 0; i < 200; ++i) {
        std::vector<UnitPoint> ring = toUnits(star(random, 0, 0, 500, 3000, 12));
        std::vector<UnitPoint> reversed(ring.rbegin(), ring.rend());
        std::vector<UnitPoint> scratch;
        clipRing(ring, {-1000, -1000, 1000, 1000}, scratch);
        clipRing(reversed, {-1000, -1000, 1000, 1000}, scratch);
        const auto less = [](UnitPoint a, UnitPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
        std::sort(ring.begin(), ring.end(), less);
        std::sort(reversed.begin(), reversed.end(), less);
        ASSERT_EQ(ring, reversed);
    }
}

// What a concave ring leaves along the box cancels in the triangulator: the clipped polygon's area is exact.
TEST(ClipRing, ConcaveRingsTriangulateToTheirArea) {
    Random random(13);
    for (int round = 0; round < 200; ++round) {
        std::vector<UnitPoint> ring = toUnits(star(random, 500, 500, 300, 9000, 10 + round));
        std::vector<UnitPoint> scratch;
        clipRing(ring, {-64, -64, 8256, 8256}, scratch);
        GridRing grid;
        for (const UnitPoint &p : ring) grid.push_back(roundToGrid(p));
        Triangulator triangulator;
        triangulator.addRing(grid);
        std::vector<TilePoint> vertices;
        std::vector<std::uint32_t> indices;
        triangulator.finish(vertices, indices);
        // Rounding moves an edge of length l by half a unit, so the area changes by at most l / 2.
        double perimeter = 0;
        for (std::size_t i = 0; i < ring.size(); ++i)
            perimeter +=
                std::hypot(ring[i].x - ring[(i + 1) % ring.size()].x, ring[i].y - ring[(i + 1) % ring.size()].y);
        ASSERT_NEAR(static_cast<double>(trianglesArea2(vertices, indices)) / 2, area(ring), perimeter / 2 + 1);
        for (const TilePoint &p : vertices) ASSERT_TRUE(p.x >= -64 && p.x <= 8256 && p.y >= -64 && p.y <= 8256);
    }
}

TEST(ClipLine, PiecesOfATilingAddUpToTheWhole) {
    Random random(14);
    for (int round = 0; round < 100; ++round) {
        std::vector<UnitPoint> line;
        for (int i = 0; i < 2 + round; ++i) line.push_back({uniform(random, 0, 1000), uniform(random, 0, 1000)});
        double sum = 0;
        for (int column = 0; column < 4; ++column)
            for (int row = 0; row < 4; ++row) {
                std::vector<LinePiece> pieces;
                const UnitBox box{column * 250.0, row * 250.0, column * 250.0 + 250, row * 250.0 + 250};
                clipLine(line, false, box, pieces);
                for (const LinePiece &piece : pieces) {
                    for (const UnitPoint &p : piece.points)
                        ASSERT_TRUE(
                            (UnitBox{box.minX - 1e-6, box.minY - 1e-6, box.maxX + 1e-6, box.maxY + 1e-6}).contains(p));
                    sum += length(piece.points);
                    ASSERT_LE(piece.startDistance, length(line));
                }
            }
        ASSERT_NEAR(sum, length(line), 1e-6 * length(line));
    }
}

TEST(ClipLine, PiecesKnowTheirEndsAndDistances) {
    const std::vector<UnitPoint> line{{-50, 10}, {50, 10}, {50, 200}, {60, 200}, {60, 50}};
    std::vector<LinePiece> pieces;
    clipLine(line, false, {0, 0, 100, 100}, pieces);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_FALSE(pieces[0].startsLine);
    EXPECT_DOUBLE_EQ(pieces[0].startDistance, 50);
    EXPECT_FALSE(pieces[0].endsLine);
    EXPECT_EQ(pieces[0].points.size(), 3U);
    EXPECT_TRUE(pieces[1].endsLine);
    EXPECT_DOUBLE_EQ(pieces[1].startDistance, 100 + 190 + 10 + 100);
}

TEST(ClipLine, ClosedLinesJoinOverTheirFirstVertex) {
    const std::vector<UnitPoint> ring{{10, 10}, {10, 300}, {300, 300}, {300, 10}};
    std::vector<LinePiece> pieces;
    clipLine(ring, true, {0, 0, 500, 500}, pieces);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_TRUE(pieces[0].closed);
    EXPECT_EQ(pieces[0].points, ring);
    pieces.clear();
    clipLine(ring, true, {0, 0, 100, 100}, pieces);
    ASSERT_EQ(pieces.size(), 1U); // the corner at the first vertex in one piece, not two
    EXPECT_EQ(pieces[0].points, (std::vector<UnitPoint>{{100, 10}, {10, 10}, {10, 100}}));
    EXPECT_FALSE(pieces[0].closed);
}

TEST(ClipLine, APolygonHasNoOutlineWhereTheWorldEnds) {
    // A square that was cut at the antimeridian: its east side runs along the world's.
    const UnitBox world{0, 0, 1000, 1000};
    const std::vector<UnitPoint> ring{{400, 100}, {1000, 100}, {1000, 300}, {400, 300}};
    std::vector<LinePiece> pieces;
    clipLine(ring, true, {-50, -50, 1050, 1050}, pieces, &world);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].points, (std::vector<UnitPoint>{{1000, 300}, {400, 300}, {400, 100}, {1000, 100}}));
    EXPECT_FALSE(pieces[0].closed);
    EXPECT_FALSE(pieces[0].startsLine || pieces[0].endsLine) << "cut there, so no caps";
    pieces.clear();
    clipLine(ring, true, {-50, -50, 1050, 1050}, pieces);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_TRUE(pieces[0].closed);
}

TEST(ClipLine, DegenerateLinesGiveNothing) {
    std::vector<LinePiece> pieces;
    clipLine({}, false, {}, pieces);
    clipLine(std::vector<UnitPoint>{{5, 5}}, true, {}, pieces);
    clipLine(std::vector<UnitPoint>{{-5, -5}, {-5, 9000}}, false, {}, pieces);
    EXPECT_TRUE(pieces.empty());
}

} // namespace
} // namespace corridors::tile
