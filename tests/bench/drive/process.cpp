#include "process.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include <fmt/format.h>

namespace corridors::bench {
namespace {

double seconds(const timeval &t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; }

/// Forks and starts; the child's stdout goes to `out` (-1: stays ours).
pid_t start(const std::vector<std::string> &command, const Environment &environment, int out) {
    std::vector<char *> arguments;
    for (const std::string &a : command)
        arguments.push_back(const_cast<char *>(a.c_str())); // NOLINT: execv's signature
    arguments.push_back(nullptr);
    const std::string now = fmt::format("{:.6f}", steadyS());
    const pid_t child = fork();
    if (child != 0) return child;
    for (const auto &[name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    setenv("BENCH_STARTED_S", now.c_str(), 1);
    if (out >= 0) dup2(out, STDOUT_FILENO);
    execv(arguments[0], arguments.data());
    std::fprintf(stderr, "drive: %s cannot be started\n", arguments[0]);
    _exit(127);
}

/// User and system CPU of a running process, from /proc.
double cpuOf(pid_t process) {
    std::ifstream file(fmt::format("/proc/{}/stat", process));
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const std::size_t name = text.rfind(')');
    if (name == std::string::npos) return -1;
    std::istringstream fields(text.substr(name + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace

double steadyS() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double startedS() {
    const char *told = std::getenv("BENCH_STARTED_S"); // NOLINT(concurrency-mt-unsafe): before any thread
    return told != nullptr ? std::strtod(told, nullptr) : steadyS();
}

Run run(const std::vector<std::string> &command, const Environment &environment) {
    Run result;
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) return result;
    const double begin = steadyS();
    const pid_t child = start(command, environment, ends[1]);
    close(ends[1]);
    char buffer[4096];
    for (ssize_t n = 0; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
        result.output.append(buffer, static_cast<std::size_t>(n));
    close(ends[0]);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    result.wallS = steadyS() - begin;
    result.userS = seconds(usage.ru_utime);
    result.systemS = seconds(usage.ru_stime);
    result.peakMb = static_cast<double>(usage.ru_maxrss) / 1024;
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

double idleCpu(const std::vector<std::string> &command, const Environment &environment, double settleS,
               double seconds) {
    const pid_t child = start(command, environment, -1);
    std::this_thread::sleep_for(std::chrono::duration<double>(settleS));
    const double before = cpuOf(child);
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    const double after = cpuOf(child);
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    return before < 0 || after < 0 ? -1 : after - before;
}

} // namespace corridors::bench
