// A stream of bytes through GDAL's virtual file system. Internal to gdal.
#pragma once

#include <memory>
#include <string>

#include "geodata/io/byte_source.hpp"

namespace corridors::gdal {

/// Error: it cannot be opened.
[[nodiscard]] Result<std::unique_ptr<io::ByteSource>> openVsiSource(const std::string &path);

} // namespace corridors::gdal
