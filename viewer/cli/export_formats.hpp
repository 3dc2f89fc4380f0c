// The options of `corridors export` that belong to file formats, and what follows from them.
#pragma once

#include <string>

#include "geodata/core/result.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/platform/picture_file.hpp"

namespace CLI {
class App;
}

namespace corridors::cli {

struct FormatOptions {
    bool transparent = false;
    bool worldFile = false;
    bool textOutlines = false;
    bool furniture = false; ///< on a GeoTIFF, which is a map for GIS and has none otherwise
    bool describe = false;  ///< say what the picture shows
};

/// Adds --transparent, --world-file, ... to the command; `options` outlives the parsing.
void addFormatOptions(CLI::App &command, FormatOptions &options);

/// The request as the output's format and the options want it. Errors are wrong usage: their place is the option.
[[nodiscard]] Result<output::PictureRequest> requestFor(const std::string &path, output::PictureRequest request,
                                                        const FormatOptions &options);

} // namespace corridors::cli
