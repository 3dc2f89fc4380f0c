#include "viewer/output/svg_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "geodata/core/xml_text.hpp"
#include "viewer/output/svg_furniture.hpp"
#include "viewer/output/svg_markup.hpp"
#include "viewer/output/svg_sink.hpp"
#include "viewer/output/svg_text.hpp"
#include "viewer/output/vector_scene.hpp"

namespace corridors::output {
namespace {

constexpr double kDetail = 4; ///< vectors are enlarged: exact for four device pixels a logical one

std::string head(double widthPx, double heightPx, const app::PictureRecord &record) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out += fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                       "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" "
                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"1.1\" width=\"{0}\" height=\"{1}\" "
                       "viewBox=\"0 0 {0} {1}\" role=\"img\" aria-labelledby=\"title desc\">\n",
                       svg::number(widthPx), svg::number(heightPx));
    out += "<title id=\"title\">" + xmlEscaped(record.title) + "</title>\n";
    out += "<desc id=\"desc\">" + xmlEscaped(record.description) + "</desc>\n";
    out += "<metadata>\n";
    for (const std::string &line : record.attributions) out += "<dc:rights>" + xmlEscaped(line) + "</dc:rights>\n";
    if (!record.date.empty()) out += "<dc:date>" + xmlEscaped(record.date) + "</dc:date>\n";
    out += "<dc:publisher>" + xmlEscaped(record.software) + "</dc:publisher>\n";
    // As it is: the record holds none of the characters that XML minds.
    out += "<dc:source>" + app::toJson(record) + "</dc:source>\n</metadata>\n";
    return out;
}

} // namespace

Result<std::string> makeSvg(const app::AppState &state, const PictureRequest &request, const app::PictureRecord &record,
                            bool textOutlines, const std::stop_token &cancel) {
    if (!state.document || !state.projection) return fail("there is no map to draw");
    const text::TextEngine engine;
    const PicturePage page = composePicture(state, request, engine);
    VectorOptions options;
    options.detail = std::max(kDetail, request.pixelRatio);
    auto scene = VectorScene::create(page.state, options, engine, cancel);
    if (!scene) return tl::unexpected(scene.error());
    std::string out = head(page.state.viewportWidthPx, page.state.viewportHeightPx, record);
    svg::Ids ids;
    for (const char *own : {"title", "desc"}) static_cast<void>(ids.make(own));
    const svg::TextWriter texts(engine, textOutlines);
    SvgSink sink(out, ids, page.state, engine, texts);
    if (!scene->draw(sink, scene->page(), cancel)) return fail("the export was cancelled");
    scene->drawLabels(sink);
    svg::appendFurniture(out, page.drawing, ids, texts);
    out += "</svg>\n";
    return out;
}

} // namespace corridors::output
