#include "geodata/query/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geodata/query/measure.hpp"
#include "geodata/query/pick.hpp"

namespace corridors::query {
namespace {

WorldPoint closestOnSegment(WorldPoint p, WorldPoint a, WorldPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    const double t = squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
    return {a.x + t * dx, a.y + t * dy};
}

double farthestCorner(const WorldBounds &box, WorldPoint at) {
    return std::hypot(std::max(std::abs(box.minX - at.x), std::abs(box.maxX - at.x)),
                      std::max(std::abs(box.minY - at.y), std::abs(box.maxY - at.y)));
}

} // namespace

WorldPoint closestPlace(const FeatureView &feature, WorldPoint at) {
    WorldPoint best = at;
    double bestDistance = std::numeric_limits<double>::infinity();
    const auto consider = [&](WorldPoint p) {
        const double d = std::hypot(p.x - at.x, p.y - at.y);
        if (d >= bestDistance) return;
        bestDistance = d;
        best = p;
    };
    for (std::size_t i = 0; i < feature.partCount(); ++i) {
        const auto part = feature.part(i);
        if (part.size() == 1) consider(part[0]);
        for (std::size_t k = 1; k < part.size(); ++k) consider(closestOnSegment(at, part[k - 1], part[k]));
    }
    return best;
}

std::vector<Neighbour> nearest(const LayerData &layer, WorldPoint at, std::size_t count,
                               const std::function<bool(const FeatureView &)> &accepts, double maxM) {
    std::vector<Neighbour> out;
    if (count == 0 || layer.featureCount() == 0) return out;
    struct Candidate {
        std::uint32_t index;
        double distance; // in the projection
    };
    const double reach = farthestCorner(layer.bounds(), at);
    // Boxes that double in size until enough features lie within their inner circle.
    std::vector<Candidate> found;
    for (double radius = std::max(reach / 4096, 1.0);; radius *= 2) {
        found.clear();
        layer.index().search(WorldBounds{at.x, at.y, at.x, at.y}.expanded(radius), [&](std::uint32_t i) {
            const FeatureView feature = layer.feature(i);
            if (accepts && !accepts(feature)) return;
            found.push_back({i, distanceTo(feature, at)});
        });
        const auto within =
            std::count_if(found.begin(), found.end(), [&](const Candidate &c) { return c.distance <= radius; });
        if (static_cast<std::size_t>(within) >= count || radius >= reach) break;
    }
    std::sort(found.begin(), found.end(), [](const Candidate &a, const Candidate &b) {
        return a.distance != b.distance ? a.distance < b.distance : a.index < b.index;
    });
    const LonLat here = layer.projection().unproject(at);
    for (const Candidate &c : found) {
        if (out.size() == count) break;
        const FeatureView feature = layer.feature(c.index);
        const WorldPoint closest = c.distance == 0 ? at : closestPlace(feature, at);
        const double ground = c.distance == 0 ? 0 : distanceM(here, layer.projection().unproject(closest));
        if (ground <= maxM) out.push_back({c.index, ground, closest});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Neighbour &a, const Neighbour &b) { return a.distanceM < b.distanceM; });
    return out;
}

} // namespace corridors::query
