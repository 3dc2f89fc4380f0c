// Whole-file reads and atomic writes for the small text files of a map (style, links, story, article).
// Not for geodata, which GDAL reads (geodata/io).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "geodata/core/result.hpp"

namespace corridors {

inline constexpr std::size_t kMaxTextFileBytes = std::size_t{256} << 20;

/// The bytes of a file. Errors: missing, a directory, a pipe or device, unreadable, larger than `maxBytes`; each with
/// its way out.
[[nodiscard]] Result<std::string> readTextFile(const std::string &path, std::size_t maxBytes = kMaxTextFileBytes);

/// Writes so that the old file survives any failure: temporary file beside it, fsync, rename. Errors name the cause
/// (no such folder, no permission, disk full) and leave nothing half-written behind.
[[nodiscard]] Result<void> writeFileAtomically(const std::string &path, std::string_view bytes);

} // namespace corridors
