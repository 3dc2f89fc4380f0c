#include "viewer/render/highlight_style.hpp"

#include <fmt/core.h>

#include <string>

namespace corridors::render {

namespace {

// Amber stands out on light, dark and printed maps; blue is told from amber by everybody, also without red or green.
constexpr const char *kLit = "#ff9e00";
constexpr const char *kSelected = "#0085f2";
constexpr const char *kCasing = "rgba(255,255,255,0.85)";

/// Two strips beside a line, so that its own symbol stays visible between them. Lines only: along the tight bends of a
/// coast the strips would cross themselves into beads.
/// Thinner where the scale is small: there lines of different kinds run close together.
std::string halo(const std::string &source, const char *name, const char *color, double gapPx, double widthPx) {
    return fmt::format(R"json({{"id": "{0}-{1}", "type": "line", "source": "{0}",
        "filter": ["match", ["geometry-type"], ["LineString", "MultiLineString"], true, false],
        "layout": {{"line-cap": "round", "line-join": "round"}},
        "paint": {{"line-color": "{2}", "line-gap-width": {3},
                   "line-width": ["interpolate", ["linear"], ["zoom"], 5, {4}, 9, {5}]}}}},)json",
                       source, name, color, gapPx, widthPx * 0.6, widthPx);
}

/// The outline of an area.
std::string outline(const std::string &source, const char *name, const char *color, double widthPx) {
    return fmt::format(R"json({{"id": "{0}-{1}", "type": "line", "source": "{0}",
        "filter": ["match", ["geometry-type"], ["Polygon", "MultiPolygon"], true, false],
        "layout": {{"line-join": "round"}}, "paint": {{"line-color": "{2}", "line-width": {3}}}}},)json",
                       source, name, color, widthPx);
}

/// Around points only: a circle layer alone would mark every vertex of a line.
std::string ring(const std::string &source, const char *name, const char *color, double widthPx) {
    return fmt::format(R"json({{"id": "{0}-{1}", "type": "circle", "source": "{0}",
        "filter": ["match", ["geometry-type"], ["Point", "MultiPoint"], true, false],
        "paint": {{"circle-color": "rgba(0,0,0,0)", "circle-radius": 7,
                   "circle-stroke-color": "{2}", "circle-stroke-width": {3}}}}},)json",
                       source, name, color, widthPx);
}

std::string layersOf(const std::string &source, const char *color, bool spotlight) {
    std::string layers = fmt::format(R"({{"id": "{0}-tint", "type": "fill", "source": "{0}",
        "paint": {{"fill-color": "{1}", "fill-opacity": {2}, "fill-antialias": false}}}},)",
                                     source, color, spotlight ? 0.3 : 0.14);
    layers += halo(source, "casing", kCasing, 6, 5);
    if (spotlight) layers += halo(source, "core", color, 0, 6);
    layers += halo(source, "halo", color, 6, 3);
    layers += outline(source, "outline-casing", kCasing, 5);
    layers += outline(source, "outline", color, 2.5);
    layers += ring(source, "ring-casing", kCasing, 5);
    layers += ring(source, "ring", color, 3);
    return layers;
}

} // namespace

std::shared_ptr<const style::StyleDocument> highlightStyle() {
    std::string json = R"({"version": 8, "sources": {
        "selected": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}},
        "spotlight": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}},
        "lit": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}}, "layers": [)";
    json += layersOf("selected", kSelected, false) + layersOf("spotlight", kLit, true) + layersOf("lit", kLit, false);
    json.back() = ']'; // instead of the last comma
    json += '}';
    auto parsed = style::parseStyle(json, "the highlight's style");
    return parsed ? parsed->value : std::make_shared<const style::StyleDocument>();
}

} // namespace corridors::render
