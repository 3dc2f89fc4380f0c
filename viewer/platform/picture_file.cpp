#include "viewer/platform/picture_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "geodata/core/text_file.hpp"
#include "viewer/output/picture_metadata.hpp"
#include "viewer/output/png_rows.hpp"
#include "viewer/output/svg_writer.hpp"
#include "viewer/platform/pdf_document.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::platform {
namespace {

std::string lowerEnding(const std::string &path) {
    const std::size_t slash = path.find_last_of('/');
    const std::size_t dot = path.find_last_of('.');
    if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) return {};
    std::string ending = path.substr(dot);
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

io::CrsName crsName(const app::AppState &state) {
    return {state.document->projection.name, state.document->projection.lambert};
}

/// TIFF 6.0's DateTime from an ISO 8601 date; "" when there is none.
std::string tiffDate(const std::string &date) {
    if (date.size() < 10) return {};
    std::string day = date.substr(0, 10);
    std::ranges::replace(day, '-', ':');
    return day + " 00:00:00";
}

/// The page as it is composed, for its camera: captions may move the map.
io::PixelPlace placeOf(const app::AppState &state, const output::PictureRequest &request) {
    const text::TextEngine text;
    return pixelPlace(output::composePicture(state, request, text).state);
}

class GeoTiffRows final : public output::RowSink {
public:
    explicit GeoTiffRows(io::GeoTiffWriter &writer) : m_writer(writer) {}
    Result<void> write(std::span<const std::uint8_t> rgba, int rows) override { return m_writer.writeRows(rgba, rows); }

private:
    io::GeoTiffWriter &m_writer;
};

/// What a writer needs beside the path.
struct Job {
    const app::AppState &state;
    const output::PictureRequest &request;
    const app::PictureRecord &record;
    const std::function<void(double)> &onProgress;
    const std::stop_token &cancel;
};

/// Whether the page may shine through: a map without a background of its own has none to hide it.
bool isTransparent(const Job &job) {
    return job.request.transparent || std::ranges::none_of(job.state.document->layers, [](const style::StyleLayer &s) {
               return std::holds_alternative<style::BackgroundStyle>(s.style);
           });
}

Result<void> writeGeoTiff(const std::string &path, const Job &job) {
    const app::PictureRecord &record = job.record;
    io::GeoTiffWriter::Description description;
    description.path = path;
    description.widthPx = job.request.widthPx;
    description.heightPx = job.request.heightPx;
    description.alpha = isTransparent(job);
    description.place = placeOf(job.state, job.request);
    description.crs = crsName(job.state);
    description.dpi = output::kLogicalDpi * job.request.pixelRatio;
    description.metadata = {{"TIFFTAG_DOCUMENTNAME", record.title},
                            {"TIFFTAG_IMAGEDESCRIPTION", record.description},
                            {"TIFFTAG_SOFTWARE", record.software},
                            {"TIFFTAG_COPYRIGHT", fmt::format("{}", fmt::join(record.attributions, "; "))},
                            {"TIFFTAG_DATETIME", tiffDate(record.date)},
                            {"CORRIDORS_PICTURE", app::toJson(record)}};
    auto writer = io::GeoTiffWriter::create(description);
    if (!writer) return tl::unexpected(writer.error());
    GeoTiffRows rows(**writer);
    if (auto ok = output::drawPicture(job.state, job.request, rows, job.onProgress, job.cancel); !ok) return ok;
    return (*writer)->finish();
}

Result<void> writeSvg(const std::string &path, const Job &job, bool textOutlines) {
    const auto svg = output::makeSvg(job.state, job.request, job.record, textOutlines, job.cancel);
    if (!svg) return tl::unexpected(svg.error());
    return writeFileAtomically(path, *svg);
}

Result<void> writePngFile(const std::string &path, const Job &job) {
    const double dpi = output::kLogicalDpi * job.request.pixelRatio;
    auto rows = output::PngRows::create(
        {path, job.request.widthPx, job.request.heightPx, isTransparent(job), dpi, output::pngTexts(job.record)});
    if (!rows) return tl::unexpected(rows.error());
    if (auto ok = output::drawPicture(job.state, job.request, **rows, job.onProgress, job.cancel); !ok) return ok;
    return (*rows)->finish();
}

} // namespace

std::optional<PictureFormat> pictureFormat(const std::string &path) {
    const std::string ending = lowerEnding(path);
    if (ending == ".png" || ending.empty()) return PictureFormat::Png;
    if (ending == ".tif" || ending == ".tiff") return PictureFormat::GeoTiff;
    if (ending == ".svg") return PictureFormat::Svg;
    if (ending == ".pdf") return PictureFormat::Pdf;
    return std::nullopt;
}

std::string pictureEndings() { return ".png, .svg, .pdf, .tif"; }

io::PixelPlace pixelPlace(const app::AppState &page) {
    const app::Viewport view = page.viewport();
    return {view.toWorld({0, 0}), view.metresPerPixel() / page.pixelRatio};
}

Result<void> writePictureFile(const std::string &path, const app::AppState &state,
                              const output::PictureRequest &request, const PictureFileOptions &options,
                              const std::function<void(double)> &onProgress, const std::stop_token &cancel) {
    const auto format = pictureFormat(path);
    if (!format) return fail("pictures are not written in this format", path, {}, "Use one of " + pictureEndings());
    if (!state.document || !state.projection) return fail("there is no map to draw", path);
    if (*format == PictureFormat::Pdf) {
        PdfDocument document(options.version);
        if (auto ok = document.addPage(state, request, {}, cancel); !ok) return ok;
        return document.finish(path);
    }
    const app::PictureRecord record = output::completeRecord(state, request, options.version);
    const Job job{state, request, record, onProgress, cancel};
    switch (*format) {
    case PictureFormat::GeoTiff: return writeGeoTiff(path, job);
    case PictureFormat::Svg: return writeSvg(path, job, options.textOutlines);
    case PictureFormat::Pdf:
    case PictureFormat::Png: break;
    }
    if (auto ok = writePngFile(path, job); !ok || !options.worldFile) return ok;
    return io::writeWorldFile(path, placeOf(state, request), crsName(state));
}

} // namespace corridors::platform
