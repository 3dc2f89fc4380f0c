#include "viewer/render/painter.hpp"

#include <cmath>
#include <utility>

#include "viewer/gpu/draw.hpp"

namespace corridors::render {

Painter::Painter(const Programs &programs) : m_programs(programs), m_emptyArray(gpu::makeEmptyVertexArray()) {}

void Painter::begin(const Region &region, const PixelGrid &grid) {
    m_region = region;
    m_grid = grid;
    m_zoom = {grid.zoom, grid.tileLevel(), static_cast<float>(grid.pixelRatio)};
    m_view = region.framebufferWidthPx > 0 ? PixelRect{region.rect.x - region.x, region.rect.y - region.y,
                                                       region.framebufferWidthPx, region.framebufferHeightPx}
                                           : region.rect;
    const auto w = static_cast<float>(m_view.width);
    const auto h = static_cast<float>(m_view.height);
    m_clip = region.topFirst ? Rgba{2 / w, 2 / h, -1, -1} : Rgba{2 / w, -2 / h, -1, 1};
    const std::int64_t left = m_view.x - region.rect.x + region.x;
    const std::int64_t top = m_view.y - region.rect.y + region.y;
    const std::int64_t y = region.topFirst ? top : region.framebufferHeightPx - top - m_view.height;
    gpu::beginTarget(region.framebuffer, {static_cast<int>(left), static_cast<int>(y), static_cast<int>(m_view.width),
                                          static_cast<int>(m_view.height)});
    m_blending = false;
    m_program = 0;
    setScissor(region.rect);
}

void Painter::setScissor(const PixelRect &rect) {
    const PixelRect r = rect.moved(m_region.x - m_region.rect.x, m_region.y - m_region.rect.y);
    const std::int64_t y = m_region.topFirst ? r.y : m_region.framebufferHeightPx - r.bottom();
    gpu::setScissor(
        {static_cast<int>(r.x), static_cast<int>(y), static_cast<int>(r.width), static_cast<int>(r.height)});
}

void Painter::setBlending(bool on) {
    if (on == m_blending) return;
    m_blending = on;
    gpu::setBlending(on);
}

template <class Program>
void Painter::useProgram(const Program &program) {
    if (m_program == program.program.id()) return;
    m_program = program.program.id();
    program.program.use();
    gpu::setUniform(program.clip, m_clip);
}

/// The region in px of the viewport.
Rgba Painter::regionPx() const {
    return {static_cast<float>(m_region.rect.x - m_view.x), static_cast<float>(m_region.rect.y - m_view.y),
            static_cast<float>(m_region.rect.width), static_cast<float>(m_region.rect.height)};
}

void Painter::clear(const Rgba &color) {
    setScissor(m_region.rect);
    gpu::clear(color);
}

void Painter::wash(const Rgba &color) {
    if (color[3] <= 0) return;
    setScissor(m_region.rect);
    setBlending(color[3] < 1);
    useProgram(m_programs.quad);
    gpu::setUniform(m_programs.quad.rect, regionPx());
    gpu::setUniform(m_programs.quad.color, color);
    gpu::bindVertexArray(m_emptyArray);
    gpu::drawQuad();
}

void Painter::composite(unsigned texture, float opacity) {
    setScissor(m_region.rect);
    setBlending(true);
    useProgram(m_programs.composite);
    gpu::setUniform(m_programs.composite.rect, regionPx());
    gpu::setUniform(m_programs.composite.texture, 0);
    gpu::setUniform(m_programs.composite.opacity, opacity);
    gpu::bindTexture(texture);
    gpu::bindVertexArray(m_emptyArray);
    gpu::drawQuad();
}

void Painter::stretch(unsigned texture, const Stretch &piece, const PixelRect &clip) {
    setScissor(clip);
    setBlending(false);
    useProgram(m_programs.stretch);
    const Rgba region = regionPx();
    gpu::setUniform(m_programs.stretch.rect,
                    Rgba{region[0] + static_cast<float>(piece.to.x), region[1] + static_cast<float>(piece.to.y),
                         static_cast<float>(piece.to.width), static_cast<float>(piece.to.height)});
    gpu::setUniform(m_programs.stretch.part, piece.part);
    gpu::setUniform(m_programs.stretch.texture, 0);
    gpu::bindTexture(texture);
    gpu::bindVertexArray(m_emptyArray);
    gpu::drawQuad();
}

bool Painter::placeTile(const DrawTile &tile, int uniform, const std::array<float, 2> &translatePx, bool clipToTile) {
    PixelRect visible = m_region.rect;
    if (clipToTile) {
        visible = m_grid.tileRect(tile.clip).intersected(m_region.rect);
        if (visible.isEmpty()) return false;
        setScissor(visible);
    }
    const double edge = m_grid.tileEdgePx(tile.place.z);
    // Relative to the region in double, then rounded like the vertices (fill.vert), so that sums are exact in float.
    const auto rounded = [](double px) { return static_cast<float>(std::round(px * 64) / 64); };
    const float scale = static_cast<float>(edge / kTileExtent);
    const float x = rounded(tile.place.x * edge - m_grid.originXPx - static_cast<double>(m_view.x)) + translatePx[0];
    const float y = rounded(tile.place.y * edge - m_grid.originYPx - static_cast<double>(m_view.y)) + translatePx[1];
    gpu::setUniform(uniform, scale, x, y);
    m_unitsPerPx = 1 / scale;
    const PixelRect window = visible.moved(-m_view.x, -m_view.y);
    m_window = {(static_cast<float>(window.x) - x) * m_unitsPerPx, (static_cast<float>(window.y) - y) * m_unitsPerPx,
                (static_cast<float>(window.right()) - x) * m_unitsPerPx,
                (static_cast<float>(window.bottom()) - y) * m_unitsPerPx};
    return true;
}

bool Painter::mayShow(const tile::Chunk &chunk, float reachPx) const {
    const float reach = (reachPx + 1) * m_unitsPerPx; // a pixel for all that is rounded
    return static_cast<float>(chunk.min.x) - reach < m_window[2] &&
           static_cast<float>(chunk.max.x) + reach > m_window[0] &&
           static_cast<float>(chunk.min.y) - reach < m_window[3] &&
           static_cast<float>(chunk.max.y) + reach > m_window[1];
}

void Painter::drawBatch(const style::StyleLayer &layer) {
    if (const auto *fill = std::get_if<style::FillStyle>(&layer.style))
        drawFills(*fill);
    else if (const auto *line = std::get_if<style::LineStyle>(&layer.style))
        drawLines(*line);
    else if (const auto *circle = std::get_if<style::CircleStyle>(&layer.style))
        drawCircles(*circle);
}

namespace {

void drawIndexed(const IndexSlice &slice, std::uint32_t first, std::uint32_t count) {
    const std::size_t offset = slice.offset + std::size_t{first} * (slice.wide ? 4U : 2U);
    gpu::drawIndexed(count, offset, slice.wide, slice.baseVertex);
}

/// How far a line's triangles reach beyond its positions, px (line_vertex.hpp).
float lineReach(const tile::Chunk &chunk, float thickPx, float offsetPx) {
    constexpr float kCorner = 1.5F; // of a square cap, across and along: more than the root of 2
    return chunk.longestNormal * (kCorner * thickPx + std::abs(offsetPx));
}

void setLine(const LineProgram &program, const LineUniforms &u) {
    gpu::setUniform(program.color, u.color);
    gpu::setUniform(program.thick, u.thickPx, u.offsetPx);
    gpu::setUniform(program.edge, u.thickPx, u.fade, u.innerPx);
    if (!u.dashed) return;
    gpu::setUniform(program.dash, std::span<const float>(u.dash));
    gpu::setUniform(program.dashCap, u.dashCapPx, 1 / u.dash.back());
}

struct TriangleRange {
    template <class Run>
    static std::pair<std::uint32_t, std::uint32_t> of(const Run &run) {
        return {run.firstIndex, run.indexCount};
    }
};
struct OutlineRange {
    template <class Run>
    static std::pair<std::uint32_t, std::uint32_t> of(const Run &run) {
        return {run.outlineFirst, run.outlineCount};
    }
};

/// Calls draw(uniforms, first, count) for the runs, neighbours with one paint together.
template <class Run, class Frame, class Range, class Draw>
void forEachPaint(const std::vector<Run> &runs, const Frame &frame, int level, Range range, Draw &&draw) {
    for (std::size_t i = 0; i < runs.size();) {
        const auto [first, length] = range.of(runs[i]);
        std::uint32_t count = length;
        std::size_t j = i + 1;
        for (; frame.constant && j < runs.size(); ++j) {
            const auto [nextFirst, nextLength] = range.of(runs[j]);
            if (nextFirst != first + count) break;
            count += nextLength;
        }
        draw(frame.uniforms(runs[i].paint, level), first, count);
        i = j;
    }
}

} // namespace

void Painter::drawFills(const style::FillStyle &style) {
    const FillPaintFrame frame(style, m_zoom);
    for (const Item &item : m_batch) {
        const auto *fill = std::get_if<GpuFill>(&item.bucket->content);
        if (fill == nullptr || !item.tile->tile->fills) continue;
        useProgram(m_programs.fill);
        if (!placeTile(*item.tile, m_programs.fill.tile, frame.translatePx, true)) continue;
        gpu::bindVertexArray(item.tile->tile->fills);
        forEachPaint(fill->runs, frame, item.tile->tile->id.z, TriangleRange{},
                     [&](const FillUniforms &u, std::uint32_t first, std::uint32_t count) {
                         if (u.color[3] <= 0 || count == 0) return;
                         bool prepared = false;
                         tile::forEachVisible(
                             fill->chunks, first, count, [&](const tile::Chunk &c) { return mayShow(c, 0); },
                             [&](std::uint32_t from, std::uint32_t length) {
                                 if (!std::exchange(prepared, true)) {
                                     setBlending(u.color[3] < 1);
                                     gpu::setUniform(m_programs.fill.color, u.color);
                                 }
                                 drawIndexed(fill->triangles, from, length);
                             });
                     });
    }
    if (!frame.antialias) return;
    const LineProgram &program = frame.hasOutline ? m_programs.lines[0][0] : m_programs.fringe;
    const float thick = frame.hasOutline ? 0.5F * m_zoom.pixelRatio + 0.5F : 0.5F;
    for (const Item &item : m_batch) {
        const auto *fill = std::get_if<GpuFill>(&item.bucket->content);
        if (fill == nullptr || !item.tile->tile->lines) continue;
        useProgram(program);
        if (!placeTile(*item.tile, program.tile, frame.translatePx, true)) continue;
        setBlending(true);
        gpu::setUniform(program.thick, thick, 0.0F);
        gpu::setUniform(program.edge, thick, 1.0F, 0.0F);
        gpu::bindVertexArray(item.tile->tile->lines);
        forEachPaint(fill->runs, frame, item.tile->tile->id.z, OutlineRange{},
                     [&](const FillUniforms &u, std::uint32_t first, std::uint32_t count) {
                         if (u.outline[3] <= 0 || count == 0) return;
                         bool prepared = false;
                         tile::forEachVisible(
                             fill->outlineChunks, first, count,
                             [&](const tile::Chunk &c) { return mayShow(c, lineReach(c, thick, 0)); },
                             [&](std::uint32_t from, std::uint32_t length) {
                                 if (!std::exchange(prepared, true)) gpu::setUniform(program.color, u.outline);
                                 drawIndexed(fill->outlines, from, length);
                             });
                     });
    }
}

void Painter::drawLines(const style::LineStyle &style) {
    const LinePaintFrame frame(style, m_zoom);
    setBlending(true);
    for (const Item &item : m_batch) {
        const auto *line = std::get_if<GpuLine>(&item.bucket->content);
        if (line == nullptr || !item.tile->tile->lines) continue;
        const LineProgram *placedFor = nullptr;
        gpu::bindVertexArray(item.tile->tile->lines);
        forEachPaint(line->runs, frame, item.tile->tile->id.z, TriangleRange{},
                     [&](const LineUniforms &u, std::uint32_t first, std::uint32_t count) {
                         if (u.thickPx <= 0 || count == 0) return;
                         const LineProgram &program = m_programs.lines[u.dashed ? 1 : 0][u.gap ? 1 : 0];
                         useProgram(program);
                         if (placedFor != &program) {
                             if (!placeTile(*item.tile, program.tile, frame.translatePx, true)) return;
                             placedFor = &program;
                         }
                         bool prepared = false;
                         tile::forEachVisible(
                             line->chunks, first, count,
                             [&](const tile::Chunk &c) { return mayShow(c, lineReach(c, u.thickPx, u.offsetPx)); },
                             [&](std::uint32_t from, std::uint32_t length) {
                                 if (!std::exchange(prepared, true)) setLine(program, u);
                                 drawIndexed(line->triangles, from, length);
                             });
                     });
    }
}

void Painter::drawCircles(const style::CircleStyle &style) {
    const CirclePaintFrame frame(style, m_zoom);
    setBlending(true);
    useProgram(m_programs.circle);
    const CircleProgram &program = m_programs.circle;
    for (const Item &item : m_batch) {
        const auto *circle = std::get_if<GpuCircle>(&item.bucket->content);
        if (circle == nullptr || !item.tile->tile->circles) continue;
        // A circle belongs to one tile and may reach beyond it; only of stand-ins no more than the gap is wanted.
        const bool standIn = item.tile->place != item.tile->clip;
        if (!standIn) setScissor(m_region.rect);
        if (!placeTile(*item.tile, program.tile, frame.translatePx, standIn)) continue;
        gpu::bindVertexArray(item.tile->tile->circles);
        forEachPaint(circle->runs, frame, item.tile->tile->id.z, TriangleRange{},
                     [&](const CircleUniforms &u, std::uint32_t first, std::uint32_t count) {
                         if (u.reachPx <= 0 || count == 0) return;
                         gpu::setUniform(program.color, u.color);
                         gpu::setUniform(program.strokeColor, u.strokeColor);
                         gpu::setUniform(program.reach, u.reachPx);
                         gpu::setUniform(program.shape, u.radiusShare, u.fadeShare);
                         tile::forEachVisible(
                             circle->chunks, first, count, [&](const tile::Chunk &c) { return mayShow(c, u.reachPx); },
                             [&](std::uint32_t from, std::uint32_t length) {
                                 gpu::drawQuadPerInstance(length, item.tile->tile->centers,
                                                          (circle->firstCenter + from) * sizeof(TilePoint),
                                                          sizeof(TilePoint));
                             });
                     });
    }
}

} // namespace corridors::render
