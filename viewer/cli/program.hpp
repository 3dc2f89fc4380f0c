// The command line: parses the arguments, runs one command or the window, and turns the outcome into an exit code.
#pragma once

#include <string>

namespace corridors::cli {

/// Exit codes of every command.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;     ///< it failed, or `check` found problems
inline constexpr int kWrongUsage = 2; ///< the arguments do not make sense

/// What the build knows about itself.
struct BuildInfo {
    std::string version;
    std::string sourceAssets; ///< the assets at the source path, the last place that is looked at
};

/// Runs the program. Errors go to stderr, one line each.
[[nodiscard]] int run(int argc, char **argv, const BuildInfo &build);

} // namespace corridors::cli
