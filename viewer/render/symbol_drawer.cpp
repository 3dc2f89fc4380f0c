#include "viewer/render/symbol_drawer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "viewer/gpu/draw.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

namespace {

/// Labels just outside the window reach into it, and are known before they come into view.
constexpr std::int64_t kLabelMarginPx = 128;

} // namespace

SymbolDrawer::SymbolDrawer(const Programs &programs, bool animate)
    : m_programs(programs), m_layer(m_engine, LabelOptions{.animate = animate, .keepInside = !animate}) {}

void SymbolDrawer::gatherInk(const Scene &scene, TileStore &store, const PixelGrid &grid,
                             const std::vector<TileId> &cover) {
    m_inks.clear();
    for (const LayerStep &step : scene.steps()) {
        if (!std::holds_alternative<style::LineStyle>(step.layer->style)) continue;
        if (step.feed < 0 || step.groupOpacity < kInkOpacity || !step.layer->drawsAt(grid.zoom)) continue;
        m_tiles.clear();
        for (const TileId id : cover) store.collect(scene.feeds()[static_cast<std::size_t>(step.feed)], id, m_tiles);
        for (const DrawTile &drawn : m_tiles) {
            const int index = scene.indexIn(drawn.tile->document.get(), step);
            for (const InkBucket &ink : drawn.tile->inks)
                if (static_cast<int>(ink.styleLayer) == index)
                    m_inks.push_back(
                        {ink.cells, tileBounds(grid.square, drawn.place), tileBounds(grid.square, drawn.clip)});
        }
    }
}

void SymbolDrawer::gather(const Scene &scene, TileStore &store, const PixelGrid &grid, bool wraps,
                          const PixelRect &window) {
    m_batches.clear();
    std::vector<TileId> cover;
    const double worldM = grid.square.edgeM;
    for (std::size_t i = 0; i < scene.steps().size(); ++i) {
        const LayerStep &step = scene.steps()[i];
        if (!std::holds_alternative<style::SymbolStyle>(step.layer->style)) continue;
        if (step.feed < 0 || !step.layer->drawsAt(grid.zoom)) continue;
        if (cover.empty()) cover = tilesCovering(grid, window.expanded(kLabelMarginPx), wraps);
        m_tiles.clear();
        for (const TileId id : cover) store.collect(scene.feeds()[static_cast<std::size_t>(step.feed)], id, m_tiles);
        for (const DrawTile &drawn : m_tiles) {
            const int index = scene.indexIn(drawn.tile->document.get(), step);
            for (const LabelBucket &bucket : drawn.tile->labels) {
                if (static_cast<int>(bucket.styleLayer) != index) continue;
                LabelBatch batch;
                batch.labels = bucket.labels;
                batch.tileZoom = drawn.tile->id.z;
                batch.styleLayer = step.index;
                batch.drawOrder = static_cast<std::uint32_t>(i);
                batch.opacity = static_cast<float>(step.groupOpacity);
                batch.worldShiftXM =
                    std::floor(std::ldexp(static_cast<double>(drawn.place.x), -drawn.place.z)) * worldM;
                if (drawn.place != drawn.clip) batch.clip = tileBounds(grid.square, drawn.clip);
                m_batches.push_back(std::move(batch));
            }
        }
    }
    gatherInk(scene, store, grid, cover);
    std::stable_partition(m_batches.begin(), m_batches.end(), [](const LabelBatch &b) { return b.clip.isEmpty(); });
}

void SymbolDrawer::update(const Scene &scene, TileStore &store, const PixelGrid &grid, bool wraps,
                          const PixelRect &window, double nowS, std::span<const ScreenBox> avoid,
                          LabelFrame::Opening opening, bool hurried) {
    gather(scene, store, grid, wraps, window);
    // The viewport whose pixels are the window's: the camera is rounded as the map is.
    app::Viewport viewport;
    viewport.square = grid.square;
    viewport.widthPx = static_cast<double>(window.width) / grid.pixelRatio;
    viewport.heightPx = static_cast<double>(window.height) / grid.pixelRatio;
    viewport.camera.zoom = grid.zoom;
    viewport.camera.center = grid.toWorld(static_cast<double>(window.x) + static_cast<double>(window.width) / 2,
                                          static_cast<double>(window.y) + static_cast<double>(window.height) / 2);
    m_layer.update({viewport, grid.pixelRatio, scene.document(), m_batches, nowS, m_inks, avoid, opening, hurried});
    uploadPages();
}

void SymbolDrawer::uploadPages() {
    const auto pages = m_layer.pages();
    m_pages.resize(std::max(m_pages.size(), pages.size()));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const AtlasPage &from = pages[i];
        Page &to = m_pages[i];
        if (from.widthPx() == 0) to = {};
        if (from.dirty().isEmpty()) continue;
        if (to.widthPx != from.widthPx() || to.heightPx != from.heightPx()) {
            auto made = gpu::makeTexture(from.widthPx(), from.heightPx(), from.pixels(), true);
            to = {};
            if (!made) continue; // the labels of this page are missing, the map is not
            to = {std::move(*made), from.widthPx(), from.heightPx()};
            continue;
        }
        // Whole rows: the pixels are packed without padding.
        const std::uint8_t *rows = from.pixels() + std::size_t{4} * static_cast<std::size_t>(from.dirty().y) *
                                                       static_cast<std::size_t>(from.widthPx());
        gpu::updateTexture(to.texture, 0, from.dirty().y, from.widthPx(), from.dirty().heightPx, rows);
    }
    m_layer.clearDirty();
}

void SymbolDrawer::draw(unsigned framebuffer, const PixelRect &window, double pixelRatio) {
    const auto quads = m_layer.quads();
    if (quads.empty()) return;
    m_vertices.clear();
    for (const LabelQuad &q : quads) {
        const auto corner = [&](int k, int u, int v) {
            m_vertices.push_back({static_cast<float>(q.corners[k].x * pixelRatio),
                                  static_cast<float>(q.corners[k].y * pixelRatio), static_cast<float>(u),
                                  static_cast<float>(v), q.opacity});
        };
        corner(0, q.u, q.v);
        corner(1, q.u + q.w, q.v);
        corner(3, q.u, q.v + q.h);
        corner(3, q.u, q.v + q.h);
        corner(1, q.u + q.w, q.v);
        corner(2, q.u + q.w, q.v + q.h);
    }
    gpu::beginTarget(framebuffer, {0, 0, static_cast<int>(window.width), static_cast<int>(window.height)});
    gpu::setBlending(true);
    constexpr std::array<gpu::Attribute, 2> kAttributes{{
        {0, 2, gpu::Component::Float, offsetof(Vertex, x)},
        {1, 3, gpu::Component::Float, offsetof(Vertex, u)},
    }};
    m_buffer = gpu::makeVertexBuffer(std::as_bytes(std::span(m_vertices)));
    m_array = gpu::makeVertexArray(m_buffer, sizeof(Vertex), kAttributes);
    m_programs.label.program.use();
    gpu::setUniform(m_programs.label.clip,
                    Rgba{2 / static_cast<float>(window.width), -2 / static_cast<float>(window.height), -1, 1});
    gpu::setUniform(m_programs.label.texture, 0);
    gpu::bindVertexArray(m_array);
    // Runs of quads on one page, in drawing order.
    for (std::size_t i = 0; i < quads.size();) {
        std::size_t end = i;
        while (end < quads.size() && quads[end].page == quads[i].page) ++end;
        const Page &page = m_pages[quads[i].page];
        if (page.texture) {
            gpu::bindTexture(page.texture.id());
            gpu::setUniform(m_programs.label.texel, 1 / static_cast<float>(page.widthPx),
                            1 / static_cast<float>(page.heightPx));
            gpu::drawTriangles(i * 6, (end - i) * 6);
        }
        i = end;
    }
    gpu::setBlending(false);
}

} // namespace corridors::render
