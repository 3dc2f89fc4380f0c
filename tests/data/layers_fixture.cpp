#include "layers_fixture.hpp"

#include <gtest/gtest.h>
#include <ogr_api.h>

#include <algorithm>
#include <cmath>

namespace corridors::data_test {
namespace {

constexpr double kKmPerDegree = 111.195;
constexpr double kGrid = 100000.0;

double radians(double degrees) { return degrees * std::acos(-1.0) / 180.0; }

// Distance from a point to a segment on a plane that is true around the point; fine for a few kilometres.
double segmentKm(Position at, Position a, Position b) {
    const double kmPerLon = kKmPerDegree * std::cos(radians(at.latDeg));
    const double ax = (a.lonDeg - at.lonDeg) * kmPerLon;
    const double ay = (a.latDeg - at.latDeg) * kKmPerDegree;
    const double dx = (b.lonDeg - a.lonDeg) * kmPerLon;
    const double dy = (b.latDeg - a.latDeg) * kKmPerDegree;
    const double length2 = dx * dx + dy * dy;
    const double along = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(ax + along * dx, ay + along * dy);
}

std::vector<Position> positions(const OGRSimpleCurve &curve) {
    std::vector<Position> result;
    result.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) result.push_back({curve.getX(i), curve.getY(i)});
    return result;
}

// Every line string and ring inside a geometry.
void collect(const OGRGeometry &geometry, std::vector<std::vector<Position>> &out) {
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbLineString: out.push_back(positions(*geometry.toLineString())); break;
    case wkbPolygon:
        for (const auto *ring : *geometry.toPolygon()) out.push_back(positions(*ring));
        break;
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (const auto *part : *geometry.toGeometryCollection()) collect(*part, out);
        break;
    default: break;
    }
}

GridPoint toGrid(Position at) { return {std::lround(at.lonDeg * kGrid), std::lround(at.latDeg * kGrid)}; }

} // namespace

std::vector<std::string> MapFeature::list(const char *key) const {
    std::vector<std::string> result;
    const CPLJSONArray array = properties.GetArray(key);
    for (int i = 0; array.IsValid() && i < array.Size(); ++i) result.push_back(array[i].ToString());
    return result;
}

std::string layerPath(const std::string &layerId) {
    return std::string{CORRIDORS_ASSETS_DIR} + "/south-caucasus/layers/" + layerId + ".geojson";
}

std::vector<MapFeature> readLayer(const std::string &layerId) {
    std::vector<MapFeature> result;
    CPLJSONDocument document;
    if (!document.Load(layerPath(layerId))) {
        ADD_FAILURE() << "cannot read " << layerPath(layerId);
        return result;
    }
    const CPLJSONArray features = document.GetRoot().GetArray("features");
    for (int i = 0; features.IsValid() && i < features.Size(); ++i) {
        const CPLJSONObject feature = features[i];
        MapFeature one;
        one.id = feature.GetString("id");
        one.properties = feature.GetObj("properties");
        const std::string geometry = feature.GetObj("geometry").Format(CPLJSONObject::PrettyFormat::Plain);
        one.geometry.reset(OGRGeometryFactory::createFromGeoJson(geometry.c_str()));
        EXPECT_TRUE(one.geometry) << layerId << "/" << one.id << " has no geometry";
        if (one.geometry) result.push_back(std::move(one));
    }
    EXPECT_FALSE(result.empty()) << layerId << " is empty";
    return result;
}

Outline::Outline(const OGRGeometry &geometry) {
    geometry.getEnvelope(&m_envelope);
    collect(geometry, m_rings);
}

bool Outline::contains(Position at) const {
    if (at.lonDeg < m_envelope.MinX || at.lonDeg > m_envelope.MaxX || at.latDeg < m_envelope.MinY ||
        at.latDeg > m_envelope.MaxY) {
        return false;
    }
    bool inside = false;
    for (const auto &ring : m_rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Position a = ring[i - 1];
            const Position b = ring[i];
            if ((a.latDeg > at.latDeg) == (b.latDeg > at.latDeg)) continue;
            const double lon = a.lonDeg + (at.latDeg - a.latDeg) / (b.latDeg - a.latDeg) * (b.lonDeg - a.lonDeg);
            if (at.lonDeg < lon) inside = !inside;
        }
    }
    return inside;
}

double Outline::boundaryKm(Position at, double beyondKm) const {
    const double reachLat = beyondKm / kKmPerDegree;
    const double reachLon = reachLat / std::cos(radians(at.latDeg));
    double best = beyondKm;
    for (const auto &ring : m_rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Position a = ring[i - 1];
            const Position b = ring[i];
            if (std::min(a.lonDeg, b.lonDeg) > at.lonDeg + reachLon ||
                std::max(a.lonDeg, b.lonDeg) < at.lonDeg - reachLon ||
                std::min(a.latDeg, b.latDeg) > at.latDeg + reachLat ||
                std::max(a.latDeg, b.latDeg) < at.latDeg - reachLat) {
                continue;
            }
            best = std::min(best, segmentKm(at, a, b));
        }
    }
    return best;
}

std::map<std::string, Outline> readOutlines() {
    std::map<std::string, Outline> result;
    for (const MapFeature &country : readLayer("countries")) {
        const std::string code = country.text("iso_a3");
        if (!code.empty()) result.emplace(code, Outline{*country.geometry});
    }
    return result;
}

GridPoint gridPoint(const OGRPoint &point) { return toGrid({point.getX(), point.getY()}); }

std::map<GridSegment, int> gridSegments(const OGRGeometry &geometry) {
    std::map<GridSegment, int> result;
    for (const auto &line : lines(geometry)) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const GridPoint a = toGrid(line[i - 1]);
            const GridPoint b = toGrid(line[i]);
            ++result[{std::min(a, b), std::max(a, b)}];
        }
    }
    return result;
}

std::vector<std::vector<Position>> lines(const OGRGeometry &geometry) {
    std::vector<std::vector<Position>> result;
    collect(geometry, result);
    return result;
}

std::vector<Position> samples(const std::vector<Position> &line, double stepKm) {
    std::vector<Position> result;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Position a = line[i - 1];
        const Position b = line[i];
        const int steps = std::max(1, static_cast<int>(std::ceil(distanceKm(a, b) / stepKm)));
        for (int step = 0; step < steps; ++step) {
            const double share = static_cast<double>(step) / steps;
            result.push_back({a.lonDeg + share * (b.lonDeg - a.lonDeg), a.latDeg + share * (b.latDeg - a.latDeg)});
        }
    }
    if (!line.empty()) result.push_back(line.back());
    return result;
}

double distanceKm(Position a, Position b) {
    const double middle = radians((a.latDeg + b.latDeg) / 2);
    return kKmPerDegree * std::hypot((b.lonDeg - a.lonDeg) * std::cos(middle), b.latDeg - a.latDeg);
}

} // namespace corridors::data_test
