// Evaluates the paint of a style layer for a feature at the tile's zoom and the next. Properties that do not depend on
// features are evaluated once a tile. Used by the bucket builders.
#pragma once

#include "geodata/core/layer_data.hpp"
#include "geodata/style/style_layer.hpp"
#include "geodata/tile/tile_mesh.hpp"

namespace corridors::tile {

/// Values at zoom and zoom + 1.
template <class T, class Out>
void evaluatePair(const style::Property<T> &property, double zoom, Out (&out)[2]) {
    out[0] = static_cast<Out>(property.evaluate(zoom));
    out[1] = static_cast<Out>(property.evaluate(zoom + 1));
}
template <class T, class Out>
void evaluatePair(const style::Property<T> &property, double zoom, const FeatureView &feature, Out (&out)[2]) {
    out[0] = static_cast<Out>(property.evaluate(zoom, feature));
    out[1] = static_cast<Out>(property.evaluate(zoom + 1, feature));
}

/// Evaluator<FillPaint>, <LinePaint>, <CirclePaint>: `paintOf` is cheap when nothing depends on the feature.
template <class Style, class Paint>
class PaintEvaluator {
public:
    PaintEvaluator(const Style &style, double zoom);
    [[nodiscard]] bool dependsOnFeature() const { return m_dependsOnFeature; }
    /// What the features have in common: the values of everything that does not depend on them.
    [[nodiscard]] const Paint &common() const { return m_common; }
    [[nodiscard]] Paint paintOf(const FeatureView &feature) const;

private:
    const Style &m_style;
    double m_zoom;
    bool m_dependsOnFeature = false;
    Paint m_common;
};
using FillEvaluator = PaintEvaluator<style::FillStyle, FillPaint>;
using LineEvaluator = PaintEvaluator<style::LineStyle, LinePaint>;
using CircleEvaluator = PaintEvaluator<style::CircleStyle, CirclePaint>;

/// Whether geometry under this paint is fully hidden by the same paint drawn again on top.
[[nodiscard]] bool isOpaque(const LinePaint &paint);
[[nodiscard]] bool isOpaque(const CirclePaint &paint);

/// How far the larger component of a translation moves at zoom or zoom + 1, in tile units.
[[nodiscard]] double translationUnits(const style::Property<std::vector<double>> &translate, double zoom);

} // namespace corridors::tile
