// The renderer's shader programs with their uniform locations. Made once a context; see shaders/ for what they draw.
#pragma once

#include <string>

#include "viewer/gpu/program.hpp"

namespace corridors::render {

/// Where a shader's text comes from: the embedded files, or a folder on disk (--shader-dir).
[[nodiscard]] Result<gpu::ShaderSource> loadShader(const std::string &name, const std::string &shaderDir);

struct FillProgram {
    gpu::Program program;
    int tile = -1, clip = -1, color = -1;
};
struct LineProgram {
    gpu::Program program;
    int tile = -1, clip = -1, thick = -1, color = -1, edge = -1, dash = -1, dashCap = -1;
};
struct CircleProgram {
    gpu::Program program;
    int tile = -1, clip = -1, reach = -1, color = -1, strokeColor = -1, shape = -1;
};
struct QuadProgram {
    gpu::Program program;
    int rect = -1, clip = -1, color = -1;
};
struct CompositeProgram {
    gpu::Program program;
    int rect = -1, clip = -1, texture = -1, opacity = -1;
};
struct StretchProgram {
    gpu::Program program;
    int rect = -1, clip = -1, part = -1, texture = -1;
};

struct LabelProgram {
    gpu::Program program;
    int clip = -1, texel = -1, texture = -1;
};

struct Programs {
    FillProgram fill;
    LineProgram lines[2][2]; ///< [dashed][gap]
    LineProgram fringe;      ///< outer half pixel of filled polygons
    CircleProgram circle;
    QuadProgram quad;
    CompositeProgram composite;
    StretchProgram stretch;
    LabelProgram label;

    [[nodiscard]] static Result<Programs> create(const std::string &shaderDir);
};

} // namespace corridors::render
