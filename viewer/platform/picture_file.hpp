// Pictures as files: which formats there are, and the writing of each with its metadata and its place on the ground.
// Used by `corridors export` and by the window's export; any thread.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "geodata/core/result.hpp"
#include "geodata/io/georeference.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::platform {

enum class PictureFormat { Png, Svg, Pdf, GeoTiff };

/// By the ending, whatever its case; PNG where there is none; nullopt where it is of no format that is written.
[[nodiscard]] std::optional<PictureFormat> pictureFormat(const std::string &path);
/// ".png, .svg, .pdf, .tif": for messages.
[[nodiscard]] std::string pictureEndings();

struct PictureFileOptions {
    bool worldFile = false;    ///< .pgw and .aux.xml beside a PNG
    bool textOutlines = false; ///< letters of an SVG as paths
    std::string version;       ///< of the program
};

/// Draws and writes the picture of `state`, whose viewport is the picture's. Nothing half-written stays behind. Errors:
/// as drawPicture and the writers; an unknown ending.
[[nodiscard]] Result<void> writePictureFile(const std::string &path, const app::AppState &state,
                                            const output::PictureRequest &request, const PictureFileOptions &options,
                                            const std::function<void(double)> &onProgress = {},
                                            const std::stop_token &cancel = {});

/// Where a picture's pixels lie in the map's projection: `page` is composePicture()'s state.
[[nodiscard]] io::PixelPlace pixelPlace(const app::AppState &page);

} // namespace corridors::platform
