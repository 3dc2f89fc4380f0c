// Two renderers, one picture: what Cairo draws of a page and what OpenGL draws of it agree on every chapter.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "geodata/story/story.hpp"
#include "shipped_map.hpp"

namespace corridors::test {

namespace {

// A channel may differ by this much without counting. Edges are where the two differ by design: GL covers a pixel of a
// polygon whole when its centre is inside and fades the next one, Cairo covers it by area (up to half a pixel apart);
// GL rounds vertices to 1/16 px, Cairo to 1/256 px. Between land and sea of the shipped map half a pixel of coverage is
// about 24 levels.
constexpr int kChannelTolerance = 24;
// Of all pixels. Beyond the tolerance are the edges of strong colours: dashes, casings and joins of lines, whose ends
// GL fades over one pixel along the line as well; and the beads of the gas pipelines, whose distance GL measures along
// the line itself and Cairo along the line moved aside.
constexpr double kShare = 0.01;
// Nowhere may a whole patch differ: the mean over any block of this edge is nearly the same in both. A bead that sits
// in the next block makes the largest difference.
constexpr int kBlockPx = 16;
constexpr double kBlockMean = 32;

struct Disagreement {
    double share = 0;
    double worstBlock = 0;
};

Disagreement compare(const output::Picture &a, const output::Picture &b) {
    Disagreement out;
    std::size_t beyond = 0;
    const int columns = (a.widthPx + kBlockPx - 1) / kBlockPx;
    const int rows = (a.heightPx + kBlockPx - 1) / kBlockPx;
    std::vector<std::array<double, 4>> sums(static_cast<std::size_t>(columns * rows));
    for (int y = 0; y < a.heightPx; ++y)
        for (int x = 0; x < a.widthPx; ++x) {
            const std::size_t at =
                4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(a.widthPx) + static_cast<std::size_t>(x));
            auto &block = sums[static_cast<std::size_t>(y / kBlockPx * columns + x / kBlockPx)];
            int largest = 0;
            for (std::size_t c = 0; c < 4; ++c) {
                const int difference = a.rgba[at + c] - b.rgba[at + c];
                largest = std::max(largest, std::abs(difference));
                block[c] += difference;
            }
            if (largest > kChannelTolerance) ++beyond;
        }
    for (const auto &block : sums)
        for (const double sum : block) out.worstBlock = std::max(out.worstBlock, std::abs(sum) / (kBlockPx * kBlockPx));
    out.share = static_cast<double>(beyond) / (static_cast<double>(a.rgba.size()) / 4);
    return out;
}

void expectAgreement(const app::AppState &state, output::PictureRequest request, const std::string &what) {
    request.renderer = output::Renderer::Cairo;
    const auto cairo = output::drawPicture(state, request);
    request.renderer = output::Renderer::Gl;
    const auto gl = output::drawPicture(state, request);
    ASSERT_TRUE(cairo.has_value()) << what << ": " << cairo.error().text();
    ASSERT_TRUE(gl.has_value()) << what << ": " << gl.error().text();
    ASSERT_EQ(cairo->rgba.size(), gl->rgba.size());
    const Disagreement found = compare(*cairo, *gl);
    EXPECT_LT(found.share, kShare) << what;
    EXPECT_LT(found.worstBlock, kBlockMean) << what;
    std::printf("%-32s %.4f %% of the pixels, worst block %.1f levels\n", what.c_str(), found.share * 100,
                found.worstBlock);
}

} // namespace

TEST(Renderers, AgreeOnEveryChapter) {
    const output::PictureRequest request = plainRequest(960, 540);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    expectAgreement(session->state(), request, "the map");
    ASSERT_TRUE(session->state().story);
    for (std::size_t i = 0; i < session->state().story->chapters.size(); ++i) {
        session->apply(app::GoToChapter{i});
        expectAgreement(session->state(), request, session->state().story->chapters[i].id);
    }
}

TEST(Renderers, AgreeOnHighlightsAndTwiceTheResolution) {
    const output::PictureRequest request = plainRequest(960, 540, 2);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    std::vector<app::FeatureRef> features;
    for (const app::SourceState &source : session->state().sources)
        if (source.data && source.data->featureCount() > 0)
            features.push_back({source.id, std::string(source.data->feature(0).id())});
    session->apply(app::Select{features, false});
    expectAgreement(session->state(), request, "selected at twice the resolution");
}

TEST(Renderers, ALayersOpacityIsOneGroupInBoth) {
    const output::PictureRequest request = plainRequest(640, 360);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    for (const app::LayerState &layer : std::vector(session->state().layers))
        session->apply(app::SetLayerOpacity{layer.id, 0.5});
    expectAgreement(session->state(), request, "all layers at half opacity");
}

} // namespace corridors::test
