#include "geodata/io/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cpl_vsi.h>
#include <cstring>

#include "geodata/io/gdal_session.hpp"

namespace corridors::io {
namespace {

class FileSource final : public ByteSource {
public:
    FileSource(VSILFILE *file, std::uint64_t size) : m_file(file), m_size(size) {}
    ~FileSource() override { VSIFCloseL(m_file); }
    FileSource(const FileSource &) = delete;
    FileSource &operator=(const FileSource &) = delete;

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
    errno = 0;
    VSILFILE *file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr)
        return fail("cannot be opened (" + std::string(std::strerror(errno)) + ")", path, {},
                    "Check the path and the file's permissions");
    std::uint64_t size = 0;
    if (path.rfind("/vsigzip/", 0) != 0) {
        VSIFSeekL(file, 0, SEEK_END);
        size = VSIFTellL(file);
        VSIFSeekL(file, 0, SEEK_SET);
    }
    return std::make_unique<FileSource>(file, size);
}

std::unique_ptr<ByteSource> makeTextSource(std::string_view text) { return std::make_unique<TextSource>(text); }

} // namespace corridors::io
