#include "viewer/output/svg_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geodata/core/xml_text.hpp"

namespace corridors::output {
namespace {

using svg::number;
using svg::paint;

/// Attributes of a feature that say what it is; the rest belongs in the data, not in a drawing.
constexpr std::string_view kTold[] = {"name", "kind", "status"};

const char *capName(LineCap cap) {
    return cap == LineCap::Round ? "round" : cap == LineCap::Square ? "square" : "butt";
}
const char *joinName(LineJoin join) {
    return join == LineJoin::Round ? "round" : join == LineJoin::Bevel ? "bevel" : "miter";
}

std::string pathData(std::span<const tile::PagePath> paths) {
    std::string d;
    for (const tile::PagePath &path : paths) svg::appendPath(d, path.points, path.closed);
    return d;
}

} // namespace

void SvgSink::beginGroup(const VectorGroup &group) {
    const char *suffix = group.kind == GroupKind::Labels ? "-labels" : "";
    const std::string title = group.title + (group.kind == GroupKind::Labels ? " (labels)" : "");
    // Inkscape shows groups of this mode in its list of layers.
    m_out += fmt::format("<g id=\"{}\" class=\"layer\" data-layer=\"{}\" inkscape:groupmode=\"layer\" "
                         "inkscape:label=\"{}\"",
                         m_ids.make(group.id + suffix), xmlEscaped(group.id), xmlEscaped(title));
    if (group.opacity < 1) m_out += fmt::format(" opacity=\"{:.3g}\"", group.opacity);
    m_out += ">\n";
}

void SvgSink::endGroup() { m_out += "</g>\n"; }

void SvgSink::beginLayer(const style::StyleLayer &layer) {
    m_layerId = layer.id;
    m_out += fmt::format("<g id=\"{}\" class=\"style-layer\" data-style-layer=\"{}\">\n",
                         m_ids.make("style-" + layer.id), xmlEscaped(layer.id));
}

void SvgSink::endLayer() { m_out += "</g>\n"; }

std::string SvgSink::identity(const ShapeOrigin &origin) {
    if (origin.data == nullptr) return {};
    const FeatureView feature = origin.view();
    std::string out = fmt::format(" id=\"{}\" data-feature=\"{}\"",
                                  m_ids.make(m_layerId + "." + std::string(feature.id())), xmlEscaped(feature.id()));
    for (const app::SourceState &source : m_state.sources)
        if (source.data.get() == origin.data) out += fmt::format(" data-source=\"{}\"", xmlEscaped(source.id));
    for (const std::string_view key : kTold)
        if (const std::string value = feature.text(key); !value.empty())
            out += fmt::format(" data-{}=\"{}\"", key, xmlEscaped(value));
    return out;
}

void SvgSink::background(const Color &color) {
    m_out += "<rect class=\"background\" width=\"100%\" height=\"100%\"" + paint("fill", color) + "/>\n";
}

void SvgSink::fill(const ShapeOrigin &origin, const FillShape &shape) {
    const std::string who = identity(origin);
    const bool isPair = shape.color.a > 0 && !shape.rings.empty() && !shape.outline.empty();
    if (isPair) m_out += "<g" + who + ">\n";
    if (shape.color.a > 0 && !shape.rings.empty())
        m_out += "<path" + (isPair ? std::string() : who) + paint("fill", shape.color) + " fill-rule=\"evenodd\"" +
                 (shape.antialias ? "" : " shape-rendering=\"crispEdges\"") + " d=\"" + pathData(shape.rings) +
                 "\"/>\n";
    if (!shape.outline.empty())
        m_out += "<path" + (isPair ? std::string() : who) + " fill=\"none\"" + paint("stroke", shape.outlineColor) +
                 " stroke-linejoin=\"bevel\" d=\"" + pathData(shape.outline) + "\"/>\n";
    if (isPair) m_out += "</g>\n";
}

std::string SvgSink::blurFilter(double fadePx) {
    std::string id = m_ids.make(fmt::format("blur-{}", number(fadePx)));
    // A Gaussian's edge falls from 0.9 to 0.1 over 2.56 standard deviations; the style's falls over its whole width.
    m_out += fmt::format("<filter id=\"{}\" filterUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" width=\"{}\" height=\"{}\">"
                         "<feGaussianBlur stdDeviation=\"{}\"/></filter>\n",
                         id, number(m_state.viewportWidthPx), number(m_state.viewportHeightPx), number(fadePx / 3.2));
    return id;
}

void SvgSink::strokeStart(const LineShape &shape) {
    m_out += " fill=\"none\"" + paint("stroke", shape.color);
    const double widthPx = shape.blurPx > 0 ? std::max(0.1, shape.widthPx - shape.blurPx) : shape.widthPx;
    m_out += fmt::format(" stroke-width=\"{}\" stroke-linecap=\"{}\" stroke-linejoin=\"{}\"", number(widthPx),
                         capName(shape.cap), joinName(shape.join));
    if (shape.join == LineJoin::Miter)
        m_out += fmt::format(" stroke-miterlimit=\"{}\"", number(std::max(1.0, shape.miterLimit)));
    if (shape.dashPx.empty()) return;
    m_out += " stroke-dasharray=\"";
    for (std::size_t i = 0; i < shape.dashPx.size(); ++i) {
        if (i > 0) m_out += ' ';
        m_out += number(shape.dashPx[i]);
    }
    m_out += '"';
}

void SvgSink::line(const ShapeOrigin &origin, const LineShape &shape) {
    std::string filter;
    if (shape.blurPx > 0) filter = " filter=\"url(#" + blurFilter(shape.blurPx) + ")\"";
    const std::string who = identity(origin);
    if (shape.dashPx.empty()) {
        m_out += "<path" + who + filter;
        strokeStart(shape);
        m_out += " d=\"" + pathData(shape.paths) + "\"/>\n";
        return;
    }
    // Dashes go on across the clipped pieces of a line, so each piece says where in them it begins.
    m_out += "<g" + who + filter;
    strokeStart(shape);
    m_out += ">\n";
    for (const tile::PagePath &path : shape.paths) {
        m_out += "<path";
        if (path.startPx != 0) m_out += fmt::format(" stroke-dashoffset=\"{}\"", number(path.startPx));
        m_out += " d=\"" + pathData({&path, 1}) + "\"/>\n";
    }
    m_out += "</g>\n";
}

void SvgSink::circle(const ShapeOrigin &origin, const CircleShape &shape) {
    std::string look;
    double radiusPx = shape.radiusPx;
    const bool stroked = shape.strokeWidthPx > 0 && shape.strokeColor.a > 0;
    // One element with both paints its stroke over the fill: right where the stroke hides it.
    const bool isOne = !stroked || shape.strokeColor.a >= 1;
    std::string filter;
    if (shape.blur * shape.radiusPx > 1) {
        const double fadePx = std::min(shape.blur, 1.0) * shape.radiusPx;
        filter = " filter=\"url(#" + blurFilter(fadePx) + ")\"";
        radiusPx = std::max(0.1, radiusPx - fadePx / 2);
    }
    const auto discs = [&](double r, const std::string &attributes) {
        for (const ScreenPoint &c : shape.centers)
            m_out += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n", number(c.x), number(c.y), number(r),
                                 attributes);
    };
    const std::string stroke =
        stroked ? paint("stroke", shape.strokeColor) + fmt::format(" stroke-width=\"{}\"", number(shape.strokeWidthPx))
                : std::string();
    m_out += "<g" + identity(origin) + filter + ">\n";
    if (isOne) {
        discs(radiusPx + (stroked ? shape.strokeWidthPx / 2 : 0), paint("fill", shape.color) + stroke);
    } else {
        discs(radiusPx, paint("fill", shape.color));
        discs(radiusPx + shape.strokeWidthPx / 2, " fill=\"none\"" + stroke);
    }
    m_out += "</g>\n";
}

void SvgSink::curvedLabel(const ShapeOrigin &origin, const render::PlacedLabel &label) {
    const text::TextClusters pieces = m_engine.clusters(label.text, label.style);
    m_out += "<g" + identity(origin) + svg::font(label.style) +
             fmt::format(" data-text=\"{0}\" aria-label=\"{0}\"", xmlEscaped(label.text));
    if (label.opacity < 1) m_out += fmt::format(" opacity=\"{:.3g}\"", label.opacity);
    m_out += ">\n";
    for (const bool halo : {true, false}) // all halos below all letters
        for (std::size_t i = 0; i < std::min(label.pieces.size(), pieces.clusters.size()); ++i)
            m_texts.writeCluster(m_out, label.text, label.style, pieces.clusters[i], i, halo,
                                 svg::placedAt(label.pieces[i].pivot, label.pieces[i].rotateDeg));
    m_out += "</g>\n";
}

void SvgSink::label(const ShapeOrigin &origin, const render::PlacedLabel &label) {
    if (label.leaving || label.opacity <= 0) return;
    if (!label.pieces.empty()) return curvedLabel(origin, label);
    std::string attributes = identity(origin) + svg::placedAt(label.topLeft, label.rotateDeg);
    if (label.opacity < 1) attributes += fmt::format(" opacity=\"{:.3g}\"", label.opacity);
    m_texts.write(m_out, label.text, label.style, attributes);
}

} // namespace corridors::output
