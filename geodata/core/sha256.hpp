// SHA-256 (FIPS 180-4), by Nettle, which uses the processor's own instructions: says in a picture which bytes it was
// made from, so that anyone can compare with sha256sum. Not for the cache, which only tells files apart and uses the
// faster io::ContentHash.
#pragma once

#include <string>
#include <string_view>

#include "geodata/core/result.hpp"

namespace corridors {

/// 64 hexadecimal digits.
[[nodiscard]] std::string sha256Of(std::string_view bytes);

/// Of a regular file, read in pieces. Errors: missing, a folder, unreadable; each names the path.
[[nodiscard]] Result<std::string> sha256OfFile(const std::string &path);

} // namespace corridors
