// Axis-aligned boxes, one type a coordinate frame. An empty box has min > max and contains nothing.
#pragma once

#include <algorithm>
#include <limits>

#include "geodata/core/coordinates.hpp"

namespace corridors {

/// Box in the map's projection, metres. Default-constructed it is empty.
struct WorldBounds {
    double minX = std::numeric_limits<double>::infinity();
    double minY = std::numeric_limits<double>::infinity();
    double maxX = -std::numeric_limits<double>::infinity();
    double maxY = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool isEmpty() const { return minX > maxX || minY > maxY; }
    [[nodiscard]] double width() const { return isEmpty() ? 0 : maxX - minX; }
    [[nodiscard]] double height() const { return isEmpty() ? 0 : maxY - minY; }
    [[nodiscard]] WorldPoint center() const { return {(minX + maxX) / 2, (minY + maxY) / 2}; }
    [[nodiscard]] bool contains(WorldPoint p) const { return p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY; }
    [[nodiscard]] bool intersects(const WorldBounds &o) const {
        return minX <= o.maxX && maxX >= o.minX && minY <= o.maxY && maxY >= o.minY;
    }
    void extend(WorldPoint p) {
        minX = std::min(minX, p.x);
        minY = std::min(minY, p.y);
        maxX = std::max(maxX, p.x);
        maxY = std::max(maxY, p.y);
    }
    void extend(const WorldBounds &o) {
        if (o.isEmpty()) return;
        extend(WorldPoint{o.minX, o.minY});
        extend(WorldPoint{o.maxX, o.maxY});
    }
    /// The box grown by `marginM` metres on every side.
    [[nodiscard]] WorldBounds expanded(double marginM) const {
        return {minX - marginM, minY - marginM, maxX + marginM, maxY + marginM};
    }
    friend bool operator==(const WorldBounds &, const WorldBounds &) = default;
};

/// Box in degrees, west <= east (a box across the antimeridian is not expressible and is split by its maker).
struct LonLatBounds {
    double west = 180;
    double south = 90;
    double east = -180;
    double north = -90;

    [[nodiscard]] bool isEmpty() const { return west > east || south > north; }
    void extend(LonLat p) {
        west = std::min(west, p.lonDeg);
        south = std::min(south, p.latDeg);
        east = std::max(east, p.lonDeg);
        north = std::max(north, p.latDeg);
    }
    friend bool operator==(const LonLatBounds &, const LonLatBounds &) = default;
};

} // namespace corridors
