#include "viewer/output/svg_text.hpp"

#include <fmt/format.h>

#include "geodata/core/xml_text.hpp"
#include "viewer/output/svg_markup.hpp"

namespace corridors::output::svg {
namespace {

bool hasHalo(const text::TextStyle &style) { return style.haloWidthPx > 0 && style.haloColor.a > 0; }

/// The halo as a stroke beneath the letters: half of its width lies outside the outline.
std::string haloStroke(const text::TextStyle &style) {
    return paint("stroke", style.haloColor) +
           fmt::format(" stroke-width=\"{}\" stroke-linejoin=\"round\"", number(2 * style.haloWidthPx));
}

std::string look(const text::TextStyle &style) {
    std::string out = paint("fill", style.color);
    if (hasHalo(style)) out += haloStroke(style) + " paint-order=\"stroke\"";
    return out;
}

} // namespace

std::string placedAt(ScreenPoint p, double rotateDeg) {
    std::string out = " transform=\"translate(";
    appendPoint(out, p);
    out += ')';
    if (rotateDeg != 0) out += fmt::format(" rotate({})", number(rotateDeg));
    return out + '"';
}

TextWriter::TextWriter(const text::TextEngine &engine, bool outlines) : m_engine(engine) {
    if (outlines) m_outliner = std::make_unique<text::TextOutliner>();
}

void TextWriter::write(std::string &to, const std::string &utf8, const text::TextStyle &style,
                       const std::string &attributes) const {
    if (m_outliner) {
        to += "<path" + attributes + look(style) + " aria-label=\"" + xmlEscaped(utf8) + "\" d=\"" +
              pathOf(m_outliner->outline(utf8, style)) + "\"/>\n";
        return;
    }
    to += "<text" + attributes + font(style) + look(style) + " xml:space=\"preserve\">";
    for (const text::TextLine &line : m_engine.lines(utf8, style)) {
        // A line that reads from right to left starts at its right end.
        const double x = line.rightToLeft ? line.xPx + line.widthPx : line.xPx;
        to += fmt::format("<tspan x=\"{}\" y=\"{}\"{}>{}</tspan>", number(x), number(line.baselinePx),
                          line.rightToLeft ? " direction=\"rtl\"" : "", xmlEscaped(line.utf8));
    }
    to += "</text>\n";
}

void TextWriter::writeCluster(std::string &to, const std::string &utf8, const text::TextStyle &style,
                              const text::TextCluster &cluster, std::size_t index, bool halo,
                              const std::string &transform) const {
    if (halo && !hasHalo(style)) return;
    const std::string colours = halo ? " fill=\"none\"" + haloStroke(style) : paint("fill", style.color);
    if (m_outliner) {
        const std::string path = pathOf(m_outliner->outlineCluster(utf8, style, index));
        if (!path.empty()) to += "<path" + transform + colours + " d=\"" + path + "\"/>\n";
        return;
    }
    text::TextStyle alone = style;
    alone.letterSpacingEm = 0; // a single cluster has no neighbours
    to += fmt::format("<text{}{} x=\"{}\" y=\"{}\">{}</text>\n", transform, colours, number(-cluster.advancePx / 2),
                      number(cluster.baselinePx), xmlEscaped(cluster.utf8));
}

} // namespace corridors::output::svg
