// The shipped layers as the data tests see them: parsed straight from assets/ with GDAL, not with the program's own
// reader, so that a mistake in the reader cannot hide a mistake in the data. Used by tests/data only.
#pragma once

#include <cpl_json.h>
#include <ogr_geometry.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace corridors::data_test {

inline constexpr std::array kLayers{"countries",     "borders",       "nakhchivan", "water",
                                    "tripp",         "railways",      "roads",      "ferries",
                                    "oil_pipelines", "gas_pipelines", "places",     "article_places"};

struct MapFeature {
    std::string id;
    CPLJSONObject properties;
    OGRGeometryUniquePtr geometry;

    std::string text(const char *key) const { return properties.GetString(key); }
    double number(const char *key) const { return properties.GetDouble(key); }
    std::vector<std::string> list(const char *key) const;
};

// A vertex in units of 0.00001 degrees, the grid of the build: equal vertices compare equal without a tolerance.
using GridPoint = std::pair<long, long>;
// A segment with its lower end first, so that both directions are the same segment.
using GridSegment = std::pair<GridPoint, GridPoint>;

struct Position {
    double lonDeg;
    double latDeg;
};

std::string layerPath(const std::string &layerId);

// Fails the running test and returns an empty list when the file is missing or broken.
std::vector<MapFeature> readLayer(const std::string &layerId);

// One country as plain rings, for the many point tests that would be slow through GEOS.
class Outline {
public:
    explicit Outline(const OGRGeometry &geometry);

    // Even-odd rule over all rings; points on the boundary may fall on either side.
    bool contains(Position at) const;
    // Distance to the nearest ring in kilometres, or `beyondKm` when it is farther than that.
    double boundaryKm(Position at, double beyondKm) const;

private:
    OGREnvelope m_envelope;
    std::vector<std::vector<Position>> m_rings;
};

// ISO A3 code -> outline, for every country polygon that has a code.
std::map<std::string, Outline> readOutlines();

GridPoint gridPoint(const OGRPoint &point);
// Every segment of the lines or rings of a geometry; repeated ones are counted.
std::map<GridSegment, int> gridSegments(const OGRGeometry &geometry);

// The vertices of each line of a (multi) line string.
std::vector<std::vector<Position>> lines(const OGRGeometry &geometry);
// Points along a line at most `stepKm` apart, the vertices among them.
std::vector<Position> samples(const std::vector<Position> &line, double stepKm);
double distanceKm(Position a, Position b);

} // namespace corridors::data_test
