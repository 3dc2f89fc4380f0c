#include "viewer/output/cairo_raster.hpp"

#include <cairo.h>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <vector>

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

} // namespace

Result<void> rasterize(const VectorScene &scene, const layout::DrawList &furniture, const PictureRequest &request,
                       const text::TextEngine &text, RowSink &rows, const std::function<void(double)> &onProgress,
                       const std::stop_token &cancel, std::size_t stripBytes) {
    const double ratio = request.pixelRatio;
    const std::size_t rowBytes = std::size_t{4} * static_cast<std::size_t>(request.widthPx);
    const int stripRows =
        std::clamp(static_cast<int>(stripBytes / rowBytes), std::min(16, request.heightPx), request.heightPx);
    std::vector<std::uint8_t> bgra(rowBytes * static_cast<std::size_t>(stripRows));
    for (int top = 0; top < request.heightPx; top += stripRows) {
        if (cancel.stop_requested()) return fail("the export was cancelled");
        const int height = std::min(stripRows, request.heightPx - top);
        std::ranges::fill(bgra, std::uint8_t{0});
        {
            const std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface(cairo_image_surface_create_for_data(
                bgra.data(), CAIRO_FORMAT_ARGB32, request.widthPx, height, static_cast<int>(rowBytes)));
            const std::unique_ptr<cairo_t, ContextDeleter> cairo(cairo_create(surface.get()));
            cairo_translate(cairo.get(), 0, -top);
            cairo_scale(cairo.get(), ratio, ratio);
            CairoSink sink(cairo.get(), ratio, nullptr);
            const tile::PageArea page = scene.page();
            if (!scene.draw(sink, {page.left, top / ratio, page.right, (top + height) / ratio}, cancel))
                return fail("the export was cancelled");
            if (scene.labels() != nullptr) drawLabelBitmaps(cairo.get(), *scene.labels(), ratio, top);
            drawPrimitives(cairo.get(), furniture, ratio, text);
            cairo_surface_flush(surface.get());
            if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
                return fail(fmt::format("Cairo failed while drawing the picture: {}", cairo_status_to_string(status)),
                            {}, {}, "Try a smaller picture");
        }
        const std::size_t bytes = rowBytes * static_cast<std::size_t>(height);
        toStraightRgba(std::span(bgra).first(bytes));
        if (auto taken = rows.write(std::span(bgra).first(bytes), height); !taken) return taken;
        if (onProgress) onProgress(static_cast<double>(top + height) / request.heightPx);
    }
    return {};
}

} // namespace corridors::output
