// What a file on the command line, dropped or chosen is: a map, an article, a picture that the program made, or
// geodata. Decided by its first bytes, then by its name; the reader that gets it says what is wrong when the guess does
// not hold. Used by MapLoader and cli.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace corridors::app {

enum class FileKind : std::uint8_t { Map, Article, Picture, Data };

/// Reads at most the first MiB; of a PDF file the whole, since only its record tells a picture from an article. A file
/// that cannot be read is Data, whose reader reports the cause, unless its name ends like an article's or is
/// "map.json".
[[nodiscard]] FileKind fileKind(const std::string &path);

/// Keys of the JSON object that `json` begins, as far as the text goes; empty when it is no object.
[[nodiscard]] std::vector<std::string> topLevelKeys(std::string_view json);

/// A name beside a file that is not taken: "links.jsonld" -> "links-2.jsonld". Any thread.
[[nodiscard]] std::string freePathBeside(const std::string &path);

} // namespace corridors::app
