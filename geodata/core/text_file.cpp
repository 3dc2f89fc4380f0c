#include "geodata/core/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "geodata/core/atomic_file.hpp"

namespace corridors {
namespace {

std::string reason(int code) { return std::strerror(code); }

struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

} // namespace

Result<std::string> readTextFile(const std::string &path, std::size_t maxBytes) {
    const Descriptor file{
        ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)}; // a pipe without a writer would wait
    if (file.fd < 0) {
        if (errno == ENOENT) return fail("there is no such file", path, {}, "Check the path");
        return fail("it cannot be opened (" + reason(errno) + ")", path, {}, "Check its permissions");
    }
    struct stat info {};
    if (::fstat(file.fd, &info) != 0) return fail("it cannot be read (" + reason(errno) + ")", path);
    if (S_ISDIR(info.st_mode)) return fail("it is a folder, not a file", path, {}, "Name a file inside it");
    if (!S_ISREG(info.st_mode)) return fail("it is a pipe or a device, not a file", path, {}, "Name an ordinary file");
    const std::string tooLarge = "it is larger than " + std::to_string(maxBytes >> 20) + " MB";
    if (info.st_size > 0 && static_cast<std::size_t>(info.st_size) > maxBytes)
        return fail(tooLarge, path, {}, "Use a smaller file");
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(std::max<off_t>(info.st_size, 0)));
    char buffer[1 << 16];
    for (;;) {
        const ssize_t n = ::read(file.fd, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail("it cannot be read (" + reason(errno) + ")", path);
        if (n == 0) return bytes;
        bytes.append(buffer, static_cast<std::size_t>(n));
        if (bytes.size() > maxBytes) return fail(tooLarge, path, {}, "Use a smaller file"); // it grows
    }
}

Result<void> writeFileAtomically(const std::string &path, std::string_view bytes) {
    auto file = AtomicFile::create(path);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(bytes); !written) return written;
    return file->commit();
}

} // namespace corridors
