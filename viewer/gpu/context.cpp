#include "viewer/gpu/context.hpp"

#include <epoxy/gl.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace corridors::gpu {

namespace {

std::string glString(GLenum name) {
    const GLubyte *text = glGetString(name);
    return text != nullptr ? std::string(reinterpret_cast<const char *>(text)) : std::string(); // NOLINT: GL's type
}

void APIENTRY receiveMessage(GLenum source, GLenum type, GLuint id, GLenum severity, GLsizei length,
                             const GLchar *message, const void *user) {
    static_cast<void>(source);
    static_cast<void>(length);
    // Groups and buffer-placement chatter (severity notification) are not complaints.
    if (severity == GL_DEBUG_SEVERITY_NOTIFICATION || type == GL_DEBUG_TYPE_PUSH_GROUP) return;
    const auto &receiver = *static_cast<const DebugSink::Receiver *>(user);
    receiver(fmt::format("OpenGL message {} (type {:#x}): {}", id, type, message));
}

} // namespace

std::string describeContext() { return fmt::format("{}, OpenGL {}", glString(GL_RENDERER), glString(GL_VERSION)); }

Result<void> checkContext() {
    // epoxy aborts the process when asked for a function without a context, so ask it for the version only.
    const int version = epoxy_gl_version();
    if (version == 0)
        return fail("there is no OpenGL context", {}, {}, "Install Mesa (libgl1-mesa-dri) or a graphics driver");
    if (version < 33 || !epoxy_is_desktop_gl())
        return fail(fmt::format("OpenGL 3.3 is needed, but the driver offers {}.{} ({})", version / 10, version % 10,
                                glString(GL_RENDERER)),
                    {}, {}, "Update the graphics driver, or draw in software with LIBGL_ALWAYS_SOFTWARE=1");
    return {};
}

int maxTextureSize() {
    GLint texture = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texture);
    std::array<GLint, 2> viewport{};
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport.data());
    return std::min({texture, viewport[0], viewport[1]});
}

bool isContextLost() {
    if (epoxy_gl_version() < 45 && !epoxy_has_gl_extension("GL_KHR_robustness")) return false;
    return glGetGraphicsResetStatus() != GL_NO_ERROR;
}

std::string takeErrors() {
    std::string all;
    // A lost context repeats its error for ever, hence the limit.
    for (int i = 0; i < 16; ++i) {
        const GLenum error = glGetError();
        if (error == GL_NO_ERROR) break;
        if (!all.empty()) all += ", ";
        switch (error) {
        case GL_INVALID_ENUM: all += "GL_INVALID_ENUM"; break;
        case GL_INVALID_VALUE: all += "GL_INVALID_VALUE"; break;
        case GL_INVALID_OPERATION: all += "GL_INVALID_OPERATION"; break;
        case GL_INVALID_FRAMEBUFFER_OPERATION: all += "GL_INVALID_FRAMEBUFFER_OPERATION"; break;
        case GL_OUT_OF_MEMORY: all += "GL_OUT_OF_MEMORY"; break;
        default: all += fmt::format("{:#x}", error);
        }
    }
    return all;
}

DebugSink::DebugSink(Receiver receiver) : m_receiver(std::make_unique<Receiver>(std::move(receiver))) {
    if (epoxy_gl_version() < 43 && !epoxy_has_gl_extension("GL_KHR_debug")) return;
    glEnable(GL_DEBUG_OUTPUT);
    glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    glDebugMessageCallback(receiveMessage, m_receiver.get());
}

DebugSink::~DebugSink() {
    if (epoxy_gl_version() < 43 && !epoxy_has_gl_extension("GL_KHR_debug")) return;
    glDebugMessageCallback(nullptr, nullptr);
    glDisable(GL_DEBUG_OUTPUT);
}

} // namespace corridors::gpu
