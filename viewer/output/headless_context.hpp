// HeadlessContext: an OpenGL 3.3 core context without any display, through EGL (Mesa's surfaceless platform, or the
// default display with a pbuffer or without surface). Used by export_picture and by the GL tests. Not for windows.
#pragma once

#include <memory>

#include "geodata/core/result.hpp"

namespace corridors::output {

class HeadlessContext {
public:
    /// Makes the context and makes it current on this thread. Errors: no EGL, no OpenGL 3.3; each with its way out.
    /// Another context of the thread (the window's) is restored when this one is destroyed.
    [[nodiscard]] static Result<std::unique_ptr<HeadlessContext>> create();
    ~HeadlessContext();
    HeadlessContext(const HeadlessContext &) = delete;
    HeadlessContext &operator=(const HeadlessContext &) = delete;

private:
    HeadlessContext();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::output
