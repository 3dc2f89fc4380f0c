// Small layers, styles and tiles for the builder's tests.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "geodata/tile/tile_builder.hpp"
#include "shapes.hpp"

namespace corridors::tile::test {

using Path = std::vector<WorldPoint>;

class LayerMaker {
public:
    LayerMaker() : m_builder(webMercator()) {}
    LayerMaker &add(GeometryType type, const Path &path, std::string_view id = "") {
        m_builder.beginFeature(id, type);
        m_builder.addProjectedPart(path);
        return *this;
    }
    LayerMaker &addLonLat(GeometryType type, const std::vector<LonLat> &path) {
        m_builder.beginFeature("", type);
        m_builder.addPart(path);
        return *this;
    }
    LayerDataBuilder &builder() { return m_builder; }
    std::shared_ptr<const LayerData> finish() { return m_builder.finish(); }

private:
    LayerDataBuilder m_builder;
};

template <class Style>
std::shared_ptr<const style::StyleDocument> documentOf(Style paint) {
    auto document = std::make_shared<style::StyleDocument>();
    style::StyleLayer layer;
    layer.id = "layer";
    layer.source = "source";
    layer.style = std::move(paint);
    document->layers.push_back(std::move(layer));
    return document;
}

inline style::Property<std::string> word(const char *value) { return style::Property<std::string>(value, true); }
inline style::Property<double> number(double value) { return style::Property<double>(value, true); }

class Tiles {
public:
    Tiles(std::shared_ptr<const LayerData> data, std::shared_ptr<const style::StyleDocument> document)
        : m_data(std::move(data)), m_document(std::move(document)), m_pyramid(std::make_shared<LayerPyramid>(m_data)) {}

    [[nodiscard]] std::unique_ptr<TileMesh> build(TileId id) const {
        TileRequest request;
        request.id = id;
        request.data = m_data;
        request.document = m_document;
        request.sourceId = "source";
        request.pyramid = m_pyramid;
        return buildTile(request, {});
    }
    /// Content of the only bucket, or an empty one.
    template <class Bucket>
    [[nodiscard]] Bucket content(TileId id) const {
        const auto mesh = build(id);
        if (mesh->buckets.empty()) return {};
        return std::get<Bucket>(mesh->buckets.front().content);
    }
    [[nodiscard]] PyramidSquare square() const { return m_data->projection().square(); }
    /// World position of a point given in units of a tile.
    [[nodiscard]] WorldPoint world(TileId id, double x, double y) const {
        return TileFrame(square(), id, 0).toWorld({x, y});
    }
    [[nodiscard]] TileId tileAt(WorldPoint p, int z) const {
        const double edge = tileEdgeM(square(), z);
        return {z, static_cast<int>(std::floor((p.x - square().northWest.x) / edge)),
                static_cast<int>(std::floor((square().northWest.y - p.y) / edge))};
    }

private:
    std::shared_ptr<const LayerData> m_data;
    std::shared_ptr<const style::StyleDocument> m_document;
    std::shared_ptr<const LayerPyramid> m_pyramid;
};

/// A star-shaped ring in world metres, closed.
inline Path worldStar(Random &random, WorldPoint center, double inner, double outer, int vertices) {
    Path ring;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double r = uniform(random, inner, outer);
        ring.push_back({center.x + r * std::cos(angle), center.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

inline bool insideRing(const Path &ring, WorldPoint p) {
    bool in = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        if ((ring[i].y > p.y) != (ring[i + 1].y > p.y) &&
            p.x < ring[i].x + (p.y - ring[i].y) / (ring[i + 1].y - ring[i].y) * (ring[i + 1].x - ring[i].x))
            in = !in;
    return in;
}

inline double distanceToPath(WorldPoint p, const Path &line) {
    double best = 1e300;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double dx = line[i + 1].x - line[i].x;
        const double dy = line[i + 1].y - line[i].y;
        const double l2 = dx * dx + dy * dy;
        const double t = l2 > 0 ? std::clamp(((p.x - line[i].x) * dx + (p.y - line[i].y) * dy) / l2, 0.0, 1.0) : 0;
        best = std::min(best, std::hypot(p.x - line[i].x - t * dx, p.y - line[i].y - t * dy));
    }
    return best;
}

} // namespace corridors::tile::test
