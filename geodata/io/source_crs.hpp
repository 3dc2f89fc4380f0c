// The CRS that a file's coordinates are in, and their way to WGS 84. Internal to io and gdal.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/result.hpp"

namespace corridors::io {

/// Brings coordinates of some CRS to degrees of WGS 84. One reader, one thread.
class DegreesTransformation {
public:
    virtual ~DegreesTransformation() = default;
    /// In place; what cannot be transformed becomes infinite.
    virtual void toDegrees(std::span<LonLat> points) const = 0;
};

class SourceCrs {
public:
    /// WGS 84 in degrees, longitude first: what GeoJSON always has, and what a file without a CRS is taken for.
    SourceCrs() = default;
    /// `transformation` null stands for coordinates that are degrees of WGS 84 already.
    SourceCrs(std::string name, std::shared_ptr<const DegreesTransformation> transformation)
        : m_name(std::move(name)), m_transformation(std::move(transformation)) {}
    /// From a name as GeoJSON 2008's "crs" member has it ("EPSG:n", "urn:ogc:def:crs:...", WKT, PROJ JSON). WGS 84 is
    /// known here; for others GDAL is asked.
    [[nodiscard]] static Result<SourceCrs> fromText(const std::string &text, const std::string &path);

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] bool isWgs84() const { return m_transformation == nullptr; }
    /// Coordinates to degrees in place; what cannot be transformed becomes infinite.
    void toDegrees(std::span<LonLat> points) const {
        if (m_transformation && !points.empty()) m_transformation->toDegrees(points);
    }

private:
    std::string m_name = "EPSG:4326";
    std::shared_ptr<const DegreesTransformation> m_transformation;
};

} // namespace corridors::io
