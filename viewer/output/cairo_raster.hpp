// The renderer that needs no OpenGL: a VectorScene and its furniture to pixels by Cairo, strip by strip, so that memory
// depends neither on the picture's height nor on the data. Strips have a fixed height: a picture's bytes are the same
// however it was asked for. Internal to viewer/output; used by export_picture.
#pragma once

#include <functional>
#include <stop_token>

#include "viewer/output/export_picture.hpp"
#include "viewer/output/vector_scene.hpp"

namespace corridors::output {

/// A strip's pixels. Groups of layers with an opacity take as much again.
inline constexpr std::size_t kStripBytes = std::size_t{12} << 20;

/// Draws the whole picture from top to bottom into `rows`. Cancelled, or rows that cannot be taken: an Error.
[[nodiscard]] Result<void> rasterize(const VectorScene &scene, const layout::DrawList &furniture,
                                     const PictureRequest &request, const text::TextEngine &text, RowSink &rows,
                                     const std::function<void(double)> &onProgress, const std::stop_token &cancel,
                                     std::size_t stripBytes = kStripBytes);

} // namespace corridors::output
