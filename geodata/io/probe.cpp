#include "geodata/io/probe.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "geodata/io/byte_source.hpp"

namespace corridors::io {
namespace {

constexpr std::size_t kHeadBytes = 4096;

struct Magic {
    std::string_view bytes;
    const char *name;
};
using namespace std::string_view_literals;
constexpr std::array kMagics = {Magic{"\x89PNG"sv, "a PNG picture"},
                                Magic{"\xFF\xD8\xFF"sv, "a JPEG picture"},
                                Magic{"GIF8"sv, "a GIF picture"},
                                Magic{"%PDF"sv, "a PDF document"},
                                Magic{"\x7F"
                                      "ELF"sv,
                                      "a program"},
                                Magic{"\xFF\xFE"sv, "UTF-16 text"},
                                Magic{"\xFE\xFF"sv, "UTF-16 text"}};

std::string lowerExtension(const std::string &path) {
    const auto slash = path.find_last_of('/');
    const auto dot = path.find_last_of('.');
    if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) return {};
    std::string out = path.substr(dot + 1);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool isJsonName(const std::string &extension) {
    return extension == "geojson" || extension == "json" || extension == "geojsonl" || extension == "geojsons" ||
           extension == "ndjson";
}

std::string_view withoutBomAndSpace(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const auto at = head.find_first_not_of(" \t\r\n\x1E");
    return at == std::string_view::npos ? std::string_view{} : head.substr(at);
}

/// JSON formats of others, which OGR has drivers for.
bool isForeignJson(std::string_view head) {
    const auto has = [&](const char *word) { return head.find(word) != std::string_view::npos; };
    return has("\"Topology\"") || has("\"esriGeometry") || has("\"esriFieldType") || has("\"stac_version\"");
}

std::string readHead(ByteSource &source) {
    std::string head(kHeadBytes, '\0');
    head.resize(source.read(head.data(), head.size()));
    return head;
}

/// A path that only GDAL can judge: /vsi..., or a connection string such as PG:dbname=x.
bool isForGdalAlone(const std::string &path) {
    const auto colon = path.find(':');
    struct stat info {};
    return path.starts_with("/vsi") || (colon != std::string::npos && colon >= 2 && path.find('/') > colon &&
                                        ::stat(path.c_str(), &info) != 0 && path.find('.') > colon);
}

Result<void> checkOnDisk(const std::string &path, bool &isFolder) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return fail("there is no such file", path, {}, "Check the spelling and the folder");
        return fail(fmt::format("cannot be read ({})", std::strerror(errno)), path, {},
                    "Check the permissions of its folder");
    }
    isFolder = S_ISDIR(info.st_mode);
    if (isFolder) {
        if (lowerExtension(path) == "gdb") return {};
        return fail("is a folder, not a file", path, {}, "Name a file in it");
    }
    if (!S_ISREG(info.st_mode)) return fail("is not a regular file", path, {}, "Name a file that holds map data");
    if (info.st_size == 0) return fail("is empty (0 bytes)", path, {}, "Copy, download or export it again");
    if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0)
        return fail(fmt::format("cannot be read ({})", std::strerror(errno)), path, {},
                    fmt::format("Allow reading it: chmod u+r '{}'", path));
    return {};
}

std::string compressedPath(const std::string &path, std::string_view head, const std::string &extension) {
    if (head.starts_with("\x1F\x8B")) return "/vsigzip/" + path;
    if (head.starts_with("PK\x03\x04") && extension == "zip") return "/vsizip/" + path;
    return path;
}

} // namespace

std::string kindOfBytes(std::string_view head) {
    for (const Magic &m : kMagics)
        if (head.starts_with(m.bytes)) return m.name;
    if (withoutBomAndSpace(head).starts_with('<')) return "XML or HTML";
    return {};
}

bool looksBinary(std::string_view head) {
    const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\x1E' && c != '\f';
    });
    return head.find('\0') != std::string_view::npos || static_cast<std::size_t>(odd) * 20 > head.size();
}

Result<void> expectJson(std::string_view head, const std::string &path) {
    const std::string_view text = withoutBomAndSpace(head);
    if (text.starts_with('{')) return {};
    const std::string place = fmt::format("byte {}", static_cast<std::size_t>(text.data() - head.data()));
    if (text.empty()) return fail("holds nothing but white space", path, {}, "Copy, download or export it again");
    const std::string kind = kindOfBytes(head);
    if (kind == "XML or HTML")
        return fail("is XML or HTML, not JSON", path, place,
                    "A failed download may have saved an error page: fetch it again");
    if (kind == "UTF-16 text")
        return fail("is UTF-16 text; JSON is UTF-8", path, "byte 0", "Convert it: iconv -f UTF-16 -t UTF-8");
    if (!kind.empty())
        return fail(fmt::format("is {}, not JSON", kind), path, "byte 0", "Name a file that holds map data");
    if (looksBinary(head)) return fail("is binary data, not JSON", path, "byte 0", "Name a file that holds map data");
    if (text.starts_with('['))
        return fail("is JSON but not GeoJSON: its top level is an array", path, place,
                    "GeoJSON starts with {\"type\": \"FeatureCollection\", \"features\": [...]}");
    return fail(fmt::format("is not JSON: expected '{{' but found '{}'", text.substr(0, 1)), path, place,
                "GeoJSON starts with {\"type\": \"FeatureCollection\", \"features\": [...]}");
}

Result<Probe> probe(const std::string &path) {
    Probe out;
    out.gdalPath = path;
    if (path.empty()) return fail("no file is named", path, {}, "Give the path of a file");
    if (isForGdalAlone(path)) {
        out.isFile = false;
        return out;
    }
    bool isFolder = false;
    if (auto ok = checkOnDisk(path, isFolder); !ok) return tl::unexpected(ok.error());
    if (isFolder) return out;
    const std::string extension = lowerExtension(path);
    for (int attempt = 0; attempt < 2; ++attempt) { // the second look is inside a compressed file
        auto source = openFileSource(out.gdalPath);
        if (!source) return tl::unexpected(source.error());
        out.head = readHead(**source);
        if ((*source)->failed() && out.head.empty())
            return fail("cannot be read", path, "byte 0", "Check the disk, or copy the file again");
        const std::string inside = compressedPath(path, out.head, extension);
        if (inside == out.gdalPath || attempt == 1) break;
        out.gdalPath = inside;
        if (inside.starts_with("/vsizip/")) return out;
    }
    const bool object = withoutBomAndSpace(out.head).starts_with('{');
    if (object && !isForeignJson(out.head)) out.reading = Reading::GeoJson;
    const bool database =
        out.head.starts_with("SQLite format 3") || out.head.starts_with("fgb\x03") || out.head.starts_with("PK");
    if (isJsonName(extension) && !object && !database)
        if (auto ok = expectJson(out.head, path); !ok) return tl::unexpected(ok.error());
    return out;
}

} // namespace corridors::io
