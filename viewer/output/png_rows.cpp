#include "viewer/output/png_rows.hpp"

#include <png.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <span>

#include "geodata/core/atomic_file.hpp"
#include "viewer/output/zlib_stream.hpp"

namespace corridors::output {

namespace {

constexpr double kMetresPerInch = 0.0254;
// PNG's filter type 0: maps are flat colours with thin lines, whose unfiltered rows repeat and compress to a fifth less
// than filtered ones.
constexpr std::uint8_t kUnfiltered = 0;
constexpr std::size_t kDataBytes = std::size_t{64} << 10;
constexpr std::size_t kBufferBytes = std::size_t{256} << 10;

void onWarning(png_structp, png_const_charp) {}
void onFlush(png_structp) {}

} // namespace

struct PngRows::Impl {
    explicit Impl(PngDescription d, AtomicFile f) : description(std::move(d)), file(std::move(f)) {}
    ~Impl() { png_destroy_write_struct(&png, &info); }

    PngDescription description;
    AtomicFile file;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string buffer;
    ZlibStream deflate;
    std::vector<std::uint8_t> row = std::vector<std::uint8_t>( // with its filter's type in front
        1 + static_cast<std::size_t>(description.widthPx) * (description.alpha ? 4 : 3));
    std::vector<std::uint8_t> data = std::vector<std::uint8_t>(kDataBytes); ///< compressed, of the next IDAT chunk
    std::size_t dataBytes = 0;
    std::string problem; ///< of libpng
    Error failure;       ///< of the file
    bool failed = false;

    static Impl &of(png_structp png) { return *static_cast<Impl *>(png_get_error_ptr(png)); }

    static void onError(png_structp png, png_const_charp message) {
        of(png).problem = message;
        png_longjmp(png, 1);
    }
    static void onWrite(png_structp png, png_bytep data, png_size_t size) {
        Impl &self = of(png);
        self.buffer.append(reinterpret_cast<const char *>(data), size); // NOLINT: libpng's bytes
        if (self.buffer.size() >= kBufferBytes) self.flush();
    }
    void flush() {
        if (!failed) {
            if (auto written = file.write(buffer); !written) {
                failure = written.error();
                failed = true;
            }
        }
        buffer.clear();
    }

    [[nodiscard]] Result<void> outcome(bool done) {
        if (failed) return tl::unexpected(failure);
        if (!done) return fail("the picture cannot be written as PNG: " + problem, description.path);
        return {};
    }

    // libpng leaves by longjmp on errors: the three functions below make nothing that has a destructor.
    bool begin(std::vector<png_text> &entries) {
        if (setjmp(png_jmpbuf(png))) return false; // NOLINT: libpng's error handling
        png_set_IHDR(png, info, static_cast<png_uint_32>(description.widthPx),
                     static_cast<png_uint_32>(description.heightPx), 8,
                     description.alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_sRGB_gAMA_and_cHRM(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
        const auto pixelsPerMetre = static_cast<png_uint_32>(std::lround(description.dpi / kMetresPerInch));
        png_set_pHYs(png, info, pixelsPerMetre, pixelsPerMetre, PNG_RESOLUTION_METER);
        if (!entries.empty()) png_set_text(png, info, entries.data(), static_cast<int>(entries.size()));
        png_write_info(png, info);
        return true;
    }
    bool rows(const std::uint8_t *rgba, int count) {
        if (setjmp(png_jmpbuf(png))) return false; // NOLINT: libpng's error handling
        const auto width = static_cast<std::size_t>(description.widthPx);
        for (int y = 0; y < count && !failed; ++y) {
            takeRow(rgba + static_cast<std::size_t>(y) * 4 * width);
            compress({row.data(), row.size()}, false);
        }
        return true;
    }
    bool end() {
        if (setjmp(png_jmpbuf(png))) return false; // NOLINT: libpng's error handling
        compress({}, true);
        writeData();
        // Not png_write_end: libpng has not seen the pixels.
        png_write_chunk(png, chunkName("IEND"), nullptr, 0);
        return true;
    }

    static png_const_bytep chunkName(const char *name) {
        return reinterpret_cast<png_const_bytep>(name); // NOLINT: libpng's bytes
    }
    void takeRow(const std::uint8_t *rgba) {
        std::uint8_t *to = row.data();
        *to++ = kUnfiltered;
        const std::uint8_t *end = rgba + std::size_t{4} * static_cast<std::size_t>(description.widthPx);
        if (description.alpha) {
            std::copy(rgba, end, to);
            return;
        }
        for (; rgba != end; rgba += 4) {
            *to++ = rgba[0];
            *to++ = rgba[1];
            *to++ = rgba[2];
        }
    }
    void compress(std::span<const std::uint8_t> bytes, bool last) {
        bool full = true;
        while (!bytes.empty() || (last && full)) {
            dataBytes += deflate.compress(bytes, last, std::span(data).subspan(dataBytes));
            full = dataBytes == data.size();
            if (full) writeData();
        }
    }
    void writeData() {
        if (dataBytes > 0) png_write_chunk(png, chunkName("IDAT"), data.data(), dataBytes);
        dataBytes = 0;
    }
};

PngRows::PngRows() = default;
PngRows::~PngRows() = default;

Result<std::unique_ptr<PngRows>> PngRows::create(PngDescription description) {
    auto file = AtomicFile::create(description.path);
    if (!file) return tl::unexpected(file.error());
    std::unique_ptr<PngRows> made(new PngRows);
    made->m_impl = std::make_unique<Impl>(std::move(description), std::move(*file));
    Impl &impl = *made->m_impl;
    impl.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &impl, Impl::onError, onWarning);
    impl.info = impl.png != nullptr ? png_create_info_struct(impl.png) : nullptr;
    if (impl.info == nullptr) return fail("libpng does not start", impl.description.path);
    png_set_write_fn(impl.png, &impl, Impl::onWrite, onFlush);
    std::array<char, 1> none{};
    std::vector<png_text> entries; // they point to characters that libpng promises not to change
    for (auto &[key, value] : impl.description.texts) {
        png_text entry{};
        entry.compression = PNG_ITXT_COMPRESSION_NONE;
        entry.key = key.data();
        entry.text = value.data();
        entry.itxt_length = value.size();
        entry.lang = none.data();
        entry.lang_key = none.data();
        entries.push_back(entry);
    }
    if (auto begun = impl.outcome(impl.begin(entries)); !begun) return tl::unexpected(begun.error());
    return made;
}

Result<void> writePng(const std::string &path, const Picture &picture, const PictureTexts &texts, double dpi) {
    bool alpha = false;
    for (std::size_t i = 3; i < picture.rgba.size() && !alpha; i += 4) alpha = picture.rgba[i] != 255;
    auto rows = PngRows::create({path, picture.widthPx, picture.heightPx, alpha, dpi, texts});
    if (!rows) return tl::unexpected(rows.error());
    if (auto ok = (*rows)->write(picture.rgba, picture.heightPx); !ok) return ok;
    return (*rows)->finish();
}

Result<void> PngRows::write(std::span<const std::uint8_t> rgba, int rows) {
    return m_impl->outcome(m_impl->rows(rgba.data(), rows));
}

Result<void> PngRows::finish() {
    const bool done = m_impl->end();
    m_impl->flush();
    if (auto whole = m_impl->outcome(done); !whole) return whole;
    return m_impl->file.commit();
}

} // namespace corridors::output
