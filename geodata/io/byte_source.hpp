// A forward stream of bytes from a file (paths /vsi... through GDAL's virtual file system, so compressed ones work) or
// from memory. Internal to io and gdal; feeds JsonScanner.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "geodata/core/result.hpp"

namespace corridors::io {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Fills up to `count` bytes; 0 at the end or on failure (see failed()).
    [[nodiscard]] virtual std::size_t read(char *to, std::size_t count) = 0;
    /// Back to the first byte, for the rare file that states its CRS after its features.
    virtual void rewind() = 0;
    /// Total bytes; 0 where unknown (a compressed stream).
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// True when the last read stopped at an error of the device instead of the end.
    [[nodiscard]] virtual bool failed() const = 0;
};

[[nodiscard]] Result<std::unique_ptr<ByteSource>> openFileSource(const std::string &path);
/// The text must outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> makeTextSource(std::string_view text);

} // namespace corridors::io
