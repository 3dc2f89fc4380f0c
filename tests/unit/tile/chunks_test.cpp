// Chunks: no triangle is lost, added or moved to another run, and none that shows in a window is left out there.
#include "geodata/tile/chunks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>

#include "geodata/core/tile_id.hpp"

namespace corridors::tile {
namespace {

using Triangle = std::array<std::uint32_t, 3>;

std::map<Triangle, int> trianglesOf(const std::vector<std::uint32_t> &indices, std::uint32_t first,
                                    std::uint32_t count) {
    std::map<Triangle, int> all;
    for (std::uint32_t i = first; i < first + count; i += 3) ++all[{indices[i], indices[i + 1], indices[i + 2]}];
    return all;
}

/// Triangles of all sizes, a few as large as the tile, in two runs.
struct Random {
    explicit Random(std::uint32_t triangles) {
        std::uniform_int_distribution<int> place(-400, kTileExtent + 400);
        std::uniform_int_distribution<int> step(-200, 200);
        for (std::uint32_t t = 0; t < triangles; ++t) {
            const int x = place(random);
            const int y = place(random);
            const bool large = t % 97 == 0;
            for (int k = 0; k < 3; ++k) {
                const int dx = large ? place(random) - x : step(random);
                const int dy = large ? place(random) - y : step(random);
                indices.push_back(static_cast<std::uint32_t>(vertices.size()));
                vertices.push_back({static_cast<std::int16_t>(x + dx), static_cast<std::int16_t>(y + dy)});
            }
        }
    }
    std::mt19937 random{7};
    std::vector<TilePoint> vertices;
    std::vector<std::uint32_t> indices;
};

TEST(Chunks, SortTheTrianglesOfARunAndKeepEachOfThem) {
    Random tile(5000);
    const std::vector<std::uint32_t> before = tile.indices;
    constexpr std::uint32_t kSplit = 3 * 1234;
    const auto end = static_cast<std::uint32_t>(tile.indices.size());
    std::vector<Chunk> chunks;
    chunkTriangles(std::span<const TilePoint>(tile.vertices), tile.indices, 0, kSplit, chunks);
    chunkTriangles(std::span<const TilePoint>(tile.vertices), tile.indices, kSplit, end - kSplit, chunks);
    EXPECT_EQ(trianglesOf(before, 0, kSplit), trianglesOf(tile.indices, 0, kSplit));
    EXPECT_EQ(trianglesOf(before, kSplit, end - kSplit), trianglesOf(tile.indices, kSplit, end - kSplit));
    std::uint32_t at = 0;
    for (const Chunk &c : chunks) {
        EXPECT_EQ(c.first, at) << "without gaps";
        EXPECT_LE(c.count, 3 * kChunkTriangles);
        at += c.count;
        for (std::uint32_t i = c.first; i < c.first + c.count; ++i) {
            const TilePoint p = tile.vertices[tile.indices[i]];
            EXPECT_TRUE(p.x >= c.min.x && p.x <= c.max.x && p.y >= c.min.y && p.y <= c.max.y);
        }
    }
    EXPECT_EQ(at, end);
}

TEST(Chunks, AWindowGetsAllOfItsTrianglesAndLittleElse) {
    Random tile(20'000);
    std::vector<Chunk> chunks;
    const auto end = static_cast<std::uint32_t>(tile.indices.size());
    chunkTriangles(std::span<const TilePoint>(tile.vertices), tile.indices, 0, end, chunks);
    const TilePoint low{3000, 1000};
    const TilePoint high{4000, 2000};
    const auto meets = [&](TilePoint min, TilePoint max) {
        return min.x <= high.x && max.x >= low.x && min.y <= high.y && max.y >= low.y;
    };
    std::vector<bool> drawn(end);
    std::uint32_t last = 0;
    forEachVisible(
        chunks, 0, end, [&](const Chunk &c) { return meets(c.min, c.max); },
        [&](std::uint32_t first, std::uint32_t count) {
            EXPECT_GE(first, last) << "in their order";
            last = first + count;
            std::fill_n(drawn.begin() + first, count, true);
        });
    for (std::uint32_t i = 0; i < end; i += 3) {
        TilePoint min = tile.vertices[tile.indices[i]];
        TilePoint max = min;
        for (std::uint32_t k = 1; k < 3; ++k) {
            const TilePoint p = tile.vertices[tile.indices[i + k]];
            min = {std::min(min.x, p.x), std::min(min.y, p.y)};
            max = {std::max(max.x, p.x), std::max(max.y, p.y)};
        }
        if (meets(min, max)) {
            EXPECT_TRUE(drawn[i]) << "triangle " << i / 3;
        }
    }
    // A hundredth of the tile is asked for.
    EXPECT_LT(std::count(drawn.begin(), drawn.end(), true), end / 6); // the large ones in it
}

TEST(Chunks, APartOfARunStopsAtItsEnds) {
    std::vector<Chunk> chunks{{0, 6, {0, 0}, {9, 9}}, {6, 6, {0, 0}, {9, 9}}, {12, 6, {20, 0}, {29, 9}}};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> drawn;
    const auto draw = [&](std::uint32_t first, std::uint32_t count) { drawn.emplace_back(first, count); };
    forEachVisible(
        chunks, 6, 12, [](const Chunk &) { return true; }, draw);
    EXPECT_EQ(drawn, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{6, 12}})) << "neighbours are one call";
    drawn.clear();
    forEachVisible(
        chunks, 0, 12, [](const Chunk &c) { return c.first != 0; }, draw);
    EXPECT_EQ(drawn, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{6, 6}}));
    drawn.clear();
    forEachVisible(
        chunks, 0, 18, [](const Chunk &c) { return c.first != 6; }, draw);
    EXPECT_EQ(drawn, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 6}, {12, 6}}));
}

TEST(Chunks, CirclesKeepTheirOrderWhereTheStyleGivesOne) {
    std::mt19937 random(3);
    std::uniform_int_distribution<int> place(0, kTileExtent - 1);
    std::vector<TilePoint> centers;
    for (int i = 0; i < 5000; ++i)
        centers.push_back({static_cast<std::int16_t>(place(random)), static_cast<std::int16_t>(place(random))});
    const std::vector<TilePoint> before = centers;
    std::vector<Chunk> chunks;
    chunkCenters(centers, 0, 5000, false, chunks);
    EXPECT_EQ(centers, before);
    chunks.clear();
    chunkCenters(centers, 0, 5000, true, chunks);
    EXPECT_NE(centers, before);
    const auto less = [](TilePoint a, TilePoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
    std::vector<TilePoint> sorted = before;
    std::sort(sorted.begin(), sorted.end(), less);
    std::sort(centers.begin(), centers.end(), less);
    EXPECT_EQ(centers, sorted) << "and none is lost";
}

TEST(Chunks, LinesTellTheirLongestMitre) {
    std::vector<LineVertex> vertices(3);
    vertices[1].normalX = static_cast<std::int16_t>(3 * kNormalOne);
    vertices[1].normalY = static_cast<std::int16_t>(4 * kNormalOne);
    std::vector<std::uint32_t> indices{0, 1, 2};
    std::vector<Chunk> chunks;
    chunkTriangles(std::span<const LineVertex>(vertices), indices, 0, 3, chunks);
    ASSERT_EQ(chunks.size(), 1U);
    EXPECT_FLOAT_EQ(chunks[0].longestNormal, 5);
}

} // namespace
} // namespace corridors::tile
