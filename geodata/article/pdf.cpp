#include "geodata/article/pdf.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace corridors::article {

Result<bool> isPdf(const std::string &path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT) return fail("there is no such file", path, {}, "Check the path");
        return fail(std::string("it cannot be opened (") + std::strerror(errno) + ")", path, {},
                    "Check its permissions");
    }
    char head[1024];
    const ssize_t n = ::pread(fd, head, sizeof head, 0);
    ::close(fd);
    return n > 0 && std::string_view(head, static_cast<std::size_t>(n)).find("%PDF-") != std::string_view::npos;
}

Result<PdfBlocks> readPdf(const std::string &path, const ImportOptions &) {
    return fail("PDF files cannot be read yet", path, {}, "Save it as plain text");
}

} // namespace corridors::article
