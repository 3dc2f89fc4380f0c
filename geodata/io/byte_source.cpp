#include "geodata/io/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "geodata/io/gdal_door.hpp"

namespace corridors::io {
namespace {

class FileSource final : public ByteSource {
public:
    FileSource(int file, std::uint64_t size) : m_file(file), m_size(size) {}
    ~FileSource() override { ::close(m_file); }
    FileSource(const FileSource &) = delete;
    FileSource &operator=(const FileSource &) = delete;

    std::size_t read(char *to, std::size_t count) override {
        std::size_t got = 0;
        while (got < count) {
            const ssize_t n = ::read(m_file, to + got, count - got);
            if (n < 0 && errno == EINTR) continue;
            m_failed = n < 0;
            if (n <= 0) break;
            got += static_cast<std::size_t>(n);
        }
        return got;
    }
    void rewind() override { ::lseek(m_file, 0, SEEK_SET); }
    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] bool failed() const override { return m_failed; }

private:
    int m_file;
    std::uint64_t m_size;
    bool m_failed = false;
};

class TextSource final : public ByteSource {
public:
    explicit TextSource(std::string_view text) : m_text(text) {}
    std::size_t read(char *to, std::size_t count) override {
        const std::size_t n = std::min(count, m_text.size() - m_at);
        if (n > 0) std::memcpy(to, m_text.data() + m_at, n);
        m_at += n;
        return n;
    }
    void rewind() override { m_at = 0; }
    [[nodiscard]] std::uint64_t size() const override { return m_text.size(); }
    [[nodiscard]] bool failed() const override { return false; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

Result<std::unique_ptr<ByteSource>> openFileSource(const std::string &path) {
    if (path.starts_with("/vsi")) {
        const auto gdal = openGdal(path);
        if (!gdal) return tl::unexpected(gdal.error());
        return (*gdal)->openSource(path);
    }
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail("cannot be opened (" + std::string(std::strerror(errno)) + ")", path, {},
                    "Check the path and the file's permissions");
    struct stat info {};
    const std::uint64_t size = ::fstat(file, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    ::posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
    return std::make_unique<FileSource>(file, size);
}

std::unique_ptr<ByteSource> makeTextSource(std::string_view text) { return std::make_unique<TextSource>(text); }

} // namespace corridors::io
