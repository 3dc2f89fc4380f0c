#include "viewer/platform/remembered_articles.hpp"

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "geodata/core/text_file.hpp"

namespace corridors::platform {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxMaps = 500;

/// Empty when the user has no home.
fs::path file() {
    if (const char *state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return fs::path(state) / "corridors" / "articles.json";
    if (const char *home = std::getenv("HOME"); home != nullptr && *home == '/')
        return fs::path(home) / ".local" / "state" / "corridors" / "articles.json";
    return {};
}

std::string absolute(const std::string &path) {
    std::error_code code;
    const fs::path canonical = fs::weakly_canonical(path, code);
    return code ? path : canonical.string();
}

Json known() {
    const fs::path path = file();
    if (path.empty()) return Json::object();
    const auto text = readTextFile(path.string(), kMaxBytes);
    Json parsed = text ? Json::parse(*text, nullptr, false) : Json();
    return parsed.is_object() ? parsed : Json::object();
}

} // namespace

std::string rememberedArticle(const std::string &mapPath) {
    const Json all = known();
    const auto it = all.find(absolute(mapPath));
    if (it == all.end() || !it->is_string()) return {};
    std::error_code code;
    const std::string path = it->get<std::string>();
    return fs::is_regular_file(path, code) ? path : std::string();
}

void rememberArticle(const std::string &mapPath, const std::string &articlePath) {
    const fs::path path = file();
    if (path.empty() || mapPath.empty() || articlePath.empty()) return;
    Json all = known();
    const std::string key = absolute(mapPath);
    const std::string value = absolute(articlePath);
    if (all.contains(key) && all[key] == value) return;
    if (all.size() >= kMaxMaps) all.erase(all.begin());
    all[key] = value;
    std::error_code code;
    fs::create_directories(path.parent_path(), code);
    static_cast<void>(
        writeFileAtomically(path.string(), all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"));
}

} // namespace corridors::platform
