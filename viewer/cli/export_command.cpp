// corridors export: a picture of the map, headless.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <optional>

#include "geodata/story/story.hpp"
#include "viewer/cli/commands.hpp"
#include "viewer/cli/session.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::vector<std::string> paths;
    std::string output;
    std::string size = "1920x1080";
    std::string center;
    std::optional<double> zoom;
    std::string bbox;
    std::string chapter;
    std::string show, hide, only, highlight;
    std::string theme, assets, date;
    double pixelRatio = 1;
    bool noCache = false;
    std::string renderer = "cairo";
    bool noTitle = false, noLegend = false, noScaleBar = false, noNorthArrow = false, noAttributions = false;
    std::string title;
};

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

Result<output::PictureRequest> pictureRequest(const Arguments &a) {
    output::PictureRequest request;
    request.renderer = a.renderer == "gl" ? output::Renderer::Gl : output::Renderer::Cairo;
    constexpr int kMaxPx = 20000;
    const std::size_t x = a.size.find('x');
    const auto parse = [&](std::string_view text, int &value) {
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        return code == std::errc() && end == text.data() + text.size();
    };
    if (x == std::string::npos || !parse(std::string_view(a.size).substr(0, x), request.widthPx) ||
        !parse(std::string_view(a.size).substr(x + 1), request.heightPx))
        return misuse("--size", fmt::format("'{}' is not a size", a.size), "Write it as 1920x1080");
    if (request.widthPx < 16 || request.heightPx < 16 || request.widthPx > kMaxPx || request.heightPx > kMaxPx)
        return misuse("--size", fmt::format("{} is out of range", a.size),
                      fmt::format("Each side is 16 to {} pixels", kMaxPx));
    if (!(a.pixelRatio >= 0.25 && a.pixelRatio <= 8))
        return misuse("--pixel-ratio", fmt::format("{} is out of range", a.pixelRatio), "It is between 0.25 and 8");
    request.pixelRatio = a.pixelRatio;
    request.furniture.title = !a.noTitle;
    request.furniture.legend = !a.noLegend;
    request.furniture.scaleBar = !a.noScaleBar;
    request.furniture.northArrow = !a.noNorthArrow;
    request.furniture.attributions = !a.noAttributions;
    request.furniture.titleText = a.title;
    request.furniture.date = a.date;
    if (request.furniture.date.empty()) {
        if (const char *epoch =
                std::getenv("SOURCE_DATE_EPOCH")) { // https://reproducible-builds.org/specs/source-date-epoch
            const std::time_t seconds = std::strtoll(epoch, nullptr, 10);
            std::tm utc{};
            gmtime_r(&seconds, &utc);
            request.furniture.date = fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
        }
    }
    return request;
}

Result<void> applyLayers(Session &session, const Arguments &a) {
    const auto known = [&](const std::string &option, const std::string &id) -> Result<void> {
        if (session.state().layer(id)) return {};
        std::string ids;
        for (const app::LayerState &layer : session.state().layers) ids += (ids.empty() ? "" : ", ") + layer.id;
        return misuse(option, fmt::format("the map has no layer '{}'", id), "It has: " + ids);
    };
    const auto only = splitList(a.only);
    for (const std::string &id : only)
        if (auto ok = known("--only", id); !ok) return ok;
    if (!only.empty()) {
        for (const app::LayerState &layer : std::vector(session.state().layers))
            session.apply(app::SetLayerVisible{layer.id, std::find(only.begin(), only.end(), layer.id) != only.end()});
    }
    for (const auto &[option, list, visible] :
         {std::tuple("--show", splitList(a.show), true), std::tuple("--hide", splitList(a.hide), false)}) {
        for (const std::string &id : list) {
            if (auto ok = known(option, id); !ok) return ok;
            session.apply(app::SetLayerVisible{id, visible});
        }
    }
    return {};
}

Result<void> applyHighlight(Session &session, const Arguments &a) {
    std::vector<app::FeatureRef> features;
    for (const std::string &id : splitList(a.highlight)) {
        const std::size_t before = features.size();
        for (const app::SourceState &source : session.state().sources) {
            if (!source.data) continue;
            if (source.data->find(id)) features.push_back({source.id, id});
            for (int n = 1; source.data->find(fmt::format("{}/{}", id, n)); ++n) // a corridor's segments
                features.push_back({source.id, fmt::format("{}/{}", id, n)});
        }
        if (features.size() == before)
            return misuse("--highlight", fmt::format("the map has no feature '{}'", id),
                          "Feature ids stand in the map's layers");
    }
    session.apply(app::Select{features, false});
    return {};
}

/// The camera of the picture, whose size the session's viewport already has.
Result<void> applyCamera(Session &session, const Arguments &a, double widthPx, double heightPx) {
    app::AppState &state = session.state();
    const PyramidSquare square = state.projection->square();
    const bool hasView = state.document->hasView && !state.document->groups.empty();
    if (!a.chapter.empty()) {
        const auto *story = state.story.get();
        const auto chapter = [&] {
            if (!story) return std::size_t{0};
            const auto it = std::find_if(story->chapters.begin(), story->chapters.end(),
                                         [&](const story::Chapter &c) { return c.id == a.chapter; });
            return static_cast<std::size_t>(it - story->chapters.begin());
        }();
        if (!story || chapter == story->chapters.size()) {
            std::string ids;
            for (const auto &c : story ? story->chapters : std::vector<story::Chapter>{})
                ids += (ids.empty() ? "" : ", ") + c.id;
            return misuse("--chapter", fmt::format("the story has no chapter '{}'", a.chapter),
                          ids.empty() ? "The map has no story" : "It has: " + ids);
        }
        session.apply(app::GoToChapter{chapter});
    } else if (hasView) {
        state.camera = state.home;
    } else {
        WorldBounds all;
        for (const app::SourceState &source : state.sources)
            if (source.data) all.extend(source.data->bounds());
        state.camera = app::cameraContaining(all, square, widthPx, heightPx, std::min(widthPx, heightPx) * 0.06, 16);
    }
    if (!a.bbox.empty()) {
        const auto box = numbers(a.bbox, 4);
        if (!box)
            return misuse("--bbox", fmt::format("'{}' is not a box", a.bbox),
                          "Write it as WEST,SOUTH,EAST,NORTH in degrees");
        const LonLatBounds bounds{(*box)[0], (*box)[1], (*box)[2], (*box)[3]};
        if (bounds.isEmpty() || bounds.west == bounds.east || bounds.south == bounds.north || bounds.west < -180 ||
            bounds.east > 180 || bounds.south < -90 || bounds.north > 90)
            return misuse("--bbox", fmt::format("'{}' is not a box on the globe", a.bbox),
                          "West < east within -180..180, south < north within -90..90");
        state.camera = app::cameraContaining(projectBounds(*state.projection, bounds), square, widthPx, heightPx, 0);
    }
    if (!a.center.empty()) {
        const auto at = numbers(a.center, 2);
        if (!at || std::abs((*at)[0]) > 180 || std::abs((*at)[1]) > 90)
            return misuse("--center", fmt::format("'{}' is not a place", a.center), "Write it as LON,LAT in degrees");
        state.camera.center = state.projection->project({(*at)[0], (*at)[1]});
    }
    if (a.zoom) {
        if (!(*a.zoom >= app::kMinZoom && *a.zoom <= app::kMaxZoom))
            return misuse("--zoom", fmt::format("{} is out of range", *a.zoom),
                          fmt::format("It is between {} and {}", app::kMinZoom, app::kMaxZoom));
        state.camera.zoom = *a.zoom;
    }
    return {};
}

std::vector<std::pair<std::string, std::string>> pictureTexts(const app::AppState &state, const Session &session,
                                                              const output::PictureRequest &request,
                                                              const BuildInfo &build) {
    const LonLat center = state.projection->unproject(state.camera.center);
    std::string sources;
    for (const std::string &line : state.document->attributions) sources += (sources.empty() ? "" : "; ") + line;
    for (const style::Source &source : state.document->sources)
        if (sources.find(source.attribution) == std::string::npos)
            sources += (sources.empty() ? "" : "; ") + source.attribution;
    std::vector<std::pair<std::string, std::string>> texts{
        {"Title", request.furniture.titleText.empty() ? state.document->title : request.furniture.titleText},
        {"Software", "Corridors " + build.version},
        {"Source", sources},
        {"corridors:map", session.mapPath().substr(session.mapPath().find_last_of('/') + 1)},
        {"corridors:view", fmt::format("{:.6f},{:.6f},{:.4f}", center.lonDeg, center.latDeg, state.camera.zoom)}};
    if (!request.furniture.date.empty()) texts.emplace_back("Creation Time", request.furniture.date);
    std::erase_if(texts, [](const auto &t) { return t.second.empty(); });
    return texts;
}

Result<void> makePicture(const Arguments &a, const BuildInfo &build) {
    const auto request = pictureRequest(a);
    if (!request) return tl::unexpected(request.error());
    auto session = Session::open({a.paths, a.assets, a.theme, !a.noCache}, build);
    if (!session) return tl::unexpected(session.error());
    Session &s = **session;
    for (const Warning &w : s.mapWarnings()) printWarning(w);
    for (const app::SourceState &source : s.state().sources)
        if (source.status == app::LoadStatus::Failed) printWarning(source.error);
    const double width = request->widthPx / request->pixelRatio;
    const double height = request->heightPx / request->pixelRatio;
    s.apply(app::SetViewport{width, height, request->pixelRatio});
    if (auto ok = applyCamera(s, a, width, height); !ok) return ok;
    if (auto ok = applyLayers(s, a); !ok) return ok;
    if (auto ok = applyHighlight(s, a); !ok) return ok;
    const auto picture = output::drawPicture(s.state(), *request);
    if (!picture) return tl::unexpected(picture.error());
    return output::writePng(a.output, *picture, pictureTexts(s.state(), s, *request, build));
}

} // namespace

void addExportCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("export", "Write a picture of the map, without a display");
    auto a = std::make_shared<Arguments>();
    command->add_option("FILE", a->paths, "A map file and/or geodata; the shipped map when none is named");
    command->add_option("-o,--output", a->output, "The picture, .png")->required();
    command->add_option("--size", a->size, "Final pixels, WIDTHxHEIGHT")->capture_default_str();
    command->add_option("--pixel-ratio", a->pixelRatio, "Scale of symbols and text")->capture_default_str();
    auto *center = command->add_option("--center", a->center, "LON,LAT of the middle");
    auto *zoom = command->add_option("--zoom", a->zoom, "Zoom (512-pixel world at 0)");
    auto *bbox = command->add_option("--bbox", a->bbox, "WEST,SOUTH,EAST,NORTH that the picture contains whole");
    bbox->excludes(center)->excludes(zoom);
    command->add_option("--chapter", a->chapter, "A chapter of the story, by its id");
    command->add_option("--show", a->show, "Layers to show, besides the others: id,id,...");
    command->add_option("--hide", a->hide, "Layers to hide");
    command->add_option("--only", a->only, "Show these layers and no others");
    command->add_option("--highlight", a->highlight, "Features to highlight: id,id,...");
    command->add_option("--title", a->title, "Title instead of the map's own");
    command->add_option("--theme", a->theme, "A theme of the map: light, dark, print");
    command->add_option("--date", a->date, "Date to print, e.g. 2025-10-31 (default: SOURCE_DATE_EPOCH, else none)");
    command->add_option("--assets", a->assets, "Folder of the shipped maps");
    command->add_flag("--no-title", a->noTitle, "Leave the title out");
    command->add_flag("--no-legend", a->noLegend, "Leave the legend out");
    command->add_flag("--no-scale-bar", a->noScaleBar, "Leave the scale bar out");
    command->add_flag("--no-north-arrow", a->noNorthArrow, "Leave the north arrow out");
    command->add_flag("--no-attributions", a->noAttributions, "Leave the attributions out (say them elsewhere)");
    command->add_option("--renderer", a->renderer, "What draws the pixels: cairo (no OpenGL), or gl as in the window")
        ->check(CLI::IsMember({"cairo", "gl"}))
        ->capture_default_str();
    command->add_flag("--no-cache", a->noCache, "Neither use nor fill the cache of read files");
    command->callback([a, &build, &exitCode] {
        const auto done = makePicture(*a, build);
        if (done) return;
        printError(done.error());
        exitCode = done.error().place.starts_with("--") ? kWrongUsage : kFailed;
    });
}

} // namespace corridors::cli
