// The program without a command: the window on a map, or a picture of it where there is no display.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "viewer/app/file_kind.hpp"
#include "viewer/cli/commands.hpp"
#include "viewer/cli/session.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/output/picture_metadata.hpp"
#include "viewer/platform/run_window.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::vector<std::string> paths;
    std::string assets;
    std::string size;
    bool still = false;
    bool noCache = false;
    platform::WindowOptions window;
};

/// "1600x900" into the options; false when it is anything else.
bool parseWindowSize(const std::string &text, platform::WindowOptions &options) {
    const std::size_t x = text.find('x');
    if (x == std::string::npos) return false;
    const auto parse = [](std::string_view digits, int &value) {
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return code == std::errc() && end == digits.data() + digits.size() && value >= 200 && value <= 16384;
    };
    return parse(std::string_view(text).substr(0, x), options.widthPx) &&
           parse(std::string_view(text).substr(x + 1), options.heightPx);
}

/// No display and nothing asked for: leave a picture of the default map and say where it is.
int pictureInstead(const BuildInfo &build, const Arguments &a) {
    constexpr const char *kPath = "south-caucasus.png";
    auto session = Session::open({{}, a.assets, a.window.theme, !a.noCache}, build);
    if (!session) {
        printError(session.error());
        return kFailed;
    }
    const output::PictureRequest request;
    (*session)->apply(app::SetViewport{1920, 1080, 1});
    const auto picture = output::drawPicture((*session)->state(), request);
    const auto written =
        picture
            ? output::writePng(kPath, *picture,
                               output::pngTexts(output::completeRecord((*session)->state(), request, build.version)))
            : tl::unexpected(picture.error());
    if (!written) {
        printError(written.error());
        return kFailed;
    }
    std::printf("There is no display to open a window on, so the map was written to %s (1920x1080).\n", kPath);
    return kDone;
}

/// True for what GDAL would find elsewhere than on the disk: "/vsizip/…", "PG:dbname=…", "https://…".
bool isElsewhere(const std::string &path) { return path.starts_with("/vsi") || path.find(':') != std::string::npos; }

/// When none of the files is there, no window opens: most likely a command or a path is misspelt.
std::optional<Error> nothingToOpen(const std::vector<std::string> &paths) {
    const auto isThere = [](const std::string &path) {
        std::error_code ignored;
        return isElsewhere(path) || std::filesystem::exists(path, ignored);
    };
    if (paths.empty() || std::ranges::any_of(paths, isThere)) return std::nullopt;
    return Error{"there is no such file", paths.front(), {}, "Check the path; 'corridors --help' lists the commands"};
}

int openWindow(Arguments &a, const BuildInfo &build) {
    if (!a.size.empty() && !parseWindowSize(a.size, a.window)) {
        printError({"'" + a.size + "' is not a window size", {}, "--window", "Write it as 1600x900"});
        return kWrongUsage;
    }
    if (!(a.window.uiScale >= 0.5 && a.window.uiScale <= 4)) {
        printError({"the interface scale is out of range", {}, "--ui-scale", "It is between 0.5 and 4"});
        return kWrongUsage;
    }
    if (const auto error = nothingToOpen(a.paths)) {
        printError(*error);
        return kFailed;
    }
    if (!platform::hasDisplay()) {
        if (a.paths.empty() && a.window.articlePath.empty()) return pictureInstead(build, a);
        printError({"there is no display to open a window on",
                    {},
                    {},
                    "Start it on a desktop, or write a picture: corridors export FILE -o OUT.png"});
        return kFailed;
    }
    for (const std::string &path : a.paths) {
        if (app::fileKind(path) == app::FileKind::Map && a.window.mapPath.empty())
            a.window.mapPath = path;
        else if (app::fileKind(path) == app::FileKind::Article && a.window.articlePath.empty())
            a.window.articlePath = path;
        else
            a.window.files.push_back(path);
    }
    const auto shipped = defaultMap(a.assets, build);
    a.window.shippedMap = shipped.value_or("");
    a.window.version = build.version;
    if (a.window.mapPath.empty() && a.window.files.empty()) { // nothing, or an article alone
        if (!shipped) {
            printError(shipped.error());
            return kFailed;
        }
        a.window.mapPath = *shipped;
    }
    a.window.animate = !a.still;
    a.window.useCache = !a.noCache;
    return platform::runWindow(a.window);
}

} // namespace

void addWindowOptions(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto a = std::make_shared<Arguments>();
    program.add_option("FILE", a->paths, "A map file, geodata, or both; the shipped map when none is named");
    program.add_option("--article", a->window.articlePath,
                       "Your own copy of the article: its text is shown beside the map");
    program.add_option("--assets", a->assets, "Folder of the shipped maps");
    program.add_option("--theme", a->window.theme, "A theme of the map: light, dark, print");
    program.add_option("--window", a->size, "Size of the window, WIDTHxHEIGHT");
    program.add_option("--ui-scale", a->window.uiScale, "Scale of the interface")->capture_default_str();
    program.add_flag("--fullscreen", a->window.fullscreen, "Start in fullscreen");
    program.add_flag("--no-animation", a->still, "No flights and no fades");
    program.add_flag("--no-cache", a->noCache, "Neither use nor fill the cache of read files");
    program.add_option("--shader-dir", a->window.shaderDir, "Read the shaders from this folder")->group("Debugging");
    program.add_option("--dump-state", a->window.dumpState, "Write the state as JSON here after each change")
        ->group("Debugging");
    program.callback([a, &program, &build, &exitCode] {
        if (program.get_subcommands().empty()) exitCode = openWindow(*a, build);
    });
}

} // namespace corridors::cli
