#include "viewer/app/picking.hpp"

#include <algorithm>

#include "geodata/query/pick.hpp"
#include "geodata/style/style_layer.hpp"

namespace corridors::app {
namespace {

struct Candidate {
    FeatureRef feature;
    GeometryClass geometryClass = GeometryClass::None;
    bool direct = false;    // within what is drawn, not only near it
    std::size_t height = 0; // drawing order of its style layer
    double distanceM = 0;
};

int rankOf(GeometryClass c) { return c == GeometryClass::Point ? 0 : c == GeometryClass::Line ? 1 : 2; }

bool isAbove(const Candidate &a, const Candidate &b) {
    if (rankOf(a.geometryClass) != rankOf(b.geometryClass)) return rankOf(a.geometryClass) < rankOf(b.geometryClass);
    if (a.direct != b.direct) return a.direct;
    if (a.direct && a.height != b.height) return a.height > b.height;
    if (a.distanceM != b.distanceM) return a.distanceM < b.distanceM;
    return a.height > b.height;
}

/// Whether a style layer draws features of this class where their geometry is: labels along lines and in polygons stand
/// beside it, so of symbol layers only points count.
bool draws(const style::StyleLayer &layer, GeometryClass c) {
    switch (c) {
    case GeometryClass::Point:
        return std::holds_alternative<style::CircleStyle>(layer.style) ||
               std::holds_alternative<style::SymbolStyle>(layer.style);
    case GeometryClass::Line: return std::holds_alternative<style::LineStyle>(layer.style);
    case GeometryClass::Polygon: return std::holds_alternative<style::FillStyle>(layer.style);
    case GeometryClass::None: break;
    }
    return false;
}

/// Half the drawn width of a line or the radius of a circle, logical pixels.
double drawnReachPx(const style::StyleLayer &layer, const FeatureView &feature, double zoom) {
    if (const auto *line = std::get_if<style::LineStyle>(&layer.style)) return line->width.evaluate(zoom, feature) / 2;
    if (const auto *circle = std::get_if<style::CircleStyle>(&layer.style))
        return circle->radius.evaluate(zoom, feature) + circle->strokeWidth.evaluate(zoom, feature);
    return 0;
}

} // namespace

std::vector<FeatureRef> pickAt(const AppState &state, ScreenPoint at, std::size_t limit) {
    std::vector<FeatureRef> result;
    if (!state.document) return result;
    const Viewport view = state.viewport();
    const WorldPoint place = view.toWorld(at);
    const double zoom = state.camera.zoom;
    constexpr double kWidestReachPx = 24; // a symbol drawn larger than this is still found within it
    std::vector<Candidate> candidates;
    for (std::size_t height = 0; height < state.document->layers.size(); ++height) {
        const style::StyleLayer &layer = state.document->layers[height];
        const LayerState *group = state.layer(layer.group);
        if (layer.source.empty() || !layer.drawsAt(zoom) || (group && (!group->visible || group->opacity <= 0)))
            continue;
        const SourceState *source = state.source(layer.source);
        if (!source || !source->data) continue;
        const auto accepts = [&](const FeatureView &f) {
            return draws(layer, f.geometryClass()) && layer.accepts(f, zoom);
        };
        const double m = view.metresPerPixel();
        for (const query::Hit &hit :
             query::pick(*source->data, place, (kPickTolerancePx + kWidestReachPx) * m, accepts)) {
            const FeatureView feature = source->data->feature(hit.featureIndex);
            const double reachPx = drawnReachPx(layer, feature, zoom);
            if (hit.distanceM > (kPickTolerancePx + reachPx) * m) continue;
            candidates.push_back({{source->id, std::string(feature.id())},
                                  hit.geometryClass,
                                  hit.distanceM <= std::max(reachPx, 1.5) * m,
                                  height,
                                  hit.distanceM});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(), isAbove);
    for (Candidate &c : candidates) {
        if (result.size() >= limit) break;
        if (std::find(result.begin(), result.end(), c.feature) == result.end()) result.push_back(std::move(c.feature));
    }
    return result;
}

} // namespace corridors::app
