#include "viewer/output/export_picture.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "viewer/layout/page.hpp"
#include "viewer/output/cairo_raster.hpp"
#include "viewer/output/gl_picture.hpp"
#include "viewer/output/pixels.hpp"

namespace corridors::output {

namespace {

Result<void> checkRequest(const app::AppState &state, const PictureRequest &request) {
    if (!state.document || !state.projection) return fail("there is no map to draw");
    if (request.widthPx < 1 || request.heightPx < 1 || !(request.pixelRatio > 0))
        return fail(fmt::format("a picture of {} x {} pixels at ratio {} is not possible", request.widthPx,
                                request.heightPx, request.pixelRatio),
                    {}, {}, "Give a width, a height and a ratio above 0");
    return {};
}

/// Collects the rows of a picture.
class PictureRows final : public RowSink {
public:
    explicit PictureRows(const PictureRequest &request) : m_picture{request.widthPx, request.heightPx, {}} {
        m_picture.rgba.reserve(static_cast<std::size_t>(request.widthPx) * static_cast<std::size_t>(request.heightPx) *
                               4);
    }
    Result<void> write(std::span<const std::uint8_t> rgba, int /*rows*/) override {
        m_picture.rgba.insert(m_picture.rgba.end(), rgba.begin(), rgba.end());
        return {};
    }
    [[nodiscard]] Picture take() { return std::move(m_picture); }

private:
    Picture m_picture;
};

Result<void> drawByGl(const PicturePage &page, const PictureRequest &request, const text::TextEngine &text,
                      RowSink &rows, const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    auto pixels = drawMapByGl(page.state, request, onProgress, cancel);
    if (!pixels) return tl::unexpected(pixels.error());
    drawPrimitives(*pixels, page.drawing, request.pixelRatio, text);
    toStraightRgba(pixels->bgra);
    if (onProgress) onProgress(1);
    return rows.write(pixels->bgra, request.heightPx);
}

Result<void> drawByCairo(const PicturePage &page, const PictureRequest &request, const text::TextEngine &text,
                         RowSink &rows, const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    VectorOptions options;
    options.labelBitmaps = true;
    options.detail = request.pixelRatio;
    auto scene = VectorScene::create(page.state, options, text, cancel);
    if (!scene) return tl::unexpected(scene.error());
    return rasterize(*scene, page.drawing, request, text, rows, onProgress, cancel);
}

std::shared_ptr<const style::StyleDocument> withoutBackground(const style::StyleDocument &document) {
    auto without = std::make_shared<style::StyleDocument>(document);
    std::erase_if(without->layers, [](const style::StyleLayer &layer) {
        return std::holds_alternative<style::BackgroundStyle>(layer.style);
    });
    return without;
}

} // namespace

PicturePage composePicture(const app::AppState &state, const PictureRequest &request, const text::TextEngine &text) {
    PicturePage out{state, {}};
    app::AppState &picture = out.state;
    picture.pixelRatio = request.pixelRatio;
    picture.viewportWidthPx = request.widthPx / request.pixelRatio;
    picture.viewportHeightPx = request.heightPx / request.pixelRatio;
    picture.animate = false;
    picture.flight.reset();
    picture.hovered.reset();
    picture.hoveredLinks.clear();
    picture.spotlight = false;
    picture.lit.clear();
    for (app::SourceState &source : picture.sources) // what is not there by now stays out; the picture must end
        if (source.status != app::LoadStatus::Ready)
            source.status = source.data ? app::LoadStatus::Ready : app::LoadStatus::Failed;
    layout::Page page = layout::composePage(picture, request.furniture, text);
    picture.camera = page.camera;
    picture.obstacles = std::move(page.obstacles);
    out.drawing = std::move(page.drawing);
    if (request.transparent && picture.document) picture.document = withoutBackground(*picture.document);
    return out;
}

Result<void> drawPicture(const app::AppState &state, const PictureRequest &request, RowSink &rows,
                         const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    if (auto valid = checkRequest(state, request); !valid) return valid;
    const text::TextEngine text;
    const PicturePage page = composePicture(state, request, text);
    if (request.renderer == Renderer::Gl) return drawByGl(page, request, text, rows, onProgress, cancel);
    return drawByCairo(page, request, text, rows, onProgress, cancel);
}

Result<Picture> drawPicture(const app::AppState &state, const PictureRequest &request,
                            const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    if (auto valid = checkRequest(state, request); !valid) return tl::unexpected(valid.error());
    PictureRows rows(request);
    if (auto drawn = drawPicture(state, request, rows, onProgress, cancel); !drawn)
        return tl::unexpected(drawn.error());
    return rows.take();
}

} // namespace corridors::output
