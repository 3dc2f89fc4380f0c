// Fuzzes the triangulator with rings of every unpleasant kind: few distinct coordinates (so vertices, edges and rings
// coincide), spikes, stars, combs, tangles, the ends of int16. Checks: all triangles turn one way and refer to
// vertices; the area equals the even-odd area, exactly where the rings are simple, by sampling otherwise. usage:
// triangulate_fuzz [--seconds N] [--seed S]
#include "fuzz_loop.hpp"
#include "geodata/tile/triangulate.hpp"
#include "tests/unit/tile/shapes.hpp"

namespace {

using namespace corridors;
using namespace corridors::tile;
using namespace corridors::tile::test;

TilePoint vertex(Random &random, int kind) {
    switch (kind) {
    case 0: return {static_cast<std::int16_t>(random() % 6), static_cast<std::int16_t>(random() % 6)};
    case 1: return {static_cast<std::int16_t>(random() % 40), static_cast<std::int16_t>(random() % 40)};
    case 2: return {static_cast<std::int16_t>(random()), static_cast<std::int16_t>(random())};
    case 3:
        return {static_cast<std::int16_t>(random() % 2 == 0 ? -64 : 8256), static_cast<std::int16_t>(random() % 200)};
    default: return {static_cast<std::int16_t>(random() % 8192), static_cast<std::int16_t>(random() % 8192)};
    }
}

std::vector<GridRing> rings(Random &random) {
    std::vector<GridRing> result;
    const int kind = static_cast<int>(random() % 5);
    for (std::size_t k = 1 + random() % 3; k > 0; --k) {
        if (random() % 4 == 0) {
            result.push_back(star(random, 4096, 4096, 200, 4000, 3 + static_cast<int>(random() % 60)));
            continue;
        }
        GridRing ring;
        const std::size_t most = random() % 50 == 0 ? 400 : 14;
        for (std::size_t n = random() % most; n > 0; --n)
            ring.push_back(!ring.empty() && random() % 8 == 0 ? ring[random() % ring.size()] : vertex(random, kind));
        result.push_back(ring);
    }
    return result;
}

void once(Random &random) {
    const std::vector<GridRing> input = rings(random);
    Triangulator triangulator;
    for (const GridRing &ring : input) triangulator.addRing(ring);
    std::vector<TilePoint> vertices;
    std::vector<std::uint32_t> indices;
    triangulator.finish(vertices, indices);
    fuzz::require(indices.size() % 3 == 0, "whole triangles");
    for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
        for (std::size_t k = 0; k < 3; ++k)
            fuzz::require(indices[i + k] < vertices.size(), "indices refer to vertices");
        fuzz::require(orientation(vertices[indices[i]], vertices[indices[i + 1]], vertices[indices[i + 2]]) > 0,
                      "triangles are not flat and turn one way");
    }
    double extent = 0;
    for (const GridRing &ring : input)
        for (const TilePoint &p : ring) extent = std::max({extent, std::abs(p.x * 1.0), std::abs(p.y * 1.0)});
    for (int i = 0; i < 6; ++i) {
        const double x = uniform(random, -extent, extent) + 0.00137;
        const double y = uniform(random, -extent, extent) + 0.00271;
        if (distanceToEdges(input, x, y) < 12) continue; // crossings move to the grid, the tangle's rows are 8 high
        fuzz::require(coverCount(vertices, indices, x, y) == (inside(input, x, y) ? 1 : 0), "the even-odd rule holds");
    }
}

} // namespace

int main(int argc, char **argv) { return fuzz::loop(argc, argv, once); }
