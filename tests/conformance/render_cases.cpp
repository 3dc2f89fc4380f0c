#include "render_cases.hpp"

#include <epoxy/gl.h>
#include <fmt/core.h>
#include <png.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "geodata/core/text_file.hpp"
#include "geodata/io/reader.hpp"
#include "pixelmatch.hpp"
#include "viewer/gpu/handles.hpp"
#include "viewer/output/export_picture.hpp"
#include "viewer/output/headless_context.hpp"
#include "viewer/render/map_renderer.hpp"

namespace corridors::conformance {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr double kThreshold = 0.13;         // the suite's
constexpr double kDefaultAllowed = 0.00015; // the suite's
constexpr double kOnePercent = 0.01;

Result<Pixels> readPng(const fs::path &path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) return fail(image.message, path.string());
    image.format = PNG_FORMAT_RGBA;
    Pixels pixels{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    pixels.rgba.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, pixels.rgba.data(), 0, nullptr) == 0)
        return fail(image.message, path.string());
    return pixels;
}

/// The state of a viewer that has opened the case's style and read all its sources.
Result<app::AppState> openCase(const std::string &text, const json &test, const std::string &path) {
    auto parsed = style::parseStyle(text, path);
    if (!parsed) return tl::unexpected(parsed.error());
    app::AppState state;
    state.document = parsed->value;
    state.projection = webMercator();
    state.animate = false;
    state.viewportWidthPx = test.value("width", 512);
    state.viewportHeightPx = test.value("height", 512);
    state.pixelRatio = test.value("pixelRatio", 1.0);
    state.camera = {state.projection->project(state.document->center), state.document->zoom};
    for (const style::Source &source : state.document->sources) {
        app::SourceState loaded;
        loaded.id = source.id;
        io::ReadOptions options;
        options.projection = state.projection;
        options.useCache = false;
        auto read = source.inlineJson.empty() ? io::readFile(source.path, options)
                                              : io::readGeoJsonText(source.inlineJson, source.id, options);
        loaded.status = read ? app::LoadStatus::Ready : app::LoadStatus::Failed;
        if (read) loaded.data = read->data;
        state.sources.push_back(std::move(loaded));
    }
    return state;
}

Result<Pixels> drawCase(const app::AppState &state) {
    const int widthPx = static_cast<int>(state.viewportWidthPx * state.pixelRatio);
    const int heightPx = static_cast<int>(state.viewportHeightPx * state.pixelRatio);
    auto target = gpu::makeRenderTexture(widthPx, heightPx);
    if (!target) return tl::unexpected(target.error());
    app::JobPool jobs(2);
    render::RendererOptions options;
    options.animate = false;
    options.uploadBudgetS = 1e9;
    auto renderer = render::MapRenderer::create(jobs, options);
    if (!renderer) return tl::unexpected(renderer.error());
    for ((*renderer)->sync(state); !(*renderer)->isComplete(); (*renderer)->sync(state)) {
        jobs.waitForDelivery(0.1);
        jobs.drain();
    }
    (*renderer)->draw({target->framebuffer.id(), widthPx, heightPx});
    glBindFramebuffer(GL_FRAMEBUFFER, target->framebuffer.id());
    // Premultiplied bytes as they are: the suite's pictures were stored that way.
    std::vector<std::uint8_t> bottomFirst(static_cast<std::size_t>(widthPx * heightPx * 4));
    glReadPixels(0, 0, widthPx, heightPx, GL_RGBA, GL_UNSIGNED_BYTE, bottomFirst.data());
    Pixels pixels{widthPx, heightPx, {}};
    const auto row = static_cast<std::ptrdiff_t>(widthPx * 4);
    for (int y = heightPx - 1; y >= 0; --y)
        pixels.rgba.insert(pixels.rgba.end(), bottomFirst.begin() + y * row, bottomFirst.begin() + (y + 1) * row);
    return pixels;
}

void writePictures(const fs::path &dir, const std::string &id, const Pixels &actual, const Pixels &expected,
                   const Pixels &difference) {
    std::string name = id;
    std::replace(name.begin(), name.end(), '/', '_');
    const auto write = [&](const char *what, const Pixels &p) {
        const auto done =
            output::writePng((dir / (name + "." + what + ".png")).string(), {p.widthPx, p.heightPx, p.rgba});
        if (!done) fmt::print(stderr, "{}\n", done.error().text());
    };
    write("actual", actual);
    write("expected", expected);
    write("difference", difference);
}

void runCase(RenderCase &result, const fs::path &folder, const fs::path &picturesDir) {
    const std::string stylePath = (folder / "style.json").string();
    const auto text = readTextFile(stylePath);
    if (!text) {
        result.problem = text.error().text();
        return;
    }
    const json document = json::parse(*text, nullptr, false);
    const json test = document.is_object() ? document.value("metadata", json::object()).value("test", json::object())
                                           : json::object();
    result.allowed = test.value("diff", kDefaultAllowed);
    const auto expected = readPng(folder / "expected.png");
    const auto state = openCase(*text, test, stylePath);
    const auto actual = state ? drawCase(*state) : Result<Pixels>(tl::unexpected(state.error()));
    if (!expected || !actual) {
        result.problem = expected ? actual.error().text() : expected.error().text();
        return;
    }
    if (actual->widthPx != expected->widthPx || actual->heightPx != expected->heightPx) {
        result.problem = fmt::format("drawn {} x {}, expected {} x {}", actual->widthPx, actual->heightPx,
                                     expected->widthPx, expected->heightPx);
        return;
    }
    Pixels difference;
    const std::size_t count = countDifferences(*actual, *expected, kThreshold, &difference);
    result.share = static_cast<double>(count) / static_cast<double>(actual->rgba.size() / 4);
    if (!picturesDir.empty()) writePictures(picturesDir, result.id, *actual, *expected, difference);
}

} // namespace

RenderReport runRenderCases(const fs::path &dir, const fs::path &picturesDir) {
    RenderReport report;
    std::vector<fs::path> folders;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(dir))
        if (entry.path().filename() == "style.json") folders.push_back(entry.path().parent_path());
    std::sort(folders.begin(), folders.end());
    const auto context = output::HeadlessContext::create();
    for (const fs::path &folder : folders) {
        RenderCase result;
        result.id = fs::relative(folder, dir).generic_string();
        if (context)
            runCase(result, folder, picturesDir);
        else
            result.problem = context.error().text();
        ++report.total;
        if (result.problem.empty() && result.share <= result.allowed) ++report.strict;
        if (result.problem.empty() && result.share <= std::max(result.allowed, kOnePercent)) ++report.withinOnePercent;
        report.cases.push_back(std::move(result));
    }
    return report;
}

} // namespace corridors::conformance
