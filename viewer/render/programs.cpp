#include "viewer/render/programs.hpp"

#include "geodata/core/text_file.hpp"
#include "shaders/embedded_shaders.hpp"

namespace corridors::render {

Result<gpu::ShaderSource> loadShader(const std::string &name, const std::string &shaderDir) {
    if (shaderDir.empty()) return gpu::ShaderSource{name, std::string(shaders::source(name))};
    auto text = readTextFile(shaderDir + "/" + name);
    if (!text) return tl::unexpected(text.error());
    return gpu::ShaderSource{name, std::move(*text)};
}

namespace {

/// Builds programs one after the other; after the first failure it does nothing more.
class Builder {
public:
    explicit Builder(std::string dir) : m_dir(std::move(dir)) {}

    gpu::Program build(const char *vertex, const char *fragment, std::vector<std::string_view> defines = {}) {
        if (!m_status) return {};
        const auto vs = loadShader(vertex, m_dir);
        const auto fs = loadShader(fragment, m_dir);
        if (!vs || !fs) {
            m_status = tl::unexpected(vs ? fs.error() : vs.error());
            return {};
        }
        auto program = gpu::Program::create(*vs, *fs, defines);
        if (program) return std::move(*program);
        m_status = tl::unexpected(program.error());
        return {};
    }
    LineProgram line(const std::vector<std::string_view> &defines) {
        LineProgram p{build("line.vert", "line.frag", defines)};
        if (!m_status) return p;
        p.tile = p.program.uniform("u_tile");
        p.clip = p.program.uniform("u_clip");
        p.thick = p.program.uniform("u_thick");
        p.color = p.program.uniform("u_color");
        p.edge = p.program.uniform("u_edge");
        p.dash = p.program.uniform("u_dash");
        p.dashCap = p.program.uniform("u_dashCap");
        return p;
    }
    [[nodiscard]] const Result<void> &status() const { return m_status; }

private:
    std::string m_dir;
    Result<void> m_status;
};

} // namespace

Result<Programs> Programs::create(const std::string &shaderDir) {
    Builder builder(shaderDir);
    Programs p;
    p.fill.program = builder.build("fill.vert", "flat.frag");
    p.lines[0][0] = builder.line({});
    p.lines[0][1] = builder.line({"GAP"});
    p.lines[1][0] = builder.line({"DASHED"});
    p.lines[1][1] = builder.line({"DASHED", "GAP"});
    p.fringe = builder.line({"FRINGE"});
    p.circle.program = builder.build("circle.vert", "circle.frag");
    p.quad.program = builder.build("quad.vert", "flat.frag");
    p.composite.program = builder.build("quad.vert", "composite.frag");
    p.stretch.program = builder.build("stretch.vert", "stretch.frag");
    p.label.program = builder.build("label.vert", "label.frag");
    if (!builder.status()) return tl::unexpected(builder.status().error());

    p.fill.tile = p.fill.program.uniform("u_tile");
    p.fill.clip = p.fill.program.uniform("u_clip");
    p.fill.color = p.fill.program.uniform("u_color");
    p.circle.tile = p.circle.program.uniform("u_tile");
    p.circle.clip = p.circle.program.uniform("u_clip");
    p.circle.reach = p.circle.program.uniform("u_reach");
    p.circle.color = p.circle.program.uniform("u_color");
    p.circle.strokeColor = p.circle.program.uniform("u_strokeColor");
    p.circle.shape = p.circle.program.uniform("u_shape");
    p.quad.rect = p.quad.program.uniform("u_rect");
    p.quad.clip = p.quad.program.uniform("u_clip");
    p.quad.color = p.quad.program.uniform("u_color");
    p.composite.rect = p.composite.program.uniform("u_rect");
    p.composite.clip = p.composite.program.uniform("u_clip");
    p.composite.texture = p.composite.program.uniform("u_texture");
    p.composite.opacity = p.composite.program.uniform("u_opacity");
    p.stretch.rect = p.stretch.program.uniform("u_rect");
    p.stretch.clip = p.stretch.program.uniform("u_clip");
    p.stretch.part = p.stretch.program.uniform("u_part");
    p.stretch.texture = p.stretch.program.uniform("u_texture");
    p.label.clip = p.label.program.uniform("u_clip");
    p.label.texel = p.label.program.uniform("u_texel");
    p.label.texture = p.label.program.uniform("u_texture");
    return p;
}

} // namespace corridors::render
