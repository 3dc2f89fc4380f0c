#include "viewer/output/cairo_canvas.hpp"

#include <cairo.h>

#include <cmath>
#include <memory>
#include <numbers>

#include "viewer/layout/primitives.hpp"

namespace corridors::output {

namespace {

struct SurfaceDeleter {
    void operator()(cairo_surface_t *s) const { cairo_surface_destroy(s); }
};
struct ContextDeleter {
    void operator()(cairo_t *c) const { cairo_destroy(c); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

Surface surfaceOver(std::vector<std::uint8_t> &bgra, int widthPx, int heightPx) {
    return Surface(
        cairo_image_surface_create_for_data(bgra.data(), CAIRO_FORMAT_ARGB32, widthPx, heightPx, widthPx * 4));
}

void setColor(cairo_t *cr, const Color &c) {
    cairo_set_source_rgba(cr, static_cast<double>(c.r), static_cast<double>(c.g), static_cast<double>(c.b),
                          static_cast<double>(c.a));
}

/// A closed path with its corners rounded by arcs that touch both edges.
void roundedPath(cairo_t *cr, const std::vector<ScreenPoint> &points, double radius) {
    constexpr double kCircle = 0.5522847498; // control points of a cubic Bezier quarter circle
    const auto towards = [](ScreenPoint a, ScreenPoint b) {
        return ScreenPoint{a.x + (b.x - a.x) * kCircle, a.y + (b.y - a.y) * kCircle};
    };
    for (const layout::RoundedCorner &c : layout::roundedCorners(points, radius)) {
        cairo_line_to(cr, c.from.x, c.from.y);
        if (c.radiusPx <= 0) continue;
        const ScreenPoint leaves = towards(c.from, c.corner);
        const ScreenPoint arrives = towards(c.to, c.corner);
        cairo_curve_to(cr, leaves.x, leaves.y, arrives.x, arrives.y, c.to.x, c.to.y);
    }
    cairo_close_path(cr);
}

void drawPath(cairo_t *cr, const layout::PathPrimitive &path) {
    cairo_new_path(cr);
    for (const std::vector<ScreenPoint> &points : path.subpaths) {
        if (points.empty()) continue;
        cairo_new_sub_path(cr);
        if (path.closed && path.cornerRadiusPx > 0 && points.size() > 2) {
            roundedPath(cr, points, path.cornerRadiusPx);
            continue;
        }
        for (const ScreenPoint &p : points) cairo_line_to(cr, p.x, p.y);
        if (path.closed) cairo_close_path(cr);
    }
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    if (path.fill.a > 0) {
        setColor(cr, path.fill);
        cairo_fill_preserve(cr);
    }
    if (path.stroke.a > 0 && path.strokeWidthPx > 0) {
        setColor(cr, path.stroke);
        cairo_set_line_width(cr, path.strokeWidthPx);
        cairo_set_dash(cr, path.dashPx.data(), static_cast<int>(path.dashPx.size()), 0);
        cairo_set_line_cap(cr, path.roundCaps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_set_line_join(cr, path.roundCaps ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
        cairo_stroke_preserve(cr);
    }
    cairo_new_path(cr);
}

/// Texts are bitmaps of the engine that draws the map's labels: same letters, same halo, on whole pixels.
void drawBitmapText(cairo_t *cr, const layout::TextPrimitive &primitive, double pixelRatio,
                    const text::TextEngine &engine) {
    text::TextBitmap bitmap = engine.rasterize(primitive.utf8, primitive.style, pixelRatio);
    if (bitmap.widthPx <= 0 || bitmap.heightPx <= 0) return;
    for (std::size_t i = 0; i + 3 < bitmap.rgba.size(); i += 4) std::swap(bitmap.rgba[i], bitmap.rgba[i + 2]);
    const Surface surface = surfaceOver(bitmap.rgba, bitmap.widthPx, bitmap.heightPx);
    cairo_save(cr);
    double x = primitive.topLeft.x;
    double y = primitive.topLeft.y;
    cairo_user_to_device(cr, &x, &y);
    cairo_identity_matrix(cr);
    if (primitive.rotateDeg == 0) {
        cairo_set_source_surface(cr, surface.get(), std::round(x - bitmap.originXPx), std::round(y - bitmap.originYPx));
        cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
    } else {
        cairo_translate(cr, x, y);
        cairo_rotate(cr, primitive.rotateDeg * std::numbers::pi / 180);
        cairo_set_source_surface(cr, surface.get(), -bitmap.originXPx, -bitmap.originYPx);
    }
    cairo_paint(cr);
    cairo_restore(cr);
}

void drawRealText(cairo_t *cr, const layout::TextPrimitive &primitive, const text::TextEngine &engine) {
    cairo_save(cr);
    cairo_translate(cr, primitive.topLeft.x, primitive.topLeft.y);
    cairo_rotate(cr, primitive.rotateDeg * std::numbers::pi / 180);
    engine.draw(cr, primitive.utf8, primitive.style, true);
    cairo_restore(cr);
}

} // namespace

void drawPrimitives(cairo_t *cairo, const layout::DrawList &primitives, double pixelRatio,
                    const text::TextEngine &text) {
    for (const layout::Primitive &primitive : primitives) {
        if (const auto *path = std::get_if<layout::PathPrimitive>(&primitive.content)) {
            drawPath(cairo, *path);
        } else if (const auto *words = std::get_if<layout::TextPrimitive>(&primitive.content)) {
            if (pixelRatio > 0)
                drawBitmapText(cairo, *words, pixelRatio, text);
            else
                drawRealText(cairo, *words, text);
        }
    }
}

void drawPrimitives(CanvasPixels &pixels, const layout::DrawList &primitives, double pixelRatio,
                    const text::TextEngine &text) {
    if (primitives.empty()) return;
    const Surface surface = surfaceOver(pixels.bgra, pixels.widthPx, pixels.heightPx);
    const Context context(cairo_create(surface.get()));
    cairo_scale(context.get(), pixelRatio, pixelRatio);
    drawPrimitives(context.get(), primitives, pixelRatio, text);
    cairo_surface_flush(surface.get());
}

} // namespace corridors::output
