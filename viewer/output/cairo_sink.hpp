// CairoSink: draws a VectorScene onto a Cairo context, be it pixels or a PDF page. The context's user units are the
// page's logical pixels. Internal to viewer/output; used by cairo_raster and pdf_writer.
#pragma once

#include "viewer/output/vector_scene.hpp"

typedef struct _cairo cairo_t; // NOLINT: Cairo's own declaration, so that its header stays inside the sources

namespace corridors::output {

class CairoSink final : public VectorSink {
public:
    /// `pixelRatio`: device pixels a logical one; lines thinner than a device pixel fade instead of breaking. 0: none,
    /// the context is a vector surface. `text` is needed for labels only. All outlive the sink.
    CairoSink(cairo_t *cairo, double pixelRatio, const text::TextEngine *text)
        : m_cairo(cairo), m_pixelRatio(pixelRatio), m_text(text) {}

    void beginGroup(const VectorGroup &group) override;
    void endGroup() override;
    void background(const Color &color) override;
    void fill(const ShapeOrigin &origin, const FillShape &shape) override;
    void line(const ShapeOrigin &origin, const LineShape &shape) override;
    void circle(const ShapeOrigin &origin, const CircleShape &shape) override;
    /// As real text (vector surfaces); pixels take drawLabelBitmaps instead.
    void label(const ShapeOrigin &origin, const render::PlacedLabel &label) override;

private:
    void strokePaths(std::span<const tile::PagePath> paths, std::span<const double> dashPx);

    cairo_t *m_cairo;
    double m_pixelRatio;
    const text::TextEngine *m_text;
    double m_groupOpacity = 1;
};

/// Draws the placed labels' bitmaps pixel on pixel, as the GL renderer does; `topPx` is the page's device row that the
/// context's row 0 shows. Uses device coordinates.
void drawLabelBitmaps(cairo_t *cairo, const render::LabelLayer &labels, double pixelRatio, int topPx);

} // namespace corridors::output
