#include "viewer/output/gl_picture.hpp"

#include <algorithm>
#include <thread>

#include "viewer/gpu/context.hpp"
#include "viewer/gpu/draw.hpp"
#include "viewer/output/headless_context.hpp"
#include "viewer/render/map_renderer.hpp"

namespace corridors::output {

namespace {

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

} // namespace

Result<CanvasPixels> drawMapByGl(const app::AppState &picture, const PictureRequest &request,
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
    CanvasPixels pixels{request.widthPx, request.heightPx, {}};
    pixels.bgra.resize(static_cast<std::size_t>(request.widthPx) * static_cast<std::size_t>(request.heightPx) * 4);
    gpu::readPixels(target->framebuffer.id(), request.widthPx, request.heightPx, gpu::ByteOrder::Bgra,
                    pixels.bgra.data());
    if (const std::string errors = gpu::takeErrors(); !errors.empty())
        return fail("the graphics driver failed while drawing the picture: " + errors, {}, {},
                    "Try LIBGL_ALWAYS_SOFTWARE=1, or a smaller picture");
    return pixels;
}

} // namespace corridors::output
