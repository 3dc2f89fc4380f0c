#include "map_fixture.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "geodata/io/reader.hpp"

namespace corridors::test {

double Pixels::weight(int channel) const {
    double sum = 0;
    for (std::size_t i = static_cast<std::size_t>(channel); i < rgba.size(); i += 4) sum += rgba[i];
    return sum / 255;
}

Difference compare(const Pixels &a, const Pixels &b) {
    EXPECT_EQ(a.rgba.size(), b.rgba.size());
    Difference d;
    for (std::size_t i = 0; i + 3 < std::min(a.rgba.size(), b.rgba.size()); i += 4) {
        int largest = 0;
        for (std::size_t c = i; c < i + 4; ++c) largest = std::max(largest, std::abs(a.rgba[c] - b.rgba[c]));
        d.largest = std::max(d.largest, largest);
        d.pixels += largest > 0 ? 1U : 0U;
    }
    return d;
}

app::AppState openStyle(const std::string &json, int widthPx, int heightPx, double pixelRatio) {
    app::AppState state;
    auto parsed = style::parseStyle(json, "test");
    EXPECT_TRUE(parsed.has_value());
    if (!parsed) return state;
    for (const Warning &warning : parsed->warnings) ADD_FAILURE() << warning.text();
    state.document = parsed->value;
    state.projection = webMercator();
    state.animate = false;
    state.pixelRatio = pixelRatio;
    state.viewportWidthPx = widthPx / pixelRatio;
    state.viewportHeightPx = heightPx / pixelRatio;
    state.camera = {state.projection->project(state.document->center), state.document->zoom};
    for (const style::LayerGroup &group : state.document->groups)
        state.layers.push_back({group.id, group.title, group.base, group.visible, group.opacity});
    for (const style::Source &source : state.document->sources) {
        io::ReadOptions options;
        options.projection = state.projection;
        options.useCache = false;
        auto read = io::readGeoJsonText(source.inlineJson, source.id, options);
        EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().text());
        app::SourceState loaded;
        loaded.id = source.id;
        loaded.status = app::LoadStatus::Ready;
        if (read) loaded.data = read->data;
        state.sources.push_back(std::move(loaded));
    }
    return state;
}

render::RendererOptions exportOptions() {
    render::RendererOptions options;
    options.animate = false;
    options.uploadBudgetS = 1e9;
    return options;
}

render::RendererOptions windowOptions() {
    render::RendererOptions options;
    options.uploadBudgetS = 1e9;
    return options;
}

Stage::Stage(int widthPx, int heightPx, render::RendererOptions options, unsigned threads) : m_jobs(threads) {
    auto target = gpu::makeRenderTexture(widthPx, heightPx);
    EXPECT_TRUE(target.has_value());
    if (target) m_target = std::move(*target);
    auto renderer = render::MapRenderer::create(m_jobs, std::move(options));
    EXPECT_TRUE(renderer.has_value()) << (renderer ? "" : renderer.error().text());
    if (renderer) m_renderer = std::move(*renderer);
}

render::Target Stage::target() const {
    return {m_target.framebuffer.id(), m_target.widthPx, m_target.heightPx, m_covered};
}

Pixels Stage::drawOnce(const app::AppState &state) {
    m_jobs.drain();
    m_renderer->sync(state);
    m_renderer->draw(target());
    return read();
}

Pixels Stage::draw(const app::AppState &state) {
    app::AppState moving = state;
    for (int i = 0; i < 2000; ++i) {
        m_renderer->sync(moving);
        const bool done = m_renderer->isComplete();
        m_renderer->draw(target());
        if (done && !m_renderer->needsFrame()) return read();
        m_jobs.waitForDelivery(0.05);
        m_jobs.drain();
        moving.nowS += 0.05; // fades come to their end
    }
    ADD_FAILURE() << "the map never becomes complete";
    return read();
}

Pixels Stage::read() {
    glBindFramebuffer(GL_FRAMEBUFFER, m_target.framebuffer.id());
    Pixels pixels{m_target.widthPx, m_target.heightPx, {}};
    std::vector<std::uint8_t> bottomFirst(static_cast<std::size_t>(pixels.widthPx * pixels.heightPx * 4));
    glReadPixels(0, 0, pixels.widthPx, pixels.heightPx, GL_RGBA, GL_UNSIGNED_BYTE, bottomFirst.data());
    const auto row = static_cast<std::ptrdiff_t>(pixels.widthPx * 4);
    for (int y = pixels.heightPx - 1; y >= 0; --y)
        pixels.rgba.insert(pixels.rgba.end(), bottomFirst.begin() + y * row, bottomFirst.begin() + (y + 1) * row);
    return pixels;
}

void GlTest::SetUp() {
    auto context = output::HeadlessContext::create();
    ASSERT_TRUE(context.has_value()) << context.error().text();
    m_context = std::move(*context);
    m_sink = std::make_unique<gpu::DebugSink>([](const std::string &message) { ADD_FAILURE() << message; });
}

void GlTest::TearDown() {
    if (m_context) {
        EXPECT_EQ(gpu::takeErrors(), "");
    }
    m_sink.reset();
    m_context.reset();
}

} // namespace corridors::test
