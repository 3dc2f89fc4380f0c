#include "viewer/gpu/handles.hpp"

#include <epoxy/gl.h>
#include <fmt/core.h>

#include "viewer/gpu/context.hpp"

namespace corridors::gpu {

void destroyObject(ObjectKind kind, unsigned id) {
    if (id == 0) return;
    switch (kind) {
    case ObjectKind::Buffer: glDeleteBuffers(1, &id); break;
    case ObjectKind::VertexArray: glDeleteVertexArrays(1, &id); break;
    case ObjectKind::Texture: glDeleteTextures(1, &id); break;
    case ObjectKind::Framebuffer: glDeleteFramebuffers(1, &id); break;
    case ObjectKind::Renderbuffer: glDeleteRenderbuffers(1, &id); break;
    case ObjectKind::Program: glDeleteProgram(id); break;
    }
}

namespace {

Buffer makeBuffer(GLenum target, std::span<const std::byte> bytes) {
    GLuint id = 0;
    glGenBuffers(1, &id);
    Buffer buffer(id);
    glBindVertexArray(0); // an index buffer bound here would become part of the current vertex array
    glBindBuffer(target, id);
    glBufferData(target, static_cast<GLsizeiptr>(bytes.size()), bytes.data(), GL_STATIC_DRAW);
    return buffer;
}

struct GlType {
    GLenum type;
    GLboolean normalized;
};

GlType glTypeOf(Component component) {
    switch (component) {
    case Component::Int8Normalized: return {GL_BYTE, GL_TRUE};
    case Component::UInt8Normalized: return {GL_UNSIGNED_BYTE, GL_TRUE};
    case Component::Int16: return {GL_SHORT, GL_FALSE};
    case Component::Float: break;
    }
    return {GL_FLOAT, GL_FALSE};
}

void setSampling(bool linear) {
    const GLint filter = linear ? GL_LINEAR : GL_NEAREST;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
}

Result<void> checkSize(int widthPx, int heightPx) {
    const int limit = maxTextureSize();
    if (widthPx < 1 || heightPx < 1 || widthPx > limit || heightPx > limit)
        return fail(
            fmt::format("a texture of {} x {} pixels is not possible on this graphics driver", widthPx, heightPx), {},
            {}, fmt::format("Ask for at most {} pixels an edge", limit));
    return {};
}

Result<Texture> makeStorage(int widthPx, int heightPx, GLint internalFormat, GLenum format, const void *pixels,
                            bool linear) {
    if (auto size = checkSize(widthPx, heightPx); !size) return tl::unexpected(size.error());
    GLuint id = 0;
    glGenTextures(1, &id);
    Texture texture(id);
    glBindTexture(GL_TEXTURE_2D, id);
    setSampling(linear);
    while (glGetError() != GL_NO_ERROR) {
    } // errors from before are not ours; the debug sink has told of them
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, internalFormat, widthPx, heightPx, 0, format, GL_UNSIGNED_BYTE, pixels);
    if (glGetError() != GL_NO_ERROR)
        return fail(fmt::format("the graphics driver has no memory for a texture of {} x {} pixels", widthPx, heightPx),
                    {}, {}, "Make the window or the picture smaller");
    return texture;
}

} // namespace

Buffer makeVertexBuffer(std::span<const std::byte> bytes) { return makeBuffer(GL_ARRAY_BUFFER, bytes); }
Buffer makeIndexBuffer(std::span<const std::byte> bytes) { return makeBuffer(GL_ELEMENT_ARRAY_BUFFER, bytes); }

VertexArray makeVertexArray(const Buffer &vertices, std::size_t stride, std::span<const Attribute> attributes,
                            const Buffer *indices) {
    GLuint id = 0;
    glGenVertexArrays(1, &id);
    VertexArray array(id);
    glBindVertexArray(id);
    glBindBuffer(GL_ARRAY_BUFFER, vertices.id());
    for (const Attribute &a : attributes) {
        const GlType type = glTypeOf(a.type);
        glEnableVertexAttribArray(a.location);
        glVertexAttribPointer(a.location, a.components, type.type, type.normalized, static_cast<GLsizei>(stride),
                              reinterpret_cast<const void *>(a.offset)); // NOLINT: GL's way to pass an offset
        if (a.perInstance) glVertexAttribDivisor(a.location, 1);
    }
    if (indices != nullptr) glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices->id());
    glBindVertexArray(0);
    return array;
}

Result<RenderTexture> makeRenderTexture(int widthPx, int heightPx) {
    auto texture = makeStorage(widthPx, heightPx, GL_RGBA, GL_BGRA, nullptr, true);
    if (!texture) return tl::unexpected(texture.error());
    GLint before = 0;
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &before);
    GLuint id = 0;
    glGenFramebuffers(1, &id);
    Framebuffer framebuffer(id);
    glBindFramebuffer(GL_FRAMEBUFFER, id);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture->id(), 0);
    const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(before));
    if (status != GL_FRAMEBUFFER_COMPLETE)
        return fail(fmt::format("the graphics driver cannot draw into a texture (status {:#x})", status), {}, {},
                    "Try software drawing with LIBGL_ALWAYS_SOFTWARE=1");
    return RenderTexture{std::move(*texture), std::move(framebuffer), widthPx, heightPx};
}

Result<Texture> makeTexture(int widthPx, int heightPx, const std::uint8_t *rgba, bool linear) {
    return makeStorage(widthPx, heightPx, GL_RGBA8, GL_RGBA, rgba, linear);
}

void updateTexture(const Texture &texture, int x, int y, int widthPx, int heightPx, const std::uint8_t *rgba) {
    glBindTexture(GL_TEXTURE_2D, texture.id());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, widthPx, heightPx, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
}

} // namespace corridors::gpu
