#include "geodata/query/pick.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridors::query {
namespace {

bool crossesRay(WorldPoint at, WorldPoint a, WorldPoint b) { // towards +x; half-open in y, so a vertex counts once
    if ((a.y > at.y) == (b.y > at.y)) return false;
    return at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

double squaredDistance(WorldPoint p, WorldPoint a, WorldPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double lengthSquared = dx * dx + dy * dy;
    double t = lengthSquared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared : 0;
    t = std::clamp(t, 0.0, 1.0);
    const double ex = p.x - (a.x + t * dx);
    const double ey = p.y - (a.y + t * dy);
    return ex * ex + ey * ey;
}

double distanceToParts(const FeatureView &feature, WorldPoint at) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < feature.partCount(); ++i) {
        const auto part = feature.part(i);
        if (part.size() == 1) best = std::min(best, squaredDistance(at, part[0], part[0]));
        for (std::size_t k = 1; k < part.size(); ++k) best = std::min(best, squaredDistance(at, part[k - 1], part[k]));
    }
    return std::sqrt(best);
}

int rankOf(GeometryClass c) {
    switch (c) {
    case GeometryClass::Point: return 0;
    case GeometryClass::Line: return 1;
    case GeometryClass::Polygon: return 2;
    case GeometryClass::None: break;
    }
    return 3;
}

/// The copies of `at` whose tolerance box touches the world's own square.
std::vector<WorldPoint> copiesInWorld(const Projection &projection, WorldPoint at, double toleranceM) {
    if (!projection.wraps()) return {at};
    const PyramidSquare square = projection.square();
    const double west = square.northWest.x;
    at.x -= square.edgeM * std::floor((at.x - west) / square.edgeM);
    std::vector<WorldPoint> copies{at};
    if (at.x - west <= toleranceM) copies.push_back({at.x + square.edgeM, at.y});
    if (west + square.edgeM - at.x <= toleranceM) copies.push_back({at.x - square.edgeM, at.y});
    return copies;
}

std::optional<WorldPoint> middleOfLine(const FeatureView &line) {
    double total = 0;
    const auto forEachSegment = [&line](const auto &visit) {
        for (std::size_t i = 0; i < line.partCount(); ++i) {
            const auto part = line.part(i);
            for (std::size_t k = 1; k < part.size(); ++k) visit(part[k - 1], part[k]);
        }
    };
    const auto lengthOf = [](WorldPoint a, WorldPoint b) { return std::hypot(b.x - a.x, b.y - a.y); };
    forEachSegment([&](WorldPoint a, WorldPoint b) { total += lengthOf(a, b); });
    std::optional<WorldPoint> found;
    double before = 0;
    forEachSegment([&](WorldPoint a, WorldPoint b) {
        const double length = lengthOf(a, b);
        if (!found && before + length >= total / 2) {
            const double t = length > 0 ? (total / 2 - before) / length : 0;
            found = WorldPoint{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        }
        before += length;
    });
    return found;
}

/// The middle of the widest stretch inside the polygon on a horizontal line; several lines are tried, since one may
/// pass through a narrow place only.
std::optional<WorldPoint> placeInPolygon(const FeatureView &polygon) {
    constexpr int kLines = 15;
    const WorldBounds &box = polygon.bounds();
    std::optional<WorldPoint> best;
    double widest = 0;
    for (int n = 1; n <= kLines; ++n) {
        const double y = box.minY + box.height() * n / (kLines + 1);
        std::vector<double> crossings;
        for (std::size_t i = 0; i < polygon.partCount(); ++i) {
            const auto ring = polygon.part(i);
            for (std::size_t k = 1; k < ring.size(); ++k) {
                const WorldPoint a = ring[k - 1];
                const WorldPoint b = ring[k];
                if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const double width = crossings[i + 1] - crossings[i];
            // A line near the middle is preferred a little: it looks centred.
            const double score = width * (1 - 0.5 * std::abs(2.0 * n / (kLines + 1) - 1));
            if (score <= widest) continue;
            widest = score;
            best = WorldPoint{(crossings[i] + crossings[i + 1]) / 2, y};
        }
    }
    return best;
}

} // namespace

double distanceToSegment(WorldPoint p, WorldPoint a, WorldPoint b) { return std::sqrt(squaredDistance(p, a, b)); }

bool contains(const FeatureView &polygon, WorldPoint at) {
    if (polygon.geometryClass() != GeometryClass::Polygon || !polygon.bounds().contains(at)) return false;
    bool inside = false;
    for (std::size_t i = 0; i < polygon.partCount(); ++i) {
        const auto ring = polygon.part(i);
        for (std::size_t k = 1; k < ring.size(); ++k)
            if (crossesRay(at, ring[k - 1], ring[k])) inside = !inside;
    }
    return inside;
}

double distanceTo(const FeatureView &feature, WorldPoint at) {
    return contains(feature, at) ? 0 : distanceToParts(feature, at);
}

std::vector<Hit> pick(const LayerData &layer, WorldPoint at, double toleranceM,
                      const std::function<bool(const FeatureView &)> &accepts) {
    std::vector<Hit> hits;
    for (const WorldPoint p : copiesInWorld(layer.projection(), at, toleranceM)) {
        const WorldBounds box = WorldBounds{p.x, p.y, p.x, p.y}.expanded(toleranceM);
        layer.index().search(box, [&](std::uint32_t i) {
            const FeatureView feature = layer.feature(i);
            if (!feature.bounds().intersects(box)) return;
            const bool polygon = feature.geometryClass() == GeometryClass::Polygon;
            if (polygon && !feature.bounds().contains(p)) return;
            if (accepts && !accepts(feature)) return;
            const double distance = polygon ? 0 : distanceToParts(feature, p);
            if (polygon ? !contains(feature, p) : !(distance <= toleranceM)) return;
            hits.push_back({i, feature.geometryClass(), distance});
        });
    }
    const auto extent = [&layer](const Hit &h) {
        const WorldBounds &b = layer.feature(h.featureIndex).bounds();
        return h.geometryClass == GeometryClass::Polygon ? b.width() * b.height() : 0.0;
    };
    std::sort(hits.begin(), hits.end(), [&](const Hit &a, const Hit &b) {
        if (a.geometryClass != b.geometryClass) return rankOf(a.geometryClass) < rankOf(b.geometryClass);
        if (a.distanceM != b.distanceM) return a.distanceM < b.distanceM;
        if (const double ea = extent(a), eb = extent(b); ea != eb) return ea < eb;
        return a.featureIndex > b.featureIndex;
    });
    // A feature at the seam of a wrapping world may be found in two copies.
    std::vector<Hit> unique;
    for (const Hit &h : hits)
        if (std::none_of(unique.begin(), unique.end(), [&](const Hit &u) { return u.featureIndex == h.featureIndex; }))
            unique.push_back(h);
    return unique;
}

std::optional<WorldPoint> placeOn(const FeatureView &feature) {
    if (feature.partCount() == 0 || feature.part(0).empty()) return std::nullopt;
    std::optional<WorldPoint> place;
    if (feature.geometryClass() == GeometryClass::Line) place = middleOfLine(feature);
    if (feature.geometryClass() == GeometryClass::Polygon) place = placeInPolygon(feature);
    return place ? place : feature.part(0).front();
}

} // namespace corridors::query
