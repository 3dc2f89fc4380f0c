// The options of `corridors export` that describe the page, and the page they make together with --page. Used by
// export_command.
#pragma once

#include <optional>
#include <string>

#include "geodata/core/result.hpp"
#include "viewer/app/page.hpp"

namespace CLI {
class App;
}

namespace corridors::cli {

struct PageArguments {
    std::string pageFile;
    std::string size;
    std::optional<double> dpi, pixelRatio;
    std::string center, bbox, chapter, fit;
    std::optional<double> zoom;
    std::string show, hide, only, highlight;
    std::string theme;
    std::string title, subtitle, note, date, units, north;
    bool graticule = false, inset = false, callouts = false;
    bool noTitle = false, noLegend = false, noScaleBar = false, noNorthArrow = false, noAttributions = false;
    bool noCaptions = false, noAccuracy = false, straightLeaders = false;
};

void addPageOptions(CLI::App &command, PageArguments &to);

/// The page of --page, if one is named, with everything that the options say instead. Errors: as readPage(); an option
/// that makes no sense, its name as the place ("--bbox").
[[nodiscard]] Result<app::PageDescription> pageOf(const PageArguments &arguments);

/// An error of applyPage() in the words of the command line: "extent.chapter" is --chapter, unless the page file says
/// it.
[[nodiscard]] Error inOptions(Error error, const PageArguments &arguments);

} // namespace corridors::cli
