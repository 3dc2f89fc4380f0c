#include "viewer/platform/exporter.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <utility>

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

app::AppState stateForPicture(const app::AppState &state, const app::ExportPicture &request) {
    app::AppState picture = state;
    const double width = request.widthPx / request.pixelRatio;
    const double height = request.heightPx / request.pixelRatio;
    const app::Insets &in = state.insets;
    const double freeWidth = std::max(1.0, state.viewportWidthPx - in.left - in.right);
    const double freeHeight = std::max(1.0, state.viewportHeightPx - in.top - in.bottom);
    picture.flight.reset();
    if (state.flight) picture.camera = state.flight->to;
    const double m = app::Viewport{picture.camera, state.viewport().square, 0, 0}.metresPerPixel();
    picture.camera.center.x += (in.left - in.right) / 2 * m;
    picture.camera.center.y -= (in.top - in.bottom) / 2 * m;
    picture.camera.zoom += std::log2(std::min(width / freeWidth, height / freeHeight));
    picture.camera.zoom = std::clamp(picture.camera.zoom, app::kMinZoom, app::kMaxZoom);
    picture.viewportWidthPx = width;
    picture.viewportHeightPx = height;
    picture.pixelRatio = request.pixelRatio;
    picture.insets = {};
    picture.hovered.reset();
    picture.lit.clear();
    picture.messages.clear();
    return picture;
}

void Exporter::start(const app::AppState &state, const app::ExportPicture &request) {
    auto picture = std::make_shared<const app::AppState>(stateForPicture(state, request));
    std::error_code ignored; // then the path stays as it is given, and writing says what is wrong with it
    const std::string given = withExtension(request.path);
    const auto absolute = std::filesystem::absolute(given, ignored);
    const std::string path = ignored ? given : absolute.string();
    output::PictureRequest page;
    page.widthPx = request.widthPx;
    page.heightPx = request.heightPx;
    page.pixelRatio = request.pixelRatio;
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
