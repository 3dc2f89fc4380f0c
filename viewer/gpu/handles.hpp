// Move-only owners of OpenGL objects. They know no geography and hold nothing but an object name; every handle must die
// while the context that made it is current. Used by viewer/render and viewer/output. Main thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "geodata/core/result.hpp"

namespace corridors::gpu {

enum class ObjectKind : std::uint8_t { Buffer, VertexArray, Texture, Framebuffer, Renderbuffer, Program };

/// glDelete* of the kind; 0 is ignored.
void destroyObject(ObjectKind kind, unsigned id);

template <ObjectKind Kind>
class Handle {
public:
    Handle() = default;
    explicit Handle(unsigned id) : m_id(id) {}
    Handle(Handle &&other) noexcept : m_id(std::exchange(other.m_id, 0U)) {}
    Handle &operator=(Handle &&other) noexcept {
        if (this != &other) {
            destroyObject(Kind, m_id);
            m_id = std::exchange(other.m_id, 0U);
        }
        return *this;
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle() { destroyObject(Kind, m_id); }

    [[nodiscard]] unsigned id() const { return m_id; }
    [[nodiscard]] explicit operator bool() const { return m_id != 0; }

private:
    unsigned m_id = 0;
};

using Buffer = Handle<ObjectKind::Buffer>;
using VertexArray = Handle<ObjectKind::VertexArray>;
using Texture = Handle<ObjectKind::Texture>;
using Framebuffer = Handle<ObjectKind::Framebuffer>;

/// Immutable contents for vertices or indices.
[[nodiscard]] Buffer makeVertexBuffer(std::span<const std::byte> bytes);
[[nodiscard]] Buffer makeIndexBuffer(std::span<const std::byte> bytes);

/// Component types of a vertex attribute. Normalised ones arrive in the shader as [-1, 1] or [0, 1].
enum class Component : std::uint8_t { Int8Normalized, UInt8Normalized, Int16, Float };

/// One attribute inside a vertex of `stride` bytes.
struct Attribute {
    unsigned location = 0;
    int components = 1;
    Component type = Component::Float;
    std::size_t offset = 0;
    bool perInstance = false;
};

/// A vertex array that reads `attributes` from `vertices` and, when it is not null, indices from `indices`.
[[nodiscard]] VertexArray makeVertexArray(const Buffer &vertices, std::size_t stride,
                                          std::span<const Attribute> attributes, const Buffer *indices = nullptr);

/// A texture that can be drawn into, and the framebuffer that does. Rows are bottom first, as GL has them.
///
/// The format is asked for as GL_RGBA with GL_BGRA bytes, because that is what windows have: a 1:1 blit to the window
/// is then a plain copy, and llvmpipe has a fast rasteriser for it (measured 2-8 times faster than GL_RGBA8).
struct RenderTexture {
    Texture texture;
    Framebuffer framebuffer;
    int widthPx = 0;
    int heightPx = 0;
};

/// Errors: larger than GL_MAX_TEXTURE_SIZE, out of memory, framebuffer refused. Contents are undefined.
[[nodiscard]] Result<RenderTexture> makeRenderTexture(int widthPx, int heightPx);

/// A texture of premultiplied RGBA bytes, `stride` pixels a row (top or bottom first: as the caller reads it).
/// `linear` selects filtering; coordinates are clamped to the edge. Null `rgba` leaves the contents undefined.
[[nodiscard]] Result<Texture> makeTexture(int widthPx, int heightPx, const std::uint8_t *rgba, bool linear);

/// Replaces a rectangle of a texture made by makeTexture.
void updateTexture(const Texture &texture, int x, int y, int widthPx, int heightPx, const std::uint8_t *rgba);

} // namespace corridors::gpu
