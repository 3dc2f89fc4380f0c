#include "viewer/cli/session.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "viewer/app/file_kind.hpp"
#include "viewer/platform/map_readers.hpp"

namespace corridors::cli {
namespace fs = std::filesystem;

std::string programPath() {
    std::error_code code;
    const fs::path path = fs::read_symlink("/proc/self/exe", code);
    return code ? std::string() : path.string();
}

Result<std::string> defaultMap(const std::string &assetsOption, const BuildInfo &build) {
    const auto mapIn = [](const fs::path &assets) { return (assets / "south-caucasus" / "map.json").string(); };
    std::error_code code;
    if (!assetsOption.empty()) {
        const std::string map = mapIn(assetsOption);
        if (fs::exists(map, code)) return map;
        return fail("there is no map in this assets folder", map, {},
                    "Give the folder that holds south-caucasus/map.json");
    }
    for (const fs::path &assets : {fs::path(programPath()).parent_path() / "assets", fs::path(build.sourceAssets)}) {
        if (fs::exists(mapIn(assets), code)) return mapIn(assets);
    }
    return fail("the shipped map is not where it should be", mapIn(build.sourceAssets), {},
                "Give its folder with --assets DIR, or a map file as argument");
}

void printError(const Error &error) { std::fprintf(stderr, "corridors: %s\n", error.text().c_str()); }

void printWarning(const Warning &warning) { std::fprintf(stderr, "corridors: note: %s\n", warning.text().c_str()); }

std::vector<std::string> splitList(const std::string &text) {
    std::vector<std::string> items;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        std::size_t end = text.find(',', begin);
        if (end == std::string::npos) end = text.size();
        std::size_t first = begin;
        std::size_t last = end;
        while (first < last && text[first] == ' ') ++first;
        while (last > first && text[last - 1] == ' ') --last;
        if (last > first) items.push_back(text.substr(first, last - first));
        begin = end + 1;
    }
    return items;
}

Result<std::unique_ptr<Session>> Session::open(const OpenOptions &options, const BuildInfo &build) {
    std::unique_ptr<Session> session(new Session());
    std::vector<std::string> files;
    for (const std::string &path : options.paths) {
        if (app::fileKind(path) != app::FileKind::Map) {
            files.push_back(path);
        } else if (session->m_mapPath.empty()) {
            session->m_mapPath = path;
        } else {
            return fail("only one map can be open at a time", path, {}, "Name one map file; geodata files may be many");
        }
    }
    if (options.paths.empty()) {
        auto map = defaultMap(options.assets, build);
        if (!map) return tl::unexpected(map.error());
        session->m_mapPath = std::move(*map);
    }
    std::vector<std::string> knownMaps;
    const bool hasPicture = std::ranges::any_of(
        files, [](const std::string &path) { return app::fileKind(path) == app::FileKind::Picture; });
    if (auto shipped = defaultMap(options.assets, build); hasPicture && shipped) knownMaps.push_back(*shipped);
    const app::MapReaders readers = platform::mapReaders(options.useCache, knownMaps);
    auto map = session->m_mapPath.empty() ? Result<app::MapOpened>(app::plainMap())
                                          : app::readMap(session->m_mapPath, options.theme, readers);
    if (!map) return tl::unexpected(map.error());
    session->m_mapWarnings = map->warnings;
    session->m_state.animate = false;

    // Messages of Kind::Error are files of the user's that could not be read: the command must fail on them.
    std::string problem;
    Session &s = *session;
    app::MapLoader loader(s.m_jobs, readers, s.m_state, [&](const app::Command &command) {
        if (const auto *message = std::get_if<app::ShowMessage>(&command))
            if (message->kind == app::Message::Kind::Error && problem.empty()) problem = message->text;
        if (const auto *opened = std::get_if<app::MapOpened>(&command)) {
            s.m_mapPath = opened->document ? opened->document->path : std::string();
            s.m_mapWarnings = opened->warnings;
        }
        if (const auto *picture = std::get_if<app::RestorePicture>(&command)) s.m_picture = picture->record;
        s.apply(command);
    });
    loader.openMap(std::move(*map));
    for (const std::string &file : files) loader.openOver(file);
    while (loader.isBusy()) {
        s.m_jobs.waitForDelivery(0.2);
        s.m_jobs.drain();
    }
    if (!problem.empty()) return fail(problem);
    return session;
}

} // namespace corridors::cli
