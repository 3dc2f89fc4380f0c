// Small random layers for the tests of query.
#pragma once

#include <cmath>
#include <random>
#include <string>

#include "geodata/core/layer_data.hpp"

namespace corridors::query::testing {

/// Points, lines and star-shaped polygons with a hole around the South Caucasus, `n` of each, ids p0, l0, a0, ...
inline std::shared_ptr<const LayerData>
randomLayer(unsigned seed, int n, const std::shared_ptr<const Projection> &projection = webMercator()) {
    std::mt19937 random(seed);
    const auto between = [&random](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
    LayerDataBuilder builder(projection);
    for (int i = 0; i < n; ++i) {
        const LonLat centre{between(41, 51), between(37.5, 43.5)};
        builder.beginFeature("p" + std::to_string(i), GeometryType::Point);
        builder.addPart(std::vector<LonLat>{centre});

        std::vector<LonLat> line{{between(41, 51), between(37.5, 43.5)}};
        for (int k = 0; k < 6; ++k)
            line.push_back({line.back().lonDeg + between(-0.1, 0.1), line.back().latDeg + between(-0.1, 0.1)});
        builder.beginFeature("l" + std::to_string(i), GeometryType::LineString);
        builder.addPart(line);

        const double radius = between(0.02, 0.1);
        const int corners = std::uniform_int_distribution(5, 20)(random);
        std::vector<LonLat> shell;
        std::vector<LonLat> hole;
        for (int k = 0; k < corners; ++k) {
            const double angle = 2 * 3.14159265358979 * k / corners;
            const double r = radius * between(0.6, 1);
            shell.push_back({centre.lonDeg + r * std::cos(angle), centre.latDeg + r * std::sin(angle)});
            hole.push_back({centre.lonDeg + 0.2 * r * std::cos(angle), centre.latDeg + 0.2 * r * std::sin(angle)});
        }
        shell.push_back(shell.front());
        hole.push_back(hole.front());
        builder.beginFeature("a" + std::to_string(i), GeometryType::Polygon);
        builder.addPart(shell);
        builder.addPart(hole, false);
    }
    return builder.finish();
}

} // namespace corridors::query::testing
