// PanelCache: puts ImGui's windows on the screen. One whose triangles have been the same for some frames is not drawn
// again: its picture, kept in a texture, is laid over the map, which costs software drawing a fraction of its text.
// Internal to platform. Main thread, with the window's context current.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "viewer/gpu/draw.hpp"
#include "viewer/gpu/program.hpp"

struct ImDrawData;
struct ImDrawList;

namespace corridors::platform {

class PanelCache {
public:
    /// `shaderDir` as in render::RendererOptions.
    explicit PanelCache(std::string shaderDir = {}) : m_shaderDir(std::move(shaderDir)) {}

    /// Looks which windows of what ImGui::Render() has made are as they were, and takes the pictures that are missing.
    /// The framebuffer (0: the window's) has widthPx x heightPx pixels. `version` is to change whenever a texture that
    /// the triangles name gets other contents. With `keeps` false everything will be drawn anew.
    void prepare(ImDrawData &data, int widthPx, int heightPx, std::uint64_t version, bool keeps,
                 unsigned framebuffer = 0);
    /// What draw() will fill without letting anything show through: boxes of the window, y down.
    [[nodiscard]] const std::vector<gpu::PixelBox> &opaque() const { return m_opaque; }
    /// Draws what was prepared over the framebuffer.
    void draw(ImDrawData &data);

private:
    /// A window of ImGui with its child windows: consecutive lists of the draw data.
    struct Group {
        std::string_view name;
        std::size_t first = 0;
        std::size_t end = 0;
    };
    struct Picture {
        std::string name;
        std::uint64_t hash = 0;
        gpu::PixelBox box;   ///< of the window, y down
        int rimPx = 0;       ///< within this distance from the box's edge something may show through
        bool opaque = false; ///< beyond the rim nothing does
        gpu::RenderTexture texture;
        int frames = 0;       ///< for which the hash has been the same
        bool isDrawn = false; ///< the texture shows what `hash` is of
        bool isUsed = false;  ///< in this frame
    };
    [[nodiscard]] Picture &pictureOf(std::string_view name);
    /// A picture that stands for lists of this frame.
    struct Stand {
        std::size_t first = 0;
        std::size_t end = 0;
        std::size_t picture = 0;
    };
    [[nodiscard]] bool take(ImDrawData &data, const Group &group, Picture &picture);
    void measureRim(Picture &picture) const;
    [[nodiscard]] bool isReady();
    void lay(const Picture &picture) const;
    void blend(const Picture &picture, const gpu::PixelBox &part) const;

    std::string m_shaderDir;
    gpu::Program m_program;
    gpu::VertexArray m_emptyArray;
    int m_rect = -1, m_clip = -1, m_part = -1, m_texture = -1;
    bool m_isBroken = false; ///< no program or no memory: everything is drawn anew from now on
    gpu::RenderTexture m_scratch;
    std::vector<Picture> m_pictures;
    std::vector<Stand> m_stands;
    std::vector<gpu::PixelBox> m_opaque;
    unsigned m_framebuffer = 0;
    int m_widthPx = 0;
    int m_heightPx = 0;
};

} // namespace corridors::platform
