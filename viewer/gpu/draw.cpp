#include "viewer/gpu/draw.hpp"

#include <epoxy/gl.h>

#include <algorithm>

namespace corridors::gpu {
namespace {

const void *asOffset(std::size_t bytes) {
    return reinterpret_cast<const void *>(bytes); // NOLINT: GL's way to pass an offset
}

} // namespace

void beginTarget(unsigned framebuffer, const PixelBox &viewport) {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(viewport.x, viewport.y, viewport.width, viewport.height);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

void setScissor(const PixelBox &box) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.x, box.y, box.width, box.height);
}

void setBlending(bool on) {
    if (on)
        glEnable(GL_BLEND);
    else
        glDisable(GL_BLEND);
}

void clear(const std::array<float, 4> &rgba) {
    glClearColor(rgba[0], rgba[1], rgba[2], rgba[3]);
    glClear(GL_COLOR_BUFFER_BIT);
}

void bindTexture(unsigned texture) {
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture);
}

void bindVertexArray(const VertexArray &array) { glBindVertexArray(array.id()); }

VertexArray makeEmptyVertexArray() {
    GLuint id = 0;
    glGenVertexArrays(1, &id);
    return VertexArray(id);
}

void drawQuad() { glDrawArrays(GL_TRIANGLE_STRIP, 0, 4); }

void drawTriangles(std::size_t first, std::size_t count) {
    glDrawArrays(GL_TRIANGLES, static_cast<GLint>(first), static_cast<GLsizei>(count));
}

void drawIndexed(std::size_t count, std::size_t offset, bool wide, int baseVertex) {
    glDrawElementsBaseVertex(GL_TRIANGLES, static_cast<GLsizei>(count), wide ? GL_UNSIGNED_INT : GL_UNSIGNED_SHORT,
                             asOffset(offset), baseVertex);
}

void drawQuadPerInstance(std::size_t count, const Buffer &buffer, std::size_t offset, std::size_t stride) {
    glBindBuffer(GL_ARRAY_BUFFER, buffer.id());
    glVertexAttribPointer(0, 2, GL_SHORT, GL_FALSE, static_cast<GLsizei>(stride), asOffset(offset));
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
}

void copyPixels(unsigned from, const PixelBox &source, unsigned to, const PixelBox &target) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to);
    glDisable(GL_SCISSOR_TEST);
    glBlitFramebuffer(source.x, source.y, source.x + source.width, source.y + source.height, target.x, target.y,
                      target.x + target.width, target.y + target.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void readPixels(unsigned framebuffer, int width, int height, ByteOrder order, std::uint8_t *pixels) {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width, height, order == ByteOrder::Bgra ? GL_BGRA : GL_RGBA, GL_UNSIGNED_BYTE, pixels);
    const std::size_t rowBytes = static_cast<std::size_t>(width) * 4;
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(height) - 1; top < bottom; ++top, --bottom)
        std::swap_ranges(pixels + top * rowBytes, pixels + (top + 1) * rowBytes, pixels + bottom * rowBytes);
}

void finish() { glFinish(); }

} // namespace corridors::gpu
