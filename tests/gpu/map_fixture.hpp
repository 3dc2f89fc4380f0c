// What the GL tests share: a headless context whose debug messages fail the test, a map from a style with inline
// GeoJSON, and its pixels. No display, no files, no network.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "viewer/app/app_state.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/gpu/context.hpp"
#include "viewer/gpu/handles.hpp"
#include "viewer/output/headless_context.hpp"
#include "viewer/render/map_renderer.hpp"

namespace corridors::test {

/// RGBA8 premultiplied, top row first.
struct Pixels {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<std::uint8_t> rgba;

    [[nodiscard]] std::array<int, 4> at(int x, int y) const {
        const auto i = static_cast<std::size_t>((y * widthPx + x) * 4);
        return {rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]};
    }
    /// Sum of one channel over the picture, in whole pixels (255 = 1).
    [[nodiscard]] double weight(int channel) const;
};

/// Largest difference of a channel, and how many pixels differ at all.
struct Difference {
    int largest = 0;
    std::size_t pixels = 0;
};
[[nodiscard]] Difference compare(const Pixels &a, const Pixels &b);

/// A state with the style opened and its inline sources read, seen through a window.
[[nodiscard]] app::AppState openStyle(const std::string &json, int widthPx, int heightPx, double pixelRatio = 1);

/// A renderer and a framebuffer to draw into.
class Stage {
public:
    Stage(int widthPx, int heightPx, render::RendererOptions options, unsigned threads = 2);
    /// Draws until the map is complete and returns its pixels.
    Pixels draw(const app::AppState &state);
    /// One frame as it comes, complete or not.
    Pixels drawOnce(const app::AppState &state);
    /// From here on something else will cover these parts of the picture; they may hold anything.
    void cover(std::vector<render::PixelRect> covered) { m_covered = std::move(covered); }
    [[nodiscard]] render::MapRenderer &renderer() { return *m_renderer; }
    [[nodiscard]] app::JobPool &jobs() { return m_jobs; }

private:
    Pixels read();
    [[nodiscard]] render::Target target() const;
    std::vector<render::PixelRect> m_covered;
    app::JobPool m_jobs;
    gpu::RenderTexture m_target;
    std::unique_ptr<render::MapRenderer> m_renderer;
};

/// Options of the headless export: complete, deterministic, no texture.
[[nodiscard]] render::RendererOptions exportOptions();
/// Options of the window without its fades.
[[nodiscard]] render::RendererOptions windowOptions();

class GlTest : public testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

private:
    std::unique_ptr<output::HeadlessContext> m_context;
    std::unique_ptr<gpu::DebugSink> m_sink;
};

} // namespace corridors::test
