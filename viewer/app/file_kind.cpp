#include "viewer/app/file_kind.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "viewer/app/picture_record.hpp"

namespace corridors::app {
namespace {

constexpr std::size_t kProbeBytes = std::size_t{1} << 20;

std::string lowerExtension(const std::string &path) {
    const std::size_t slash = path.find_last_of('/');
    const std::size_t dot = path.find_last_of('.');
    if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) return {};
    std::string ext = path.substr(dot);
    std::transform(ext.begin(), ext.end(), ext.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ext;
}

/// A pipe or a device would be waited for, perhaps for ever.
bool isRegularFile(const std::string &path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

std::string firstBytes(const std::string &path) {
    if (!isRegularFile(path)) return {};
    std::ifstream in(path, std::ios::binary);
    std::string bytes(kProbeBytes, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return bytes;
}

/// Index behind the string that begins at `i` (the quote), or npos when the text ends in it.
std::size_t skipString(std::string_view json, std::size_t i) {
    for (++i; i < json.size(); ++i) {
        if (json[i] == '\\') {
            ++i;
        } else if (json[i] == '"') {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

bool contains(const std::vector<std::string> &keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Whether the record of a picture stands in the file as plain text.
bool holdsRecord(const std::string &path) {
    if (!isRegularFile(path)) return false;
    std::ifstream in(path, std::ios::binary);
    std::string window;
    std::string piece(kProbeBytes, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        window.append(piece, 0, static_cast<std::size_t>(in.gcount()));
        if (window.find(kRecordStart) != std::string::npos) return true;
        if (window.size() > kRecordStart.size()) window.erase(0, window.size() - kRecordStart.size());
    }
    return false;
}

} // namespace

std::vector<std::string> topLevelKeys(std::string_view json) {
    std::vector<std::string> keys;
    std::size_t i = json.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
    while (i < json.size() && std::isspace(static_cast<unsigned char>(json[i]))) ++i;
    if (i >= json.size() || json[i] != '{') return keys;
    int depth = 0;
    bool expectsKey = false;
    while (i < json.size()) {
        const char c = json[i];
        if (c == '"') {
            const std::size_t end = skipString(json, i);
            if (end == std::string_view::npos) break;
            if (depth == 1 && expectsKey) keys.emplace_back(json.substr(i + 1, end - i - 2));
            expectsKey = false;
            i = end;
            continue;
        }
        if (c == '{' || c == '[') {
            ++depth;
            expectsKey = c == '{';
        } else if (c == '}' || c == ']') {
            --depth;
            if (depth == 0) break;
        } else if (c == ',') {
            expectsKey = depth == 1;
        }
        ++i;
    }
    return keys;
}

FileKind fileKind(const std::string &path) {
    const std::string ext = lowerExtension(path);
    if (ext == ".pdf") return holdsRecord(path) ? FileKind::Picture : FileKind::Article;
    if (ext == ".txt" || ext == ".md" || ext == ".markdown") return FileKind::Article;
    const std::string bytes = firstBytes(path);
    if (bytes.starts_with("\x89PNG\r\n") || ext == ".png" || ext == ".svg" || ext == ".tif" || ext == ".tiff")
        return FileKind::Picture;
    const std::vector<std::string> keys = topLevelKeys(bytes);
    if (contains(keys, "layers") && (contains(keys, "version") || contains(keys, "sources"))) return FileKind::Map;
    const std::string name = path.substr(path.find_last_of('/') + 1);
    if (!contains(keys, "type") && (name == "map.json" || name == "style.json")) return FileKind::Map;
    return FileKind::Data;
}

std::string freePathBeside(const std::string &path) {
    const std::filesystem::path whole(path);
    for (int n = 2;; ++n) {
        const std::filesystem::path other =
            whole.parent_path() / (whole.stem().string() + "-" + std::to_string(n) + whole.extension().string());
        std::error_code code;
        if (!std::filesystem::exists(other, code)) return other.string();
    }
}

} // namespace corridors::app
