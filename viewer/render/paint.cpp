#include "viewer/render/paint.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::render {

namespace {

/// Evaluates a property for the frame; notes in `constant` when runs have a say.
template <class T, class V>
FrameValue<V> frameValue(const style::Property<T> &property, const FrameZoom &zoom, bool &constant) {
    FrameValue<V> out;
    if (property.dependsOnFeature()) {
        out.fromRun = true;
        out.mix = static_cast<float>(property.mixFactor(zoom.zoom));
        constant = false;
    } else if constexpr (std::is_same_v<T, double>) {
        out.value = static_cast<float>(property.evaluate(zoom.zoom));
    } else {
        out.value = property.evaluate(zoom.zoom);
    }
    return out;
}

FrameValue<float> number(const style::Property<double> &property, const FrameZoom &zoom, bool &constant) {
    return frameValue<double, float>(property, zoom, constant);
}
FrameValue<Color> color(const style::Property<Color> &property, const FrameZoom &zoom, bool &constant) {
    return frameValue<Color, Color>(property, zoom, constant);
}

/// Weight of the run's second value: a stand-in of another level has no values at this zoom, its nearer end serves.
float mixAt(float mix, const FrameZoom &zoom, int tileLevel) {
    if (tileLevel == zoom.tileLevel) return mix;
    return tileLevel < zoom.tileLevel ? 1.0F : 0.0F;
}

float resolve(const FrameValue<float> &v, const float (&run)[2], const FrameZoom &zoom, int level) {
    return v.fromRun ? std::lerp(run[0], run[1], mixAt(v.mix, zoom, level)) : v.value;
}

/// Colours are mixed premultiplied, so that a transparent end has no colour of its own.
Rgba resolve(const FrameValue<Color> &v, const Color (&run)[2], float opacity, const FrameZoom &zoom, int level) {
    if (!v.fromRun) return premultiplied(v.value, opacity);
    const Rgba a = premultiplied(run[0], opacity);
    const Rgba b = premultiplied(run[1], opacity);
    const float t = mixAt(v.mix, zoom, level);
    return {std::lerp(a[0], b[0], t), std::lerp(a[1], b[1], t), std::lerp(a[2], b[2], t), std::lerp(a[3], b[3], t)};
}

std::array<float, 2> translation(const style::Property<std::vector<double>> &property, const FrameZoom &zoom) {
    const std::vector<double> v = property.evaluate(zoom.zoom);
    if (v.size() != 2) return {0, 0};
    return {static_cast<float>(v[0]) * zoom.pixelRatio, static_cast<float>(v[1]) * zoom.pixelRatio};
}

std::vector<float> toFloats(const std::vector<double> &values) { return {values.begin(), values.end()}; }

/// Fills the shader's table from a dash array in line widths. A pattern of odd length is repeated once, as SVG does;
/// what goes beyond the table is left out.
void setDash(LineUniforms &out, const std::vector<float> &pattern, float widthPx) {
    std::array<float, kDashEntries> ends{};
    float at = 0;
    std::size_t used = 0;
    const std::size_t rounds = pattern.size() % 2 == 0 ? 1 : 2;
    for (std::size_t round = 0; round < rounds; ++round)
        for (const float length : pattern)
            if (used < kDashEntries) ends[used++] = at += std::max(length, 0.0F) * widthPx;
    if (at <= 0) return; // all zero: solid
    for (std::size_t i = used; i < kDashEntries; ++i) ends[i] = at;
    ends.back() = at;
    out.dash = ends;
    out.dashed = true;
}

} // namespace

Rgba premultiplied(const Color &c, float opacity) {
    const float a = std::clamp(c.a * opacity, 0.0F, 1.0F);
    return {c.r * a, c.g * a, c.b * a, a};
}

FillPaintFrame::FillPaintFrame(const style::FillStyle &style, const FrameZoom &zoom)
    : antialias(style.antialias.evaluate(zoom.zoom)), hasOutline(style.outlineColor.isSet()),
      translatePx(translation(style.translate, zoom)), m_zoom(zoom), m_color(color(style.color, zoom, constant)),
      m_outline(color(style.outlineColor, zoom, constant)), m_opacity(number(style.opacity, zoom, constant)) {}

FillUniforms FillPaintFrame::uniforms(const tile::FillPaint &run, int level) const {
    const float opacity = resolve(m_opacity, run.opacity, m_zoom, level);
    FillUniforms out;
    out.color = resolve(m_color, run.color, opacity, m_zoom, level);
    out.outline = hasOutline ? resolve(m_outline, run.outlineColor, opacity, m_zoom, level) : out.color;
    return out;
}

LinePaintFrame::LinePaintFrame(const style::LineStyle &style, const FrameZoom &zoom)
    : translatePx(translation(style.translate, zoom)), m_zoom(zoom), m_color(color(style.color, zoom, constant)),
      m_opacity(number(style.opacity, zoom, constant)), m_width(number(style.width, zoom, constant)),
      m_gap(number(style.gapWidth, zoom, constant)), m_offset(number(style.offset, zoom, constant)),
      m_blur(number(style.blur, zoom, constant)), m_roundCaps(style.cap.evaluate(zoom.zoom) == "round") {
    if (style.dashArray.dependsOnFeature()) {
        m_dash.fromRun = true;
        constant = false;
    } else {
        m_dash.value = toFloats(style.dashArray.evaluate(zoom.zoom));
    }
}

LineUniforms LinePaintFrame::uniforms(const tile::LinePaint &run, int level) const {
    LineUniforms out;
    const float ratio = m_zoom.pixelRatio;
    const float width = resolve(m_width, run.widthPx, m_zoom, level) * ratio;
    float opacity = resolve(m_opacity, run.opacity, m_zoom, level);
    const float gap = resolve(m_gap, run.gapWidthPx, m_zoom, level) * ratio;
    const float blur = resolve(m_blur, run.blurPx, m_zoom, level) * ratio;
    if (width <= 0 || opacity <= 0) return out;
    // Below one px a line keeps that width and fades instead, so that it neither breaks nor gains weight.
    const float drawnWidth = std::max(width, 1.0F);
    opacity *= width / drawnWidth;
    out.color = resolve(m_color, run.color, opacity, m_zoom, level);
    if (out.color[3] <= 0) return out;
    out.gap = gap > 0;
    const float half = out.gap ? gap / 2 + drawnWidth : drawnWidth / 2;
    out.thickPx = half + 0.5F;
    out.offsetPx = resolve(m_offset, run.offsetPx, m_zoom, level) * ratio;
    const float fadePx = blur + 1;
    out.fade = 1 / fadePx;
    out.innerPx = gap / 2 + 0.5F - fadePx;
    setDash(out, m_dash.fromRun ? run.dashArray : m_dash.value, width);
    if (m_roundCaps) out.dashCapPx = drawnWidth / 2;
    return out;
}

CirclePaintFrame::CirclePaintFrame(const style::CircleStyle &style, const FrameZoom &zoom)
    : translatePx(translation(style.translate, zoom)), m_zoom(zoom), m_color(color(style.color, zoom, constant)),
      m_strokeColor(color(style.strokeColor, zoom, constant)), m_radius(number(style.radius, zoom, constant)),
      m_blur(number(style.blur, zoom, constant)), m_opacity(number(style.opacity, zoom, constant)),
      m_strokeWidth(number(style.strokeWidth, zoom, constant)),
      m_strokeOpacity(number(style.strokeOpacity, zoom, constant)) {}

CircleUniforms CirclePaintFrame::uniforms(const tile::CirclePaint &run, int level) const {
    CircleUniforms out;
    const float ratio = m_zoom.pixelRatio;
    const float radius = std::max(resolve(m_radius, run.radiusPx, m_zoom, level), 0.0F) * ratio;
    const float stroke = std::max(resolve(m_strokeWidth, run.strokeWidthPx, m_zoom, level), 0.0F) * ratio;
    const float reach = radius + stroke;
    if (reach <= 0) return out;
    out.color = resolve(m_color, run.color, resolve(m_opacity, run.opacity, m_zoom, level), m_zoom, level);
    out.strokeColor = resolve(m_strokeColor, run.strokeColor,
                              resolve(m_strokeOpacity, run.strokeOpacity, m_zoom, level), m_zoom, level);
    if (out.color[3] <= 0 && (stroke <= 0 || out.strokeColor[3] <= 0)) return out;
    out.reachPx = reach;
    out.radiusShare = stroke < 0.01F ? 1.0F : radius / reach;
    out.fadeShare = std::max(std::abs(resolve(m_blur, run.blur, m_zoom, level)), 1 / reach);
    return out;
}

} // namespace corridors::render
