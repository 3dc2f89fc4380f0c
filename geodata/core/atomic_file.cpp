#include "geodata/core/atomic_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace corridors {
namespace {

std::string because(int code) { return std::string("it cannot be written (") + std::strerror(code) + ")"; }

} // namespace

Result<AtomicFile> AtomicFile::create(const std::string &path) {
    std::string temporary = path + ".part-XXXXXX";
    const int descriptor = ::mkstemp(temporary.data());
    if (descriptor < 0) {
        const int code = errno;
        const char *way = code == ENOENT ? "Create its folder first" : "Choose a folder that you may write to";
        return fail(because(code), path, {}, way);
    }
    return AtomicFile(path, std::move(temporary), descriptor);
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_temporary(std::move(other.m_temporary)),
      m_descriptor(std::exchange(other.m_descriptor, -1)) {}

AtomicFile::~AtomicFile() { remove(); }

void AtomicFile::remove() noexcept {
    if (m_descriptor < 0) return;
    ::close(std::exchange(m_descriptor, -1));
    ::unlink(m_temporary.c_str());
}

tl::unexpected<Error> AtomicFile::giveUp(int code) {
    remove();
    return fail(because(code), m_path, {}, code == ENOSPC ? "Free some space on the disk" : "");
}

Result<void> AtomicFile::write(std::string_view bytes) {
    if (m_descriptor < 0) return fail("it was given up before", m_path);
    while (!bytes.empty()) {
        const ssize_t n = ::write(m_descriptor, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return giveUp(errno);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

Result<void> AtomicFile::commit() {
    if (m_descriptor < 0) return fail("it was given up before", m_path);
    struct stat old {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const mode_t mode = ::stat(m_path.c_str(), &old) == 0 ? (old.st_mode & 0777U) : (0666U & ~mask);
    if (::fchmod(m_descriptor, mode) != 0 || ::fsync(m_descriptor) != 0) return giveUp(errno);
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) return giveUp(errno);
    ::close(std::exchange(m_descriptor, -1));
    return {};
}

} // namespace corridors
