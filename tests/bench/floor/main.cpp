// The floor that every frame time is quoted against: an empty SDL + OpenGL 3.3 window that clears and swaps.
// floor_window [WIDTH HEIGHT FRAMES]  ->  one JSON line: first_frame_ms, frame_ms (median), frame_p99_ms, frame_cpu_ms
// (median, of all threads), peak_mb. BENCH_STARTED_S, the steady clock when the process was started, counts its loading
// in.
#include <SDL.h>
#include <epoxy/gl.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

double nowMs() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// CPU of the whole process, software drawing's threads included.
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

} // namespace

int main(int argc, char **argv) {
    const char *told = std::getenv("BENCH_STARTED_S"); // NOLINT(concurrency-mt-unsafe): one thread
    const double start = told != nullptr ? std::strtod(told, nullptr) * 1000 : nowMs();
    const int width = argc > 2 ? std::atoi(argv[1]) : 1920;
    const int height = argc > 2 ? std::atoi(argv[2]) : 1080;
    const int frames = argc > 3 ? std::atoi(argv[3]) : 120;
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        std::fprintf(stderr, "floor_window: no display: %s\n", SDL_GetError());
        return 1;
    }
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_Window *window = SDL_CreateWindow("floor", 0, 0, width, height, SDL_WINDOW_OPENGL | SDL_WINDOW_BORDERLESS);
    SDL_GLContext context = window ? SDL_GL_CreateContext(window) : nullptr;
    if (!context) {
        std::fprintf(stderr, "floor_window: no OpenGL 3.3: %s\n", SDL_GetError());
        return 1;
    }
    SDL_GL_SetSwapInterval(0);
    std::vector<double> times;
    std::vector<double> cpuTimes;
    double first = 0;
    for (int i = 0; i < std::max(2, frames); ++i) {
        SDL_Event event;
        while (SDL_PollEvent(&event)) {
        }
        const double t = nowMs();
        const double cpu = cpuMs();
        glViewport(0, 0, width, height);
        glClearColor(0.79F, 0.87F, 0.91F, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        SDL_GL_SwapWindow(window);
        glFinish();
        const double end = nowMs();
        if (i == 0)
            first = end - start;
        else
            times.push_back(end - t);
        cpuTimes.push_back(cpuMs() - cpu);
    }
    std::sort(times.begin(), times.end());
    std::sort(cpuTimes.begin(), cpuTimes.end());
    std::printf(
        "{\"first_frame_ms\":%.2f,\"frame_ms\":%.3f,\"frame_p99_ms\":%.3f,\"frame_cpu_ms\":%.3f,\"peak_mb\":%.1f}\n",
        first, times[times.size() / 2], times[times.size() * 99 / 100], cpuTimes[cpuTimes.size() / 2], peakMb());
    SDL_GL_DeleteContext(context);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return 0;
}
