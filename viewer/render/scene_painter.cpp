#include "viewer/render/scene_painter.hpp"

#include <algorithm>

#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

void ScenePainter::drawStep(const Scene &scene, const LayerStep &step, double zoom, float opacity) {
    if (const auto *background = std::get_if<style::BackgroundStyle>(&step.layer->style)) {
        const Rgba color = premultiplied(background->color.evaluate(zoom),
                                         static_cast<float>(background->opacity.evaluate(zoom)) * opacity);
        if (color[3] >= 1)
            m_painter.clear(color);
        else
            m_painter.wash(color);
        return;
    }
    m_painter.drawLayer(*step.layer, m_tiles[static_cast<std::size_t>(step.feed)],
                        [&](const GpuTile &tile) { return scene.indexIn(tile.document.get(), step); });
}

bool ScenePainter::beginGroup(const Region &region, const PixelGrid &grid, int widthPx) {
    if (m_group.widthPx < widthPx || m_group.heightPx < region.framebufferHeightPx) {
        m_group = {};
        auto made = gpu::makeRenderTexture(widthPx, region.framebufferHeightPx);
        if (!made) {
            m_problem = made.error().text();
            return false;
        }
        m_group = std::move(*made);
    }
    Region offscreen = region;
    offscreen.framebuffer = m_group.framebuffer.id();
    m_painter.begin(offscreen, grid);
    m_painter.clear({0, 0, 0, 0});
    return true;
}

void ScenePainter::draw(const Scene &scene, TileStore &store, const PixelGrid &grid, bool wraps, const Region &region,
                        int framebufferWidthPx, StepRange range, bool draft) {
    const std::vector<TileId> cover = tilesCovering(grid, region.rect, wraps);
    m_tiles.resize(std::max(m_tiles.size(), scene.feeds().size()));
    m_collected.assign(scene.feeds().size(), false);
    const auto drawn = [&](const LayerStep &step) {
        return step.layer->drawsAt(grid.zoom) && !std::holds_alternative<style::SymbolStyle>(step.layer->style);
    };
    // A parent's tile lacks the layers that begin at this level.
    const auto beginsHere = [&](const LayerStep &step) {
        return step.layer->minZoom >= grid.tileLevel() && step.layer->minZoom <= grid.zoom;
    };
    const auto collect = [&](const LayerStep &step) {
        if (step.feed < 0 || m_collected[static_cast<std::size_t>(step.feed)]) return;
        const auto feed = static_cast<std::size_t>(step.feed);
        m_collected[feed] = true;
        m_tiles[feed].clear();
        const bool asDraft = draft && std::ranges::none_of(scene.steps(), [&](const LayerStep &other) {
                                 return other.feed == step.feed && beginsHere(other);
                             });
        for (const TileId id : cover) store.collect(scene.feeds()[feed], id, m_tiles[feed], asDraft);
    };

    m_painter.begin(region, grid);
    const std::vector<LayerStep> &steps = scene.steps();
    for (std::size_t i = range.first; i < range.last; ++i) {
        if (!drawn(steps[i])) continue;
        collect(steps[i]);
        const auto opacity = static_cast<float>(steps[i].groupOpacity);
        const bool isBackground = steps[i].feed < 0;
        if (opacity >= 1 || isBackground || !beginGroup(region, grid, framebufferWidthPx)) {
            drawStep(scene, steps[i], grid.zoom, opacity);
            continue;
        }
        // The group's consecutive layers go to the offscreen texture and from there as one to the target.
        std::size_t end = i;
        for (; end < range.last && steps[end].group == steps[i].group; ++end) {
            if (!drawn(steps[end])) continue;
            collect(steps[end]);
            drawStep(scene, steps[end], grid.zoom, 1);
        }
        m_painter.begin(region, grid);
        m_painter.composite(m_group.texture.id(), opacity);
        i = end - 1;
    }
}

} // namespace corridors::render
