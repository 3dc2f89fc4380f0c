// GeoTiffWriter of georeference.hpp: GDAL's GTiff driver on a temporary file beside the target.
#include <fcntl.h>
#include <gdal_priv.h>
#include <mutex>
#include <ogr_spatialref.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>

#include "geodata/io/gdal_session.hpp"
#include "geodata/io/georeference.hpp"
#include "geodata/io/reader.hpp"

namespace corridors::io {
namespace {

constexpr int kBands = 4;

struct DatasetCloser {
    void operator()(GDALDataset *dataset) const { GDALClose(dataset); }
};

GDALDriver *tiffDriver() {
    initialise();
    static std::once_flag once; // GDAL's registry is process-wide whatever we do
    std::call_once(once, [] { GDALRegister_GTiff(); });
    return GetGDALDriverManager()->GetDriverByName("GTiff");
}

/// A name beside the target that nothing has yet; empty when its folder cannot be written to (errno tells why).
std::string temporaryBeside(const std::string &path) {
    std::string name = path + ".part-XXXXXX";
    const int fd = ::mkstemp(name.data());
    if (fd < 0) return {};
    ::close(fd);
    return name;
}

} // namespace

struct GeoTiffWriter::Impl {
    Description description;
    std::string temporary;
    std::unique_ptr<GDALDataset, DatasetCloser> dataset;
    int rowsWritten = 0;
    mode_t mode = 0644;

    [[nodiscard]] tl::unexpected<Error> unwritable(const std::string &why) const {
        return fail("it cannot be written (" + why + ")", description.path, {},
                    "Free some space on the disk, or choose another folder");
    }
    Result<void> describe() {
        const auto crs = mapCrs(description.crs);
        if (!crs) return tl::unexpected(crs.error());
        const PixelPlace &place = description.place;
        const double step = place.metresPerPx / crs->metresPerUnit;
        double transform[6] = {place.northWest.x / crs->metresPerUnit, step, 0,
                               place.northWest.y / crs->metresPerUnit, 0,    -step};
        OGRSpatialReference srs;
        srs.importFromWkt(crs->wkt.c_str());
        srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        if (dataset->SetGeoTransform(transform) != CE_None || dataset->SetSpatialRef(&srs) != CE_None)
            return fail("its place on the ground cannot be written", description.path);
        const std::string dpi = fmt::format("{:g}", description.dpi);
        dataset->SetMetadataItem("TIFFTAG_XRESOLUTION", dpi.c_str());
        dataset->SetMetadataItem("TIFFTAG_YRESOLUTION", dpi.c_str());
        dataset->SetMetadataItem("TIFFTAG_RESOLUTIONUNIT", "2"); // TIFF 6.0: inch
        for (const auto &[key, value] : description.metadata)
            if (!value.empty()) dataset->SetMetadataItem(key.c_str(), value.c_str());
        return {};
    }
};

GeoTiffWriter::GeoTiffWriter() : m_impl(std::make_unique<Impl>()) {}

GeoTiffWriter::~GeoTiffWriter() {
    const MessageCollector quiet;
    m_impl->dataset.reset();
    if (!m_impl->temporary.empty()) ::unlink(m_impl->temporary.c_str());
}

Result<std::unique_ptr<GeoTiffWriter>> GeoTiffWriter::create(const Description &description) {
    GDALDriver *driver = tiffDriver();
    if (driver == nullptr) return fail("this GDAL cannot write GeoTIFF", description.path, {}, "Export a PNG instead");
    std::unique_ptr<GeoTiffWriter> writer(new GeoTiffWriter());
    Impl &impl = *writer->m_impl;
    impl.description = description;
    impl.temporary = temporaryBeside(description.path);
    if (impl.temporary.empty()) {
        const int code = errno;
        return fail(std::string("it cannot be written (") + std::strerror(code) + ")", description.path, {},
                    code == ENOENT ? "Create its folder first" : "Choose a folder that you may write to");
    }
    struct stat old {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    impl.mode = ::stat(description.path.c_str(), &old) == 0 ? (old.st_mode & 0777U) : (0666U & ~mask);
    const MessageCollector messages;
    // Lossless, in strips as the rows come; BIGTIFF where 4 GB could be passed. One thread, so that bytes are the same.
    const char *const options[] = {"COMPRESS=DEFLATE", "PREDICTOR=2",
                                   "INTERLEAVE=PIXEL", "PHOTOMETRIC=RGB",
                                   "BIGTIFF=IF_SAFER", "ALPHA=NON-PREMULTIPLIED",
                                   "NUM_THREADS=1",    nullptr};
    char **list = nullptr;
    for (const char *const *o = options; *o != nullptr; ++o)
        if (description.alpha || !std::string_view(*o).starts_with("ALPHA")) list = CSLAddString(list, *o);
    impl.dataset.reset(driver->Create(impl.temporary.c_str(), description.widthPx, description.heightPx,
                                      description.alpha ? kBands : kBands - 1, GDT_Byte, list));
    CSLDestroy(list);
    if (!impl.dataset) return impl.unwritable(messages.last());
    if (auto ok = impl.describe(); !ok) return tl::unexpected(ok.error());
    return writer;
}

Result<void> GeoTiffWriter::writeRows(std::span<const std::uint8_t> rgba, int rows) {
    Impl &impl = *m_impl;
    const int width = impl.description.widthPx;
    const auto rowBytes = static_cast<std::size_t>(width) * kBands;
    if (!impl.dataset || rows < 1 || rgba.size() != rowBytes * static_cast<std::size_t>(rows) ||
        impl.rowsWritten + rows > impl.description.heightPx)
        return fail("the rows do not fit the picture", impl.description.path);
    const MessageCollector messages;
    auto *pixels = const_cast<std::uint8_t *>(rgba.data()); // NOLINT: GDAL reads from it only
    const CPLErr done = impl.dataset->RasterIO(GF_Write, 0, impl.rowsWritten, width, rows, pixels, width, rows,
                                               GDT_Byte, impl.description.alpha ? kBands : kBands - 1, nullptr, kBands,
                                               static_cast<GSpacing>(rowBytes), 1, nullptr);
    if (done != CE_None || messages.failed()) return impl.unwritable(messages.last());
    impl.rowsWritten += rows;
    return {};
}

Result<void> GeoTiffWriter::finish() {
    Impl &impl = *m_impl;
    if (!impl.dataset || impl.rowsWritten != impl.description.heightPx)
        return fail("rows of the picture are missing", impl.description.path);
    const MessageCollector messages;
    impl.dataset->FlushCache();
    impl.dataset.reset();
    if (messages.failed()) return impl.unwritable(messages.last());
    const int fd = ::open(impl.temporary.c_str(), O_RDONLY | O_CLOEXEC);
    const bool isSafe = fd >= 0 && ::fchmod(fd, impl.mode) == 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!isSafe || ::rename(impl.temporary.c_str(), impl.description.path.c_str()) != 0)
        return impl.unwritable(std::strerror(errno));
    impl.temporary.clear();
    return {};
}

} // namespace corridors::io
