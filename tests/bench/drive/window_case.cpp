#include "window_case.hpp"

#include <epoxy/gl.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string_view>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "process.hpp"
#include "viewer/platform/application.hpp"

namespace corridors::bench {
namespace {

constexpr int kWidthPx = 1920;
constexpr int kHeightPx = 1080;
constexpr int kPanFrames = 120;
constexpr double kPanPx = 16; // a frame, as the peers of the comparison are panned
constexpr int kZoomFrames = 100;
constexpr double kZoomLevels = 5;
constexpr double kGiveUpS = 300;

double userCpuS() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

/// CPU of the whole process: workers and the threads of software drawing too.
double cpuMs() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_nsec) / 1e6;
}

double peakMb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Times of frames: until their last pixel, and the CPU that they took.
struct Times {
    std::vector<double> ms;
    std::vector<double> cpu;
};

nlohmann::json summary(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    return {{"median", at(0.5)}, {"p99", at(0.99)}, {"max", times.back()}, {"frames", times.size()}};
}

nlohmann::json summary(const Times &times) {
    nlohmann::json out = summary(times.ms);
    out["cpu"] = summary(times.cpu);
    return out;
}

class Session {
public:
    explicit Session(const WindowCase &what) : m_what(what), m_app(optionsOf(what)) {}

    int play() {
        if (const auto started = m_app.start(); !started) {
            std::fprintf(stderr, "drive: %s\n", started.error().text().c_str());
            return 1;
        }
        m_out["renderer"] = reinterpret_cast<const char *>(glGetString(GL_RENDERER));
        open();
        m_out["memory_open_mb"] = peakMb();
        pan();
        zoom();
        toggle();
        rest();
        m_out["peak_mb"] = peakMb();
        m_out["user_s"] = userCpuS();
        std::printf("%s\n", m_out.dump().c_str());
        return 0;
    }

private:
    static platform::WindowOptions optionsOf(const WindowCase &what) {
        platform::WindowOptions options;
        options.mapPath = what.mapPath;
        if (!what.file.empty()) options.files.push_back(what.file);
        options.widthPx = kWidthPx;
        options.heightPx = kHeightPx;
        return options;
    }

    /// One turn to its last pixel; milliseconds.
    double frame(Times &times) {
        const double begin = steadyS();
        const double cpu = cpuMs();
        m_app.turn(false);
        glFinish();
        const double ms = (steadyS() - begin) * 1000;
        times.ms.push_back(ms);
        times.cpu.push_back(cpuMs() - cpu);
        if (m_what.paced) std::this_thread::sleep_for(std::chrono::duration<double>(std::max(0.0, 0.0166 - ms / 1000)));
        return ms;
    }

    /// Turns until the picture is complete; milliseconds.
    double settle() {
        const double begin = steadyS();
        double completeMs = -1;
        while (completeMs < 0 || m_app.wantsFrame()) { // the picture may be complete while spare work goes on
            if (!m_app.turn(false)) std::this_thread::sleep_for(std::chrono::microseconds(200));
            glFinish();
            if (completeMs < 0 && m_app.isComplete()) completeMs = (steadyS() - begin) * 1000;
            if (steadyS() - begin > kGiveUpS) break;
        }
        return completeMs;
    }

    void open() {
        const double start = startedS();
        const auto sinceStart = [&] { return (steadyS() - start) * 1000; };
        const auto hasFeatures = [&] {
            const auto &sources = m_app.state().sources;
            return std::any_of(sources.begin(), sources.end(), [](const auto &s) { return s.data != nullptr; });
        };
        bool sawFrame = false;
        bool sawFeatures = false;
        double slowestMs = 0;
        while (!(m_app.isComplete() && m_app.state().document && sawFeatures)) {
            const double begin = steadyS();
            const bool drawn = m_app.turn(false);
            if (drawn) glFinish();
            if (sawFrame) slowestMs = std::max(slowestMs, (steadyS() - begin) * 1000);
            if (drawn && !std::exchange(sawFrame, true)) m_out["window_ms"] = sinceStart();
            if (drawn && hasFeatures() && !std::exchange(sawFeatures, true)) m_out["first_part_ms"] = sinceStart();
            if (!drawn) std::this_thread::sleep_for(std::chrono::microseconds(500));
            if (sinceStart() > kGiveUpS * 1000) break;
        }
        m_out["complete_ms"] = sinceStart();
        m_out["complete_user_s"] = userCpuS();
        m_out["slowest_turn_while_loading_ms"] = slowestMs;
        settle();
        if (!m_what.file.empty()) { // the window of the comparison with the peers
            const WorldBounds box = projectBounds(*m_app.state().projection, LonLatBounds{41, 37.5, 51, 43.5});
            m_app.send(
                app::SetCamera{app::cameraContaining(box, m_app.state().viewport().square, kWidthPx, kHeightPx, 0)});
            settle();
        }
    }

    void pan() {
        Times times;
        for (int i = 0; i < kPanFrames; ++i) {
            const bool back = i >= kPanFrames / 2;
            m_app.send(app::PanBy{back ? kPanPx * 0.8 : -kPanPx, back ? kPanPx * 0.6 : 0});
            frame(times);
        }
        m_out["pan_ms"] = summary(times);
        m_out["pan_settle_ms"] = settle();
    }

    void zoom() {
        Times times;
        for (int i = 0; i < kZoomFrames; ++i) {
            m_app.send(app::ZoomAt{{kWidthPx / 2.0, kHeightPx / 2.0}, kZoomLevels / kZoomFrames});
            frame(times);
        }
        m_out["zoom_in_settle_ms"] = settle();
        for (int i = 0; i < kZoomFrames; ++i) {
            m_app.send(app::ZoomAt{{kWidthPx / 2.0, kHeightPx / 2.0}, -kZoomLevels / kZoomFrames});
            frame(times);
        }
        m_out["zoom_ms"] = summary(times);
        m_out["zoom_out_settle_ms"] = settle();
    }

    void toggle() {
        std::string id = m_what.layer;
        if (id.empty() && !m_app.state().layers.empty()) id = m_app.state().layers.front().id;
        Times frames;
        std::vector<double> complete;
        for (int i = 0; i < 10; ++i) {
            m_app.send(app::SetLayerVisible{id, i % 2 == 1});
            const double first = frame(frames);
            complete.push_back(first + settle());
        }
        m_out["toggle_frame_ms"] = summary(frames);
        m_out["toggle_complete_ms"] = summary(complete);
    }

    /// Nothing happens for a second: no frame may be drawn.
    void rest() {
        settle();
        const double until = steadyS() + 1;
        int drawn = 0;
        while (steadyS() < until) {
            drawn += m_app.turn(false) ? 1 : 0;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        m_out["idle_frames"] = drawn;
    }

    WindowCase m_what;
    platform::Application m_app;
    nlohmann::json m_out;
};

} // namespace

int playWindow(const WindowCase &what) {
    // The program itself refuses SDL's offscreen driver, which shows nobody anything; with it a graphics card can be
    // measured on a machine without a display.
    const char *driver = std::getenv("SDL_VIDEODRIVER"); // NOLINT(concurrency-mt-unsafe): nothing sets it
    const bool offscreen = driver != nullptr && std::string_view(driver) == "offscreen";
    if (!offscreen && !platform::hasDisplay()) {
        std::fprintf(stderr, "drive: there is no display; xvfb-run or SDL_VIDEODRIVER=offscreen gives one\n");
        return 1;
    }
    return Session(what).play();
}

} // namespace corridors::bench
