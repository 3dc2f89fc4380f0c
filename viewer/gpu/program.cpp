#include "viewer/gpu/program.hpp"

#include <epoxy/gl.h>
#include <fmt/core.h>

#include <regex>

namespace corridors::gpu {

namespace {

/// Mesa and NVIDIA name a line "0:12(5): " or "0(12) : "; people want "line.frag:12: ".
std::string readableLog(const std::string &log, const std::string &name) {
    static const std::regex place(R"((^|\n)0[:(](\d+)\)?(\(\d+\))?)"); // const table, not state
    std::string text = std::regex_replace(log, place, "$1" + name + ":$2");
    while (!text.empty() && (text.back() == '\n' || text.back() == '\0' || text.back() == ' ')) text.pop_back();
    return text;
}

Result<unsigned> compile(GLenum stage, const ShaderSource &source, std::span<const std::string_view> defines) {
    if (source.text.empty()) return fail("the shader is missing", source.name, {}, "Check --shader-dir");
    std::string head = "#version 330 core\n";
    for (const std::string_view define : defines) head += fmt::format("#define {} 1\n", define);
    head += "#line 1 0\n";
    const std::array<const GLchar *, 2> parts{head.c_str(), source.text.c_str()};
    const GLuint shader = glCreateShader(stage);
    glShaderSource(shader, static_cast<GLsizei>(parts.size()), parts.data(), nullptr);
    glCompileShader(shader);
    GLint ok = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
    if (ok == GL_TRUE) return shader;
    GLint length = 0;
    glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
    glGetShaderInfoLog(shader, length, nullptr, log.data());
    glDeleteShader(shader);
    return fail(readableLog(log, source.name), source.name, {}, "The graphics driver refuses this shader");
}

} // namespace

Result<Program> Program::create(const ShaderSource &vertex, const ShaderSource &fragment,
                                std::span<const std::string_view> defines) {
    const auto vs = compile(GL_VERTEX_SHADER, vertex, defines);
    if (!vs) return tl::unexpected(vs.error());
    const auto fs = compile(GL_FRAGMENT_SHADER, fragment, defines);
    if (!fs) {
        glDeleteShader(*vs);
        return tl::unexpected(fs.error());
    }
    Program program;
    program.m_handle = Handle<ObjectKind::Program>(glCreateProgram());
    glAttachShader(program.id(), *vs);
    glAttachShader(program.id(), *fs);
    glLinkProgram(program.id());
    glDeleteShader(*vs); // they live on as parts of the program
    glDeleteShader(*fs);
    GLint ok = 0;
    glGetProgramiv(program.id(), GL_LINK_STATUS, &ok);
    if (ok == GL_TRUE) return program;
    GLint length = 0;
    glGetProgramiv(program.id(), GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
    glGetProgramInfoLog(program.id(), length, nullptr, log.data());
    return fail(readableLog(log, vertex.name + " + " + fragment.name), vertex.name);
}

void Program::use() const { glUseProgram(m_handle.id()); }
int Program::uniform(const char *name) const { return glGetUniformLocation(m_handle.id(), name); }

void setUniform(int location, int value) { glUniform1i(location, value); }
void setUniform(int location, float x) { glUniform1f(location, x); }
void setUniform(int location, float x, float y) { glUniform2f(location, x, y); }
void setUniform(int location, float x, float y, float z) { glUniform3f(location, x, y, z); }
void setUniform(int location, const std::array<float, 4> &value) { glUniform4fv(location, 1, value.data()); }
void setUniform(int location, std::span<const float> values) {
    glUniform1fv(location, static_cast<GLsizei>(values.size()), values.data());
}

} // namespace corridors::gpu
