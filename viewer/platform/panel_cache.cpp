#include "viewer/platform/panel_cache.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstring>
#include <span>
#include <string_view>

#include "viewer/render/programs.hpp"

namespace corridors::platform {
namespace {

/// Smaller windows are drawn as fast as a quad.
constexpr int kMinPictureEdgePx = 48;
/// A picture is taken when a window has been the same for so many frames: more than follow one key or turn of the
/// wheel, so that none is taken for nothing while a text is scrolled.
constexpr int kRestingFrames = 2;
/// A rim wider than this is not one: the window lets the map show through.
constexpr int kMaxRimPx = 12;

/// A 64-bit digest of memory: multiply and rotate over words (the rounds of xxHash64, Y. Collet, without its finish).
class Digest {
public:
    void add(const void *bytes, std::size_t count) {
        const auto *at = static_cast<const unsigned char *>(bytes);
        for (; count >= sizeof(std::uint64_t); at += sizeof(std::uint64_t), count -= sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof word);
            mix(word);
        }
        std::uint64_t rest = count;
        std::memcpy(&rest, at, count);
        mix(rest);
    }
    template <class T>
    void add(const T &value) {
        add(&value, sizeof value);
    }
    [[nodiscard]] std::uint64_t value() const { return m_value ^ (m_value >> 32); }

private:
    void mix(std::uint64_t word) {
        m_value ^= word * 0xC2B2AE3D27D4EB4FULL;
        m_value = ((m_value << 31) | (m_value >> 33)) * 0x9E3779B185EBCA87ULL;
    }
    std::uint64_t m_value = 0x27D4EB2F165667C5ULL;
};

/// The part of a list's owner's name that its child windows share: "Layers/rows_1A2B3C4D" belongs to "Layers".
std::string_view rootOf(const ImDrawList &list) {
    const std::string_view name = list._OwnerName != nullptr ? list._OwnerName : "";
    return name.substr(0, name.find('/'));
}

std::uint64_t digestOf(std::span<ImDrawList *const> lists, std::uint64_t version, float scale) {
    Digest digest;
    digest.add(version);
    digest.add(scale);
    for (const ImDrawList *list : lists) {
        digest.add(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
        digest.add(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd &command : list->CmdBuffer) {
            digest.add(command.ClipRect);
            digest.add(command.TextureId);
            digest.add(command.ElemCount);
            digest.add(command.IdxOffset);
            digest.add(command.VtxOffset);
        }
    }
    return digest.value();
}

bool callsBack(std::span<ImDrawList *const> lists) {
    return std::ranges::any_of(lists, [](const ImDrawList *list) {
        return std::any_of(list->CmdBuffer.begin(), list->CmdBuffer.end(),
                           [](const ImDrawCmd &c) { return c.UserCallback != nullptr; });
    });
}

/// What the lists may touch, in physical pixels of the window.
gpu::PixelBox boxOf(std::span<ImDrawList *const> lists, float scale, int widthPx, int heightPx) {
    ImVec2 low{FLT_MAX, FLT_MAX};
    ImVec2 high{-FLT_MAX, -FLT_MAX};
    for (const ImDrawList *list : lists) {
        ImVec2 clipLow{FLT_MAX, FLT_MAX};
        ImVec2 clipHigh{-FLT_MAX, -FLT_MAX};
        for (const ImDrawCmd &c : list->CmdBuffer) {
            if (c.ElemCount == 0) continue;
            clipLow = {std::min(clipLow.x, c.ClipRect.x), std::min(clipLow.y, c.ClipRect.y)};
            clipHigh = {std::max(clipHigh.x, c.ClipRect.z), std::max(clipHigh.y, c.ClipRect.w)};
        }
        ImVec2 from{FLT_MAX, FLT_MAX};
        ImVec2 to{-FLT_MAX, -FLT_MAX};
        for (const ImDrawVert &v : list->VtxBuffer) {
            from = {std::min(from.x, v.pos.x), std::min(from.y, v.pos.y)};
            to = {std::max(to.x, v.pos.x), std::max(to.y, v.pos.y)};
        }
        low = {std::min(low.x, std::max(from.x, clipLow.x)), std::min(low.y, std::max(from.y, clipLow.y))};
        high = {std::max(high.x, std::min(to.x, clipHigh.x)), std::max(high.y, std::min(to.y, clipHigh.y))};
    }
    if (!(low.x < high.x && low.y < high.y)) return {};
    const auto inside = [](float px, int limit) {
        return static_cast<int>(std::clamp(px, 0.0F, static_cast<float>(limit)));
    };
    const int left = inside(std::floor(low.x * scale), widthPx);
    const int top = inside(std::floor(low.y * scale), heightPx);
    return {left, top, inside(std::ceil(high.x * scale), widthPx) - left,
            inside(std::ceil(high.y * scale), heightPx) - top};
}

/// A logical length of which ImGui's backend makes just so many pixels: it truncates.
float logicalLength(int px, float scale) {
    float length = static_cast<float>(px) / scale;
    while (static_cast<int>(length * scale) < px) length = std::nextafter(length, FLT_MAX);
    return length;
}

/// The draw data with some of its lists only.
ImDrawData partOf(const ImDrawData &data, std::size_t first, std::size_t end) {
    ImDrawData part = data;
    part.CmdLists = data.CmdLists + first;
    part.CmdListsCount = static_cast<int>(end - first);
    part.TotalVtxCount = part.TotalIdxCount = 0; // the backend does not look at them
    return part;
}

} // namespace

PanelCache::Picture &PanelCache::pictureOf(std::string_view name) {
    const auto found = std::ranges::find(m_pictures, name, &Picture::name);
    if (found != m_pictures.end()) return *found;
    m_pictures.emplace_back().name = name;
    return m_pictures.back();
}

/// The program is made when there is something to keep, not while the window waits for its first picture.
bool PanelCache::isReady() {
    if (m_program.id() != 0 || m_isBroken) return !m_isBroken;
    const auto vertex = render::loadShader("stretch.vert", m_shaderDir);
    const auto fragment = render::loadShader("stretch.frag", m_shaderDir);
    auto program = vertex && fragment ? gpu::Program::create(*vertex, *fragment) : Result<gpu::Program>();
    m_isBroken = !vertex || !fragment || !program;
    if (m_isBroken) return false;
    m_program = std::move(*program);
    m_rect = m_program.uniform("u_rect");
    m_clip = m_program.uniform("u_clip");
    m_part = m_program.uniform("u_part");
    m_texture = m_program.uniform("u_texture");
    m_emptyArray = gpu::makeEmptyVertexArray();
    return true;
}

/// Draws a group into its picture. ImGui's backend draws upright; the picture is turned over, as the window's pixels
/// are in memory: laying it over them is then a plain walk through both.
bool PanelCache::take(ImDrawData &data, const Group &group, Picture &picture) {
    const float scale = data.FramebufferScale.x;
    const gpu::PixelBox &box = picture.box;
    const auto reserve = [&](gpu::RenderTexture &texture, bool exactly) {
        const bool fits = exactly ? texture.widthPx == box.width && texture.heightPx == box.height
                                  : texture.widthPx >= box.width && texture.heightPx >= box.height;
        if (fits) return true;
        const int width = exactly ? box.width : std::max(texture.widthPx, box.width);
        const int height = exactly ? box.height : std::max(texture.heightPx, box.height);
        texture = {};
        auto made = gpu::makeRenderTexture(width, height);
        if (made) texture = std::move(*made);
        return made.has_value();
    };
    if (!isReady() || !reserve(picture.texture, true) || !reserve(m_scratch, false)) {
        m_isBroken = true;
        return false;
    }
    gpu::beginTarget(m_scratch.framebuffer.id(), {0, 0, box.width, box.height});
    gpu::setScissor({0, 0, box.width, box.height});
    gpu::clear({0, 0, 0, 0});
    ImDrawData part = partOf(data, group.first, group.end);
    part.DisplayPos = {static_cast<float>(box.x) / scale, static_cast<float>(box.y) / scale};
    part.DisplaySize = {logicalLength(box.width, scale), logicalLength(box.height, scale)};
    ImGui_ImplOpenGL3_RenderDrawData(&part);
    measureRim(picture);
    gpu::copyPixels(m_scratch.framebuffer.id(), {0, 0, box.width, box.height}, picture.texture.framebuffer.id(),
                    {0, box.height, box.width, -box.height});
    return true;
}

/// A panel is opaque but for its rounded corners and its edge. What lies beyond them is told by its pixels.
void PanelCache::measureRim(Picture &picture) const {
    const auto width = static_cast<std::size_t>(picture.box.width);
    const auto height = static_cast<std::size_t>(picture.box.height);
    std::vector<std::uint8_t> pixels(width * height * 4);
    gpu::readPixels(m_scratch.framebuffer.id(), picture.box.width, picture.box.height, gpu::ByteOrder::Bgra,
                    pixels.data());
    picture.rimPx = 0;
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) {
            if (pixels[(y * width + x) * 4 + 3] == 255) continue;
            const std::size_t distance = std::min({x, y, width - 1 - x, height - 1 - y});
            picture.rimPx = std::max(picture.rimPx, static_cast<int>(distance) + 1);
        }
    picture.opaque = picture.rimPx <= kMaxRimPx;
}

/// A part of the picture, in pixels from its top left corner, laid over its place with what shows through it.
void PanelCache::blend(const Picture &picture, const gpu::PixelBox &part) const {
    const auto width = static_cast<float>(picture.box.width);
    const auto height = static_cast<float>(picture.box.height);
    gpu::setUniform(m_rect, {static_cast<float>(picture.box.x + part.x), static_cast<float>(picture.box.y + part.y),
                             static_cast<float>(part.width), static_cast<float>(part.height)});
    gpu::setUniform(m_part, {static_cast<float>(part.x) / width, static_cast<float>(part.y) / height,
                             static_cast<float>(part.width) / width, static_cast<float>(part.height) / height});
    gpu::drawQuad();
}

void PanelCache::lay(const Picture &picture) const {
    const gpu::PixelBox &box = picture.box;
    const int rim = picture.rimPx;
    const gpu::PixelBox inner{rim, rim, box.width - 2 * rim, box.height - 2 * rim};
    if (picture.opaque)
        gpu::copyPixels(picture.texture.framebuffer.id(), inner, m_framebuffer,
                        {box.x + rim, m_heightPx - (box.y + rim), inner.width, -inner.height});
    gpu::beginTarget(m_framebuffer, {0, 0, m_widthPx, m_heightPx});
    gpu::setBlending(true);
    m_program.use();
    gpu::setUniform(m_clip, {2 / static_cast<float>(m_widthPx), -2 / static_cast<float>(m_heightPx), -1, 1});
    gpu::setUniform(m_texture, 0);
    gpu::bindTexture(picture.texture.texture.id());
    gpu::bindVertexArray(m_emptyArray);
    if (!picture.opaque) {
        blend(picture, {0, 0, box.width, box.height});
    } else if (rim > 0) {
        blend(picture, {0, 0, box.width, rim});
        blend(picture, {0, box.height - rim, box.width, rim});
        blend(picture, {0, rim, rim, inner.height});
        blend(picture, {box.width - rim, rim, rim, inner.height});
    }
    gpu::setBlending(false);
}

void PanelCache::prepare(ImDrawData &data, int widthPx, int heightPx, std::uint64_t version, bool keeps,
                         unsigned framebuffer) {
    const auto count = static_cast<std::size_t>(data.CmdListsCount);
    m_framebuffer = framebuffer;
    m_widthPx = widthPx;
    m_heightPx = heightPx;
    m_stands.clear();
    m_opaque.clear();
    for (Picture &picture : m_pictures) picture.isUsed = false;
    for (std::size_t first = 0; keeps && !m_isBroken && first < count;) {
        Group group{rootOf(*data.CmdLists[first]), first, first + 1};
        while (group.end < count && rootOf(*data.CmdLists[group.end]) == group.name) ++group.end;
        first = group.end;
        const std::span<ImDrawList *const> lists(data.CmdLists + group.first, group.end - group.first);
        if (callsBack(lists)) continue;
        Picture &picture = pictureOf(group.name);
        if (picture.isUsed) continue; // two windows of one name: the first is kept
        picture.isUsed = true;
        const std::uint64_t hash = digestOf(lists, version, data.FramebufferScale.x);
        if (hash != picture.hash) { // it changes: perhaps with every frame
            picture.hash = hash;
            picture.frames = 0;
            picture.isDrawn = false;
            continue;
        }
        if (++picture.frames < kRestingFrames) continue;
        if (!picture.isDrawn) {
            picture.box = boxOf(lists, data.FramebufferScale.x, widthPx, heightPx);
            if (picture.box.width < kMinPictureEdgePx || picture.box.height < kMinPictureEdgePx) continue;
            picture.isDrawn = take(data, group, picture);
            if (!picture.isDrawn) break;
        }
        m_stands.push_back({group.first, group.end, static_cast<std::size_t>(&picture - m_pictures.data())});
        if (picture.opaque)
            m_opaque.push_back({picture.box.x + picture.rimPx, picture.box.y + picture.rimPx,
                                picture.box.width - 2 * picture.rimPx, picture.box.height - 2 * picture.rimPx});
    }
}

void PanelCache::draw(ImDrawData &data) {
    std::size_t drawn = 0; // lists that are on the screen
    const auto drawUntil = [&](std::size_t end) {
        if (drawn < end) {
            ImDrawData part = partOf(data, drawn, end);
            gpu::beginTarget(m_framebuffer, {0, 0, m_widthPx, m_heightPx});
            ImGui_ImplOpenGL3_RenderDrawData(&part);
        }
        drawn = end;
    };
    for (const Stand &stand : m_stands) {
        drawUntil(stand.first);
        lay(m_pictures[stand.picture]);
        drawn = stand.end;
    }
    drawUntil(static_cast<std::size_t>(data.CmdListsCount));
    std::erase_if(m_pictures, [](const Picture &p) { return !p.isUsed; });
}

} // namespace corridors::platform
