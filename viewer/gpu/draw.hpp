// Where the next triangles go and how they blend, and the calls that draw, copy and read pixels. The only place besides
// handles, program and context that calls OpenGL. It knows no geography. Used by viewer/render, output and platform.
// Main thread, context current. Framebuffer rows are counted as GL counts them: row 0 is a window's lowest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "viewer/gpu/handles.hpp"

namespace corridors::gpu {

/// A rectangle of a framebuffer in pixels: its first column and row, and its size.
struct PixelBox {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

/// Everything until the next call draws into the framebuffer (0: the window's), in the coordinates of `viewport`,
/// without scissor, blending, depth or culling.
void beginTarget(unsigned framebuffer, const PixelBox &viewport);
/// Only pixels of the box are touched from here.
void setScissor(const PixelBox &box);
/// On: premultiplied colours are blended over what is there; off: they replace it.
void setBlending(bool on);
/// Replaces what the scissor leaves open by a premultiplied colour.
void clear(const std::array<float, 4> &rgba);

/// The texture that samplers of unit 0 read from here; 0: none.
void bindTexture(unsigned texture);
/// The vertex array that the draw calls below read.
void bindVertexArray(const VertexArray &array);
/// An array without attributes: for shaders that make their vertices from gl_VertexID (core profiles want one bound).
[[nodiscard]] VertexArray makeEmptyVertexArray();

/// Vertices 0 to 3 as two triangles.
void drawQuad();
/// `count` vertices from `first` on, three a triangle.
void drawTriangles(std::size_t first, std::size_t count);
/// `count` indices that begin `offset` bytes into the index buffer: 32 bits each where `wide`, else 16. `baseVertex` is
/// added to each.
void drawIndexed(std::size_t count, std::size_t offset, bool wide, int baseVertex);
/// A quad (as drawQuad) for each of `count` instances. Attribute 0 of the bound vertex array, two Int16, is read from
/// `offset` bytes into `buffer`, `stride` bytes an instance: OpenGL 3.3 has no base instance.
void drawQuadPerInstance(std::size_t count, const Buffer &buffer, std::size_t offset, std::size_t stride);

/// Copies a box of one framebuffer to a box of another, unfiltered. A negative height of `to` turns the rows over,
/// `to.y` being the row above the box.
void copyPixels(unsigned from, const PixelBox &source, unsigned to, const PixelBox &target);

/// The order of a pixel's four bytes.
enum class ByteOrder : std::uint8_t { Rgba, Bgra };
/// Reads width x height pixels from the corner of a framebuffer into `pixels` (4 bytes each, rows without gaps), the
/// highest row first, as pictures have them.
void readPixels(unsigned framebuffer, int width, int height, ByteOrder order, std::uint8_t *pixels);

/// Waits until everything asked for is drawn. Drawing is asynchronous: only what was waited for can be timed.
void finish();

} // namespace corridors::gpu
