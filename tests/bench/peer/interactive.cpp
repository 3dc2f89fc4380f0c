#include "interactive.hpp"

#include <epoxy/gl.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "scene.hpp"
#include "viewer/gpu/handles.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/output/headless_context.hpp"
#include "viewer/render/map_renderer.hpp"

namespace corridors::peer {
namespace {

constexpr int kPanFrames = 120;
constexpr double kPanPx = 16;
constexpr double kDrainBudgetS = 0.006; // as the window's loop
constexpr double kGiveUpMs = 120'000;

double nowMs() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpuMs() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_usec) / 1000;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

class Screen {
public:
    Screen(app::JobPool &jobs, render::MapRenderer &renderer, gpu::RenderTexture target)
        : m_jobs(jobs), m_renderer(renderer), m_target(std::move(target)) {}

    /// One frame to its last pixel; milliseconds.
    double frame(app::AppState &state) {
        const double begin = nowMs();
        state.nowS = begin / 1000;
        m_jobs.drain(kDrainBudgetS);
        m_renderer.sync(state);
        if (m_renderer.needsFrame()) m_renderer.draw({m_target.framebuffer.id(), m_target.widthPx, m_target.heightPx});
        unsigned char pixel[4];
        glBindFramebuffer(GL_FRAMEBUFFER, m_target.framebuffer.id());
        glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel);
        return nowMs() - begin;
    }

    /// Frames until nothing is left to do; milliseconds until the picture was complete.
    double settle(app::AppState &state) {
        const double begin = nowMs();
        double completeMs = -1;
        do {
            frame(state);
            if (completeMs < 0 && m_renderer.isComplete()) completeMs = nowMs() - begin;
            if (completeMs >= 0 && !m_renderer.needsFrame()) break;
            if (!m_renderer.needsFrame()) m_jobs.waitForDelivery(0.02);
        } while (nowMs() - begin < kGiveUpMs);
        return completeMs >= 0 ? completeMs : nowMs() - begin;
    }

private:
    app::JobPool &m_jobs;
    render::MapRenderer &m_renderer;
    gpu::RenderTexture m_target;
};

/// The state's camera moved by a number of pixels.
app::AppState panned(const app::AppState &state, double dxPx) {
    app::AppState moved = state;
    moved.camera.center.x += dxPx * state.viewport().metresPerPixel();
    return moved;
}

} // namespace

Result<void> playInteractive(const std::string &dataPath, int widthPx, int heightPx, const std::string &outPath) {
    const double start = nowMs();
    auto opened = openScene(dataPath, widthPx, heightPx, true);
    if (!opened) return tl::unexpected(opened.error());
    app::AppState &state = *opened;
    auto context = output::HeadlessContext::create();
    if (!context) return tl::unexpected(context.error());
    app::JobPool jobs(std::max(2U, std::thread::hardware_concurrency()));
    auto renderer = render::MapRenderer::create(jobs, {});
    if (!renderer) return tl::unexpected(renderer.error());
    auto target = gpu::makeRenderTexture(widthPx, heightPx);
    if (!target) return tl::unexpected(target.error());
    Screen screen(jobs, **renderer, std::move(*target));

    nlohmann::json out;
    out["first_render_ms"] = screen.settle(state);
    out["load_ms"] = nowMs() - start;
    std::vector<double> frames;
    const double cpuBefore = cpuMs();
    for (int i = 1; i <= kPanFrames; ++i) {
        app::AppState moved = panned(state, kPanPx * std::abs((i + 20) % 40 - 20));
        frames.push_back(screen.frame(moved));
    }
    out["frame_ms"] = median(frames);
    out["frame_cpu_ms"] = (cpuMs() - cpuBefore) / kPanFrames;
    out["frame_max_ms"] = *std::max_element(frames.begin(), frames.end());
    out["frames"] = kPanFrames;
    out["settle_ms"] = screen.settle(state);

    app::AppState zoomed = state;
    zoomed.camera.zoom += 2;
    out["zoom_ms"] = screen.settle(zoomed); // the first time: the other peers' pictures are not in a cache either
    screen.settle(state);
    app::AppState hidden = state;
    for (app::LayerState &layer : hidden.layers) layer.visible = false;
    std::vector<double> off;
    std::vector<double> on;
    for (int i = 0; i < 5; ++i) {
        off.push_back(screen.settle(hidden));
        on.push_back(screen.settle(state));
    }
    out["toggle_off_ms"] = median(off);
    out["toggle_on_ms"] = median(on);
    std::printf("%s\n", out.dump().c_str());

    output::PictureRequest request;
    request.widthPx = widthPx;
    request.heightPx = heightPx;
    app::PageFurniture &f = request.furniture;
    f.title = f.legend = f.scaleBar = f.northArrow = f.attributions = false;
    const auto picture = output::drawPicture(state, request);
    if (!picture) return tl::unexpected(picture.error());
    return output::writePng(outPath, *picture);
}

} // namespace corridors::peer
