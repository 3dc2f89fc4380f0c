#include "geodata/io/gdal/geotiff_writer.hpp"

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

#include "geodata/io/gdal/map_crs.hpp"
#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
namespace {

constexpr int kBands = 4;

struct DatasetCloser {
    void operator()(GDALDataset *dataset) const { GDALClose(dataset); }
};

GDALDriver *tiffDriver() {
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

/// GDAL's GTiff driver on a temporary file beside the target.
class GdalTiffWriter final : public io::GeoTiffWriter {
public:
    explicit GdalTiffWriter(Description description) : m_description(std::move(description)) {}
    ~GdalTiffWriter() override;
    GdalTiffWriter(const GdalTiffWriter &) = delete;
    GdalTiffWriter &operator=(const GdalTiffWriter &) = delete;

    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> writeRows(std::span<const std::uint8_t> rgba, int rows) override;
    [[nodiscard]] Result<void> finish() override;

private:
    [[nodiscard]] Result<void> describe();
    [[nodiscard]] tl::unexpected<Error> unwritable(const std::string &why) const {
        return fail("it cannot be written (" + why + ")", m_description.path, {},
                    "Free some space on the disk, or choose another folder");
    }

    Description m_description;
    std::string m_temporary;
    std::unique_ptr<GDALDataset, DatasetCloser> m_dataset;
    int m_rowsWritten = 0;
    mode_t m_mode = 0644;
};

Result<void> GdalTiffWriter::describe() {
    const auto crs = gdal::mapCrs(m_description.crs);
    if (!crs) return tl::unexpected(crs.error());
    const io::PixelPlace &place = m_description.place;
    const double step = place.metresPerPx / crs->metresPerUnit;
    double transform[6] = {place.northWest.x / crs->metresPerUnit, step, 0,
                           place.northWest.y / crs->metresPerUnit, 0,    -step};
    OGRSpatialReference srs;
    srs.importFromWkt(crs->wkt.c_str());
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (m_dataset->SetGeoTransform(transform) != CE_None || m_dataset->SetSpatialRef(&srs) != CE_None)
        return fail("its place on the ground cannot be written", m_description.path);
    const std::string dpi = fmt::format("{:g}", m_description.dpi);
    m_dataset->SetMetadataItem("TIFFTAG_XRESOLUTION", dpi.c_str());
    m_dataset->SetMetadataItem("TIFFTAG_YRESOLUTION", dpi.c_str());
    m_dataset->SetMetadataItem("TIFFTAG_RESOLUTIONUNIT", "2"); // TIFF 6.0: inch
    for (const auto &[key, value] : m_description.metadata)
        if (!value.empty()) m_dataset->SetMetadataItem(key.c_str(), value.c_str());
    return {};
}

GdalTiffWriter::~GdalTiffWriter() {
    const MessageCollector quiet;
    m_dataset.reset();
    if (!m_temporary.empty()) ::unlink(m_temporary.c_str());
}

Result<void> GdalTiffWriter::open() {
    GDALDriver *driver = tiffDriver();
    if (driver == nullptr)
        return fail("this GDAL cannot write GeoTIFF", m_description.path, {}, "Export a PNG instead");
    m_temporary = temporaryBeside(m_description.path);
    if (m_temporary.empty()) {
        const int code = errno;
        return fail(std::string("it cannot be written (") + std::strerror(code) + ")", m_description.path, {},
                    code == ENOENT ? "Create its folder first" : "Choose a folder that you may write to");
    }
    struct stat old {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    m_mode = ::stat(m_description.path.c_str(), &old) == 0 ? (old.st_mode & 0777U) : (0666U & ~mask);
    const MessageCollector messages;
    // Lossless, in strips as the rows come; BIGTIFF where 4 GB could be passed. One thread, so that bytes are the same.
    const char *const options[] = {"COMPRESS=DEFLATE", "PREDICTOR=2",
                                   "INTERLEAVE=PIXEL", "PHOTOMETRIC=RGB",
                                   "BIGTIFF=IF_SAFER", "ALPHA=NON-PREMULTIPLIED",
                                   "NUM_THREADS=1",    nullptr};
    char **list = nullptr;
    for (const char *const *o = options; *o != nullptr; ++o)
        if (m_description.alpha || !std::string_view(*o).starts_with("ALPHA")) list = CSLAddString(list, *o);
    m_dataset.reset(driver->Create(m_temporary.c_str(), m_description.widthPx, m_description.heightPx,
                                   m_description.alpha ? kBands : kBands - 1, GDT_Byte, list));
    CSLDestroy(list);
    if (!m_dataset) return unwritable(messages.last());
    return describe();
}

Result<void> GdalTiffWriter::writeRows(std::span<const std::uint8_t> rgba, int rows) {
    const int width = m_description.widthPx;
    const auto rowBytes = static_cast<std::size_t>(width) * kBands;
    if (!m_dataset || rows < 1 || rgba.size() != rowBytes * static_cast<std::size_t>(rows) ||
        m_rowsWritten + rows > m_description.heightPx)
        return fail("the rows do not fit the picture", m_description.path);
    const MessageCollector messages;
    auto *pixels = const_cast<std::uint8_t *>(rgba.data()); // NOLINT: GDAL reads from it only
    const CPLErr done = m_dataset->RasterIO(GF_Write, 0, m_rowsWritten, width, rows, pixels, width, rows, GDT_Byte,
                                            m_description.alpha ? kBands : kBands - 1, nullptr, kBands,
                                            static_cast<GSpacing>(rowBytes), 1, nullptr);
    if (done != CE_None || messages.failed()) return unwritable(messages.last());
    m_rowsWritten += rows;
    return {};
}

Result<void> GdalTiffWriter::finish() {
    if (!m_dataset || m_rowsWritten != m_description.heightPx)
        return fail("rows of the picture are missing", m_description.path);
    const MessageCollector messages;
    m_dataset->FlushCache();
    m_dataset.reset();
    if (messages.failed()) return unwritable(messages.last());
    const int fd = ::open(m_temporary.c_str(), O_RDONLY | O_CLOEXEC);
    const bool isSafe = fd >= 0 && ::fchmod(fd, m_mode) == 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!isSafe || ::rename(m_temporary.c_str(), m_description.path.c_str()) != 0)
        return unwritable(std::strerror(errno));
    m_temporary.clear();
    return {};
}

} // namespace

Result<std::unique_ptr<io::GeoTiffWriter>> createGeoTiff(const io::GeoTiffWriter::Description &description) {
    auto writer = std::make_unique<GdalTiffWriter>(description);
    if (auto ok = writer->open(); !ok) return tl::unexpected(ok.error());
    return writer;
}

} // namespace corridors::gdal
