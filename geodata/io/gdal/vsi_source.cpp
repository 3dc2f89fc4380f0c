#include "geodata/io/gdal/vsi_source.hpp"

#include <cerrno>
#include <cpl_vsi.h>
#include <cstring>

#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
namespace {

class VsiSource final : public io::ByteSource {
public:
    VsiSource(VSILFILE *file, std::uint64_t size) : m_file(file), m_size(size) {}
    ~VsiSource() override { VSIFCloseL(m_file); }
    VsiSource(const VsiSource &) = delete;
    VsiSource &operator=(const VsiSource &) = delete;

    std::size_t read(char *to, std::size_t count) override {
        const MessageCollector quiet;
        const std::size_t got = VSIFReadL(to, 1, count, m_file);
        m_failed = got < count && (VSIFEofL(m_file) == 0 || quiet.failed());
        return got;
    }
    void rewind() override { VSIFSeekL(m_file, 0, SEEK_SET); }
    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] bool failed() const override { return m_failed; }

private:
    VSILFILE *m_file;
    std::uint64_t m_size;
    bool m_failed = false;
};

} // namespace

Result<std::unique_ptr<io::ByteSource>> openVsiSource(const std::string &path) {
    errno = 0;
    VSILFILE *file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr)
        return fail("cannot be opened (" + std::string(std::strerror(errno)) + ")", path, {},
                    "Check the path and the file's permissions");
    std::uint64_t size = 0;
    if (!path.starts_with("/vsigzip/")) {
        VSIFSeekL(file, 0, SEEK_END);
        size = VSIFTellL(file);
        VSIFSeekL(file, 0, SEEK_SET);
    }
    return std::make_unique<VsiSource>(file, size);
}

} // namespace corridors::gdal
