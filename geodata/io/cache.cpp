#include "geodata/io/cache.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "geodata/core/text_file.hpp"
#include "geodata/io/byte_source.hpp"
#include "geodata/io/content_hash.hpp"
#include "geodata/io/gdal_door.hpp"
#include "geodata/io/layer_file.hpp"

namespace corridors::io {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// To be raised whenever the reader makes other features of the same bytes, their ranks are others, or the entry's form
// changes.
constexpr const char *kVersionFolder = "v2";

std::optional<struct stat> statOf(const std::string &path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return std::nullopt;
    return info;
}

/// What changes whenever a file's content does. Empty for a file that was changed just now: a further change within the
/// file system's clock tick would leave the stamp as it is.
std::string stampOf(const struct stat &s) {
    constexpr double kClockTickS = 0.1;
    const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    const double changed = static_cast<double>(s.st_ctim.tv_sec) + 1e-9 * static_cast<double>(s.st_ctim.tv_nsec);
    if (now - changed < kClockTickS) return {};
    return fmt::format("{} {}.{} {}.{} {}", s.st_size, s.st_mtim.tv_sec, s.st_mtim.tv_nsec, s.st_ctim.tv_sec,
                       s.st_ctim.tv_nsec, s.st_ino);
}

std::optional<std::string> hashOfFile(const std::string &path, const std::stop_token &cancel) {
    auto source = openFileSource(path);
    if (!source) return std::nullopt;
    ContentHash hash;
    std::vector<char> buffer(std::size_t{1} << 18);
    while (const std::size_t n = (*source)->read(buffer.data(), buffer.size())) {
        if (cancel.stop_requested()) return std::nullopt;
        hash.update({buffer.data(), n});
    }
    return (*source)->failed() ? std::nullopt : std::optional(hash.hex());
}

struct Fingerprints {
    std::string features;
    std::string ranks; ///< empty where there are none
};

json toJson(const ReadResult &r, const LayerFileInfo &info, const Fingerprints &fingerprints) {
    json warnings = json::array();
    for (const Warning &w : r.warnings) warnings.push_back({w.message, w.path, w.place, w.remedy});
    return {{"fingerprint", fingerprints.features},
            {"ranks", fingerprints.ranks},
            {"features", info.features},
            {"parts", info.parts},
            {"vertices", info.vertices},
            {"columns", info.columns},
            {"format", r.format},
            {"sourceCrs", r.sourceCrs},
            {"warnings", warnings},
            {"extent", {r.extent.west, r.extent.south, r.extent.east, r.extent.north}}};
}

/// False when a member is missing or of another type.
bool fromJson(const json &j, ReadResult &r, LayerFileInfo &info, Fingerprints &fingerprints) {
    try {
        fingerprints = {j.at("fingerprint"), j.at("ranks")};
        info = {j.at("features"), j.at("parts"), j.at("vertices"), j.at("columns").get<std::vector<std::string>>()};
        r.format = j.at("format");
        r.sourceCrs = j.at("sourceCrs");
        for (const json &w : j.at("warnings")) r.warnings.push_back({w.at(0), w.at(1), w.at(2), w.at(3)});
        const json &e = j.at("extent");
        r.extent = {e.at(0), e.at(1), e.at(2), e.at(3)};
        return true;
    } catch (const json::exception &) {
        return false;
    }
}

void removeEntry(const std::string &entry) {
    std::error_code ignored;
    fs::remove(entry + ".fgb", ignored);
    fs::remove(entry + ".ranks", ignored);
    fs::remove(entry + ".json", ignored);
}

std::string temporaryName(const std::string &entry) {
    // Two processes, or two workers of one, may store the same content at once.
    const auto thread = std::hash<std::thread::id>{}(std::this_thread::get_id());
    return fmt::format("{}.{}.{:x}.tmp.fgb", entry, ::getpid(), thread);
}

} // namespace

std::string defaultCacheDir() {
    const char *xdg = std::getenv("XDG_CACHE_HOME");
    if (xdg != nullptr && *xdg == '/') return std::string(xdg) + "/corridors";
    const char *home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string(home) + "/.cache/corridors" : std::string{};
}

LayerCache::LayerCache(std::string folder, std::shared_ptr<const Projection> projection, std::uint64_t maxBytes)
    : m_folder(std::move(folder)), m_projection(std::move(projection)), m_maxBytes(maxBytes) {
    if (!m_folder.empty()) m_folder += std::string("/") + kVersionFolder;
}

std::string LayerCache::entryPath(const std::string &content, std::uint64_t size) const {
    // The name alone does not tell one Lambert conic from another; two projected places do.
    const WorldPoint a = m_projection->project({10, 20});
    const WorldPoint b = m_projection->project({50, 60});
    const std::string projection =
        ContentHash::of(
            fmt::format("{} {} {} {} {}{}", m_projection->name(), a.x, a.y, b.x, b.y,
                        m_projection->wraps() ? "" : " cut open, along parallels")) // since then another geometry
            .substr(0, 12);
    return fmt::format("{}/{}-{}-{}", m_folder, content, size, projection);
}

std::string LayerCache::keyPath(const std::string &path) const {
    std::error_code ignored;
    const std::string whole = fs::weakly_canonical(path, ignored).string();
    return fmt::format("{}/{}.key", m_folder, ContentHash::of(whole.empty() ? path : whole));
}

bool LayerCache::hasEntryOfSize(std::uint64_t size) const {
    const std::string middle = fmt::format("-{}-", size);
    std::error_code error;
    for (const auto &file : fs::directory_iterator(m_folder, error))
        if (file.path().extension() == ".json" && file.path().filename().string().find(middle) != std::string::npos)
            return true;
    return false;
}

std::string LayerCache::stamp(const std::string &path) const {
    const auto info = m_folder.empty() ? std::nullopt : statOf(path);
    return info ? stampOf(*info) : std::string{};
}

std::optional<std::string> LayerCache::contentOf(const std::string &path, std::uint64_t size,
                                                 const std::stop_token &cancel) {
    const std::string before = stamp(path);
    if (const auto key = readTextFile(keyPath(path), 4096); key && !before.empty() && key->starts_with(before + "\n"))
        return key->substr(before.size() + 1);
    if (!hasEntryOfSize(size)) return std::nullopt; // not worth reading the file for
    auto content = hashOfFile(path, cancel);
    if (content) rememberContent(path, before, *content);
    return content;
}

void LayerCache::rememberContent(const std::string &path, const std::string &before, const std::string &content) const {
    if (!before.empty() && stamp(path) == before) (void)writeFileAtomically(keyPath(path), before + "\n" + content);
}

std::optional<ReadResult> LayerCache::find(const std::string &path, const std::stop_token &cancel) {
    const auto info = statOf(path);
    if (m_folder.empty() || !info || static_cast<std::uint64_t>(info->st_size) < kMinCachedBytes) return std::nullopt;
    const auto size = static_cast<std::uint64_t>(info->st_size);
    const auto content = contentOf(path, size, cancel);
    if (!content) return std::nullopt;
    const std::string entry = entryPath(*content, size);
    auto result = load(entry, cancel);
    if (!result && !cancel.stop_requested()) removeEntry(entry);
    if (!result) return std::nullopt;
    for (Warning &w : result->warnings) w.path = path; // the same content may stand elsewhere now
    std::error_code ignored;
    fs::last_write_time(entry + ".json", fs::file_time_type::clock::now(), ignored); // for evict()
    return result;
}

std::optional<ReadResult> LayerCache::load(const std::string &entry, const std::stop_token &cancel) {
    const auto text = readTextFile(entry + ".json");
    if (!text) return std::nullopt;
    const json j = json::parse(*text, nullptr, false);
    ReadResult result;
    LayerFileInfo info;
    Fingerprints fingerprints;
    if (j.is_discarded() || !fromJson(j, result, info, fingerprints)) return std::nullopt;
    std::vector<std::uint8_t> ranks;
    if (!fingerprints.ranks.empty()) {
        const auto bytes = readTextFile(entry + ".ranks");
        if (!bytes || bytes->size() != info.vertices || ContentHash::of(*bytes) != fingerprints.ranks)
            return std::nullopt;
        ranks.assign(bytes->begin(), bytes->end());
    }
    LayerFileContent content = readLayerFile(entry + ".fgb", info, m_projection, cancel, std::move(ranks));
    if (!content.layer || content.fingerprint != fingerprints.features) return std::nullopt;
    result.data = std::move(content.layer);
    result.fromCache = true;
    return result;
}

void LayerCache::store(const std::string &path, const std::string &stampBefore, const std::string &content,
                       std::uint64_t size, const ReadResult &result, const std::stop_token &cancel) {
    if (m_folder.empty() || size < kMinCachedBytes || !result.data) return;
    std::error_code error;
    fs::create_directories(m_folder, error);
    const std::string entry = entryPath(content, size);
    const std::string temporary = temporaryName(entry);
    LayerFileInfo info;
    const auto gdal = openGdal(path);
    const bool written = gdal && (*gdal)->writeLayerFile(temporary, *result.data, info, cancel);
    const auto fingerprint = written ? hashOfFile(temporary, cancel) : std::nullopt;
    if (fingerprint) fs::rename(temporary, entry + ".fgb", error);
    if (!fingerprint || error) {
        fs::remove(temporary, error);
        return;
    }
    Fingerprints fingerprints{*fingerprint, {}};
    if (m_ranking && !cancel.stop_requested()) {
        const auto ranks = result.data->vertexRanks(m_ranking);
        const std::string_view bytes(reinterpret_cast<const char *>(ranks.data()), ranks.size());
        if (!bytes.empty() && writeFileAtomically(entry + ".ranks", bytes)) fingerprints.ranks = ContentHash::of(bytes);
    }
    const std::string text = toJson(result, info, fingerprints).dump(-1, ' ', false, json::error_handler_t::replace);
    if (!writeFileAtomically(entry + ".json", text)) {
        removeEntry(entry);
        return;
    }
    rememberContent(path, stampBefore, content);
    evict();
}

void LayerCache::evict() const {
    struct Entry {
        std::string name;
        fs::file_time_type used;
        std::uint64_t bytes;
    };
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    std::error_code error;
    for (const auto &file : fs::directory_iterator(m_folder, error)) {
        const fs::path &p = file.path();
        if (p.extension() != ".json") continue;
        const std::string name = (p.parent_path() / p.stem()).string();
        std::uint64_t bytes = 0;
        for (const char *part : {".fgb", ".ranks"})
            if (const auto size = fs::file_size(name + part, error); !error) bytes += size;
        entries.push_back({name, file.last_write_time(error), bytes});
        total += entries.back().bytes;
    }
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.used < b.used; });
    for (std::size_t i = 0; i < entries.size() && total > m_maxBytes; ++i) {
        removeEntry(entries[i].name);
        total -= entries[i].bytes;
    }
}

} // namespace corridors::io
