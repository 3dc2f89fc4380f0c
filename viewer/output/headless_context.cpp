#include "viewer/output/headless_context.hpp"

#include <epoxy/egl.h>
#include <fmt/core.h>

#include <array>
#include <string>
#include <vector>

#include "viewer/gpu/context.hpp"

namespace corridors::output {

struct HeadlessContext::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLSurface surface = EGL_NO_SURFACE;
    // What was current before: the window's context, when a picture is exported from the window.
    EGLDisplay displayBefore = EGL_NO_DISPLAY;
    EGLContext contextBefore = EGL_NO_CONTEXT;
    EGLSurface drawBefore = EGL_NO_SURFACE;
    EGLSurface readBefore = EGL_NO_SURFACE;
};

namespace {

const char *const kRemedy = "Install Mesa's EGL (Debian: libegl1 libgl1-mesa-dri), try LIBGL_ALWAYS_SOFTWARE=1, "
                            "or draw without OpenGL: --renderer cairo";

/// Displays that need no window system, the most certain one first.
std::vector<EGLDisplay> candidateDisplays() {
    std::vector<EGLDisplay> displays;
    const auto has = [](const char *extension) { return epoxy_has_egl_extension(EGL_NO_DISPLAY, extension); };
    const bool hasPlatforms = has("EGL_EXT_platform_base");
    if (hasPlatforms && has("EGL_MESA_platform_surfaceless"))
        displays.push_back(eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr));
    displays.push_back(eglGetDisplay(EGL_DEFAULT_DISPLAY));
    // Drivers without the former, on machines without a window system: each graphics card by itself.
    if (!hasPlatforms || !has("EGL_EXT_platform_device") || !has("EGL_EXT_device_enumeration")) return displays;
    std::array<EGLDeviceEXT, 16> devices{};
    EGLint count = 0;
    if (!eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count)) return displays;
    for (EGLint i = 0; i < count; ++i)
        displays.push_back(
            eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr));
    return displays;
}

EGLConfig chooseConfig(EGLDisplay display) {
    const std::array<EGLint, 5> wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                                       EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted.data(), &config, 1, &count) || count < 1) return nullptr;
    return config;
}

EGLContext createContext(EGLDisplay display, EGLConfig config) {
    const std::array<EGLint, 7> attributes{
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    return eglCreateContext(display, config, EGL_NO_CONTEXT, attributes.data());
}

} // namespace

HeadlessContext::HeadlessContext() : m_impl(std::make_unique<Impl>()) {}

Result<std::unique_ptr<HeadlessContext>> HeadlessContext::create() {
    std::unique_ptr<HeadlessContext> made(new HeadlessContext);
    Impl &impl = *made->m_impl;
    impl.displayBefore = eglGetCurrentDisplay();
    impl.contextBefore = eglGetCurrentContext();
    impl.drawBefore = eglGetCurrentSurface(EGL_DRAW);
    impl.readBefore = eglGetCurrentSurface(EGL_READ);
    std::string reasons;
    for (const EGLDisplay display : candidateDisplays()) {
        if (display == EGL_NO_DISPLAY) continue;
        const auto note = [&](const char *what) {
            reasons += fmt::format(" {} (EGL error {:#x});", what, eglGetError());
        };
        if (!eglInitialize(display, nullptr, nullptr)) {
            note("a display does not initialise");
            continue;
        }
        const EGLConfig config = chooseConfig(display);
        if (!eglBindAPI(EGL_OPENGL_API) || config == nullptr) {
            note("a display has no OpenGL");
            continue;
        }
        impl.context = createContext(display, config);
        if (impl.context == EGL_NO_CONTEXT) {
            note("a display gives no OpenGL 3.3 context");
            continue;
        }
        impl.display = display;
        if (!epoxy_has_egl_extension(display, "EGL_KHR_surfaceless_context")) {
            const std::array<EGLint, 5> size{EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE};
            impl.surface = eglCreatePbufferSurface(display, config, size.data());
        }
        if (!eglMakeCurrent(display, impl.surface, impl.surface, impl.context)) {
            note("a context cannot be made current");
            eglDestroyContext(display, impl.context);
            impl.context = EGL_NO_CONTEXT;
            continue;
        }
        if (auto usable = gpu::checkContext(); !usable) return tl::unexpected(usable.error());
        return made;
    }
    return fail("there is no OpenGL without a display on this machine:" + (reasons.empty() ? " no EGL" : reasons), {},
                {}, kRemedy);
}

HeadlessContext::~HeadlessContext() {
    if (m_impl->context == EGL_NO_CONTEXT) return;
    eglMakeCurrent(m_impl->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (m_impl->surface != EGL_NO_SURFACE) eglDestroySurface(m_impl->display, m_impl->surface);
    eglDestroyContext(m_impl->display, m_impl->context);
    // The display stays initialised: EGL shares it within the process, and initialising it is the main cost.
    if (m_impl->contextBefore != EGL_NO_CONTEXT)
        eglMakeCurrent(m_impl->displayBefore, m_impl->drawBefore, m_impl->readBefore, m_impl->contextBefore);
}

} // namespace corridors::output
