// The whole program measured against floors of the same run: an empty window's clear and swap, and OGR reading the
// file. Needs a display (xvfb-run will do). The sets are those of a folder that it is told; the default map needs none.
//   drive [--data DIR] [--sets default,lines_10k,...] [--rounds N] [--paced] [--json FILE]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "process.hpp"
#include "window_case.hpp"

namespace corridors::bench {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Options {
    std::string data;
    std::vector<std::string> sets{"default"};
    int rounds = 3;
    bool paced = false;
    std::string jsonPath;
};

/// A folder that takes the caches of the measured programs, so that cold is cold and nobody's cache is touched.
class Scratch {
public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "drive-XXXXXX").string();
        m_path = mkdtemp(name.data()) != nullptr ? name : std::string();
    }
    ~Scratch() {
        std::error_code code;
        if (!m_path.empty()) fs::remove_all(m_path, code);
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    [[nodiscard]] const std::string &path() const { return m_path; }
    /// What graphics drivers keep (compiled shaders) is no cache of ours: only the program's own folder goes.
    void empty() const {
        std::error_code code;
        fs::remove_all(fs::path(m_path) / "corridors", code);
    }

private:
    std::string m_path;
};

json lineOf(const Run &run) {
    const std::size_t at = run.output.find('{');
    json out = at == std::string::npos ? json::object() : json::parse(run.output.substr(at), nullptr, false);
    if (out.is_discarded()) out = json::object();
    out["process"] = {{"wall_s", run.wallS}, {"user_s", run.userS}, {"system_s", run.systemS}, {"peak_mb", run.peakMb}};
    return out;
}

/// The smallest value of each number over several rounds of one measurement: noise only ever adds.
json smallest(const json &a, const json &b) {
    if (a.is_object() && b.is_object()) {
        json out = a;
        for (const auto &[key, value] : b.items()) out[key] = out.contains(key) ? smallest(out[key], value) : value;
        return out;
    }
    return a.is_number() && b.is_number() && b.get<double>() < a.get<double>() ? b : a;
}

class Driver {
public:
    Driver(std::string self, Options options) : m_self(std::move(self)), m_options(std::move(options)) {}

    int drive() {
        const fs::path folder = fs::path(m_self).parent_path();
        const std::string floorWindow = (folder / "floor_window").string();
        const std::string program = (folder.parent_path() / "corridors").string();
        json report = json::object();
        for (const std::string &set : m_options.sets) {
            const std::string file = set == "default" ? "" : (fs::path(m_options.data) / (set + ".geojson")).string();
            if (!file.empty() && !fs::exists(file)) {
                std::fprintf(stderr, "drive: %s is not there; give the folder with --data DIR\n", file.c_str());
                return 2;
            }
            json row;
            for (int round = 0; round < m_options.rounds; ++round) {
                const auto keep = [&](const char *name, const json &value) {
                    row[name] = row.contains(name) ? smallest(row[name], value) : value;
                };
                keep("floor", lineOf(run({floorWindow, "1920", "1080", "120"}, environment())));
                if (!file.empty()) keep("ogr", lineOf(run({(folder / "floor_ogr").string(), file})));
                m_scratch.empty();
                const std::vector<std::string> window{m_self, "window", set, file, m_options.paced ? "paced" : ""};
                keep("cold", lineOf(run(window, environment())));
                keep("warm", lineOf(run(window, environment())));
                m_scratch.empty();
                const std::string picture = m_scratch.path() + "/picture.png";
                std::vector<std::string> exported{program, "export", "-o", picture};
                if (!file.empty()) exported.push_back(file);
                keep("export_cold", lineOf(run(exported, environment())));
                static_cast<void>(run(window, environment())); // fills the cache
                keep("export_warm", lineOf(run(exported, environment())));
            }
            std::vector<std::string> resting{program};
            if (!file.empty()) resting.push_back(file);
            row["idle_cpu_s"] = idleCpu(resting, environment(), file.empty() ? 4 : 20, 3);
            print(set, row);
            report[set] = row;
        }
        if (!m_options.jsonPath.empty()) std::ofstream(m_options.jsonPath) << report.dump(1) << "\n";
        return 0;
    }

private:
    [[nodiscard]] Environment environment() const {
        return {{"XDG_CACHE_HOME", m_scratch.path()}, {"XDG_STATE_HOME", m_scratch.path()}};
    }

    static double number(const json &row, std::initializer_list<const char *> path) {
        const json *at = &row;
        for (const char *key : path) {
            if (!at->is_object() || !at->contains(key)) return -1;
            at = &(*at)[key];
        }
        return at->is_number() ? at->get<double>() : -1;
    }

    static void line(const char *what, const std::string &value) { std::printf("| %s | %s |\n", what, value.c_str()); }

    static void print(const std::string &set, const json &row) {
        const auto n = [&](std::initializer_list<const char *> path) { return number(row, path); };
        const double f = n({"floor", "frame_ms"});
        const double first = n({"floor", "first_frame_ms"});
        const double cpu = n({"floor", "frame_cpu_ms"});
        std::printf("\n| %s | |\n|---|---|\n", set.c_str());
        line("floor: frame F, first frame", fmt::format("{:.2f} ms (CPU {:.2f}), {:.0f} ms", f, cpu, first));
        for (const char *state : {"cold", "warm"}) {
            const double complete = n({state, "complete_ms"});
            line(fmt::format("{}: window / first part / complete picture", state).c_str(),
                 fmt::format("{:.0f} / {:.0f} / {:.0f} ms = {:.1f} x the empty window's first frame; {:.2f} s user",
                             n({state, "window_ms"}), n({state, "first_part_ms"}), complete, complete / first,
                             n({state, "complete_user_s"})));
            if (const double ogr = n({"ogr", "process", "wall_s"}); ogr > 0)
                line(fmt::format("{}: complete picture against OGR alone", state).c_str(),
                     fmt::format("{:.2f} s / {:.2f} s = {:.2f}; user {:.2f} s / {:.2f} s = {:.2f}", complete / 1000,
                                 ogr, complete / 1000 / ogr, n({state, "complete_user_s"}),
                                 n({"ogr", "process", "user_s"}),
                                 n({state, "complete_user_s"}) / n({"ogr", "process", "user_s"})));
        }
        line("second open / first", fmt::format("{:.2f}", n({"warm", "complete_ms"}) / n({"cold", "complete_ms"})));
        for (const char *what : {"pan_ms", "zoom_ms"})
            line(what,
                 fmt::format("median {:.1f} ms = {:.1f} F, p99 {:.1f} ms = {:.1f} F", n({"warm", what, "median"}),
                             n({"warm", what, "median"}) / f, n({"warm", what, "p99"}), n({"warm", what, "p99"}) / f));
        line("layer switched: next frame / complete",
             fmt::format("{:.1f} / {:.1f} ms, worst {:.1f} ms", n({"warm", "toggle_frame_ms", "median"}),
                         n({"warm", "toggle_complete_ms", "median"}), n({"warm", "toggle_complete_ms", "max"})));
        line("nothing happening",
             fmt::format("{} frames, {:.2f} s of CPU in 3 s", n({"warm", "idle_frames"}), n({"idle_cpu_s"})));
        line("peak memory: cold, warm",
             fmt::format("{:.0f} MB, {:.0f} MB", n({"cold", "process", "peak_mb"}), n({"warm", "process", "peak_mb"})));
        for (const char *what : {"export_cold", "export_warm"})
            line(what, fmt::format("{:.2f} s user, {:.2f} s wall, {:.0f} MB", n({what, "process", "user_s"}),
                                   n({what, "process", "wall_s"}), n({what, "process", "peak_mb"})));
        std::fflush(stdout);
    }

    std::string m_self;
    Options m_options;
    Scratch m_scratch;
};

std::vector<std::string> split(const std::string &text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        if (end > at) parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

int playNamed(int argc, char **argv) {
    WindowCase what;
    const std::string set = argc > 2 ? argv[2] : "default";
    what.file = argc > 3 ? argv[3] : "";
    what.paced = argc > 4 && std::string(argv[4]) == "paced";
    if (set == "default") {
        what.mapPath = CORRIDORS_ASSETS_DIR "/south-caucasus/map.json";
        what.layer = "railways";
    }
    return playWindow(what);
}

} // namespace
} // namespace corridors::bench

int main(int argc, char **argv) {
    using namespace corridors::bench;
    const std::string mode = argc > 1 ? argv[1] : "";
    if (mode == "window") return playNamed(argc, argv);
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        const bool hasValue = i + 1 < argc;
        if (name == "--paced") {
            options.paced = true;
        } else if (name == "--data" && hasValue) {
            options.data = argv[++i];
        } else if (name == "--sets" && hasValue) {
            options.sets = split(argv[++i]);
        } else if (name == "--rounds" && hasValue) {
            options.rounds = std::max(1, std::atoi(argv[++i]));
        } else if (name == "--json" && hasValue) {
            options.jsonPath = argv[++i];
        } else {
            std::fprintf(stderr, "usage: drive [--data DIR] [--sets default,lines_10k,...] [--rounds N] [--paced] "
                                 "[--json FILE]\n");
            return 2;
        }
    }
    std::error_code code;
    return Driver(std::filesystem::read_symlink("/proc/self/exe", code).string(), options).drive();
}
