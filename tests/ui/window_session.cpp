#include "window_session.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <png.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>

namespace corridors::ui_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

void pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

pid_t start(std::vector<std::string> words, const std::vector<std::pair<std::string, std::string>> &environment,
            const std::string &log, const std::string &folder = {}) {
    const pid_t child = fork();
    if (child != 0) return child;
    if (!folder.empty() && chdir(folder.c_str()) != 0) _exit(127); // relative names of what it writes lie there
    for (const auto &[name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    std::vector<char *> argv;
    for (std::string &w : words) argv.push_back(w.data());
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
}

/// Starts Xvfb on a display number that it chooses itself, so that tests can run side by side.
pid_t startServer(int widthPx, int heightPx, const std::string &log, std::string &display) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t server = start({"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0",
                                fmt::format("{}x{}x24", widthPx, heightPx), "-nolisten", "tcp", "-noreset"},
                               {}, log);
    close(ends[1]);
    std::string number;
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') number += c;
    close(ends[0]);
    if (number.empty()) throw std::runtime_error("Xvfb did not start (package xvfb)");
    display = ":" + number;
    return server;
}

/// Keeps a screenshot where people can look at it.
void save(const Screenshot &shot, const std::string &name) {
    const fs::path folder = fs::path(CORRIDORS_BUILD_DIR) / "ui-screenshots";
    fs::create_directories(folder);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(shot.widthPx);
    image.height = static_cast<png_uint_32>(shot.heightPx);
    image.format = PNG_FORMAT_RGBA;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_file(&image, (folder / (name + ".png")).c_str(), 0, shot.rgba.data(), 0, nullptr) == 0)
        throw std::runtime_error("no screenshot could be written");
}

void stop(pid_t process) {
    if (process <= 0) return;
    kill(process, SIGTERM);
    waitpid(process, nullptr, 0);
}

} // namespace

int Screenshot::differences(const Screenshot &other, int x0, int y0, int x1, int y1) const {
    if (widthPx != other.widthPx || heightPx != other.heightPx) return widthPx * heightPx;
    int count = 0;
    for (int y = std::max(0, y0); y < std::min(y1, heightPx); ++y) {
        for (int x = std::max(0, x0); x < std::min(x1, widthPx); ++x) {
            const auto at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(widthPx) + static_cast<std::size_t>(x)) * 4;
            bool differs = false;
            for (std::size_t c = 0; c < 3; ++c) differs = differs || std::abs(rgba[at + c] - other.rgba[at + c]) > 8;
            count += differs ? 1 : 0;
        }
    }
    return count;
}

WindowSession::WindowSession(const std::vector<std::string> &arguments, int widthPx, int heightPx) {
    std::string pattern = (fs::temp_directory_path() / "corridors-ui-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    m_folder = pattern;
    m_server = startServer(widthPx, heightPx, scratch("xvfb.log"), m_display);
    const std::string program = std::string(CORRIDORS_BUILD_DIR) + "/corridors";
    if (!fs::exists(program)) throw std::runtime_error("build the program first: " + program);
    std::vector<std::string> words{
        program,         "--dump-state", scratch("state.json"), "--window", fmt::format("{}x{}", widthPx, heightPx),
        "--no-animation"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    m_program = start(words,
                      {{"DISPLAY", m_display},
                       {"LIBGL_ALWAYS_SOFTWARE", "1"},
                       {"SDL_VIDEODRIVER", "x11"},
                       {"XDG_CACHE_HOME", m_folder},
                       {"XDG_CONFIG_HOME", m_folder},
                       {"XDG_STATE_HOME", m_folder}},
                      scratch("program.log"), m_folder);
}

WindowSession::~WindowSession() {
    stop(m_program);
    stop(m_server);
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

std::string WindowSession::scratch(const std::string &name) const { return m_folder + "/" + name; }

nlohmann::json WindowSession::state() const {
    std::ifstream in(scratch("state.json"));
    nlohmann::json parsed = nlohmann::json::parse(in, nullptr, false);
    return parsed.is_object() ? parsed : nlohmann::json::object();
}

bool WindowSession::waitFor(const std::function<bool(const nlohmann::json &)> &condition, double seconds) const {
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    do {
        const nlohmann::json now = state();
        if (!now.empty() && condition(now)) return true;
        pause(20);
    } while (Clock::now() < end);
    return false;
}

bool WindowSession::waitUntilComplete(double seconds) const {
    return waitFor(
        [](const nlohmann::json &s) {
            return s["complete"] == true && s["loading"] == false && s["searchable"] == true && s["flying"] == false &&
                   !s["layers"].empty();
        },
        seconds);
}

void WindowSession::xdotool(const std::string &arguments) const {
    const std::string command =
        "DISPLAY=" + m_display + " xdotool " + arguments + " >>" + scratch("xdotool.log") + " 2>&1";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("xdotool failed: " + arguments);
}

void WindowSession::key(const std::string &keys) const { xdotool("key --clearmodifiers " + keys); }
void WindowSession::type(const std::string &text) const { xdotool("type --delay 30 '" + text + "'"); }

void WindowSession::moveTo(double xPx, double yPx) const {
    // In two steps: a pointer that already stands there sends no motion.
    xdotool(fmt::format("mousemove {:.0f} {:.0f} mousemove {:.0f} {:.0f}", xPx + 2, yPx + 1, xPx, yPx));
}

void WindowSession::click(double xPx, double yPx, int button) const {
    moveTo(xPx, yPx);
    pause(120); // the panels see the mouse arrive in one frame and the button in a later one, as from a hand
    xdotool(fmt::format("click {}", button));
}

void WindowSession::drag(double x0, double y0, double x1, double y1) const {
    moveTo(x0, y0);
    xdotool("mousedown 1");
    for (int i = 1; i <= 8; ++i)
        xdotool(fmt::format("mousemove {:.0f} {:.0f}", x0 + (x1 - x0) * i / 8, y0 + (y1 - y0) * i / 8));
    xdotool("mouseup 1");
}

void WindowSession::scroll(double xPx, double yPx, int notches) const {
    moveTo(xPx, yPx);
    xdotool(fmt::format("click --repeat {} --delay 30 {}", std::abs(notches), notches > 0 ? 4 : 5));
}

WindowSession::Place WindowSession::spot(const std::string &name) const {
    const nlohmann::json now = state();
    if (!now.contains("spots") || !now["spots"].contains(name)) return {};
    return {now["spots"][name][0].get<double>(), now["spots"][name][1].get<double>()};
}

bool WindowSession::clickSpot(const std::string &name) const {
    const bool shown =
        waitFor([&](const nlohmann::json &s) { return s["complete"] == true && s["spots"].contains(name); });
    if (!shown) return false;
    const Place at = spot(name);
    if (at.isShown()) click(at.xPx, at.yPx);
    return at.isShown();
}

WindowSession::Place WindowSession::onScreen(double lonDeg, double latDeg) const {
    const nlohmann::json now = state();
    const auto mercator = [](double lon, double lat) { // EPSG:3857 as shares of the world's width
        constexpr double kPi = 3.14159265358979323846;
        return std::pair(lon / 360, std::log(std::tan(kPi / 4 + lat * kPi / 360)) / (2 * kPi));
    };
    const auto [cx, cy] = mercator(now["camera"]["lon"], now["camera"]["lat"]);
    const auto [x, y] = mercator(lonDeg, latDeg);
    const double worldPx = 512 * std::exp2(now["camera"]["zoom"].get<double>());
    const double ratio = now["viewport"]["ratio"];
    return {((x - cx) * worldPx + now["viewport"]["width"].get<double>() / 2) * ratio,
            ((cy - y) * worldPx + now["viewport"]["height"].get<double>() / 2) * ratio};
}

Screenshot WindowSession::screenshot(const std::string &name) const {
    const std::unique_ptr<Display, int (*)(Display *)> display(XOpenDisplay(m_display.c_str()), XCloseDisplay);
    if (!display) throw std::runtime_error("no connection to " + m_display);
    const Window root = DefaultRootWindow(display.get());
    XWindowAttributes size{};
    XGetWindowAttributes(display.get(), root, &size);
    XImage *image = XGetImage(display.get(), root, 0, 0, static_cast<unsigned>(size.width),
                              static_cast<unsigned>(size.height), AllPlanes, ZPixmap);
    if (!image) throw std::runtime_error("no picture of " + m_display);
    Screenshot shot;
    shot.widthPx = size.width;
    shot.heightPx = size.height;
    shot.rgba.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const unsigned long pixel = XGetPixel(image, x, y); // 24 bits, red first
            for (const int shift : {16, 8, 0}) shot.rgba.push_back(static_cast<unsigned char>(pixel >> shift & 0xFFU));
            shot.rgba.push_back(255);
        }
    }
    XDestroyImage(image);
    save(shot, name);
    return shot;
}

int WindowSession::quit() {
    key("ctrl+q");
    return exitCode();
}

int WindowSession::loseDisplay() {
    stop(std::exchange(m_server, -1));
    return exitCode();
}

int WindowSession::exitCode() {
    for (int i = 0; i < 600; ++i) {
        int status = 0;
        if (waitpid(m_program, &status, WNOHANG) == m_program) {
            m_program = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        pause(50);
    }
    return -1;
}

bool WindowSession::isRunning() const { return m_program > 0 && waitpid(m_program, nullptr, WNOHANG) == 0; }

double WindowSession::cpuSeconds() const {
    std::ifstream in(fmt::format("/proc/{}/stat", m_program));
    std::string text((std::istreambuf_iterator<char>(in)), {});
    std::size_t at = text.rfind(')'); // the name in brackets may hold blanks
    if (at == std::string::npos) return 0;
    std::vector<std::string> fields;
    for (std::size_t begin = at + 2; begin < text.size();) {
        std::size_t end = text.find(' ', begin);
        if (end == std::string::npos) end = text.size();
        fields.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    // proc(5): fields 14 and 15 (utime, stime), counted from the pid; the third stands first here.
    return (std::stod(fields[11]) + std::stod(fields[12])) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace corridors::ui_test
