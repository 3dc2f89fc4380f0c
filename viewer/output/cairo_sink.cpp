#include "viewer/output/cairo_sink.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::output {

namespace {

void setColor(cairo_t *cr, const Color &c, double opacity = 1) {
    cairo_set_source_rgba(cr, static_cast<double>(c.r), static_cast<double>(c.g), static_cast<double>(c.b),
                          static_cast<double>(c.a) * opacity);
}

void trace(cairo_t *cr, const tile::PagePath &path) {
    if (path.points.empty()) return;
    cairo_move_to(cr, path.points.front().x, path.points.front().y);
    for (std::size_t i = 1; i < path.points.size(); ++i) cairo_line_to(cr, path.points[i].x, path.points[i].y);
    if (path.closed) cairo_close_path(cr);
}

void disc(cairo_t *cr, ScreenPoint center, double radiusPx) {
    cairo_new_sub_path(cr);
    cairo_arc(cr, center.x, center.y, radiusPx, 0, 2 * std::numbers::pi);
}

cairo_line_cap_t capOf(LineCap cap) {
    if (cap == LineCap::Round) return CAIRO_LINE_CAP_ROUND;
    return cap == LineCap::Square ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_BUTT;
}
cairo_line_join_t joinOf(LineJoin join) {
    if (join == LineJoin::Round) return CAIRO_LINE_JOIN_ROUND;
    return join == LineJoin::Bevel ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_MITER;
}

/// A soft edge as shapes laid over each other from the widest in: calls draw(inset, opacity) so that what has been laid
/// at depth s below the edge adds up to about s / fadePx of `alpha`.
template <class Draw>
void softEdge(double fadePx, double alpha, double stepPx, Draw &&draw) {
    const int steps = std::clamp(static_cast<int>(std::ceil(fadePx / stepPx)), 1, 12);
    double laid = 0;
    for (int i = 1; i <= steps; ++i) {
        const double target = alpha * i / steps;
        draw(fadePx * (i - 0.5) / steps, (target - laid) / (1 - laid));
        laid = std::min(target, 1 - 1e-6);
    }
}

} // namespace

void CairoSink::beginGroup(const VectorGroup &group) {
    m_groupOpacity = group.opacity;
    if (group.opacity < 1) cairo_push_group(m_cairo);
}

void CairoSink::endGroup() {
    if (m_groupOpacity < 1) {
        cairo_pop_group_to_source(m_cairo);
        cairo_paint_with_alpha(m_cairo, m_groupOpacity);
    }
    m_groupOpacity = 1;
}

void CairoSink::background(const Color &color) {
    setColor(m_cairo, color);
    cairo_paint(m_cairo);
}

void CairoSink::fill(const ShapeOrigin & /*origin*/, const FillShape &shape) {
    cairo_new_path(m_cairo);
    if (shape.color.a > 0 && !shape.rings.empty()) {
        for (const tile::PagePath &ring : shape.rings) trace(m_cairo, ring);
        setColor(m_cairo, shape.color);
        cairo_set_fill_rule(m_cairo, CAIRO_FILL_RULE_EVEN_ODD);
        cairo_set_antialias(m_cairo, shape.antialias ? CAIRO_ANTIALIAS_DEFAULT : CAIRO_ANTIALIAS_NONE);
        cairo_fill(m_cairo);
        cairo_set_antialias(m_cairo, CAIRO_ANTIALIAS_DEFAULT);
    }
    if (shape.outline.empty()) return;
    for (const tile::PagePath &path : shape.outline) trace(m_cairo, path);
    setColor(m_cairo, shape.outlineColor);
    cairo_set_line_width(m_cairo, 1);
    cairo_set_line_cap(m_cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(m_cairo, CAIRO_LINE_JOIN_BEVEL);
    cairo_stroke(m_cairo);
}

void CairoSink::strokePaths(std::span<const tile::PagePath> paths, std::span<const double> dashPx) {
    if (dashPx.empty()) {
        for (const tile::PagePath &path : paths) trace(m_cairo, path);
        cairo_stroke(m_cairo);
        return;
    }
    for (const tile::PagePath &path : paths) {
        cairo_set_dash(m_cairo, dashPx.data(), static_cast<int>(dashPx.size()), path.startPx);
        trace(m_cairo, path);
        cairo_stroke(m_cairo);
    }
    cairo_set_dash(m_cairo, nullptr, 0, 0);
}

void CairoSink::line(const ShapeOrigin & /*origin*/, const LineShape &shape) {
    cairo_set_line_cap(m_cairo, capOf(shape.cap));
    cairo_set_line_join(m_cairo, joinOf(shape.join));
    cairo_set_miter_limit(m_cairo, shape.miterLimit);
    cairo_new_path(m_cairo);
    // Below one device pixel a line keeps that width and fades, so that it neither breaks nor gains weight.
    const double thinnest = m_pixelRatio > 0 ? 1 / m_pixelRatio : 0;
    const double widthPx = std::max(shape.widthPx, thinnest);
    const double opacity = shape.widthPx / widthPx;
    if (shape.blurPx <= 0) {
        setColor(m_cairo, shape.color, opacity);
        cairo_set_line_width(m_cairo, widthPx);
        strokePaths(shape.paths, shape.dashPx);
        return;
    }
    softEdge(shape.blurPx, static_cast<double>(shape.color.a) * opacity, 1, [&](double insetPx, double alpha) {
        if (widthPx - 2 * insetPx <= 0) return;
        Color color = shape.color;
        color.a = static_cast<float>(alpha);
        setColor(m_cairo, color);
        cairo_set_line_width(m_cairo, widthPx - 2 * insetPx);
        strokePaths(shape.paths, shape.dashPx);
    });
}

void CairoSink::circle(const ShapeOrigin & /*origin*/, const CircleShape &shape) {
    const double outerPx = shape.radiusPx + shape.strokeWidthPx;
    const bool stroked = shape.strokeWidthPx > 0 && shape.strokeColor.a > 0;
    const bool opaqueDisc = shape.color.a >= 1;
    cairo_new_path(m_cairo);
    for (const ScreenPoint &center : shape.centers) {
        if (stroked && opaqueDisc) { // the disc covers the inner part: no seam between the two
            disc(m_cairo, center, outerPx);
            setColor(m_cairo, shape.strokeColor);
            cairo_fill(m_cairo);
        } else if (stroked) {
            disc(m_cairo, center, shape.radiusPx + shape.strokeWidthPx / 2);
            setColor(m_cairo, shape.strokeColor);
            cairo_set_line_width(m_cairo, shape.strokeWidthPx);
            cairo_stroke(m_cairo);
        }
        if (shape.color.a <= 0 || shape.radiusPx <= 0) continue;
        if (shape.blur * shape.radiusPx <= 1) {
            disc(m_cairo, center, shape.radiusPx);
            setColor(m_cairo, shape.color);
            cairo_fill(m_cairo);
            continue;
        }
        softEdge(std::min(shape.blur, 1.0) * shape.radiusPx, static_cast<double>(shape.color.a), 1,
                 [&](double insetPx, double alpha) {
                     Color color = shape.color;
                     color.a = static_cast<float>(alpha);
                     disc(m_cairo, center, std::max(0.0, shape.radiusPx - insetPx));
                     setColor(m_cairo, color);
                     cairo_fill(m_cairo);
                 });
    }
}

void CairoSink::label(const ShapeOrigin & /*origin*/, const render::PlacedLabel &label) {
    if (m_text == nullptr || label.leaving) return;
    if (label.opacity < 1) cairo_push_group(m_cairo);
    const auto at = [&](ScreenPoint p, double rotateDeg, const auto &draw) {
        cairo_save(m_cairo);
        cairo_translate(m_cairo, p.x, p.y);
        cairo_rotate(m_cairo, rotateDeg * std::numbers::pi / 180);
        draw();
        cairo_restore(m_cairo);
    };
    if (label.pieces.empty())
        at(label.topLeft, label.rotateDeg, [&] { m_text->draw(m_cairo, label.text, label.style, true); });
    for (const bool halo : {true, false}) // all halos below all letters
        for (std::size_t i = 0; i < label.pieces.size(); ++i)
            at(label.pieces[i].pivot, label.pieces[i].rotateDeg,
               [&] { m_text->drawCluster(m_cairo, label.text, label.style, i, halo, true); });
    if (label.opacity < 1) {
        cairo_pop_group_to_source(m_cairo);
        cairo_paint_with_alpha(m_cairo, static_cast<double>(label.opacity));
    }
}

void drawLabelBitmaps(cairo_t *cairo, const render::LabelLayer &labels, double pixelRatio, int topPx) {
    cairo_save(cairo);
    std::vector<std::uint8_t> bgra;
    for (const render::LabelQuad &q : labels.quads()) {
        double top = 1e9;
        double bottom = -1e9;
        for (const ScreenPoint &corner : q.corners) {
            top = std::min(top, corner.y * pixelRatio - topPx);
            bottom = std::max(bottom, corner.y * pixelRatio - topPx);
        }
        double clipX = 0;
        double clipTop = 0;
        double clipRight = 0;
        double clipBottom = 0;
        cairo_identity_matrix(cairo);
        cairo_clip_extents(cairo, &clipX, &clipTop, &clipRight, &clipBottom);
        if (bottom < clipTop - 1 || top > clipBottom + 1 || q.w == 0 || q.h == 0) continue;
        const render::AtlasPage &page = labels.pages()[q.page];
        bgra.resize(std::size_t{4} * q.w * q.h);
        for (std::size_t y = 0; y < q.h; ++y) {
            const std::uint8_t *from = page.pixels() + 4 * ((q.v + y) * static_cast<std::size_t>(page.widthPx()) + q.u);
            std::uint8_t *to = bgra.data() + 4 * y * q.w;
            for (std::size_t x = 0; x < std::size_t{4} * q.w; x += 4) {
                to[x] = from[x + 2];
                to[x + 1] = from[x + 1];
                to[x + 2] = from[x];
                to[x + 3] = from[x + 3];
            }
        }
        cairo_surface_t *surface =
            cairo_image_surface_create_for_data(bgra.data(), CAIRO_FORMAT_ARGB32, q.w, q.h, q.w * 4);
        const auto corner = [&](int k) {
            return ScreenPoint{q.corners[k].x * pixelRatio, q.corners[k].y * pixelRatio - topPx};
        };
        const ScreenPoint a = corner(0);
        const ScreenPoint b = corner(1);
        const ScreenPoint d = corner(3);
        const bool upright = b.y == a.y && d.x == a.x && std::abs(b.x - a.x - q.w) < 1e-6;
        cairo_matrix_t matrix;
        if (upright)
            cairo_matrix_init_translate(&matrix, std::round(a.x), std::round(a.y));
        else
            cairo_matrix_init(&matrix, (b.x - a.x) / q.w, (b.y - a.y) / q.w, (d.x - a.x) / q.h, (d.y - a.y) / q.h, a.x,
                              a.y);
        cairo_set_matrix(cairo, &matrix);
        cairo_set_source_surface(cairo, surface, 0, 0);
        cairo_pattern_set_filter(cairo_get_source(cairo), upright ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
        cairo_paint_with_alpha(cairo, static_cast<double>(q.opacity));
        cairo_set_source_rgba(cairo, 0, 0, 0, 1); // lets go of the surface
        cairo_surface_destroy(surface);
    }
    cairo_restore(cairo);
}

} // namespace corridors::output
