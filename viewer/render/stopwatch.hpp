// The clock by which drawing keeps to its share of a frame.
#pragma once

#include <chrono>

namespace corridors::render {

using Clock = std::chrono::steady_clock;

/// Seconds from `t` until now.
[[nodiscard]] inline double secondsSince(Clock::time_point t) {
    return std::chrono::duration<double>(Clock::now() - t).count();
}

} // namespace corridors::render
