#include "geodata/tile/chunks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geodata/core/tile_id.hpp"

namespace corridors::tile {
namespace {

// Cells along a tile's edge: 32 px at its own zoom, of the order of the strips that pans expose.
constexpr int kCells = 16;
constexpr int kCellUnits = static_cast<int>(kTileExtent) / kCells;
// What is larger than this belongs to no cell; it gets chunks of its own after the others.
constexpr int kLargeUnits = 3 * kCellUnits;
constexpr int kCellCount = kCells * kCells;
constexpr int kLargeCell = kCellCount;

constexpr std::size_t cellAt(int column, int row) {
    return static_cast<std::size_t>(row) * kCells + static_cast<std::size_t>(column);
}

/// Number of each cell along Hilbert's curve, on which neighbours in number are neighbours in place.
constexpr std::array<std::uint8_t, kCellCount> hilbertNumbers() {
    std::array<std::uint8_t, kCellCount> numbers{};
    for (int row = 0; row < kCells; ++row) {
        for (int column = 0; column < kCells; ++column) {
            int x = column;
            int y = row;
            int number = 0;
            for (int s = kCells / 2; s > 0; s /= 2) {
                const int rx = (x & s) > 0 ? 1 : 0;
                const int ry = (y & s) > 0 ? 1 : 0;
                number += s * s * ((3 * rx) ^ ry);
                if (ry == 0) {
                    if (rx == 1) {
                        x = s - 1 - (x & (s - 1));
                        y = s - 1 - (y & (s - 1));
                    }
                    const int swapped = x;
                    x = y;
                    y = swapped;
                }
            }
            numbers[cellAt(column, row)] = static_cast<std::uint8_t>(number);
        }
    }
    return numbers;
}
constexpr auto kHilbert = hilbertNumbers();

int cellOf(TilePoint min, TilePoint max) {
    if (max.x - min.x > kLargeUnits || max.y - min.y > kLargeUnits) return kLargeCell;
    const auto along = [](int a, int b) { return std::clamp((a + b) / 2 / kCellUnits, 0, kCells - 1); };
    return kHilbert[cellAt(along(min.x, max.x), along(min.y, max.y))];
}

void extend(Chunk &chunk, TilePoint p) {
    chunk.min = {std::min(chunk.min.x, p.x), std::min(chunk.min.y, p.y)};
    chunk.max = {std::max(chunk.max.x, p.x), std::max(chunk.max.y, p.y)};
}

TilePoint positionOf(TilePoint p) { return p; }
TilePoint positionOf(const LineVertex &v) { return v.position; }
float normalOf(TilePoint) { return 0; }
float normalOf(const LineVertex &v) {
    return std::hypot(static_cast<float>(v.normalX), static_cast<float>(v.normalY)) / kNormalOne;
}

/// Stable counting sort of `count` things by cell: their order.
template <class CellAt>
std::vector<std::uint32_t> orderByCell(std::uint32_t count, CellAt &&cellAt) {
    std::vector<std::uint16_t> cells(count);
    std::array<std::uint32_t, kLargeCell + 2> starts{};
    for (std::uint32_t i = 0; i < count; ++i) {
        cells[i] = static_cast<std::uint16_t>(cellAt(i));
        ++starts[cells[i] + 1U];
    }
    for (std::size_t c = 1; c < starts.size(); ++c) starts[c] += starts[c - 1];
    std::vector<std::uint32_t> order(count);
    for (std::uint32_t i = 0; i < count; ++i) order[starts[cells[i]]++] = i;
    return order;
}

template <class Vertex>
void chunk(std::span<const Vertex> vertices, std::vector<std::uint32_t> &indices, std::uint32_t first,
           std::uint32_t count, std::vector<Chunk> &chunks) {
    const auto at = [&](std::uint32_t triangle, std::uint32_t corner) {
        return positionOf(vertices[indices[first + 3 * triangle + corner]]);
    };
    const std::uint32_t triangles = count / 3;
    if (triangles > kChunkTriangles) {
        const auto order = orderByCell(triangles, [&](std::uint32_t t) {
            Chunk box{0, 0, at(t, 0), at(t, 0)};
            extend(box, at(t, 1));
            extend(box, at(t, 2));
            return cellOf(box.min, box.max);
        });
        std::vector<std::uint32_t> sorted;
        sorted.reserve(count);
        for (const std::uint32_t t : order)
            for (std::uint32_t k = 0; k < 3; ++k) sorted.push_back(indices[first + 3 * t + k]);
        std::copy(sorted.begin(), sorted.end(), indices.begin() + first);
    }
    for (std::uint32_t from = 0; from < count; from += 3 * kChunkTriangles) {
        const std::uint32_t length = std::min(3 * kChunkTriangles, count - from);
        const Vertex &start = vertices[indices[first + from]];
        Chunk out{first + from, length, positionOf(start), positionOf(start), normalOf(start)};
        for (std::uint32_t i = from; i < from + length; ++i) {
            const Vertex &v = vertices[indices[first + i]];
            extend(out, positionOf(v));
            out.longestNormal = std::max(out.longestNormal, normalOf(v));
        }
        chunks.push_back(out);
    }
}

} // namespace

void chunkTriangles(std::span<const TilePoint> vertices, std::vector<std::uint32_t> &indices, std::uint32_t first,
                    std::uint32_t count, std::vector<Chunk> &chunks) {
    chunk(vertices, indices, first, count, chunks);
}

void chunkTriangles(std::span<const LineVertex> vertices, std::vector<std::uint32_t> &indices, std::uint32_t first,
                    std::uint32_t count, std::vector<Chunk> &chunks) {
    chunk(vertices, indices, first, count, chunks);
}

void chunkCenters(std::vector<TilePoint> &centers, std::uint32_t first, std::uint32_t count, bool mayReorder,
                  std::vector<Chunk> &chunks) {
    if (mayReorder && count >= kManyCenters) {
        const auto order =
            orderByCell(count, [&](std::uint32_t i) { return cellOf(centers[first + i], centers[first + i]); });
        std::vector<TilePoint> sorted;
        sorted.reserve(count);
        for (const std::uint32_t i : order) sorted.push_back(centers[first + i]);
        std::copy(sorted.begin(), sorted.end(), centers.begin() + first);
    }
    for (std::uint32_t from = 0; from < count; from += kChunkCenters) {
        const std::uint32_t length = std::min(kChunkCenters, count - from);
        Chunk out{first + from, length, centers[first + from], centers[first + from]};
        for (std::uint32_t i = from; i < from + length; ++i) extend(out, centers[first + i]);
        chunks.push_back(out);
    }
}

} // namespace corridors::tile
