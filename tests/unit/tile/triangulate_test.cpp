#include "geodata/tile/triangulate.hpp"

#include <gtest/gtest.h>

#include "shapes.hpp"

namespace corridors::tile {
namespace {

using namespace test;

struct Mesh {
    std::vector<TilePoint> vertices;
    std::vector<std::uint32_t> indices;
    [[nodiscard]] std::int64_t area2() const { return trianglesArea2(vertices, indices); }
};

Mesh triangulate(const std::vector<GridRing> &rings) {
    Triangulator triangulator;
    for (const GridRing &ring : rings) triangulator.addRing(ring);
    Mesh mesh;
    triangulator.finish(mesh.vertices, mesh.indices);
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) // none is flat or turned over
        EXPECT_GT(orientation(mesh.vertices[mesh.indices[i]], mesh.vertices[mesh.indices[i + 1]],
                              mesh.vertices[mesh.indices[i + 2]]),
                  0);
    return mesh;
}

// Every sampled point away from the outline is covered once if it is inside and not at all otherwise.
void expectCoverage(const std::vector<GridRing> &rings, const Mesh &mesh, double margin, Random &random) {
    for (int i = 0; i < 60; ++i) {
        const double x = uniform(random, -100, 8300) + 0.123;
        const double y = uniform(random, -100, 8300) + 0.377;
        if (distanceToEdges(rings, x, y) < margin) continue;
        ASSERT_EQ(coverCount(mesh.vertices, mesh.indices, x, y), inside(rings, x, y) ? 1 : 0) << x << ' ' << y;
    }
}

TEST(Triangulate, SquareIsTwoTriangles) {
    const Mesh mesh = triangulate({{{0, 0}, {100, 0}, {100, 100}, {0, 100}}});
    EXPECT_EQ(mesh.indices.size(), 6U);
    EXPECT_EQ(mesh.area2(), 20000);
}

TEST(Triangulate, StarsWithHolesKeepTheirExactArea) {
    Random random(1);
    for (int round = 0; round < 300; ++round) {
        const int n = 5 + static_cast<int>(random() % 120);
        std::vector<GridRing> rings{star(random, 4096, 4096, 2000, 4000, n)};
        for (int hole = 0; hole < round % 4; ++hole)
            rings.push_back(star(random, 4096 + 700 * std::cos(hole * 2.1), 4096 + 700 * std::sin(hole * 2.1), 100, 400,
                                 3 + static_cast<int>(random() % 30)));
        std::int64_t expected = std::abs(area2(rings[0]));
        for (std::size_t i = 1; i < rings.size(); ++i) expected -= std::abs(area2(rings[i]));
        const Mesh mesh = triangulate(rings);
        ASSERT_EQ(mesh.area2(), expected) << "round " << round;
        expectCoverage(rings, mesh, 0, random);
    }
}

TEST(Triangulate, HolesMayTouchTheShellAndEachOther) {
    const GridRing shell{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}};
    const GridRing atEdge{{0, 400}, {300, 300}, {300, 500}};       // a vertex on the shell's edge
    const GridRing atCorner{{1000, 1000}, {800, 900}, {900, 800}}; // a vertex on the shell's vertex
    const GridRing beside{{300, 300}, {300, 500}, {500, 400}};     // a whole edge shared with the first hole
    const Mesh mesh = triangulate({shell, atEdge, atCorner, beside});
    EXPECT_EQ(mesh.area2(), 2000000 - std::abs(area2(atEdge)) - std::abs(area2(atCorner)) - std::abs(area2(beside)));
}

TEST(Triangulate, BowTieFillsBothLobes) {
    const Mesh mesh = triangulate({{{0, 0}, {1000, 1000}, {1000, 0}, {0, 1000}}});
    EXPECT_EQ(mesh.area2(), 1000000); // two triangles of 500 x 1000 / 2
}

TEST(Triangulate, TwiceCoveredAreaIsOutside) {
    const GridRing square{{0, 0}, {100, 0}, {100, 100}, {0, 100}};
    EXPECT_TRUE(triangulate({square, square}).indices.empty());
    const GridRing shifted{{50, 0}, {150, 0}, {150, 100}, {50, 100}};
    EXPECT_EQ(triangulate({square, shifted}).area2(), 2 * (50 * 100 + 50 * 100));
}

TEST(Triangulate, NothingFromRingsWithoutArea) {
    EXPECT_TRUE(triangulate({{}}).indices.empty());
    EXPECT_TRUE(triangulate({{{5, 5}}}).indices.empty());
    EXPECT_TRUE(triangulate({{{5, 5}, {9, 9}}}).indices.empty());
    EXPECT_TRUE(triangulate({{{5, 5}, {5, 5}, {5, 5}, {5, 5}}}).indices.empty());
    EXPECT_TRUE(triangulate({{{0, 0}, {10, 0}, {20, 0}, {5, 0}}}).indices.empty());
    EXPECT_TRUE(triangulate({{{0, 0}, {0, 50}, {0, 20}, {0, 90}}}).indices.empty());
}

TEST(Triangulate, DuplicatesSpikesAndCollinearVerticesDoNoHarm) {
    const Mesh mesh = triangulate({{{0, 0},
                                    {0, 0},
                                    {50, 0},
                                    {100, 0},
                                    {100, 0},
                                    {100, 50},
                                    {300, 50},
                                    {100, 50},
                                    {100, 100},
                                    {0, 100},
                                    {0, 100},
                                    {0, 50},
                                    {0, 0}}});
    EXPECT_EQ(mesh.area2(), 20000); // the spike to (300, 50) has no area
}

TEST(Triangulate, SliversAreExact) {
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        const TilePoint a = onGrid(uniform(random, 0, 8000), uniform(random, 0, 8000));
        const GridRing ring{
            a, onGrid(uniform(random, 0, 8000), uniform(random, 0, 8000)), {static_cast<std::int16_t>(a.x + 1), a.y}};
        ASSERT_EQ(triangulate({ring}).area2(), std::abs(area2(ring)));
    }
}

// Edges along the clip box that lie on each other, as clipping leaves them.
TEST(Triangulate, BridgesAlongTheClipEdgeCancel) {
    const GridRing comb{{0, 0},  {0, 10},  {50, 10}, {0, 10},  {0, 20},  {50, 20}, {50, 30},
                        {0, 30}, {0, 100}, {0, 40},  {50, 40}, {50, 50}, {0, 50},  {0, 0}};
    const Mesh mesh = triangulate({comb});
    EXPECT_EQ(mesh.area2(), 2 * (50 * 10 + 50 * 10));
}

TEST(Triangulate, TangledRingsCoverTheEvenOddArea) {
    Random random(4);
    for (int round = 0; round < 60; ++round) {
        GridRing ring;
        const int n = 5 + static_cast<int>(random() % 40);
        for (int i = 0; i < n; ++i) ring.push_back(onGrid(uniform(random, 0, 8192), uniform(random, 0, 8192)));
        const Mesh mesh = triangulate({ring});
        expectCoverage({ring}, mesh, 8, random); // crossings move to the grid, edges with them by a unit or two
    }
}

TEST(Triangulate, HopelessTangleIsStillCoveredInBoundedTime) {
    Random random(5);
    GridRing ring;
    for (int i = 0; i < 4000; ++i) ring.push_back(onGrid(uniform(random, 0, 8192), uniform(random, 0, 8192)));
    Triangulator triangulator;
    triangulator.addRing(ring);
    Mesh mesh;
    const double start = threadSeconds();
    triangulator.finish(mesh.vertices, mesh.indices);
    EXPECT_LT(threadSeconds() - start, 10);
    EXPECT_FALSE(mesh.indices.empty());
    EXPECT_LT(mesh.indices.size(), 3'000'000U);
}

// A coastline-like ring of 100,000 vertices must cost a small multiple of sorting them, not their square.
TEST(Triangulate, HundredThousandVerticesNearTheCostOfSorting) {
    Random random(6);
    GridRing ring;
    constexpr int kVertices = 100'000;
    for (int i = 0; i < kVertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / kVertices;
        const double r = 16000 + 3000 * std::sin(97 * angle) + (i % 2) * 2000;
        ring.push_back(onGrid(4096 + r * std::cos(angle), 4096 + r * std::sin(angle)));
    }
    const double begin = threadSeconds();
    GridRing sorted = ring;
    for (int i = 0; i < 20; ++i) {
        std::shuffle(sorted.begin(), sorted.end(), random);
        std::sort(sorted.begin(), sorted.end(), sweepBefore);
    }
    const double floor = (threadSeconds() - begin) / 20;
    const double start = threadSeconds();
    Triangulator triangulator;
    triangulator.addRing(ring);
    Mesh mesh;
    triangulator.finish(mesh.vertices, mesh.indices);
    const double taken = threadSeconds() - start;
    EXPECT_GT(mesh.indices.size(), 100'000U);
    EXPECT_LT(taken, 60 * floor);
}

// The same for a comb: half of the edges are under the sweep line at once.
TEST(Triangulate, CombOfManyTeethIsExactAndFast) {
    GridRing ring;
    for (int i = 0; i < 16000; ++i) {
        ring.push_back(onGrid(i % 2 == 0 ? 0 : 8000, 2 * i - 16000));
        ring.push_back(onGrid(i % 2 == 0 ? 0 : 8000, 2 * i + 1 - 16000));
    }
    ring.push_back(onGrid(-5, 16000));
    ring.push_back(onGrid(-5, -16001));
    const double start = threadSeconds();
    EXPECT_EQ(triangulate({ring}).area2(), std::abs(area2(ring)));
    EXPECT_LT(threadSeconds() - start, 2);
}

} // namespace
} // namespace corridors::tile
