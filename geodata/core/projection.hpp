// Map projections: LonLat <-> WorldPoint, and the square that the tile pyramid divides.
// Two are our own (Web Mercator, Lambert conformal conic); any other CRS comes from geodata/io, which wraps PROJ.
// Used by io (projects features once), tile (the pyramid), app (camera), layout (scale bar, graticule).
#pragma once

#include <memory>
#include <string>

#include "geodata/core/bounds.hpp"
#include "geodata/core/coordinates.hpp"

namespace corridors {

/// The square of the world that tile 0/0/0 covers: its north-west corner and its edge in metres.
/// A zoom-0 tile is 512 logical pixels wide (MapLibre's zoom), so metres per pixel = edgeM / 512 / 2^zoom.
struct PyramidSquare {
    WorldPoint northWest;
    double edgeM = 0;
};

/// Immutable and thread-safe. Points outside the projection's domain are clamped to its edge, never NaN or infinite.
class Projection {
public:
    virtual ~Projection() = default;
    [[nodiscard]] virtual WorldPoint project(LonLat p) const = 0;
    [[nodiscard]] virtual LonLat unproject(WorldPoint p) const = 0;
    [[nodiscard]] virtual PyramidSquare square() const = 0;
    /// True when the world repeats every `square().edgeM` metres eastward (cylindrical projections).
    [[nodiscard]] virtual bool wraps() const = 0;
    /// What the map file called it: "mercator", "lcc", "EPSG:3857", a PROJ string.
    [[nodiscard]] virtual std::string name() const = 0;
};

/// EPSG:3857, spherical Mercator with R = 6378137 m. Latitudes are clamped to +-89.99 degrees, so that polar
/// polygons keep finite coordinates; the pyramid's square ends at +-85.0511 degrees.
[[nodiscard]] std::shared_ptr<const Projection> webMercator();

/// Lambert conformal conic with two standard parallels on the sphere of R = 6378137 m (Snyder 1987, eqs. 15-1 to 15-5).
/// Its pyramid square is centred on (centralLonDeg, originLatDeg) and sized so that zoom z has the true scale there
/// that Mercator has at the same zoom and latitude.
struct LambertParameters {
    double centralLonDeg = 45;
    double originLatDeg = 40.5;
    double parallel1Deg = 38.5;
    double parallel2Deg = 42.5;
};
[[nodiscard]] std::shared_ptr<const Projection> lambertConformalConic(const LambertParameters &parameters);

/// Scale factor of the projection at a place: metres of the projection per metre on the ground, along x.
[[nodiscard]] double scaleFactorAt(const Projection &projection, LonLat p);

/// Bounds of a lon/lat box in the projection (edges sampled, since they may curve).
[[nodiscard]] WorldBounds projectBounds(const Projection &projection, const LonLatBounds &box);

} // namespace corridors
