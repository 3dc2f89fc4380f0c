#include "geodata/tile/cover_rows.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace corridors::tile {
namespace {

constexpr std::size_t kMaxCrossings = 400'000;

struct Crossing {
    int row;
    double x;
};

// Rows whose middle row * height + height / 2 lies in [low, high).
std::pair<int, int> rowsOf(const GridEdge &e, int height) {
    const auto [low, high] = std::minmax(e.left.y, e.right.y);
    const auto rowAt = [&](int y) { return static_cast<int>(std::ceil((y - height / 2.0) / height)); };
    return {rowAt(low), rowAt(high)};
}

std::vector<Crossing> crossingsOf(std::span<const GridEdge> edges, int height) {
    std::vector<Crossing> crossings;
    for (const GridEdge &e : edges) {
        const auto [first, end] = rowsOf(e, height);
        for (int row = first; row < end; ++row) {
            const double t = (row * height + height / 2.0 - e.left.y) / (e.right.y - e.left.y);
            crossings.push_back({row, e.left.x + t * (e.right.x - e.left.x)});
        }
    }
    std::sort(crossings.begin(), crossings.end(),
              [](const Crossing &a, const Crossing &b) { return a.row != b.row ? a.row < b.row : a.x < b.x; });
    return crossings;
}

std::int16_t clampToGrid(double v) { return static_cast<std::int16_t>(std::clamp(std::round(v), -32768.0, 32767.0)); }

} // namespace

void coverByRows(std::span<const GridEdge> edges, std::vector<TilePoint> &vertices,
                 std::vector<std::uint32_t> &indices) {
    int height = 8;
    const auto total = [&] {
        std::size_t n = 0;
        for (const GridEdge &e : edges) {
            const auto [first, end] = rowsOf(e, height);
            n += static_cast<std::size_t>(end - first);
        }
        return n;
    };
    while (total() > kMaxCrossings && height < 16384) height *= 2;
    const std::vector<Crossing> crossings = crossingsOf(edges, height);
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const Crossing &a = crossings[i];
        const std::int16_t x0 = clampToGrid(a.x);
        const std::int16_t x1 = clampToGrid(crossings[i + 1].x);
        if (x0 == x1) continue;
        const std::int16_t y0 = clampToGrid(a.row * height);
        const std::int16_t y1 = clampToGrid((a.row + 1) * height);
        const auto v = static_cast<std::uint32_t>(vertices.size());
        vertices.insert(vertices.end(), {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
        indices.insert(indices.end(), {v, v + 1, v + 2, v, v + 2, v + 3});
    }
}

} // namespace corridors::tile
