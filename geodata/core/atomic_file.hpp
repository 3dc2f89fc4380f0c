// AtomicFile: a file that is written piece by piece and appears whole or not at all: a temporary file beside it, then
// fsync and rename. For pictures too large to be kept in memory; text_file.hpp builds on it. Not for reading.
#pragma once

#include <string>
#include <string_view>

#include "geodata/core/result.hpp"

namespace corridors {

class AtomicFile {
public:
    /// Starts the temporary file. Errors name the path and the cause (no such folder, no permission).
    [[nodiscard]] static Result<AtomicFile> create(const std::string &path);
    /// Without commit(), nothing remains.
    ~AtomicFile();
    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&) = delete;

    /// Appends. After an error (disk full) the file is given up: nothing remains of it.
    [[nodiscard]] Result<void> write(std::string_view bytes);
    /// Puts the file in place of an older one, with that one's permissions.
    [[nodiscard]] Result<void> commit();

private:
    AtomicFile(std::string path, std::string temporary, int descriptor)
        : m_path(std::move(path)), m_temporary(std::move(temporary)), m_descriptor(descriptor) {}
    [[nodiscard]] tl::unexpected<Error> giveUp(int code);
    void remove() noexcept;

    std::string m_path;
    std::string m_temporary;
    int m_descriptor = -1;
};

} // namespace corridors
