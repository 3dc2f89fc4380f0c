// PanelCache: what it lays over the map is what ImGui's backend would have drawn, in the frame of a change as in those
// after it.
#include "viewer/platform/panel_cache.hpp"

#include <gtest/gtest.h>

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>

#include "map_fixture.hpp"

namespace corridors::test {
namespace {

constexpr int kWidthPx = 480;
constexpr int kHeightPx = 360;

class Panels : public GlTest {
protected:
    void SetUp() override {
        GlTest::SetUp();
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetStyle().WindowRounding = 9;
        ASSERT_TRUE(ImGui_ImplOpenGL3_Init("#version 330 core"));
        for (gpu::RenderTexture *target : {&m_direct, &m_cached}) {
            auto made = gpu::makeRenderTexture(kWidthPx, kHeightPx);
            ASSERT_TRUE(made.has_value());
            *target = std::move(*made);
        }
        m_cache = std::make_unique<platform::PanelCache>();
    }
    void TearDown() override {
        m_cache.reset();
        m_direct = {};
        m_cached = {};
        ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext();
        GlTest::TearDown();
    }

    /// An opaque panel with a child, one that lets the map through, and text that lies in no window.
    static void build(float scale, const char *text, float bottomX) {
        ImGuiIO &io = ImGui::GetIO();
        io.DisplaySize = {kWidthPx / scale, kHeightPx / scale};
        io.DisplayFramebufferScale = {scale, scale};
        io.DeltaTime = 1.0F / 60;
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::NewFrame();
        constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize;
        ImGui::SetNextWindowPos({13, 11});
        ImGui::SetNextWindowSize({150, 170});
        ImGui::SetNextWindowBgAlpha(1);
        ImGui::Begin("Opaque", nullptr, kFlags);
        ImGui::TextUnformatted(text);
        ImGui::BeginChild("inner", {0, 60}, true);
        ImGui::TextUnformatted("a child");
        ImGui::EndChild();
        ImGui::End();
        ImGui::SetNextWindowPos({120, 90});
        ImGui::SetNextWindowSize({110, 120});
        ImGui::SetNextWindowBgAlpha(0.6F);
        ImGui::Begin("Clear", nullptr, kFlags);
        ImGui::TextUnformatted("the map shows");
        ImGui::End();
        ImGui::GetBackgroundDrawList()->AddText({bottomX, 215}, 0xFF2040A0, "below all windows");
        ImGui::Render();
    }

    /// A ground of stripes, so that anything that shows through is seen.
    static void drawGround(const gpu::RenderTexture &target) {
        gpu::beginTarget(target.framebuffer.id(), {0, 0, kWidthPx, kHeightPx});
        for (int x = 0; x < kWidthPx; x += 5) {
            gpu::setScissor({x, 0, 5, kHeightPx});
            gpu::clear({static_cast<float>(x % 50) / 50, 0.3F, static_cast<float>(x % 35) / 35, 1});
        }
    }

    static std::vector<std::uint8_t> pixelsOf(const gpu::RenderTexture &target) {
        std::vector<std::uint8_t> pixels(std::size_t{kWidthPx} * kHeightPx * 4);
        gpu::readPixels(target.framebuffer.id(), kWidthPx, kHeightPx, gpu::ByteOrder::Rgba, pixels.data());
        return pixels;
    }

    /// Draws the frame both ways; the largest difference of a channel.
    int difference(std::uint64_t version = 1, bool keeps = true) {
        ImDrawData &data = *ImGui::GetDrawData();
        drawGround(m_direct);
        gpu::beginTarget(m_direct.framebuffer.id(), {0, 0, kWidthPx, kHeightPx});
        ImGui_ImplOpenGL3_RenderDrawData(&data);
        m_cache->prepare(data, kWidthPx, kHeightPx, version, keeps, m_cached.framebuffer.id());
        drawGround(m_cached);
        for (const gpu::PixelBox &box : m_cache->opaque()) { // what is said to be covered may be left undrawn
            gpu::setScissor({box.x, kHeightPx - box.y - box.height, box.width, box.height});
            gpu::clear({1, 0, 1, 1});
        }
        m_cache->draw(data);
        const auto a = pixelsOf(m_direct);
        const auto b = pixelsOf(m_cached);
        int largest = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (i % 4 != 3) largest = std::max(largest, std::abs(a[i] - b[i])); // a window has no alpha
        return largest;
    }

    gpu::RenderTexture m_direct;
    gpu::RenderTexture m_cached;
    std::unique_ptr<platform::PanelCache> m_cache;
};

TEST_F(Panels, LookAsIfDrawnAnew) {
    for (const float scale : {1.0F, 1.5F, 2.0F}) {
        for (int frame = 0; frame < 6; ++frame) {
            build(scale, "one text", 20);
            EXPECT_LE(difference(), 2) << "scale " << scale << ", frame " << frame;
        }
        ASSERT_EQ(m_cache->opaque().size(), 1U) << "the opaque panel";
        const gpu::PixelBox box = m_cache->opaque().front();
        EXPECT_GT(box.width, static_cast<int>(150 * scale) - 20);
        EXPECT_GT(box.height, static_cast<int>(170 * scale) - 20);
    }
}

TEST_F(Panels, ChangesShowAtOnce) {
    for (int frame = 0; frame < 4; ++frame) {
        build(1, "before", 20);
        EXPECT_LE(difference(), 2);
    }
    build(1, "after the change", 20);
    EXPECT_LE(difference(), 2);
    EXPECT_TRUE(m_cache->opaque().empty()) << "in the frame of its change a panel is drawn, not laid";
    for (int frame = 0; frame < 5; ++frame) { // the background moves, the panels rest
        build(1, "after the change", 30.0F + static_cast<float>(frame));
        EXPECT_LE(difference(), 2);
    }
    EXPECT_EQ(m_cache->opaque().size(), 1U);
}

TEST_F(Panels, NothingIsKeptOfOtherTexturesOrWhenToldSo) {
    for (int frame = 0; frame < 4; ++frame) {
        build(1, "text", 20);
        EXPECT_LE(difference(7), 2);
    }
    EXPECT_EQ(m_cache->opaque().size(), 1U);
    build(1, "text", 20);
    EXPECT_LE(difference(8), 2);
    EXPECT_TRUE(m_cache->opaque().empty()) << "a texture has other contents";
    build(1, "text", 20);
    EXPECT_LE(difference(8, false), 2);
    EXPECT_TRUE(m_cache->opaque().empty());
}

} // namespace
} // namespace corridors::test
