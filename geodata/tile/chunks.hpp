// Chunks: the triangles of a tile cut into groups that lie close together, each with its bounds, so that a renderer
// that redraws a part of a tile (a strip that a pan exposes, a piece of the next zoom) walks that part only and not
// the whole tile. Within a run of one paint the order of triangles shows nowhere, so they are sorted by place there;
// across runs the order stays. Made by tile_builder, used by viewer/render.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/tile/line_vertex.hpp"

namespace corridors::tile {

/// A range of indices (or of circles' centres) and the box of their positions.
struct Chunk {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    TilePoint min; ///< tile units, inclusive
    TilePoint max;
    float longestNormal = 0; ///< of lines: the largest |N| (line_vertex.hpp), 1 where no mitre is longer; else 0
};

inline constexpr std::uint32_t kChunkTriangles = 256;
inline constexpr std::uint32_t kChunkCenters = 256;
/// Runs of fewer circles keep their order also where it may change.
inline constexpr std::uint32_t kManyCenters = 4 * kChunkCenters;

/// Sorts the triangles indices[first, first + count) by place and appends their chunks.
void chunkTriangles(std::span<const TilePoint> vertices, std::vector<std::uint32_t> &indices, std::uint32_t first,
                    std::uint32_t count, std::vector<Chunk> &chunks);
void chunkTriangles(std::span<const LineVertex> vertices, std::vector<std::uint32_t> &indices, std::uint32_t first,
                    std::uint32_t count, std::vector<Chunk> &chunks);
/// The same for centres. Where circles overlap, their order shows: with `mayReorder` false they stay as they are.
void chunkCenters(std::vector<TilePoint> &centers, std::uint32_t first, std::uint32_t count, bool mayReorder,
                  std::vector<Chunk> &chunks);

/// Calls draw(first, count) for what of the range [first, first + count) may show, neighbours joined. `chunks` ascend
/// and cover the range; `mayShow(chunk)` decides.
template <class MayShow, class Draw>
void forEachVisible(const std::vector<Chunk> &chunks, std::uint32_t first, std::uint32_t count, MayShow &&mayShow,
                    Draw &&draw) {
    const std::uint32_t end = first + count;
    auto it = std::lower_bound(chunks.begin(), chunks.end(), first,
                               [](const Chunk &c, std::uint32_t at) { return c.first + c.count <= at; });
    std::uint32_t from = first;
    std::uint32_t length = 0;
    for (; it != chunks.end() && it->first < end; ++it) {
        if (!mayShow(*it)) continue;
        if (length > 0 && it->first == from + length) {
            length += it->count;
            continue;
        }
        if (length > 0) draw(from, length);
        from = it->first;
        length = it->count;
    }
    if (length > 0) draw(from, length);
}

} // namespace corridors::tile
