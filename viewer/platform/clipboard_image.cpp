#include "viewer/platform/clipboard_image.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

extern char **environ; // NOLINT: POSIX names it so

namespace corridors::platform {
namespace {

bool isSet(const char *variable) {
    const char *value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

bool isInPath(const std::string &program) {
    const char *value = std::getenv("PATH");
    std::istringstream folders(value != nullptr ? value : "/usr/local/bin:/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) return true;
    return false;
}

/// What serves the clipboard of this desktop; empty when nothing does.
std::vector<std::string> clipboardProgram() {
    if (isSet("WAYLAND_DISPLAY") && isInPath("wl-copy")) return {"wl-copy", "--type", "image/png"};
    if (isSet("DISPLAY") && isInPath("xclip")) return {"xclip", "-selection", "clipboard", "-t", "image/png", "-i"};
    return {};
}

/// Runs the program with the file as its input. The programs answer once they have read it and go on in the background.
int runWithInput(std::vector<std::string> words, const std::string &inputPath) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, inputPath.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char *> argv;
    argv.reserve(words.size() + 1);
    for (std::string &word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    const int started = ::posix_spawnp(&child, argv[0], &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (started != 0) return -1;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

Result<void> copyPngToClipboard(const std::string &pngPath) {
    const std::vector<std::string> program = clipboardProgram();
    if (program.empty())
        return fail("the picture cannot be copied: there is no program that serves the clipboard", {}, {},
                    isSet("WAYLAND_DISPLAY") ? "Install wl-clipboard, or export a file with Ctrl+E"
                                             : "Install xclip, or export a file with Ctrl+E");
    if (runWithInput(program, pngPath) != 0)
        return fail("the picture cannot be copied: " + program.front() + " failed", {}, {},
                    "Export a file with Ctrl+E instead");
    return {};
}

} // namespace corridors::platform
