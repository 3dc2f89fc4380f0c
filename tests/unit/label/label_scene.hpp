// Made-up labels and frames for the tests of viewer/render/label_*.
#pragma once

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "geodata/core/projection.hpp"
#include "viewer/render/label_layer.hpp"

namespace corridors::render::testing {

inline constexpr double kWidthPx = 1000;
inline constexpr double kHeightPx = 700;

inline app::Viewport viewAt(double zoom, double lonDeg = 46, double latDeg = 40) {
    const auto projection = webMercator();
    return {{projection->project({lonDeg, latDeg}), zoom}, projection->square(), kWidthPx, kHeightPx};
}

inline tile::LabelSpec pointSpec(std::uint32_t feature, std::string text, WorldPoint anchor) {
    tile::LabelSpec spec;
    spec.text = std::move(text);
    spec.fonts = {"Noto Sans Regular"};
    spec.anchor = anchor;
    spec.feature = feature;
    spec.sizePx[0] = spec.sizePx[1] = 13;
    spec.haloColor[0] = spec.haloColor[1] = {1, 1, 1, 1};
    spec.haloWidthPx[0] = spec.haloWidthPx[1] = 1.5F;
    return spec;
}

/// A label on a line given in screen pixels of a view, centred on the line's middle.
inline tile::LabelSpec lineSpec(std::uint32_t feature, std::string text, const app::Viewport &view,
                                const std::vector<ScreenPoint> &line) {
    tile::LabelSpec spec = pointSpec(feature, std::move(text), {});
    double lengthM = 0;
    for (const ScreenPoint p : line) {
        spec.path.push_back(view.toWorld(p));
        if (spec.path.size() > 1) {
            const WorldPoint a = spec.path[spec.path.size() - 2];
            lengthM += std::hypot(spec.path.back().x - a.x, spec.path.back().y - a.y);
        }
    }
    spec.anchorAlongM = lengthM / 2;
    double leftM = spec.anchorAlongM;
    for (std::size_t i = 1; i < spec.path.size(); ++i) {
        const WorldPoint a = spec.path[i - 1];
        const WorldPoint b = spec.path[i];
        const double segment = std::hypot(b.x - a.x, b.y - a.y);
        if (leftM <= segment) {
            const double t = leftM / segment;
            spec.anchor = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
            break;
        }
        leftM -= segment;
    }
    return spec;
}

inline LabelBatch batchOf(std::vector<tile::LabelSpec> specs, const app::Viewport &view, std::uint32_t layer = 0) {
    LabelBatch batch;
    batch.labels = std::make_shared<const std::vector<tile::LabelSpec>>(std::move(specs));
    batch.tileZoom = static_cast<std::int32_t>(std::floor(view.camera.zoom));
    batch.styleLayer = batch.drawOrder = layer;
    return batch;
}

/// `count` point labels all over the view, some with variable anchors, in `layers` style layers.
inline std::vector<LabelBatch> randomPoints(unsigned seed, std::size_t count, const app::Viewport &view,
                                            std::uint32_t layers = 3) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> x(-100, kWidthPx + 100);
    std::uniform_real_distribution<double> y(-100, kHeightPx + 100);
    std::vector<std::vector<tile::LabelSpec>> specs(layers);
    for (std::size_t i = 0; i < count; ++i) {
        tile::LabelSpec spec = pointSpec(static_cast<std::uint32_t>(i), "Place " + std::to_string(random() % 100000),
                                         view.toWorld({x(random), y(random)}));
        spec.sortKey = static_cast<float>(random() % 7);
        if (i % 2 == 0) {
            spec.variableAnchors = {"left", "right", "top", "bottom"};
            spec.radialOffsetEm = 0.5F;
        }
        specs[i % layers].push_back(std::move(spec));
    }
    std::vector<LabelBatch> batches;
    for (std::uint32_t layer = 0; layer < layers; ++layer)
        batches.push_back(batchOf(std::move(specs[layer]), view, layer));
    return batches;
}

inline LabelFrame frameOf(const app::Viewport &view, const std::vector<LabelBatch> &batches, double nowS = 0) {
    LabelFrame frame;
    frame.viewport = view;
    frame.batches = batches;
    frame.nowS = nowS;
    return frame;
}

inline LabelOptions still() {
    LabelOptions options;
    options.animate = false;
    return options;
}

} // namespace corridors::render::testing
