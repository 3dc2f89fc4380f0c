#include "viewer/platform/exporter.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>

#include "viewer/app/page_apply.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/platform/clipboard_image.hpp"
#include "viewer/platform/picture_file.hpp"

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

Result<void> copyPicture(const app::AppState &state, const output::PictureRequest &page, const std::string &version,
                         const std::stop_token &stop) {
    std::error_code code;
    std::string folder = (std::filesystem::temp_directory_path(code) / "corridors-copy-XXXXXX").string();
    if (code || ::mkdtemp(folder.data()) == nullptr)
        return fail("the picture cannot be copied: there is no temporary folder", {}, {}, "Set TMPDIR to one");
    const std::string file = folder + "/map.png";
    auto done = writePictureFile(file, state, page, {.version = version}, {}, stop);
    if (done) done = copyPngToClipboard(file);
    std::filesystem::remove_all(folder, code);
    return done;
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
    picture.hoveredLinks.clear();
    picture.spotlight = false;
    picture.lit.clear();
    picture.messages.clear();
    picture.obstacles.clear();
    picture.panels.clear();
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
    m_job = m_jobs.submit(
        kPriority, [this, picture, page, path, version = m_version](const std::stop_token &stop) -> app::Delivery {
            const auto onProgress = [this, stop](double progress) {
                m_jobs.post([this, stop, progress] {
                    if (!stop.stop_requested()) m_sink(app::ExportProgress{progress});
                });
            };
            const auto written = writePictureFile(path, *picture, page, {.version = version}, onProgress, stop);
            const std::string problem = written ? std::string() : written.error().text();
            return [this, path, problem] { m_sink(app::ExportFinished{path, problem}); };
        });
}

void Exporter::copy(const app::AppState &state) {
    app::PageDescription description;
    description.size = {std::round(state.viewportWidthPx * state.pixelRatio),
                        std::round(state.viewportHeightPx * state.pixelRatio), app::LengthUnit::Pixel,
                        app::kLogicalPxPerInch * state.pixelRatio};
    if (description.size.widthPx() < 1 || description.size.heightPx() < 1 || !state.document) return;
    auto shown = stateForPage(state, description);
    if (!shown) return m_sink(app::ShowMessage{app::Message::Kind::Error, shown.error().text()});
    auto picture = std::make_shared<const app::AppState>(std::move(*shown));
    output::PictureRequest page;
    page.widthPx = description.size.widthPx();
    page.heightPx = description.size.heightPx();
    page.pixelRatio = state.pixelRatio;
    m_copying = m_jobs.submit(kPriority,
                              [this, picture, page, version = m_version](const std::stop_token &stop) -> app::Delivery {
                                  const auto copied = copyPicture(*picture, page, version, stop);
                                  app::ShowMessage message{app::Message::Kind::Info, "Picture copied to the clipboard"};
                                  if (!copied) message = {app::Message::Kind::Error, copied.error().text()};
                                  return [this, message] { m_sink(message); };
                              });
}

} // namespace corridors::platform
