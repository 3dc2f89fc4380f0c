// The overview: the land around the page's ground, with the page's extent as a box. Drawn from the data as plain areas,
// so that it is the same vectors in every format.
#include <algorithm>
#include <cmath>

#include "geodata/tile/clip.hpp"
#include "viewer/layout/blocks.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "inset";
constexpr double kTimesLarger = 5;        // overview to page, where the map's own view is no overview of it
constexpr double kHomeIsOverviewAt = 0.5; // page to home view, in width
constexpr double kHomeWidthPx = 1920;     // the window that a map's view is composed for
constexpr double kHomeHeightPx = 1080;
constexpr double kSmallestBoxPx = 7; // an extent below this is shown as a box of this size
constexpr double kDetailPx = 0.7;
constexpr std::size_t kMaxFeatures = 5000;

class Inset {
public:
    Inset(const app::Viewport &page, double sidePx, const BlockContext &context)
        : m_context(context), m_page(page.bounds()), m_square(page.square) {
        const double aspect = std::clamp(page.widthPx / page.heightPx, 0.8, 1.5);
        m_widthPx = aspect >= 1 ? sidePx : sidePx * aspect;
        m_heightPx = aspect >= 1 ? sidePx / aspect : sidePx;
        m_view = {overviewCamera(page), page.square, m_widthPx, m_heightPx};
    }

    std::optional<Block> make() {
        Block block = plateBlock(kRole, m_widthPx, m_heightPx, m_context);
        Color ground = m_context.palette.paper;
        bool anyArea = false;
        for (const style::StyleLayer &layer : m_context.state.document->layers) {
            if (!isShown(layer)) continue;
            if (const auto *background = std::get_if<style::BackgroundStyle>(&layer.style))
                ground = background->color.evaluate(m_view.camera.zoom);
            if (const auto *fill = std::get_if<style::FillStyle>(&layer.style))
                anyArea = addAreas(block.list, layer, *fill) || anyArea;
        }
        if (!anyArea) return std::nullopt; // a box in an empty frame says nothing
        auto &plate = std::get<PathPrimitive>(block.list[0].content);
        plate.fill = ground;
        plate.cornerRadiusPx = 0;
        addExtent(block.list);
        PathPrimitive frame = rectangle({0, 0, m_widthPx, m_heightPx});
        frame.stroke = m_context.palette.ink;
        frame.strokeWidthPx = 0.9 * m_context.scale;
        block.list.push_back(path(kRole, std::move(frame)));
        return block;
    }

private:
    /// The map's own view, where the page is a small part of it; else what lies around the page.
    [[nodiscard]] app::Camera overviewCamera(const app::Viewport &page) const {
        const app::AppState &state = m_context.state;
        WorldBounds around = m_page.expanded(std::max(m_page.width(), m_page.height()) * (kTimesLarger - 1) / 2);
        if (state.document->hasView) {
            app::Camera home{state.projection->project(state.document->center), state.document->zoom};
            const WorldBounds view = app::Viewport{home, page.square, kHomeWidthPx, kHomeHeightPx}.bounds();
            const bool holdsPage = view.minX <= m_page.minX && view.maxX >= m_page.maxX && view.minY <= m_page.minY &&
                                   view.maxY >= m_page.maxY;
            if (holdsPage && m_page.width() < kHomeIsOverviewAt * view.width()) around = view;
        }
        return app::cameraContaining(around, m_square, m_widthPx, m_heightPx, 0);
    }

    [[nodiscard]] bool isShown(const style::StyleLayer &layer) const {
        const app::LayerState *group = m_context.state.layer(layer.group);
        return layer.visible && (group == nullptr || (group->visible && group->base));
    }

    bool addAreas(DrawList &list, const style::StyleLayer &layer, const style::FillStyle &fill) const {
        const app::SourceState *source = m_context.state.source(layer.source);
        if (source == nullptr || !source->data) return false;
        const double zoom =
            std::clamp(m_view.camera.zoom, layer.minZoom, std::max(layer.minZoom, layer.maxZoom - 1e-3));
        bool any = false;
        std::size_t count = 0;
        for (const std::uint32_t i : source->data->index().find(m_view.bounds())) {
            const FeatureView feature = source->data->feature(i);
            if (feature.geometryClass() != GeometryClass::Polygon || !layer.accepts(feature, zoom)) continue;
            if (++count > kMaxFeatures) break;
            PathPrimitive area;
            area.closed = true;
            area.fill = fill.color.evaluate(zoom, feature);
            area.fill.a *= static_cast<float>(fill.opacity.evaluate(zoom, feature));
            area.stroke = m_context.palette.hairline;
            area.strokeWidthPx = 0.5 * m_context.scale;
            for (std::size_t part = 0; part < feature.partCount(); ++part)
                if (auto ring = ringOf(feature.part(part)); ring.size() > 2) area.subpaths.push_back(std::move(ring));
            if (area.subpaths.empty()) continue;
            list.push_back(path(kRole, std::move(area)));
            any = true;
        }
        return any;
    }

    /// The ring in the overview's pixels, without detail that it cannot show, clipped to its frame.
    [[nodiscard]] std::vector<ScreenPoint> ringOf(std::span<const WorldPoint> points) const {
        std::vector<tile::UnitPoint> ring;
        for (const WorldPoint p : points) {
            const ScreenPoint s = m_view.toScreen(p);
            if (ring.empty() || std::hypot(s.x - ring.back().x, s.y - ring.back().y) >= kDetailPx)
                ring.push_back({s.x, s.y});
        }
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        std::vector<tile::UnitPoint> scratch;
        tile::clipRing(ring, {0, 0, m_widthPx, m_heightPx}, scratch);
        std::vector<ScreenPoint> out;
        out.reserve(ring.size());
        for (const tile::UnitPoint p : ring) out.push_back({p.x, p.y});
        return out;
    }

    void addExtent(DrawList &list) const {
        const ScreenPoint nw = m_view.toScreen({m_page.minX, m_page.maxY});
        const ScreenPoint se = m_view.toScreen({m_page.maxX, m_page.minY});
        const double s = m_context.scale;
        const double least = kSmallestBoxPx * s;
        const auto side = [&](double a, double b, double limit) {
            const double middle = (a + b) / 2;
            const double half = std::max(b - a, least) / 2;
            return std::pair(std::clamp(middle - half, 0.0, limit), std::clamp(middle + half, 0.0, limit));
        };
        const auto [left, right] = side(nw.x, se.x, m_widthPx);
        const auto [top, bottom] = side(nw.y, se.y, m_heightPx);
        PathPrimitive casing = rectangle({left, top, right, bottom});
        casing.stroke = {1, 1, 1, 0.9F};
        casing.strokeWidthPx = 3 * s;
        list.push_back(path(kRole, casing));
        PathPrimitive box = rectangle({left, top, right, bottom});
        box.fill = m_context.palette.accent;
        box.fill.a = 0.1F;
        box.stroke = m_context.palette.accent;
        box.strokeWidthPx = 1.3 * s;
        list.push_back(path(kRole, std::move(box)));
    }

    const BlockContext &m_context;
    WorldBounds m_page;
    PyramidSquare m_square;
    double m_widthPx = 0;
    double m_heightPx = 0;
    app::Viewport m_view;
};

} // namespace

std::optional<Block> insetBlock(const app::Viewport &page, double sidePx, const BlockContext &context) {
    if (!context.state.document || !context.state.projection) return std::nullopt;
    return Inset(page, sidePx, context).make();
}

} // namespace corridors::layout
