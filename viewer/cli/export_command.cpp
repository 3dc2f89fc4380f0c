// corridors export: pictures of the map, headless: one, one a chapter, or one a feature of a layer.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "geodata/article/article.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/story/story.hpp"
#include "viewer/app/page_apply.hpp"
#include "viewer/cli/commands.hpp"
#include "viewer/cli/export_formats.hpp"
#include "viewer/cli/export_page.hpp"
#include "viewer/cli/export_series.hpp"
#include "viewer/cli/session.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/output/picture_metadata.hpp"
#include "viewer/platform/pdf_document.hpp"
#include "viewer/text/missing_fonts.hpp"

namespace corridors::cli {
namespace {

struct Arguments {
    std::vector<std::string> paths;
    std::string output;
    PageArguments page;
    std::string article, assets;
    std::string renderer = "cairo";
    bool allChapters = false;
    FormatOptions format;
    std::string eachFeature;
    bool allowEmpty = false;
    bool quiet = false;
    bool noCache = false;
};

/// A picture that was named instead of a map is made again: its ground, size and title, where no others are asked for.
void followPicture(const app::PictureRecord &picture, app::PageDescription &page) {
    if (page.furniture.titleText.empty()) page.furniture.titleText = picture.title;
    if (page.extent == app::PageExtent{}) {
        page.extent.center = picture.center;
        page.extent.zoom = picture.zoom;
    }
    if (!(page.size == app::PageSize{}) || picture.widthPx < 1 || picture.heightPx < 1 || !(picture.pixelRatio > 0))
        return;
    page.size = {picture.widthPx * picture.pixelRatio, picture.heightPx * picture.pixelRatio, app::LengthUnit::Pixel,
                 app::kLogicalPxPerInch * picture.pixelRatio};
}

output::PictureRequest requestFor(const app::PageDescription &page, const std::string &renderer) {
    output::PictureRequest request;
    request.renderer = renderer == "gl" ? output::Renderer::Gl : output::Renderer::Cairo;
    request.widthPx = page.size.widthPx();
    request.heightPx = page.size.heightPx();
    request.pixelRatio = page.size.pixelRatio();
    request.furniture = page.furniture;
    return request;
}

/// Tells how far a picture is, on a terminal only and on one line that the next one writes over.
class Progress {
public:
    Progress(bool quiet, std::size_t count) : m_shown(!quiet && isatty(STDERR_FILENO) != 0), m_count(count) {}
    ~Progress() {
        if (m_shown && m_begun) std::fputs("\r\033[K", stderr);
    }
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;
    void show(std::size_t index, const std::string &name, double share) {
        if (!m_shown) return;
        m_begun = true;
        const std::string which = m_count > 1 ? fmt::format("{} of {}, ", index + 1, m_count) : std::string();
        fmt::print(stderr, "\r\033[K{}{}: {:.0f} %", which, name, share * 100);
        std::fflush(stderr);
    }

private:
    bool m_shown;
    std::size_t m_count;
    bool m_begun = false;
};

Result<void> openArticle(Session &session, const std::string &path) {
    auto imported = article::importArticle(path);
    if (!imported) return tl::unexpected(imported.error());
    for (const Warning &w : imported->warnings) printWarning(w);
    session.apply(app::ArticleOpened{path, imported->value});
    if (const auto links = session.state().links)
        session.apply(app::LinksAnchored{
            links, std::make_shared<const links::AnchorSet>(links::anchorLinks(*links, *imported->value))});
    return {};
}

/// The letters of a picture are the style's only where its fonts are installed.
void warnOfMissingFonts(const app::AppState &state) {
    std::vector<std::string> fonts{"Noto Sans Regular"}; // the furniture's
    if (state.document)
        for (const style::StyleLayer &layer : state.document->layers)
            if (const auto *symbols = std::get_if<style::SymbolStyle>(&layer.style))
                if (const auto stack = symbols->textFont.evaluate(state.camera.zoom); !stack.empty())
                    fonts.push_back(stack.front());
    for (const std::string &family : text::missingFamilies(fonts))
        printWarning({"the font '" + family + "' is not installed, another stands in for it",
                      {},
                      {},
                      family.starts_with("Noto") ? "Install Debian's fonts-noto-core" : "Install it"});
}

Result<std::unique_ptr<Session>> openSession(const Arguments &a, const app::PageDescription &page,
                                             const BuildInfo &build) {
    auto session = Session::open({a.paths, a.assets, page.theme, !a.noCache}, build);
    if (!session) return session;
    if (!a.quiet) {
        for (const Warning &w : (*session)->mapWarnings()) printWarning(w);
        for (const app::SourceState &source : (*session)->state().sources)
            if (source.status == app::LoadStatus::Failed) printWarning(source.error);
        warnOfMissingFonts((*session)->state());
    }
    if (!a.article.empty())
        if (auto ok = openArticle(**session, a.article); !ok) return tl::unexpected(ok.error());
    return session;
}

/// Brings the session to what the item shows; its request. Errors: the page names what is not there, nothing to see.
Result<output::PictureRequest> compose(const Arguments &a, Session &session, const SeriesItem &item,
                                       const app::AppState &base, const BuildInfo &build) {
    session.state() = base; // no picture depends on the one before
    app::ApplyContext context;
    if (auto ok = app::applyPage(session.state(), item.page, context); !ok)
        return tl::unexpected(inOptions(ok.error(), a.page));
    if (!a.allowEmpty && !app::showsData(session.state()))
        return fail("no visible layer has anything in this view", item.path, {},
                    "Look elsewhere or show other layers; --allow-empty writes the picture all the same");
    auto request = requestFor(item.path, requestFor(item.page, a.renderer), a.format);
    if (request && a.format.describe)
        fmt::print("{}\n", output::completeRecord(session.state(), *request, build.version).description);
    return request;
}

/// Every item a file of its own.
Result<void> makeFiles(const Arguments &a, Session &session, const std::vector<SeriesItem> &series,
                       const BuildInfo &build) {
    const app::AppState base = session.state();
    Progress progress(a.quiet, series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        const SeriesItem &item = series[i];
        const auto request = compose(a, session, item, base, build);
        if (!request) return tl::unexpected(request.error());
        if (item.path.empty()) continue;
        const platform::PictureFileOptions options{a.format.worldFile, a.format.textOutlines, build.version};
        const auto onProgress = [&](double share) { progress.show(i, item.path, share); };
        if (auto ok = platform::writePictureFile(item.path, session.state(), *request, options, onProgress); !ok)
            return ok;
    }
    return {};
}

/// All items as the pages of one PDF.
Result<void> makeDocument(const Arguments &a, Session &session, const std::vector<SeriesItem> &series,
                          const BuildInfo &build) {
    const app::AppState base = session.state();
    std::string title = a.page.title;
    if (title.empty() && base.document) title = base.document->title;
    platform::PdfDocument document(build.version, title);
    Progress progress(a.quiet, series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto request = compose(a, session, series[i], base, build);
        if (!request) return tl::unexpected(request.error());
        progress.show(i, series[i].name, 0);
        if (auto ok = document.addPage(session.state(), *request, series[i].name); !ok) return ok;
    }
    return document.finish(a.output);
}

Result<void> makePictures(const Arguments &a, const BuildInfo &build) {
    if (a.output.empty() && !a.format.describe)
        return fail("there is no name for the picture", {}, "--output", "Give one with -o OUT.png");
    auto page = pageOf(a.page);
    if (page && !a.output.empty())
        if (auto ok = requestFor(a.output, {}, a.format); !ok) return tl::unexpected(ok.error());
    if (!page) return tl::unexpected(page.error());
    auto session = openSession(a, *page, build);
    if (!session) return tl::unexpected(session.error());
    Session &s = **session;
    if (s.picture() != nullptr) followPicture(*s.picture(), *page);
    const bool isSeries = a.allChapters || !a.eachFeature.empty();
    if (!isSeries) return makeFiles(a, s, {{a.output, *page, {}}}, build);
    const auto series = a.allChapters ? chapterSeries(s.state(), *page, a.output)
                                      : featureSeries(s.state(), a.eachFeature, *page, a.output);
    if (!series) return tl::unexpected(series.error());
    return isOneFile(a.output) ? makeDocument(a, s, *series, build) : makeFiles(a, s, *series, build);
}

} // namespace

void addExportCommand(CLI::App &program, const BuildInfo &build, int &exitCode) {
    auto *command = program.add_subcommand("export", "Write pictures of the map, without a display");
    auto a = std::make_shared<Arguments>();
    command->add_option("FILE", a->paths, "A map file and/or geodata; the shipped map when none is named");
    command->add_option("-o,--output", a->output,
                        "The picture, its ending is its format (" + platform::pictureEndings() +
                            "); for several, {n} and {id} in it stand for number and id; "
                            "several in one .pdf without them are its pages");
    addPageOptions(*command, a->page);
    auto *chapters = command->add_flag("--all-chapters", a->allChapters, "One picture for each chapter of the story");
    command->add_option("--each-feature", a->eachFeature, "One picture for each feature of this layer, fitted to it")
        ->excludes(chapters);
    command->add_option("--article", a->article, "Your copy of the article: captions quote it (at most 25 words)");
    command->add_option("--assets", a->assets, "Folder of the shipped maps");
    command->add_flag("--allow-empty", a->allowEmpty, "Write a picture that shows nothing, too");
    command->add_flag("-q,--quiet", a->quiet, "Neither notes nor progress, only errors");
    command->add_option("--renderer", a->renderer, "What draws the pixels: cairo (no OpenGL), or gl as in the window")
        ->check(CLI::IsMember({"cairo", "gl"}))
        ->capture_default_str();
    command->add_flag("--no-cache", a->noCache, "Neither use nor fill the cache of read files");
    addFormatOptions(*command, a->format);
    command->callback([a, &build, &exitCode] {
        const auto done = makePictures(*a, build);
        if (done) return;
        printError(done.error());
        exitCode = done.error().place.starts_with("--") ? kWrongUsage : kFailed;
    });
}

} // namespace corridors::cli
