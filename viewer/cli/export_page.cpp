#include "viewer/cli/export_page.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <map>

#include "viewer/app/page_file.hpp"
#include "viewer/cli/session.hpp"

namespace corridors::cli {
namespace {

/// Wrong usage found after parsing: told like the parser's own errors.
tl::unexpected<Error> misuse(const std::string &option, std::string message, std::string remedy) {
    return fail(std::move(message), {}, option, std::move(remedy));
}

/// "a,b" or "a,b,c,d" as numbers; nullopt when it is anything else.
std::optional<std::vector<double>> numbers(const std::string &text, std::size_t count) {
    std::vector<double> out;
    for (const std::string &item : splitList(text)) {
        double value = 0;
        const auto [end, code] = std::from_chars(item.data(), item.data() + item.size(), value);
        if (code != std::errc() || end != item.data() + item.size() || !std::isfinite(value)) return std::nullopt;
        out.push_back(value);
    }
    if (out.size() != count) return std::nullopt;
    return out;
}

/// https://reproducible-builds.org/specs/source-date-epoch
std::string dateOfEpoch() {
    const char *epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') return {};
    const std::time_t seconds = std::strtoll(epoch, nullptr, 10);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

Result<void> setSize(const PageArguments &a, app::PageDescription &page) {
    if (a.pixelRatio && !(*a.pixelRatio >= 0.25 && *a.pixelRatio <= 8))
        return misuse("--pixel-ratio", fmt::format("{} is out of range", *a.pixelRatio), "It is between 0.25 and 8");
    const double dpi = a.dpi ? *a.dpi : a.pixelRatio ? *a.pixelRatio * app::kLogicalPxPerInch : 0;
    const char *option = a.size.empty() ? (a.dpi ? "--dpi" : "--pixel-ratio") : "--size";
    if (!a.size.empty()) {
        const auto size = app::parsePageSize(a.size, dpi);
        if (!size) return misuse(option, size.error().message, size.error().remedy);
        page.size = *size;
    } else if (dpi != 0) {
        page.size.dpi = dpi;
        if (auto ok = app::checkPageSize(page.size); !ok) return misuse(option, ok.error().message, ok.error().remedy);
    }
    return {};
}

Result<void> setExtent(const PageArguments &a, app::PageExtent &extent) {
    // Ground named on the command line replaces the page file's.
    if (!a.chapter.empty() || !a.fit.empty() || !a.bbox.empty() || !a.center.empty()) extent = {};
    extent.chapter = a.chapter.empty() ? extent.chapter : a.chapter;
    if (!a.fit.empty()) extent.features = splitList(a.fit);
    if (!a.bbox.empty()) {
        const auto n = numbers(a.bbox, 4);
        if (!n)
            return misuse("--bbox", fmt::format("'{}' is not a box", a.bbox),
                          "Write it as WEST,SOUTH,EAST,NORTH in degrees");
        extent.bbox = LonLatBounds{(*n)[0], (*n)[1], (*n)[2], (*n)[3]};
    }
    if (!a.center.empty()) {
        const auto n = numbers(a.center, 2);
        if (!n)
            return misuse("--center", fmt::format("'{}' is not a place", a.center), "Write it as LON,LAT in degrees");
        extent.center = LonLat{(*n)[0], (*n)[1]};
    }
    if (a.zoom) extent.zoom = a.zoom;
    return {};
}

void setFurniture(const PageArguments &a, app::PageFurniture &f) {
    f.title = f.title && !a.noTitle;
    f.legend = f.legend && !a.noLegend;
    f.scaleBar = f.scaleBar && !a.noScaleBar;
    f.northArrow = f.northArrow && !a.noNorthArrow;
    f.attributions = f.attributions && !a.noAttributions;
    f.captions = f.captions && !a.noCaptions;
    f.accuracy = f.accuracy && !a.noAccuracy;
    f.elbows = f.elbows && !a.straightLeaders;
    f.graticule = f.graticule || a.graticule;
    f.inset = f.inset || a.inset;
    f.callouts = f.callouts || a.callouts;
    if (!a.title.empty()) f.titleText = a.title;
    if (!a.subtitle.empty()) f.subtitleText = a.subtitle;
    if (!a.note.empty()) f.sourceNote = a.note;
    if (!a.date.empty()) f.date = a.date;
    if (f.date.empty()) f.date = dateOfEpoch();
    if (a.units == "miles") f.units = query::Units::Miles;
    if (a.units == "km") f.units = query::Units::Metric;
    if (a.north == "true") f.north = app::NorthArrow::True;
    if (a.north == "grid") f.north = app::NorthArrow::Grid;
    if (a.north == "both") f.north = app::NorthArrow::Both;
}

} // namespace

void addPageOptions(CLI::App &command, PageArguments &a) {
    command.add_option("--page", a.pageFile, "A page's description (page.json, as Ctrl+E saves it); options below win");
    command.add_option("--size", a.size,
                       "1920x1080, 297x210mm, 8.5x11in, or slide, slide-4k, slide-4x3, a4-landscape, a4-portrait, "
                       "a3-landscape, a3-portrait, column, two-columns, square (default 1920x1080)");
    auto *dpi = command.add_option("--dpi", a.dpi, "Pixels an inch (default 96; 300 on paper)");
    command.add_option("--pixel-ratio", a.pixelRatio, "Scale of symbols and text, 1 for 96 dpi")->excludes(dpi);
    auto *center = command.add_option("--center", a.center, "LON,LAT of the middle");
    auto *zoom = command.add_option("--zoom", a.zoom, "Zoom (512-pixel world at 0)");
    auto *bbox = command.add_option("--bbox", a.bbox, "WEST,SOUTH,EAST,NORTH that the picture contains whole");
    bbox->excludes(center)->excludes(zoom);
    command.add_option("--chapter", a.chapter, "A chapter of the story, by its id");
    command.add_option("--fit", a.fit, "Features that the picture contains whole: id,id,...")
        ->excludes(bbox)
        ->excludes(center);
    command.add_option("--show", a.show, "Layers to show, besides the others: id,id,...");
    command.add_option("--hide", a.hide, "Layers to hide");
    command.add_option("--only", a.only, "Show these layers and no others");
    command.add_option("--highlight", a.highlight, "Features to highlight: id,id,...");
    command.add_option("--theme", a.theme, "A theme of the map: light, dark, print");
    command.add_option("--title", a.title, "Title instead of the map's own");
    command.add_option("--subtitle", a.subtitle, "A line below the title");
    command.add_option("--note", a.note, "A line with the attributions");
    command.add_option("--date", a.date, "Date to print, e.g. 2025-10-31 (default: SOURCE_DATE_EPOCH, else none)");
    command.add_flag("--callouts", a.callouts,
                     "Number what is highlighted, else what the article discusses, and say what it says");
    command.add_flag("--no-captions", a.noCaptions, "Numbers without the texts");
    command.add_flag("--straight-leaders", a.straightLeaders, "Leader lines without elbows");
    command.add_flag("--graticule", a.graticule, "Meridians and parallels with their degrees");
    command.add_flag("--inset", a.inset, "A small overview with the page's extent");
    command.add_option("--units", a.units, "Of the scale bar: km or miles")->check(CLI::IsMember({"km", "miles"}));
    command.add_option("--north", a.north, "Where the arrow points: true, grid or both")
        ->check(CLI::IsMember({"true", "grid", "both"}));
    command.add_flag("--no-title", a.noTitle, "Leave the title out");
    command.add_flag("--no-legend", a.noLegend, "Leave the legend out");
    command.add_flag("--no-accuracy", a.noAccuracy, "Leave the note on accuracy out of the legend");
    command.add_flag("--no-scale-bar", a.noScaleBar, "Leave the scale bar out");
    command.add_flag("--no-north-arrow", a.noNorthArrow, "Leave the north arrow out");
    command.add_flag("--no-attributions", a.noAttributions, "Leave the attributions out (say them elsewhere)");
}

Result<app::PageDescription> pageOf(const PageArguments &a) {
    app::PageDescription page;
    if (!a.pageFile.empty()) {
        auto read = app::readPage(a.pageFile);
        if (!read) return tl::unexpected(read.error());
        page = std::move(*read);
    }
    if (auto ok = setSize(a, page); !ok) return tl::unexpected(ok.error());
    if (auto ok = setExtent(a, page.extent); !ok) return tl::unexpected(ok.error());
    setFurniture(a, page.furniture);
    const auto setList = [](std::vector<std::string> &to, const std::string &given) {
        if (!given.empty()) to = splitList(given);
    };
    setList(page.show, a.show);
    setList(page.hide, a.hide);
    setList(page.only, a.only);
    setList(page.highlight, a.highlight);
    if (!a.theme.empty()) page.theme = a.theme;
    return page;
}

Error inOptions(Error error, const PageArguments &a) {
    const std::map<std::string, std::pair<const char *, bool>> options{
        {"extent.chapter", {"--chapter", !a.chapter.empty()}},
        {"extent.features", {"--fit", !a.fit.empty()}},
        {"extent.bbox", {"--bbox", !a.bbox.empty()}},
        {"extent.center", {"--center", !a.center.empty()}},
        {"extent.zoom", {"--zoom", a.zoom.has_value()}},
        {"show", {"--show", !a.show.empty()}},
        {"hide", {"--hide", !a.hide.empty()}},
        {"only", {"--only", !a.only.empty()}},
        {"highlight", {"--highlight", !a.highlight.empty()}},
        {"size", {"--size", true}}};
    const auto it = options.find(error.place);
    if (it == options.end()) return error;
    if (it->second.second) {
        error.place = it->second.first;
    } else {
        error.path = a.pageFile;
    }
    return error;
}

} // namespace corridors::cli
