// writePng of export_picture.hpp.
#include <png.h>

#include <array>
#include <cmath>
#include <csetjmp>
#include <string>
#include <utility>
#include <vector>

#include "geodata/core/text_file.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::output {

namespace {

constexpr double kMetresPerInch = 0.0254;

struct Sink {
    std::string bytes;
    std::string problem;
};

void onError(png_structp png, png_const_charp message) {
    static_cast<Sink *>(png_get_error_ptr(png))->problem = message;
    png_longjmp(png, 1);
}
void onWarning(png_structp, png_const_charp) {}
void onWrite(png_structp png, png_bytep data, png_size_t size) {
    static_cast<Sink *>(png_get_io_ptr(png))
        ->bytes.append(reinterpret_cast<const char *>(data), size); // NOLINT: libpng
}
void onFlush(png_structp) {}

bool isOpaque(const Picture &picture) {
    for (std::size_t i = 3; i < picture.rgba.size(); i += 4)
        if (picture.rgba[i] != 255) return false;
    return true;
}

/// libpng leaves by longjmp on errors, so nothing with a destructor is made in here.
bool encode(png_structp png, png_infop info, const Picture &picture, bool opaque, png_uint_32 pixelsPerMetre,
            std::vector<png_text> &texts, std::vector<unsigned char> &row) {
    if (setjmp(png_jmpbuf(png))) return false; // NOLINT: libpng's error handling
    png_set_compression_level(png, 6);
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.widthPx), static_cast<png_uint_32>(picture.heightPx), 8,
                 opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Flat colours with thin lines compress best, and fastest, with few filters.
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE | PNG_FILTER_SUB | PNG_FILTER_UP);
    png_set_sRGB_gAMA_and_cHRM(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, pixelsPerMetre, pixelsPerMetre, PNG_RESOLUTION_METER);
    if (!texts.empty()) png_set_text(png, info, texts.data(), static_cast<int>(texts.size()));
    png_write_info(png, info);
    const auto width = static_cast<std::size_t>(picture.widthPx);
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.heightPx); ++y) {
        const unsigned char *from = picture.rgba.data() + y * width * 4;
        if (opaque) {
            for (std::size_t x = 0; x < width; ++x)
                for (std::size_t c = 0; c < 3; ++c) row[x * 3 + c] = from[x * 4 + c];
            png_write_row(png, row.data());
        } else {
            png_write_row(png, from);
        }
    }
    png_write_end(png, info);
    return true;
}

} // namespace

Result<void> writePng(const std::string &path, const Picture &picture, const PictureTexts &texts, double dpi) {
    Sink sink;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &sink, onError, onWarning);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    if (info == nullptr) {
        png_destroy_write_struct(&png, nullptr);
        return fail("libpng does not start", path);
    }
    png_set_write_fn(png, &sink, onWrite, onFlush);
    // libpng's text entries point to characters that it promises not to change.
    PictureTexts kept = texts;
    std::array<char, 1> none{};
    std::vector<png_text> entries;
    for (auto &[key, value] : kept) {
        png_text entry{};
        entry.compression = PNG_ITXT_COMPRESSION_NONE;
        entry.key = key.data();
        entry.text = value.data();
        entry.itxt_length = value.size();
        entry.lang = none.data();
        entry.lang_key = none.data();
        entries.push_back(entry);
    }
    std::vector<unsigned char> row(static_cast<std::size_t>(picture.widthPx) * 3);
    const auto pixelsPerMetre = static_cast<png_uint_32>(std::lround(dpi / kMetresPerInch));
    const bool done = encode(png, info, picture, isOpaque(picture), pixelsPerMetre, entries, row);
    png_destroy_write_struct(&png, &info);
    if (!done) return fail("the picture cannot be written as PNG: " + sink.problem, path);
    return writeFileAtomically(path, sink.bytes);
}

} // namespace corridors::output
