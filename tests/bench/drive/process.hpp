// Runs a program to its end and tells what it cost: wall time, user and system CPU, peak memory. Used by the driver.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace corridors::bench {

struct Run {
    double wallS = 0;
    double userS = 0;
    double systemS = 0;
    double peakMb = 0;
    int exitCode = -1;
    std::string output; ///< what it printed
};

using Environment = std::vector<std::pair<std::string, std::string>>;

/// Runs `command` (a path and its arguments) with further environment variables; BENCH_STARTED_S tells it when it was
/// started, on the steady clock. Its errors go to our stderr.
[[nodiscard]] Run run(const std::vector<std::string> &command, const Environment &environment = {});

/// Starts `command`, lets it come to rest for `settleS`, and returns the CPU seconds that it uses in the next
/// `seconds`. Negative when it did not stay.
[[nodiscard]] double idleCpu(const std::vector<std::string> &command, const Environment &environment, double settleS,
                             double seconds);

/// Seconds on the steady clock, which all processes of the machine share.
[[nodiscard]] double steadyS();
/// When this process was started by run(); now, when it was not.
[[nodiscard]] double startedS();

} // namespace corridors::bench
