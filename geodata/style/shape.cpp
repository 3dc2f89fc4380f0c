#include "geodata/style/shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridors::style {
namespace {

std::optional<PlanePoint> readPoint(const Json &json) {
    if (!json.is_array() || json.size() < 2 || !json[0].is_number() || !json[1].is_number()) return std::nullopt;
    return PlanePoint{json[0].get<double>(), json[1].get<double>()};
}

std::optional<Path> readPath(const Json &json) {
    if (!json.is_array()) return std::nullopt;
    Path path;
    for (const Json &position : json) {
        const auto point = readPoint(position);
        if (!point) return std::nullopt;
        path.push_back(*point);
    }
    return path;
}

std::optional<std::vector<Path>> readPaths(const Json &json) {
    if (!json.is_array()) return std::nullopt;
    std::vector<Path> paths;
    for (const Json &item : json) {
        auto path = readPath(item);
        if (!path) return std::nullopt;
        paths.push_back(std::move(*path));
    }
    return paths;
}

// Adds a geometry object's coordinates; false when they are damaged or of an unknown type.
bool addGeometry(const Json &geometry, Shape &shape) {
    if (!geometry.is_object() || !geometry.contains("type") || !geometry.contains("coordinates")) return false;
    const Json &type = geometry["type"];
    const Json &coordinates = geometry["coordinates"];
    if (type == "Point") {
        const auto point = readPoint(coordinates);
        if (point) shape.points.push_back(*point);
        return point.has_value();
    }
    if (type == "MultiPoint" || type == "LineString") {
        const auto path = readPath(coordinates);
        if (!path) return false;
        if (type == "LineString") {
            shape.lines.push_back(*path);
        } else {
            shape.points.insert(shape.points.end(), path->begin(), path->end());
        }
        return true;
    }
    if (type == "MultiLineString" || type == "Polygon") {
        const auto paths = readPaths(coordinates);
        if (!paths) return false;
        if (type == "Polygon") {
            shape.polygons.push_back(*paths);
        } else {
            shape.lines.insert(shape.lines.end(), paths->begin(), paths->end());
        }
        return true;
    }
    if (type != "MultiPolygon" || !coordinates.is_array()) return false;
    for (const Json &polygon : coordinates) {
        const auto rings = readPaths(polygon);
        if (!rings) return false;
        shape.polygons.push_back(*rings);
    }
    return true;
}

double cross(PlanePoint o, PlanePoint a, PlanePoint b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

bool isOnSegment(PlanePoint p, PlanePoint a, PlanePoint b) {
    return cross(a, b, p) == 0 && (p.x - a.x) * (p.x - b.x) <= 0 && (p.y - a.y) * (p.y - b.y) <= 0;
}

bool segmentsCross(PlanePoint a, PlanePoint b, PlanePoint c, PlanePoint d) {
    const double abc = cross(a, b, c);
    const double abd = cross(a, b, d);
    const double cda = cross(c, d, a);
    const double cdb = cross(c, d, b);
    return ((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0)) && abc != 0 && abd != 0 && cda != 0 && cdb != 0;
}

enum class Side : std::uint8_t { Outside, Edge, Inside };

// Even-odd rule over all rings.
Side sideOf(PlanePoint p, const std::vector<Path> &rings) {
    bool inside = false;
    for (const Path &ring : rings) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const PlanePoint a = ring[i];
            const PlanePoint b = ring[i + 1];
            if (isOnSegment(p, a, b)) return Side::Edge;
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
        }
    }
    return inside ? Side::Inside : Side::Outside;
}

template <class Visit>
void eachSegment(const Path &path, const Visit &visit) {
    if (path.size() == 1) visit(path[0], path[0]);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) visit(path[i], path[i + 1]);
}

bool lineWithin(const Path &line, const std::vector<Path> &rings) {
    if (line.empty()) return false;
    for (const PlanePoint p : line)
        if (sideOf(p, rings) != Side::Inside) return false;
    bool clear = true;
    eachSegment(line, [&](PlanePoint a, PlanePoint b) {
        for (const Path &ring : rings)
            eachSegment(ring, [&](PlanePoint c, PlanePoint d) { clear = clear && !segmentsCross(a, b, c, d); });
    });
    return clear;
}

double pointToSegment(PlanePoint p, PlanePoint a, PlanePoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(p.x - (a.x + t * dx), p.y - (a.y + t * dy));
}

double segmentToSegment(PlanePoint a, PlanePoint b, PlanePoint c, PlanePoint d) {
    if (segmentsCross(a, b, c, d)) return 0;
    return std::min(
        {pointToSegment(a, c, d), pointToSegment(b, c, d), pointToSegment(c, a, b), pointToSegment(d, a, b)});
}

// Everything of a shape that has a distance: points, lines and the edges of polygons, as paths.
std::vector<Path> outlines(const Shape &shape) {
    std::vector<Path> paths = shape.lines;
    for (const PlanePoint p : shape.points) paths.push_back({p});
    for (const auto &rings : shape.polygons) paths.insert(paths.end(), rings.begin(), rings.end());
    return paths;
}

// Without crossing edges, one vertex a path tells whether the path lies inside.
bool anyVertexInside(const std::vector<Path> &paths, const Shape &area) {
    return std::any_of(paths.begin(), paths.end(), [&](const Path &path) {
        return !path.empty() && std::any_of(area.polygons.begin(), area.polygons.end(), [&](const auto &rings) {
            return sideOf(path.front(), rings) != Side::Outside;
        });
    });
}

} // namespace

std::optional<Shape> readShape(const Json &geojson) {
    if (!geojson.is_object()) return std::nullopt;
    Shape shape;
    const Json type = geojson.value("type", Json());
    bool valid = false;
    if (type == "FeatureCollection") {
        const auto features = geojson.find("features");
        valid = features != geojson.end() && features->is_array();
        if (valid)
            for (const Json &feature : *features)
                valid = valid && feature.is_object() && feature.contains("geometry") &&
                        addGeometry(feature["geometry"], shape);
    } else if (type == "Feature") {
        valid = geojson.contains("geometry") && addGeometry(geojson["geometry"], shape);
    } else {
        valid = addGeometry(geojson, shape);
    }
    return valid ? std::optional(std::move(shape)) : std::nullopt;
}

Shape shapeOf(const FeatureView &feature) {
    Shape shape;
    const Projection &projection = feature.layer().projection();
    for (std::size_t i = 0; i < feature.partCount(); ++i) {
        Path path;
        for (const WorldPoint &p : feature.part(i)) {
            const LonLat at = projection.unproject(p);
            path.push_back({at.lonDeg, at.latDeg});
        }
        switch (feature.geometryClass()) {
        case GeometryClass::Point: shape.points.insert(shape.points.end(), path.begin(), path.end()); break;
        case GeometryClass::Line: shape.lines.push_back(std::move(path)); break;
        case GeometryClass::Polygon:
            if (feature.isShell(i) || shape.polygons.empty()) shape.polygons.emplace_back();
            shape.polygons.back().push_back(std::move(path));
            break;
        case GeometryClass::None: break;
        }
    }
    return shape;
}

Shape transformed(const Shape &shape, const std::function<PlanePoint(PlanePoint)> &transform) {
    const auto change = [&](Path &path) { std::transform(path.begin(), path.end(), path.begin(), transform); };
    Shape out = shape;
    change(out.points);
    for (Path &line : out.lines) change(line);
    for (auto &polygon : out.polygons)
        for (Path &ring : polygon) change(ring);
    return out;
}

bool liesWithin(const Shape &shape, const Shape &area) {
    if (!shape.polygons.empty() || shape.isEmpty()) return false;
    const auto inAny = [&](const auto &test) { return std::any_of(area.polygons.begin(), area.polygons.end(), test); };
    const bool points = std::all_of(shape.points.begin(), shape.points.end(), [&](PlanePoint p) {
        return inAny([&](const auto &rings) { return sideOf(p, rings) == Side::Inside; });
    });
    return points && std::all_of(shape.lines.begin(), shape.lines.end(), [&](const Path &line) {
               return inAny([&](const auto &rings) { return lineWithin(line, rings); });
           });
}

double distanceBetween(const Shape &a, const Shape &b) {
    const std::vector<Path> pathsA = outlines(a);
    const std::vector<Path> pathsB = outlines(b);
    if (anyVertexInside(pathsA, b) || anyVertexInside(pathsB, a)) return 0;
    double best = std::numeric_limits<double>::infinity();
    for (const Path &pathA : pathsA) {
        eachSegment(pathA, [&](PlanePoint p, PlanePoint q) {
            for (const Path &pathB : pathsB)
                eachSegment(pathB, [&](PlanePoint r, PlanePoint s) {
                    // Boxes farther apart than the best so far cannot do better.
                    const double gapX =
                        std::max(std::min(p.x, q.x) - std::max(r.x, s.x), std::min(r.x, s.x) - std::max(p.x, q.x));
                    const double gapY =
                        std::max(std::min(p.y, q.y) - std::max(r.y, s.y), std::min(r.y, s.y) - std::max(p.y, q.y));
                    if (std::max(gapX, gapY) < best) best = std::min(best, segmentToSegment(p, q, r, s));
                });
        });
    }
    return best;
}

} // namespace corridors::style
