#include "shipped_map.hpp"

#include <gtest/gtest.h>

namespace corridors::test {

std::unique_ptr<cli::Session> openShippedMap(const output::PictureRequest &request) {
    static const cli::BuildInfo kBuild{"test", CORRIDORS_ASSETS_DIR};
    cli::OpenOptions options;
    options.useCache = false;
    auto opened = cli::Session::open(options, kBuild);
    EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().text());
    if (!opened) return nullptr;
    const double ratio = request.pixelRatio;
    (*opened)->apply(app::SetViewport{request.widthPx / ratio, request.heightPx / ratio, ratio});
    (*opened)->state().camera = (*opened)->state().home;
    return std::move(*opened);
}

output::PictureRequest plainRequest(int widthPx, int heightPx, double pixelRatio) {
    output::PictureRequest request;
    request.widthPx = widthPx;
    request.heightPx = heightPx;
    request.pixelRatio = pixelRatio;
    app::PageFurniture &f = request.furniture;
    f.title = f.legend = f.scaleBar = f.northArrow = f.attributions = false;
    return request;
}

} // namespace corridors::test
