#include "viewer/cli/export_formats.hpp"

#include <CLI/CLI.hpp>

namespace corridors::cli {

void addFormatOptions(CLI::App &command, FormatOptions &options) {
    command.add_flag("--transparent", options.transparent,
                     "Leave the map's background out; layers with areas, as land and sea, still cover it "
                     "(--hide or --only leaves them out)");
    command.add_flag("--world-file", options.worldFile, "Write where a PNG lies beside it: .pgw and .aux.xml, for GIS");
    command.add_flag("--text-outlines", options.textOutlines,
                     "Letters of an SVG as paths: the same on every machine, but no text any more");
    command.add_flag("--furniture", options.furniture, "Title, legend and so on in a GeoTIFF too");
    command.add_flag("--describe", options.describe,
                     "Print what the picture shows as a paragraph; the only output without -o");
}

Result<output::PictureRequest> requestFor(const std::string &path, output::PictureRequest request,
                                          const FormatOptions &options) {
    const auto format = path.empty() ? platform::PictureFormat::Png : platform::pictureFormat(path);
    if (!format)
        return fail("'" + path + "' is of no format that is written", {}, "--output",
                    "Its ending is one of " + platform::pictureEndings());
    if (options.worldFile && *format != platform::PictureFormat::Png)
        return fail("a world file belongs to a PNG; a GeoTIFF knows its place itself", {}, "--world-file",
                    "Leave it out, or write a .png");
    if (options.textOutlines && *format != platform::PictureFormat::Svg)
        return fail("only SVG has its text as text", {}, "--text-outlines", "Leave it out, or write an .svg");
    request.transparent = options.transparent;
    if (*format == platform::PictureFormat::GeoTiff && !options.furniture) {
        app::PageFurniture &f = request.furniture;
        f.title = f.legend = f.scaleBar = f.northArrow = f.attributions = false;
        f.graticule = f.inset = f.callouts = false;
    }
    return request;
}

} // namespace corridors::cli
