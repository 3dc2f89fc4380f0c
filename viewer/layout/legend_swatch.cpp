#include "viewer/layout/legend_swatch.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr double kMiddleYPx = kSwatchHeightPx / 2;
constexpr double kMaxLineWidthPx = 11; // glows and bands are wider than a row has room for
constexpr double kMaxRadiusPx = 6.5;
constexpr const char *kRole = "legend";

class SwatchMaker {
public:
    SwatchMaker(const std::optional<FeatureView> &feature, double zoom, double opacity)
        : m_feature(feature), m_zoom(zoom), m_opacity(opacity) {}

    void add(const style::StyleLayer &layer) {
        // The nearest zoom at which the layer draws.
        m_at = std::clamp(m_zoom, layer.minZoom, std::max(layer.minZoom, layer.maxZoom - 1e-3));
        std::visit([this](const auto &style) { addStyle(style); }, layer.style);
    }
    DrawList take() { return std::move(m_list); }

private:
    template <class T>
    T value(const style::Property<T> &property) const {
        return m_feature ? property.evaluate(m_at, *m_feature) : property.evaluate(m_at);
    }
    Color faded(Color color, double opacity) const {
        color.a *= static_cast<float>(opacity * m_opacity);
        return color;
    }
    [[nodiscard]] bool isArea() const { return m_feature && m_feature->geometryClass() == GeometryClass::Polygon; }
    static PageBox areaBox() { return {3, 2, kSwatchWidthPx - 3, kSwatchHeightPx - 2}; }
    void add(PathPrimitive primitive) { m_list.push_back(path(kRole, std::move(primitive))); }

    void addStyle(const style::BackgroundStyle &style) {
        PathPrimitive area = rectangle(areaBox());
        area.fill = faded(value(style.color), value(style.opacity));
        area.cornerRadiusPx = 1.5;
        add(std::move(area));
    }

    void addStyle(const style::FillStyle &style) {
        PathPrimitive area = rectangle(areaBox());
        area.fill = faded(value(style.color), value(style.opacity));
        area.cornerRadiusPx = 1.5;
        if (style.outlineColor.isSet()) {
            area.stroke = faded(value(style.outlineColor), value(style.opacity));
            area.strokeWidthPx = 1;
        }
        add(std::move(area));
    }

    void addStyle(const style::LineStyle &style) {
        const double widthPx = std::min(value(style.width), kMaxLineWidthPx);
        const double gapPx = std::min(value(style.gapWidth), kMaxLineWidthPx - 3);
        PathPrimitive line;
        line.stroke = faded(value(style.color), value(style.opacity));
        line.strokeWidthPx = std::max(widthPx, 0.4);
        line.roundCaps = value(style.cap) == "round";
        for (const double dash : value(style.dashArray)) line.dashPx.push_back(std::max(dash * widthPx, 0.01));
        if (line.dashPx.size() % 2 == 1) line.dashPx.insert(line.dashPx.end(), line.dashPx.begin(), line.dashPx.end());
        if (widthPx <= 0 || line.stroke.a <= 0) return;
        if (isArea()) {
            PathPrimitive outline = rectangle(areaBox());
            outline.stroke = line.stroke;
            outline.strokeWidthPx = std::min(line.strokeWidthPx, 4.0);
            outline.dashPx = line.dashPx;
            outline.cornerRadiusPx = 1.5;
            add(std::move(outline));
            return;
        }
        const double inset = line.roundCaps ? line.strokeWidthPx / 2 : 0;
        const double asidePx = gapPx > 0 ? (gapPx + widthPx) / 2 : 0;
        for (const double side : {-1.0, 1.0}) {
            const double y = kMiddleYPx + side * asidePx;
            line.subpaths = {{{1 + inset, y}, {kSwatchWidthPx - 1 - inset, y}}};
            add(line);
            if (asidePx <= 0) return;
        }
    }

    void addStyle(const style::CircleStyle &style) {
        const double strokePx = value(style.strokeWidth);
        const double radiusPx = std::min(value(style.radius), kMaxRadiusPx - strokePx);
        // The stroke lies outside the radius.
        PathPrimitive dot = circle({kSwatchWidthPx / 2, kMiddleYPx}, radiusPx + strokePx / 2);
        dot.fill = faded(value(style.color), value(style.opacity));
        dot.stroke = faded(value(style.strokeColor), value(style.strokeOpacity));
        dot.strokeWidthPx = strokePx;
        add(std::move(dot));
    }

    void addStyle(const style::SymbolStyle &style) {
        text::TextStyle sample;
        sample.fonts = value(style.textFont);
        sample.sizePx = std::clamp(value(style.textSize), 9.0, 12.0);
        sample.lineHeightEm = kSwatchHeightPx / sample.sizePx;
        sample.color = faded(value(style.textColor), value(style.textOpacity));
        sample.haloColor = faded(value(style.textHaloColor), value(style.textOpacity));
        sample.haloWidthPx = std::min(value(style.textHaloWidth), 2.0);
        const double leftPx = kSwatchWidthPx / 2 - sample.sizePx * 0.6;
        m_list.push_back(text(kRole, "Aa", {leftPx, 0}, std::move(sample)));
    }

    const std::optional<FeatureView> &m_feature;
    double m_zoom;
    double m_at = 0;
    double m_opacity;
    DrawList m_list;
};

} // namespace

DrawList makeSwatch(const std::vector<const style::StyleLayer *> &layers, const std::optional<FeatureView> &feature,
                    double zoom, double opacity) {
    SwatchMaker maker(feature, zoom, opacity);
    // Letters say nothing beside a line, an area or a dot; alone they are the look.
    const bool onlyText = std::ranges::all_of(layers, [](const style::StyleLayer *layer) {
        return std::holds_alternative<style::SymbolStyle>(layer->style);
    });
    for (const style::StyleLayer *layer : layers)
        if (onlyText || !std::holds_alternative<style::SymbolStyle>(layer->style)) maker.add(*layer);
    return maker.take();
}

} // namespace corridors::layout
