// The GLSL files of this folder, embedded at build time. viewer/gpu compiles them; `--shader-dir` reads from disk
// instead.
#pragma once

#include <string_view>

namespace corridors::shaders {

/// Text of a shader file by its name ("line.vert"); empty when there is none of that name.
[[nodiscard]] std::string_view source(std::string_view name);

} // namespace corridors::shaders
