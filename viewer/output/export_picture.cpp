#include "viewer/output/export_picture.hpp"

#include <epoxy/gl.h>
#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "viewer/gpu/context.hpp"
#include "viewer/gpu/handles.hpp"
#include "viewer/layout/page.hpp"
#include "viewer/output/cairo_canvas.hpp"
#include "viewer/output/headless_context.hpp"
#include "viewer/render/map_renderer.hpp"

namespace corridors::output {

namespace {

/// The state as the picture shows it: at the picture's size, with nothing moving and nothing hovered.
app::AppState pictureState(const app::AppState &state, const PictureRequest &request) {
    app::AppState picture = state;
    picture.pixelRatio = request.pixelRatio;
    picture.viewportWidthPx = request.widthPx / request.pixelRatio;
    picture.viewportHeightPx = request.heightPx / request.pixelRatio;
    picture.animate = false;
    picture.flight.reset();
    picture.hovered.reset();
    picture.hoveredLink.reset();
    picture.lit.clear();
    for (app::SourceState &source : picture.sources) // what is not there by now stays out; the picture must end
        if (source.status != app::LoadStatus::Ready)
            source.status = source.data ? app::LoadStatus::Ready : app::LoadStatus::Failed;
    return picture;
}

Result<void> waitUntilComplete(render::MapRenderer &renderer, app::JobPool &jobs, const app::AppState &state,
                               const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    for (;;) {
        renderer.sync(state);
        const render::RenderStatistics now = renderer.statistics();
        if (onProgress && now.tilesVisible > 0)
            onProgress(0.9 * static_cast<double>(now.tilesExact) / static_cast<double>(now.tilesVisible));
        if (renderer.isComplete()) return {};
        if (cancel.stop_requested()) return fail("the export was cancelled");
        jobs.waitForDelivery(0.1);
        jobs.drain();
    }
}

/// The framebuffer's pixels, top row first.
CanvasPixels readPixels(const PictureRequest &request) {
    CanvasPixels pixels{request.widthPx, request.heightPx, {}};
    const std::size_t rowBytes = static_cast<std::size_t>(request.widthPx) * 4;
    pixels.bgra.resize(rowBytes * static_cast<std::size_t>(request.heightPx));
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, request.widthPx, request.heightPx, GL_BGRA, GL_UNSIGNED_BYTE, pixels.bgra.data());
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(request.heightPx) - 1; top < bottom; ++top, --bottom)
        std::swap_ranges(pixels.bgra.begin() + static_cast<std::ptrdiff_t>(top * rowBytes),
                         pixels.bgra.begin() + static_cast<std::ptrdiff_t>((top + 1) * rowBytes),
                         pixels.bgra.begin() + static_cast<std::ptrdiff_t>(bottom * rowBytes));
    return pixels;
}

/// Premultiplied BGRA to straight RGBA, in place.
Picture toPicture(CanvasPixels &&pixels) {
    Picture picture{pixels.widthPx, pixels.heightPx, std::move(pixels.bgra)};
    for (std::size_t i = 0; i + 3 < picture.rgba.size(); i += 4) {
        std::swap(picture.rgba[i], picture.rgba[i + 2]);
        const unsigned alpha = picture.rgba[i + 3];
        if (alpha == 255 || alpha == 0) continue;
        for (std::size_t c = i; c < i + 3; ++c)
            picture.rgba[c] = static_cast<unsigned char>(std::min(255U, (picture.rgba[c] * 255U + alpha / 2) / alpha));
    }
    return picture;
}

Result<void> checkRequest(const app::AppState &state, const PictureRequest &request) {
    if (!state.document || !state.projection) return fail("there is no map to draw");
    if (request.widthPx < 1 || request.heightPx < 1 || !(request.pixelRatio > 0))
        return fail(fmt::format("a picture of {} x {} pixels at ratio {} is not possible", request.widthPx,
                                request.heightPx, request.pixelRatio),
                    {}, {}, "Give a width, a height and a ratio above 0");
    return {};
}

Result<CanvasPixels> drawMap(const app::AppState &picture, const PictureRequest &request,
                             const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    auto context = HeadlessContext::create();
    if (!context) return tl::unexpected(context.error());
    auto target = gpu::makeRenderTexture(request.widthPx, request.heightPx);
    if (!target) return tl::unexpected(target.error());
    app::JobPool jobs(std::max(1U, std::thread::hardware_concurrency()));
    render::RendererOptions options;
    options.animate = false;
    options.uploadBudgetS = 1e9;
    auto renderer = render::MapRenderer::create(jobs, options);
    if (!renderer) return tl::unexpected(renderer.error());
    if (auto done = waitUntilComplete(**renderer, jobs, picture, onProgress, cancel); !done)
        return tl::unexpected(done.error());
    (*renderer)->draw({target->framebuffer.id(), request.widthPx, request.heightPx});
    glBindFramebuffer(GL_FRAMEBUFFER, target->framebuffer.id());
    CanvasPixels pixels = readPixels(request);
    if (const std::string errors = gpu::takeErrors(); !errors.empty())
        return fail("the graphics driver failed while drawing the picture: " + errors, {}, {},
                    "Try LIBGL_ALWAYS_SOFTWARE=1, or a smaller picture");
    return pixels;
}

} // namespace

Result<Picture> drawPicture(const app::AppState &state, const PictureRequest &request,
                            const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    if (auto valid = checkRequest(state, request); !valid) return tl::unexpected(valid.error());
    app::AppState picture = pictureState(state, request);
    const text::TextEngine text;
    const layout::Page page = layout::composePage(picture, request.furniture, text);
    picture.camera = page.camera;
    picture.obstacles = page.obstacles;
    auto pixels = drawMap(picture, request, onProgress, cancel);
    if (!pixels) return tl::unexpected(pixels.error());
    drawPrimitives(*pixels, page.drawing, request.pixelRatio, text);
    if (onProgress) onProgress(1);
    return toPicture(std::move(*pixels));
}

} // namespace corridors::output
