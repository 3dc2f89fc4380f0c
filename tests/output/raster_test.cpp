// The renderer without OpenGL: strips without seams, the same bytes every time, cancelling, bounded memory.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "shipped_map.hpp"
#include "viewer/output/cairo_raster.hpp"

namespace corridors::test {

namespace {

class Rows final : public output::RowSink {
public:
    Result<void> write(std::span<const std::uint8_t> rgba, int rows) override {
        bytes.insert(bytes.end(), rgba.begin(), rgba.end());
        largest = std::max(largest, rows);
        ++calls;
        return {};
    }
    std::vector<std::uint8_t> bytes;
    int largest = 0;
    int calls = 0;
};

Rows drawInStrips(const app::AppState &state, const output::PictureRequest &request, std::size_t stripBytes) {
    const text::TextEngine text;
    const output::PicturePage page = output::composePicture(state, request, text);
    output::VectorOptions options;
    options.detail = request.pixelRatio;
    options.labelBitmaps = true;
    auto scene = output::VectorScene::create(page.state, options, text);
    EXPECT_TRUE(scene.has_value());
    Rows rows;
    if (!scene) return rows;
    const auto drawn = output::rasterize(*scene, page.drawing, request, text, rows, {}, {}, stripBytes);
    EXPECT_TRUE(drawn.has_value());
    return rows;
}

} // namespace

TEST(Raster, StripsShowNoSeam) {
    output::PictureRequest request = plainRequest(900, 600);
    request.furniture = {}; // with all its furniture
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    const Rows whole = drawInStrips(session->state(), request, std::size_t{64} << 20);
    const Rows strips = drawInStrips(session->state(), request, std::size_t{900} * 4 * 37);
    EXPECT_EQ(whole.calls, 1);
    EXPECT_EQ(strips.largest, 37);
    ASSERT_EQ(whole.bytes.size(), strips.bytes.size());
    // Where a strip cuts an edge, Cairo rounds the cut to 1/256 px: the edge's coverage moves by a level or two.
    std::size_t differing = 0;
    int largest = 0;
    for (std::size_t i = 0; i < whole.bytes.size(); ++i) {
        const int difference = std::abs(whole.bytes[i] - strips.bytes[i]);
        largest = std::max(largest, difference);
        differing += difference > 2 ? 1U : 0U;
    }
    EXPECT_LT(static_cast<double>(differing) / static_cast<double>(whole.bytes.size()), 0.0005);
    EXPECT_LE(largest, 40);
}

TEST(Raster, GivesTheSameBytesEveryTime) {
    output::PictureRequest request = plainRequest(700, 500);
    request.furniture = {};
    request.furniture.date = "2025-10-31";
    const auto first = openShippedMap(request);
    const auto second = openShippedMap(request); // read anew, by other threads in another order
    ASSERT_TRUE(first && second);
    const auto a = output::drawPicture(first->state(), request);
    const auto b = output::drawPicture(second->state(), request);
    ASSERT_TRUE(a && b);
    EXPECT_TRUE(a->rgba == b->rgba);
}

TEST(Raster, StopsWhenCancelled) {
    const output::PictureRequest request = plainRequest(4000, 4000);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    std::stop_source stop;
    Rows rows;
    const auto drawn = output::drawPicture(
        session->state(), request, rows, [&](double) { stop.request_stop(); }, stop.get_token());
    ASSERT_FALSE(drawn.has_value());
    EXPECT_EQ(drawn.error().message, "the export was cancelled");
    EXPECT_EQ(rows.calls, 1);
}

TEST(Raster, FillsEveryPixelOfAMapWithABackground) {
    const output::PictureRequest request = plainRequest(500, 300);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    const auto picture = output::drawPicture(session->state(), request);
    ASSERT_TRUE(picture.has_value());
    for (std::size_t i = 3; i < picture->rgba.size(); i += 4) ASSERT_EQ(picture->rgba[i], 255) << i / 4;
}

} // namespace corridors::test
