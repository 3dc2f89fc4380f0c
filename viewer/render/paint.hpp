// Paint of a style layer as the shaders want it: constants and zoom-only properties evaluated once a frame, the
// feature-dependent ones taken from a tile's run and mixed between its two zooms. Lengths in physical pixels, colours
// premultiplied with their opacity. Pure, no GL.
#pragma once

#include <array>
#include <optional>

#include "geodata/style/style_layer.hpp"
#include "geodata/tile/tile_mesh.hpp"

namespace corridors::render {

using Rgba = std::array<float, 4>; ///< premultiplied

/// One property in one frame: a value for all, or the instruction to take the run's.
template <class T>
struct FrameValue {
    T value{};
    bool fromRun = false;
    float mix = 0; ///< weight of the run's value at zoom + 1
};

struct FrameZoom {
    double zoom = 0;
    int tileLevel = 0; ///< of the exact tiles; stand-ins of other levels are mixed to their nearer end
    float pixelRatio = 1;
};

struct FillUniforms {
    Rgba color{};
    Rgba outline{};
};
class FillPaintFrame {
public:
    FillPaintFrame(const style::FillStyle &style, const FrameZoom &zoom);
    [[nodiscard]] FillUniforms uniforms(const tile::FillPaint &run, int tileLevel) const;
    bool antialias = true;
    bool hasOutline = false; ///< an outline colour of its own
    bool constant = true;    ///< the same for all runs
    std::array<float, 2> translatePx{};

private:
    FrameZoom m_zoom;
    FrameValue<Color> m_color, m_outline;
    FrameValue<float> m_opacity;
};

inline constexpr std::size_t kDashEntries = 8;

struct LineUniforms {
    Rgba color{};
    float thickPx = 0; ///< T of line_vertex.hpp; 0: nothing to draw
    float offsetPx = 0;
    float fade = 1;    ///< 1 / width of the fade
    float innerPx = 0; ///< where the inner fade begins; gap lines only
    bool gap = false;
    bool dashed = false;
    std::array<float, kDashEntries> dash{}; ///< ends of dashes and gaps in turn, px; the last is the pattern's length
    float dashCapPx = 0;                    ///< half a line width for round caps
};
class LinePaintFrame {
public:
    LinePaintFrame(const style::LineStyle &style, const FrameZoom &zoom);
    [[nodiscard]] LineUniforms uniforms(const tile::LinePaint &run, int tileLevel) const;
    bool constant = true;
    std::array<float, 2> translatePx{};

private:
    FrameZoom m_zoom;
    FrameValue<Color> m_color;
    FrameValue<float> m_opacity, m_width, m_gap, m_offset, m_blur;
    FrameValue<std::vector<float>> m_dash;
    bool m_roundCaps = false;
};

struct CircleUniforms {
    Rgba color{};
    Rgba strokeColor{};
    float reachPx = 0;     ///< radius with stroke; 0: nothing to draw
    float radiusShare = 1; ///< radius / reach
    float fadeShare = 1;   ///< width of the edge's fade / reach
};
class CirclePaintFrame {
public:
    CirclePaintFrame(const style::CircleStyle &style, const FrameZoom &zoom);
    [[nodiscard]] CircleUniforms uniforms(const tile::CirclePaint &run, int tileLevel) const;
    bool constant = true;
    std::array<float, 2> translatePx{};

private:
    FrameZoom m_zoom;
    FrameValue<Color> m_color, m_strokeColor;
    FrameValue<float> m_radius, m_blur, m_opacity, m_strokeWidth, m_strokeOpacity;
};

/// The colour times `opacity`, premultiplied.
[[nodiscard]] Rgba premultiplied(const Color &color, float opacity);

} // namespace corridors::render
