#include "viewer/output/vector_scene.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "viewer/output/vector_labels.hpp"
#include "viewer/output/vector_paint.hpp"
#include "viewer/render/highlight_state.hpp"
#include "viewer/render/highlight_style.hpp"
#include "viewer/render/scene.hpp"

namespace corridors::output {

namespace {

using render::LayerStep;
using render::Scene;

bool isSymbol(const LayerStep &step) { return std::holds_alternative<style::SymbolStyle>(step.layer->style); }

tile::PageView pageView(const app::AppState &state, double detail) {
    const app::Viewport view = state.viewport();
    return {view.square, view.toWorld({0, 0}), view.metresPerPixel(), view.camera.zoom, detail};
}

void move(std::vector<tile::PagePath> &paths, ScreenPoint by) {
    if (by == ScreenPoint{}) return;
    for (tile::PagePath &path : paths)
        for (ScreenPoint &p : path.points) p = {p.x + by.x, p.y + by.y};
}

/// Announces groups and layers when their first shape comes, and ends them.
class Announcer {
public:
    explicit Announcer(VectorSink &sink) : m_sink(sink) {}
    ~Announcer() { endGroup(); }
    Announcer(const Announcer &) = delete;
    Announcer &operator=(const Announcer &) = delete;

    void useGroup(const VectorGroup &group) {
        if (m_group && m_group->kind == group.kind && m_group->id == group.id) return;
        endGroup();
        m_group = group;
    }
    void useLayer(const style::StyleLayer &layer) {
        endLayer();
        m_layer = &layer;
    }
    VectorSink &shape() {
        if (!m_groupOpen) m_sink.beginGroup(*m_group);
        m_groupOpen = true;
        if (!m_layerOpen) m_sink.beginLayer(*m_layer);
        m_layerOpen = true;
        return m_sink;
    }

private:
    void endLayer() {
        if (m_layerOpen) m_sink.endLayer();
        m_layerOpen = false;
    }
    void endGroup() {
        endLayer();
        if (m_groupOpen) m_sink.endGroup();
        m_groupOpen = false;
    }
    VectorSink &m_sink;
    std::optional<VectorGroup> m_group;
    const style::StyleLayer *m_layer = nullptr;
    bool m_groupOpen = false;
    bool m_layerOpen = false;
};

/// Draws one style layer's features.
class LayerDrawer {
public:
    LayerDrawer(const style::StyleLayer &layer, const render::TileFeed &feed, const tile::PageView &view,
                const tile::PageArea &page, const tile::PageArea &area, Announcer &out)
        : m_layer(layer), m_feed(feed), m_zoom(view.zoom), m_translation(translationOf(layer, view.zoom)),
          m_area(untranslated(area)), m_page(untranslated(page)), m_geometry(*feed.pyramid, view), m_out(out) {}

    bool draw(const std::stop_token &cancel) {
        std::size_t count = 0;
        for (const tile::PageFeature &f : m_geometry.select(m_layer, m_area.expanded(layerReachPx(m_layer, m_zoom)))) {
            if ((++count & 255U) == 0 && cancel.stop_requested()) return false;
            m_feature = f;
            if (const auto *fill = std::get_if<style::FillStyle>(&m_layer.style))
                drawFill(*fill);
            else if (const auto *line = std::get_if<style::LineStyle>(&m_layer.style))
                drawLine(*line);
            else if (const auto *circle = std::get_if<style::CircleStyle>(&m_layer.style))
                drawCircle(*circle);
        }
        return true;
    }

private:
    [[nodiscard]] tile::PageArea untranslated(const tile::PageArea &area) const {
        return {area.left - m_translation.x, area.top - m_translation.y, area.right - m_translation.x,
                area.bottom - m_translation.y};
    }
    [[nodiscard]] ShapeOrigin origin() const { return {&m_layer, m_feed.data.get(), m_feature.feature}; }

    void drawFill(const style::FillStyle &style) {
        const FeatureView feature = m_geometry.view(m_feature);
        if (feature.geometryClass() != GeometryClass::Polygon) return;
        auto shape = fillLook(style, m_zoom, feature);
        if (!shape) return;
        // Room for the outline, so that what runs along the area's edge is not seen.
        const tile::PageArea around = m_area.expanded(4);
        if (shape->color.a > 0)
            m_geometry.rings(m_feature, around, m_paths);
        else
            m_paths.clear();
        m_outline.clear();
        if (shape->outlineColor.a > 0) m_geometry.lines(m_feature, around, m_outline);
        if (m_paths.empty() && m_outline.empty()) return;
        move(m_paths, m_translation);
        move(m_outline, m_translation);
        shape->rings = m_paths;
        shape->outline = m_outline;
        m_out.shape().fill(origin(), *shape);
    }

    void drawLine(const style::LineStyle &style) {
        const FeatureView feature = m_geometry.view(m_feature);
        if (feature.geometryClass() == GeometryClass::Point) return;
        auto plan = lineLook(style, m_zoom, feature);
        if (!plan) return;
        // The dashes of a line moved aside are measured along the moved line: from the page's edge on, in every strip.
        const bool fromPageEdge = !plan->dashes.empty() && plan->offsetPx != 0;
        m_geometry.lines(m_feature, (fromPageEdge ? m_page : m_area).expanded(plan->reachPx()), m_paths);
        if (m_paths.empty()) return;
        move(m_paths, m_translation);
        if (plan->gapWidthPx > 0)
            offsetBoth(plan->offsetPx, (plan->gapWidthPx + plan->shape.widthPx) / 2,
                       plan->shape.cap == LineCap::Round && plan->dashes.empty());
        else if (plan->offsetPx != 0)
            for (tile::PagePath &path : m_paths) path = offsetPath(path, plan->offsetPx);
        plan->shape.paths = m_paths;
        plan->shape.dashPx = plan->dashes;
        m_out.shape().line(origin(), plan->shape);
    }

    void offsetBoth(double offsetPx, double apartPx, bool roundCaps) {
        std::vector<tile::PagePath> strips;
        for (const tile::PagePath &path : m_paths) appendStrips(path, offsetPx, apartPx, roundCaps, strips);
        m_paths = std::move(strips);
    }

    void drawCircle(const style::CircleStyle &style) {
        const FeatureView feature = m_geometry.view(m_feature);
        auto shape = circleLook(style, m_zoom, feature);
        if (!shape) return;
        m_geometry.points(m_feature, m_area.expanded(shape->radiusPx + shape->strokeWidthPx + 2), m_centers);
        if (m_centers.empty()) return;
        for (ScreenPoint &p : m_centers) p = {p.x + m_translation.x, p.y + m_translation.y};
        shape->centers = m_centers;
        m_out.shape().circle(origin(), *shape);
    }

    const style::StyleLayer &m_layer;
    const render::TileFeed &m_feed;
    double m_zoom;
    ScreenPoint m_translation;
    tile::PageArea m_area;
    tile::PageArea m_page;
    tile::PageGeometry m_geometry;
    Announcer &m_out;
    tile::PageFeature m_feature;
    std::vector<tile::PagePath> m_paths, m_outline;
    std::vector<ScreenPoint> m_centers;
};

} // namespace

struct VectorScene::Impl {
    VectorOptions options;
    tile::PageView view;
    tile::PageArea page;
    std::vector<app::LayerState> layers; ///< for their titles
    Scene scene;
    Scene highlight;
    std::optional<Color> wash;
    std::optional<render::LabelLayer> labels;

    bool drawSteps(const Scene &from, GroupKind kind, Announcer &out, const tile::PageArea &area,
                   const std::stop_token &cancel) const {
        for (const LayerStep &step : from.steps()) {
            if (isSymbol(step) || !step.layer->drawsAt(view.zoom)) continue;
            if (cancel.stop_requested()) return false;
            out.useGroup(groupOf(step, kind));
            out.useLayer(*step.layer);
            if (const auto *background = std::get_if<style::BackgroundStyle>(&step.layer->style)) {
                Color color = background->color.evaluate(view.zoom);
                color.a *= static_cast<float>(background->opacity.evaluate(view.zoom));
                if (color.a > 0) out.shape().background(color);
                continue;
            }
            LayerDrawer drawer(*step.layer, from.feeds()[static_cast<std::size_t>(step.feed)], view, page, area, out);
            if (!drawer.draw(cancel)) return false;
        }
        return true;
    }

    [[nodiscard]] VectorGroup groupOf(const LayerStep &step, GroupKind kind) const {
        if (kind == GroupKind::Highlight) return {kind, "highlight", "Highlight", 1};
        const auto it = std::ranges::find(layers, step.group, &app::LayerState::id);
        return {kind, step.group, it != layers.end() ? it->title : step.group,
                kind == GroupKind::Labels ? 1 : step.groupOpacity};
    }
};

VectorScene::VectorScene(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
VectorScene::~VectorScene() = default;
VectorScene::VectorScene(VectorScene &&) noexcept = default;
VectorScene &VectorScene::operator=(VectorScene &&) noexcept = default;

Result<VectorScene> VectorScene::create(const app::AppState &state, VectorOptions options, const text::TextEngine &text,
                                        const std::stop_token &cancel) {
    if (!state.document || !state.projection) return fail("there is no map to draw");
    auto impl = std::make_unique<Impl>();
    impl->options = options;
    impl->view = pageView(state, impl->options.detail);
    impl->page = {0, 0, state.viewportWidthPx, state.viewportHeightPx};
    impl->layers = state.layers;
    static_cast<void>(impl->scene.update(state));
    if (!state.selected.empty() || !state.lit.empty()) {
        static_cast<void>(impl->highlight.update(render::highlightState(state, render::highlightStyle())));
        impl->wash = render::dimmingWash(state);
    }
    if (impl->options.labels) {
        impl->labels.emplace(
            text, render::LabelOptions{.animate = false, .keepInside = true, .bitmaps = impl->options.labelBitmaps});
        if (!placeLabels(impl->scene, state, *impl->labels, cancel)) return fail("the export was cancelled");
    }
    return VectorScene(std::move(impl));
}

tile::PageArea VectorScene::page() const { return m_impl->page; }

const render::LabelLayer *VectorScene::labels() const { return m_impl->labels ? &*m_impl->labels : nullptr; }

bool VectorScene::draw(VectorSink &sink, const tile::PageArea &area, const std::stop_token &cancel) const {
    Announcer out(sink);
    if (!m_impl->drawSteps(m_impl->scene, GroupKind::Map, out, area, cancel)) return false;
    if (m_impl->highlight.steps().empty() || m_impl->highlight.feeds().empty()) return true;
    if (m_impl->wash) {
        out.useGroup({GroupKind::Highlight, "highlight", "Highlight", 1});
        out.useLayer(*m_impl->highlight.steps().front().layer);
        out.shape().background(*m_impl->wash);
    }
    return m_impl->drawSteps(m_impl->highlight, GroupKind::Highlight, out, area, cancel);
}

void VectorScene::drawLabels(VectorSink &sink) const {
    if (!m_impl->labels) return;
    const auto placed = m_impl->labels->placed();
    std::vector<std::vector<std::size_t>> byLayer(m_impl->scene.document()->layers.size());
    for (std::size_t i = placed.size(); i-- > 0;) byLayer[placed[i].styleLayer].push_back(i);
    Announcer out(sink);
    for (const LayerStep &step : m_impl->scene.steps()) {
        if (!isSymbol(step) || step.feed < 0) continue;
        const LayerData *data = m_impl->scene.feeds()[static_cast<std::size_t>(step.feed)].data.get();
        out.useGroup(m_impl->groupOf(step, GroupKind::Labels));
        out.useLayer(*step.layer);
        for (const std::size_t i : byLayer[step.index])
            out.shape().label({step.layer, data, placed[i].feature}, placed[i]);
    }
}

} // namespace corridors::output
