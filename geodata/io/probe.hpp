// The first look at a file: is there anything to read, and who should read it. Internal to io.
#pragma once

#include <string>
#include <string_view>

#include "geodata/core/result.hpp"

namespace corridors::io {

enum class Reading { GeoJson, Ogr };

struct Probe {
    Reading reading = Reading::Ogr;
    std::string gdalPath; ///< what to open: the path itself, or /vsigzip/... and /vsizip/... for compressed files
    std::string head;     ///< the first bytes
    bool isFile = true;   ///< false for databases and other connection strings
};

/// Errors: missing, a folder, not a regular file, unreadable, 0 bytes, or plainly not what its name says.
[[nodiscard]] Result<Probe> probe(const std::string &path);

/// Judges text that is to be GeoJSON by its first bytes; an error says what it is instead.
[[nodiscard]] Result<void> expectJson(std::string_view head, const std::string &path);

/// "PNG", "PDF", "HTML or XML", ... by the first bytes; empty when nothing is recognised.
[[nodiscard]] std::string kindOfBytes(std::string_view head);

/// Zero bytes or many control characters among the first: not a text.
[[nodiscard]] bool looksBinary(std::string_view head);

} // namespace corridors::io
