#include "geodata/article/pdf.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>

#include "geodata/article/lines.hpp"
#include "geodata/article/pdf_layout.hpp"

extern char **environ;

namespace corridors::article {
namespace {

constexpr std::size_t kMaxOutputBytes = std::size_t{256} << 20;

struct Fd {
    int fd = -1;
    ~Fd() { close(); }
    void close() {
        if (fd >= 0) ::close(fd);
        fd = -1;
    }
};

/// What the child said and how it ended.
struct Outcome {
    std::string output;
    int status = 0;
    bool timedOut = false, stopped = false, tooMuch = false;
};

std::string folderOfProgram() {
    std::array<char, 4096> buffer{};
    const ssize_t n = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
    std::string path(buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    return path.substr(0, path.rfind('/'));
}

/// Beside this program, or one folder up (test programs lie in a folder of their own).
std::string findReader(const ImportOptions &options) {
    if (!options.pdfReader.empty()) return options.pdfReader;
    const std::string folder = folderOfProgram();
    for (const std::string &path : {folder + "/corridors_pdf_reader", folder + "/../corridors_pdf_reader"})
        if (::access(path.c_str(), X_OK) == 0) return path;
    return {};
}

pid_t start(const std::string &reader, const std::string &path, const ImportOptions &options, int output) {
    const std::string memory = std::to_string(options.pdfMemoryBytes);
    const std::string seconds = std::to_string(static_cast<long>(options.pdfTimeoutS) + 1);
    std::array<std::string, 4> words = {reader, path, memory, seconds};
    std::array<char *, 5> argv = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    pid_t child = -1;
    const int code = posix_spawn(&child, reader.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return code == 0 ? child : -1;
}

/// Reads all that the child prints, within the limits; then the child is dead in any case.
Outcome listen(int pipe, pid_t child, const ImportOptions &options) {
    using Clock = std::chrono::steady_clock;
    const auto deadline =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.pdfTimeoutS));
    Outcome out;
    std::array<char, 1 << 16> buffer{};
    for (;;) {
        out.stopped = options.stop.stop_requested();
        out.timedOut = Clock::now() >= deadline;
        out.tooMuch = out.output.size() > kMaxOutputBytes;
        if (out.stopped || out.timedOut || out.tooMuch) {
            ::kill(child, SIGKILL);
            break;
        }
        pollfd ready{pipe, POLLIN, 0};
        if (::poll(&ready, 1, 50) <= 0) continue;
        const ssize_t n = ::read(pipe, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        out.output.append(buffer.data(), static_cast<std::size_t>(n));
    }
    while (::waitpid(child, &out.status, 0) < 0 && errno == EINTR) {
    }
    return out;
}

/// The next number of a line, which is moved behind it; 0 where there is none.
double number(std::string_view &line) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    return error == std::errc() && value > -1e6 && value < 1e6 ? value : 0;
}

std::vector<PdfPage> parse(std::string_view output, std::string &message) {
    std::vector<PdfPage> pages;
    forEachLine(output, [&](std::string_view line) {
        if (line.size() < 2) return;
        const char kind = line.front();
        line.remove_prefix(2);
        if (kind == 'E') message = line;
        if (kind == 'P') {
            PdfPage page;
            page.number = static_cast<int>(number(line));
            page.width = number(line);
            page.height = number(line);
            pages.push_back(std::move(page));
        }
        if (kind != 'W' || pages.empty()) return;
        PdfWord word;
        for (double *value : {&word.x0, &word.y0, &word.x1, &word.y1, &word.size}) *value = number(line);
        word.spaceAfter = number(line) != 0;
        word.bold = number(line) != 0;
        word.text = trim(line);
        if (!word.text.empty()) pages.back().words.push_back(std::move(word));
    });
    return pages;
}

tl::unexpected<Error> childFailed(const Outcome &outcome, const std::string &message, const std::string &path) {
    if (outcome.stopped) return fail("reading was stopped", path);
    if (outcome.timedOut)
        return fail("it takes too long to read", path, {}, "Export it anew from its source, or as plain text");
    if (outcome.tooMuch) return fail("it holds too much text", path, {}, "Cut the article out of it");
    if (message == "locked") return fail("it needs a password", path, {}, "Save a copy without a password");
    if (message == "damaged") return fail("it is damaged and cannot be read", path, {}, "Fetch it again");
    return fail("its reader gave up (out of memory, or the file is hostile)", path, {},
                "Export it anew, or as plain text");
}

} // namespace

Result<bool> isPdf(const std::string &path) {
    const Fd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) {
        if (errno == ENOENT) return fail("there is no such file", path, {}, "Check the path");
        return fail(std::string("it cannot be opened (") + std::strerror(errno) + ")", path, {},
                    "Check its permissions");
    }
    std::array<char, 1024> head{};
    const ssize_t n = ::pread(file.fd, head.data(), head.size(), 0);
    return n > 0 && std::string_view(head.data(), static_cast<std::size_t>(n)).find("%PDF-") != std::string_view::npos;
}

Result<PdfBlocks> readPdf(const std::string &path, const ImportOptions &options) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && static_cast<std::size_t>(info.st_size) > options.maxPdfBytes)
        return fail("it is larger than " + std::to_string(options.maxPdfBytes >> 20) + " MB", path, {},
                    "Cut the article out of it");
    const std::string reader = findReader(options);
    if (reader.empty())
        return fail("the PDF reader (corridors_pdf_reader) is not beside the program", path, {},
                    "Build or install it again");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail("no pipe to the PDF reader could be made", path);
    const Fd out{ends[0]};
    Fd in{ends[1]};
    const pid_t child = start(reader, path, options, in.fd);
    in.close();
    if (child < 0) return fail("the PDF reader could not be started", path, {}, "Build or install it again");
    const Outcome outcome = listen(out.fd, child, options);
    std::string message;
    const std::vector<PdfPage> pages = parse(outcome.output, message);
    const bool ended = WIFEXITED(outcome.status) && WEXITSTATUS(outcome.status) == 0;
    if (!ended || !message.empty()) return childFailed(outcome, message, path);
    const auto hasWords = [](const PdfPage &page) { return !page.words.empty(); };
    if (std::none_of(pages.begin(), pages.end(), hasWords))
        return fail("it holds pictures of pages but no text (a scan)", path, {},
                    "Run text recognition (OCR) on it first");
    return PdfBlocks{layOut(pages), {}};
}

} // namespace corridors::article
