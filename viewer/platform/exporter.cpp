#include "viewer/platform/exporter.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <utility>

#include "viewer/app/page_apply.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::platform {
namespace {

// Above loading: whoever asks for a picture waits for it.
constexpr int kPriority = 40;

std::string withExtension(std::string path) {
    const std::size_t slash = path.find_last_of('/');
    const std::size_t dot = path.find_last_of('.');
    if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) path += ".png";
    return path;
}

} // namespace

Result<app::AppState> stateForPage(const app::AppState &state, const app::PageDescription &page) {
    app::AppState picture = state;
    const double width = page.size.logicalWidthPx();
    const double height = page.size.logicalHeightPx();
    const app::Insets &in = state.insets;
    const double freeWidth = std::max(1.0, state.viewportWidthPx - in.left - in.right);
    const double freeHeight = std::max(1.0, state.viewportHeightPx - in.top - in.bottom);
    picture.flight.reset();
    app::Camera camera = state.flight ? state.flight->to : state.camera;
    const double m = app::Viewport{camera, state.viewport().square, 0, 0}.metresPerPixel();
    camera.center.x += (in.left - in.right) / 2 * m;
    camera.center.y -= (in.top - in.bottom) / 2 * m;
    camera.zoom += std::log2(std::min(width / freeWidth, height / freeHeight));
    camera.zoom = std::clamp(camera.zoom, app::kMinZoom, app::kMaxZoom);
    picture.hovered.reset();
    picture.hoveredLink.reset();
    picture.lit.clear();
    picture.messages.clear();
    picture.obstacles.clear();
    app::ApplyContext context;
    if (auto ok = app::applyPage(picture, page, context, camera); !ok) return tl::unexpected(ok.error());
    return picture;
}

void Exporter::start(const app::AppState &state) {
    const app::PageDescription &description = state.page;
    auto made = stateForPage(state, description);
    if (!made) return m_sink(app::ExportFinished{{}, made.error().text()});
    auto picture = std::make_shared<const app::AppState>(std::move(*made));
    std::error_code ignored; // then the path stays as it is given, and writing says what is wrong with it
    const std::string given = withExtension(state.exportPath);
    const auto absolute = std::filesystem::absolute(given, ignored);
    const std::string path = ignored ? given : absolute.string();
    output::PictureRequest page;
    page.widthPx = description.size.widthPx();
    page.heightPx = description.size.heightPx();
    page.pixelRatio = description.size.pixelRatio();
    page.furniture = description.furniture;
    m_job = m_jobs.submit(kPriority, [this, picture, page, path](const std::stop_token &stop) -> app::Delivery {
        const auto onProgress = [this, stop](double progress) {
            m_jobs.post([this, stop, progress] {
                if (!stop.stop_requested()) m_sink(app::ExportProgress{progress});
            });
        };
        const auto drawn = output::drawPicture(*picture, page, onProgress, stop);
        const auto written = drawn ? output::writePng(path, *drawn) : tl::unexpected(drawn.error());
        const std::string problem = written ? std::string() : written.error().text();
        return [this, path, problem] { m_sink(app::ExportFinished{path, problem}); };
    });
}

} // namespace corridors::platform
