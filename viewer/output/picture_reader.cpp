// readPictureRecord of picture_metadata.hpp.
#include <png.h>

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

#include "geodata/core/text_file.hpp"
#include "viewer/output/picture_metadata.hpp"

namespace corridors::output {
namespace {

constexpr std::size_t kMaxPictureBytes = std::size_t{2} << 30;

struct Closer {
    void operator()(std::FILE *file) const { std::fclose(file); }
};

void onError(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void onWarning(png_structp, png_const_charp) {}

/// Everything before the pixels. libpng leaves by longjmp on errors, so nothing with a destructor is made in here.
bool readHeader(png_structp png, png_infop info, std::FILE *file) {
    if (setjmp(png_jmpbuf(png))) return false; // NOLINT: libpng's error handling
    png_init_io(png, file);
    png_read_info(png, info);
    return true;
}

/// Of a PNG: nullopt when the file is no whole PNG, "" when it is one without our text.
std::optional<std::string> textOfPng(std::FILE *file) {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, onError, onWarning);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    std::optional<std::string> found;
    if (info != nullptr && readHeader(png, info, file)) {
        found.emplace();
        png_textp texts = nullptr;
        int count = 0;
        png_get_text(png, info, &texts, &count);
        for (int i = 0; i < count; ++i)
            if (std::strcmp(texts[i].key, "corridors:picture") == 0 && texts[i].text != nullptr)
                found.emplace(texts[i].text);
    }
    png_destroy_read_struct(&png, &info, nullptr);
    return found;
}

/// The JSON object that begins at `at`: up to the brace that closes it.
std::string_view objectAt(std::string_view text, std::size_t at) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = at; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return text.substr(at, i + 1 - at);
        }
    }
    return {};
}

void replaceAll(std::string &text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// The record as plain text in a file of any format; GeoTIFF keeps it in XML, which GDAL escapes twice.
std::string textIn(const std::string &bytes) {
    for (const std::string_view quote : {"\"", "&quot;", "&amp;quot;"}) {
        std::string start(app::kRecordStart);
        replaceAll(start, "\"", quote);
        const std::size_t at = bytes.find(start);
        if (at == std::string::npos) continue;
        if (quote.size() == 1) return std::string(objectAt(bytes, at));
        std::string text = bytes.substr(at, bytes.find('<', at) - at); // the record itself has neither '<' nor '&'
        replaceAll(text, quote, "\"");
        return std::string(objectAt(text, 0));
    }
    return {};
}

} // namespace

Result<app::PictureRecord> readPictureRecord(const std::string &path) {
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) return fail("the picture cannot be opened", path, {}, "Check the path and its permissions");
    char signature[8]{};
    const bool isPng = std::fread(signature, 1, sizeof signature, file.get()) == sizeof signature &&
                       std::memcmp(signature, "\x89PNG\r\n\x1a\n", sizeof signature) == 0;
    std::string json;
    if (isPng) {
        std::rewind(file.get());
        auto text = textOfPng(file.get());
        if (!text) return fail("the picture is damaged", path, {}, "Use the picture as it was exported");
        json = std::move(*text);
    } else {
        auto bytes = readTextFile(path, kMaxPictureBytes);
        if (!bytes) return tl::unexpected(bytes.error());
        json = textIn(*bytes);
    }
    if (json.empty())
        return fail("the picture does not say what map it shows", path, {},
                    "Only pictures that this program exported, as they were written, can be restored");
    return app::recordFromJson(json, path);
}

} // namespace corridors::output
