#include "viewer/output/cairo_raster.hpp"

#include <cairo.h>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <span>

#include "viewer/output/cairo_canvas.hpp"
#include "viewer/output/cairo_sink.hpp"
#include "viewer/output/pixels.hpp"

namespace corridors::output {

namespace {

struct SurfaceDeleter {
    void operator()(cairo_surface_t *s) const { cairo_surface_destroy(s); }
};
struct ContextDeleter {
    void operator()(cairo_t *c) const { cairo_destroy(c); }
};

struct Strip {
    int topPx;
    int heightPx;
};

/// False when cancelled.
bool drawStrip(cairo_surface_t *surface, const VectorScene &scene, const layout::DrawList &furniture, double ratio,
               const text::TextEngine &text, Strip strip, const std::stop_token &cancel) {
    const std::unique_ptr<cairo_t, ContextDeleter> cairo(cairo_create(surface));
    if (strip.topPx > 0) { // Cairo's surfaces begin empty, and their memory is taken only where something is drawn
        cairo_set_operator(cairo.get(), CAIRO_OPERATOR_CLEAR);
        cairo_paint(cairo.get());
        cairo_set_operator(cairo.get(), CAIRO_OPERATOR_OVER);
    }
    cairo_translate(cairo.get(), 0, -strip.topPx);
    cairo_scale(cairo.get(), ratio, ratio);
    CairoSink sink(cairo.get(), ratio, nullptr);
    const tile::PageArea page = scene.page();
    if (!scene.draw(sink, {page.left, strip.topPx / ratio, page.right, (strip.topPx + strip.heightPx) / ratio}, cancel))
        return false;
    if (scene.labels() != nullptr) drawLabelBitmaps(cairo.get(), *scene.labels(), ratio, strip.topPx);
    drawPrimitives(cairo.get(), furniture, ratio, text);
    return true;
}

} // namespace

Result<void> rasterize(const VectorScene &scene, const layout::DrawList &furniture, const PictureRequest &request,
                       const text::TextEngine &text, RowSink &rows, const std::function<void(double)> &onProgress,
                       const std::stop_token &cancel, std::size_t stripBytes) {
    const double ratio = request.pixelRatio;
    const std::size_t rowBytes = std::size_t{4} * static_cast<std::size_t>(request.widthPx);
    const int stripRows =
        std::clamp(static_cast<int>(stripBytes / rowBytes), std::min(16, request.heightPx), request.heightPx);
    const std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, request.widthPx, stripRows));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
        return fail(fmt::format("a picture {} pixels wide is more than Cairo can hold", request.widthPx), {}, {},
                    "Try a smaller picture");
    for (int top = 0; top < request.heightPx; top += stripRows) {
        const int height = std::min(stripRows, request.heightPx - top);
        const bool complete = drawStrip(surface.get(), scene, furniture, ratio, text, {top, height}, cancel);
        if (!complete || cancel.stop_requested()) return fail("the export was cancelled");
        if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
            return fail(fmt::format("Cairo failed while drawing the picture: {}", cairo_status_to_string(status)), {},
                        {}, "Try a smaller picture");
        cairo_surface_flush(surface.get());
        const std::span<std::uint8_t> pixels(cairo_image_surface_get_data(surface.get()),
                                             rowBytes * static_cast<std::size_t>(height));
        toStraightRgba(pixels);
        if (auto taken = rows.write(pixels, height); !taken) return taken;
        cairo_surface_mark_dirty(surface.get());
        if (onProgress) onProgress(static_cast<double>(top + height) / request.heightPx);
    }
    return {};
}

} // namespace corridors::output
