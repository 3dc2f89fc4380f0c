// A linked shader program with uniforms found by name once and set by location.
// Sources come from the caller; viewer/render takes them from shaders/ (embedded) or from --shader-dir. Main thread
// only.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/gpu/handles.hpp"

namespace corridors::gpu {

/// One GLSL file without #version: its name is for messages, so that logs read "line.frag:12: ...".
struct ShaderSource {
    std::string name;
    std::string text;
};

class Program {
public:
    Program() = default;
    /// Compiles and links for `#version 330 core`; each of `defines` becomes a "#define NAME 1" line. The Error's
    /// message is the driver's log with file names in it.
    [[nodiscard]] static Result<Program> create(const ShaderSource &vertex, const ShaderSource &fragment,
                                                std::span<const std::string_view> defines = {});

    void use() const;
    [[nodiscard]] unsigned id() const { return m_handle.id(); }
    /// Location of a uniform, -1 when the program has none of that name (setting -1 does nothing).
    [[nodiscard]] int uniform(const char *name) const;

private:
    Handle<ObjectKind::Program> m_handle;
};

// Set uniforms of the program in use.
void setUniform(int location, int value);
void setUniform(int location, float x);
void setUniform(int location, float x, float y);
void setUniform(int location, float x, float y, float z);
void setUniform(int location, const std::array<float, 4> &value);
void setUniform(int location, std::span<const float> values); ///< a float array

} // namespace corridors::gpu
