// Fuzzes the ranking of vertices: layers of rings and lines over few distinct coordinates (so they share arcs, visit
// themselves and degenerate). Checks: ends of lines stay; what is left out lies within the tolerance of what stays; a
// layer wound the other way keeps the same vertices.
// usage: simplify_fuzz [--seconds N] [--seed S]
#include <set>

#include "fuzz_loop.hpp"
#include "geodata/tile/importance.hpp"
#include "geodata/tile/junctions.hpp"
#include "geodata/tile/layer_pyramid.hpp"

namespace {

using namespace corridors;
using namespace corridors::tile;
using Path = std::vector<WorldPoint>;

double distanceTo(WorldPoint p, const Path &line) {
    double best = line.size() == 1 ? std::hypot(p.x - line[0].x, p.y - line[0].y) : 1e300;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double dx = line[i + 1].x - line[i].x;
        const double dy = line[i + 1].y - line[i].y;
        const double l2 = dx * dx + dy * dy;
        const double t = l2 > 0 ? std::clamp(((p.x - line[i].x) * dx + (p.y - line[i].y) * dy) / l2, 0.0, 1.0) : 0;
        best = std::min(best, std::hypot(p.x - line[i].x - t * dx, p.y - line[i].y - t * dy));
    }
    return best;
}

Path path(std::mt19937 &random, bool closed) {
    Path result;
    const auto grid = 2 + random() % 12;
    for (std::size_t n = random() % 30; n > 0; --n)
        result.push_back({1e3 * static_cast<double>(random() % grid), 1e3 * static_cast<double>(random() % grid)});
    if (closed && !result.empty()) result.push_back(result.front());
    return result;
}

std::shared_ptr<const LayerData> layer(const std::vector<Path> &paths, const std::vector<bool> &closed, bool turned) {
    LayerDataBuilder builder(webMercator());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        Path p = paths[i];
        if (turned) std::reverse(p.begin(), p.end());
        builder.beginFeature("", closed[i] ? GeometryType::Polygon : GeometryType::LineString);
        builder.addProjectedPart(p);
    }
    return builder.finish();
}

Path kept(const LayerPyramid &pyramid, std::size_t feature, std::uint8_t threshold) {
    Path result;
    const auto part = pyramid.data().feature(feature).part(0);
    const auto levels = pyramid.levels(part);
    for (std::size_t i = 0; i < part.size(); ++i)
        if (levels[i] > threshold) result.push_back(part[i]);
    return result;
}

std::multiset<std::pair<double, double>> pointsOf(const Path &p) {
    std::multiset<std::pair<double, double>> result;
    for (std::size_t i = 0; i + (p.size() > 1 && p.front() == p.back() ? 1 : 0) < p.size(); ++i)
        result.insert({p[i].x, p[i].y});
    return result;
}

// Whether a path comes back to a vertex other than by closing. One drawn double, vertex by vertex, ties with itself,
// and which of the two passages keeps a vertex then depends on the direction; both stay within the tolerance.
bool revisits(std::span<const WorldPoint> part) {
    std::set<std::pair<double, double>> seen;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (i > 0 && part[i] == part[i - 1]) continue;
        const bool closing = i + 1 == part.size() && part[i] == part[0];
        if (!seen.insert({part[i].x, part[i].y}).second && !closing) return true;
    }
    return false;
}

void once(std::mt19937 &random) {
    std::vector<Path> paths;
    std::vector<bool> closed;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) {
        closed.push_back(random() % 2 == 0);
        if (!paths.empty() && random() % 3 == 0)
            paths.push_back(paths.back()); // a neighbour along the same border
        else
            paths.push_back(path(random, closed.back()));
    }
    const auto data = layer(paths, closed, false);
    const auto turned = layer(paths, closed, true);
    const LayerPyramid pyramid(data);
    const LayerPyramid turnedPyramid(turned);
    const double edge = data->projection().square().edgeM;
    for (const double tolerance : {1.0, 300.0, 900.0, 4000.0}) {
        const std::uint8_t threshold = importanceLevel(tolerance, edge);
        for (std::size_t f = 0; f < paths.size(); ++f) {
            const auto part = data->feature(f).part(0);
            if (part.empty()) continue;
            const Path stays = kept(pyramid, f, threshold);
            fuzz::require(!stays.empty(), "something stays of every part");
            if (!isClosedPart(part)) {
                fuzz::require(stays.front() == part.front() && stays.back() == part.back(), "ends of lines stay");
            }
            Path line = stays;
            if (isClosedPart(part)) line.push_back(line.front());
            for (const WorldPoint &p : part)
                fuzz::require(distanceTo(p, line) <= tolerance * 1.1 + 1e-6,
                              "what is left out lies within the tolerance");
            if (!revisits(part))
                fuzz::require(pointsOf(stays) == pointsOf(kept(turnedPyramid, f, threshold)),
                              "the direction does not matter");
        }
    }
}

} // namespace

int main(int argc, char **argv) { return fuzz::loop(argc, argv, once); }
