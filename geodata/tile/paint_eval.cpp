#include "geodata/tile/paint_eval.hpp"

#include <algorithm>
#include <cmath>

#include "geodata/tile/build_context.hpp"

namespace corridors::tile {
namespace {

// Calls visit(property, pairInPaint) for each paint property that may depend on features.
template <class Visit>
void forEachPair(const style::FillStyle &s, FillPaint &p, Visit &&visit) {
    visit(s.color, p.color);
    visit(s.outlineColor.isSet() ? s.outlineColor : s.color, p.outlineColor);
    visit(s.opacity, p.opacity);
}
template <class Visit>
void forEachPair(const style::LineStyle &s, LinePaint &p, Visit &&visit) {
    visit(s.color, p.color);
    visit(s.opacity, p.opacity);
    visit(s.width, p.widthPx);
    visit(s.gapWidth, p.gapWidthPx);
    visit(s.offset, p.offsetPx);
    visit(s.blur, p.blurPx);
}
template <class Visit>
void forEachPair(const style::CircleStyle &s, CirclePaint &p, Visit &&visit) {
    visit(s.color, p.color);
    visit(s.strokeColor, p.strokeColor);
    visit(s.radius, p.radiusPx);
    visit(s.blur, p.blur);
    visit(s.opacity, p.opacity);
    visit(s.strokeWidth, p.strokeWidthPx);
    visit(s.strokeOpacity, p.strokeOpacity);
}

void setDashes(LinePaint &paint, const std::vector<double> &dashes) {
    paint.dashArray.assign(dashes.size(), 0);
    std::transform(dashes.begin(), dashes.end(), paint.dashArray.begin(),
                   [](double d) { return static_cast<float>(d); });
}

} // namespace

template <class Style, class Paint>
PaintEvaluator<Style, Paint>::PaintEvaluator(const Style &style, double zoom) : m_style(style), m_zoom(zoom) {
    forEachPair(style, m_common, [&](const auto &property, auto &pair) {
        m_dependsOnFeature = m_dependsOnFeature || property.dependsOnFeature();
        evaluatePair(property, zoom, pair);
    });
    if constexpr (std::is_same_v<Paint, LinePaint>) {
        m_dependsOnFeature = m_dependsOnFeature || style.dashArray.dependsOnFeature();
        setDashes(m_common, style.dashArray.evaluate(zoom));
    }
}

template <class Style, class Paint>
Paint PaintEvaluator<Style, Paint>::paintOf(const FeatureView &feature) const {
    Paint paint = m_common;
    if (!m_dependsOnFeature) return paint;
    forEachPair(m_style, paint, [&](const auto &property, auto &pair) {
        if (property.dependsOnFeature()) evaluatePair(property, m_zoom, feature, pair);
    });
    if constexpr (std::is_same_v<Paint, LinePaint>)
        if (m_style.dashArray.dependsOnFeature()) setDashes(paint, m_style.dashArray.evaluate(m_zoom, feature));
    return paint;
}

template class PaintEvaluator<style::FillStyle, FillPaint>;
template class PaintEvaluator<style::LineStyle, LinePaint>;
template class PaintEvaluator<style::CircleStyle, CirclePaint>;

bool isOpaque(const LinePaint &p) {
    for (int i = 0; i < 2; ++i)
        if (p.opacity[i] < 1 || p.color[i].a < 1 || p.blurPx[i] > 0 || p.gapWidthPx[i] > 0) return false;
    return p.dashArray.empty();
}

bool isOpaque(const CirclePaint &p) {
    for (int i = 0; i < 2; ++i)
        if (p.opacity[i] < 1 || p.color[i].a < 1 || p.blur[i] > 0 ||
            (p.strokeWidthPx[i] > 0 && (p.strokeColor[i].a < 1 || p.strokeOpacity[i] < 1)))
            return false;
    return true;
}

double translationUnits(const style::Property<std::vector<double>> &translate, double zoom) {
    double units = 0;
    for (int i = 0; i < 2; ++i)
        for (const double px : translate.evaluate(zoom + i))
            units = std::max(units, std::abs(px) * kUnitsPerPx / (i + 1));
    return units;
}

} // namespace corridors::tile
