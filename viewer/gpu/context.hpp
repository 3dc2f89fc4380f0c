// What the current OpenGL context can do, whether it still lives, and where its complaints go.
// Contexts themselves are made by viewer/platform (window) and viewer/output (headless). Main thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "geodata/core/result.hpp"

namespace corridors::gpu {

/// "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5": for `--version` and error reports.
[[nodiscard]] std::string describeContext();

/// An Error when no context is current or it is older than OpenGL 3.3, with the way out.
[[nodiscard]] Result<void> checkContext();

/// GL_MAX_TEXTURE_SIZE of the current context, capped by GL_MAX_VIEWPORT_DIMS.
[[nodiscard]] int maxTextureSize();

/// True when the context was lost (GPU reset); everything in it has to be made anew.
[[nodiscard]] bool isContextLost();

/// All pending GL errors as one line, or "" when there is none.
[[nodiscard]] std::string takeErrors();

/// Sends the driver's debug messages (KHR_debug) of the current context to a function while it lives: tests make
/// every message of severity low or above a failure. Does nothing where the driver has no KHR_debug.
class DebugSink {
public:
    using Receiver = std::function<void(const std::string &)>;
    explicit DebugSink(Receiver receiver);
    ~DebugSink();
    DebugSink(const DebugSink &) = delete;
    DebugSink &operator=(const DebugSink &) = delete;

private:
    std::unique_ptr<Receiver> m_receiver; // at a fixed address: the driver holds a pointer to it
};

} // namespace corridors::gpu
