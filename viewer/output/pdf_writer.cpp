#include "viewer/output/pdf_writer.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/core.h>

#include <algorithm>

#include "geodata/core/text_file.hpp"
#include "viewer/output/cairo_canvas.hpp"
#include "viewer/output/cairo_sink.hpp"
#include "viewer/output/pdf_layers.hpp"
#include "viewer/output/vector_scene.hpp"

namespace corridors::output {

namespace {

constexpr double kPointsPerPx = 72.0 / app::kLogicalPxPerInch;
/// Geometry is kept for about 600 dots an inch, so that the page can be enlarged.
constexpr double kDetail = 6;
constexpr const char *kFurnitureId = "corridors:furniture";
constexpr const char *kHighlightId = "highlight";

cairo_status_t append(void *closure, const unsigned char *data, unsigned length) {
    static_cast<std::string *>(closure)->append(reinterpret_cast<const char *>(data), length); // NOLINT: Cairo's bytes
    return CAIRO_STATUS_SUCCESS;
}

/// Draws every group on a Cairo page of its own and notes what it is.
class PartSink final : public VectorSink {
public:
    PartSink(cairo_t *cairo, const text::TextEngine &text, std::vector<PdfPart> &parts)
        : m_cairo(cairo), m_sink(cairo, 0, &text), m_parts(parts) {}
    void beginGroup(const VectorGroup &group) override { m_parts.push_back({group.id, group.opacity}); }
    void endGroup() override { cairo_show_page(m_cairo); }
    void background(const Color &color) override { m_sink.background(color); }
    void fill(const ShapeOrigin &origin, const FillShape &shape) override { m_sink.fill(origin, shape); }
    void line(const ShapeOrigin &origin, const LineShape &shape) override { m_sink.line(origin, shape); }
    void circle(const ShapeOrigin &origin, const CircleShape &shape) override { m_sink.circle(origin, shape); }
    void label(const ShapeOrigin &origin, const render::PlacedLabel &label) override { m_sink.label(origin, label); }

private:
    cairo_t *m_cairo;
    CairoSink m_sink;
    std::vector<PdfPart> &m_parts;
};

} // namespace

struct PdfWriter::Impl {
    text::TextEngine text;
    std::string drawn;
    cairo_surface_t *surface = nullptr;
    std::vector<PdfPageParts> pages;
    std::vector<PdfLayer> layers; ///< the user's, in the first page's order

    ~Impl() { cairo_surface_destroy(surface); }
};

PdfWriter::PdfWriter() : m_impl(std::make_unique<Impl>()) {}
PdfWriter::~PdfWriter() = default;

Result<void> PdfWriter::addPage(const app::AppState &state, const PictureRequest &request, const std::string &title,
                                const std::stop_token &cancel) {
    Impl &impl = *m_impl;
    const PicturePage page = composePicture(state, request, impl.text);
    VectorOptions options;
    options.detail = kDetail;
    auto scene = VectorScene::create(page.state, options, impl.text, cancel);
    if (!scene) return tl::unexpected(scene.error());
    PdfPageParts parts;
    parts.widthPt = page.state.viewportWidthPx * kPointsPerPx;
    parts.heightPt = page.state.viewportHeightPx * kPointsPerPx;
    parts.title = title;
    if (impl.surface == nullptr)
        impl.surface = cairo_pdf_surface_create_for_stream(append, &impl.drawn, parts.widthPt, parts.heightPt);
    cairo_pdf_surface_set_size(impl.surface, parts.widthPt, parts.heightPt);
    cairo_t *cairo = cairo_create(impl.surface);
    cairo_scale(cairo, kPointsPerPx, kPointsPerPx);
    PartSink sink(cairo, impl.text, parts.parts);
    const bool complete = scene->draw(sink, scene->page(), cancel);
    if (complete) {
        scene->drawLabels(sink);
        if (!page.drawing.empty()) {
            parts.parts.push_back({kFurnitureId, 1});
            drawPrimitives(cairo, page.drawing, 0, impl.text);
            cairo_show_page(cairo);
        }
    }
    const cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (!complete) return fail("the export was cancelled");
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(fmt::format("Cairo failed while drawing a page: {}", cairo_status_to_string(status)));
    for (PageLink link : pageLinks(page.drawing, impl.text)) {
        for (double *edge : {&link.box.left, &link.box.top, &link.box.right, &link.box.bottom}) *edge *= kPointsPerPx;
        parts.links.push_back(std::move(link));
    }
    impl.pages.push_back(std::move(parts));
    for (const app::LayerState &layer : page.state.layers)
        if (std::ranges::find(impl.layers, layer.id, &PdfLayer::id) == impl.layers.end())
            impl.layers.push_back({layer.id, layer.title.empty() ? layer.id : layer.title});
    return {};
}

Result<void> PdfWriter::finish(const std::string &path, const PdfInfo &info) {
    Impl &impl = *m_impl;
    if (impl.surface == nullptr) return fail("there is no page to write", path);
    cairo_surface_finish(impl.surface);
    if (const cairo_status_t status = cairo_surface_status(impl.surface); status != CAIRO_STATUS_SUCCESS)
        return fail(fmt::format("Cairo failed while writing the PDF: {}", cairo_status_to_string(status)), path);
    std::vector<PdfLayer> layers{{kFurnitureId, "Title, legend and notes"}, {kHighlightId, "Highlight"}};
    layers.insert(layers.end(), impl.layers.begin(), impl.layers.end());
    // Style layers that no user's layer has have a group of their own name.
    for (const PdfPageParts &page : impl.pages)
        for (const PdfPart &part : page.parts)
            if (std::ranges::find(layers, part.layer, &PdfLayer::id) == layers.end())
                layers.push_back({part.layer, part.layer.empty() ? "Map" : part.layer});
    auto bytes = stackLayers(impl.drawn, impl.pages, layers, info);
    if (!bytes) {
        bytes.error().path = path;
        return tl::unexpected(bytes.error());
    }
    return writeFileAtomically(path, *bytes);
}

} // namespace corridors::output
