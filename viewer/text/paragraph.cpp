#include "viewer/text/paragraph.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/text/painter.hpp"
#include "viewer/text/paragraph_impl.hpp"

namespace corridors::text {

Paragraph::Paragraph(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Paragraph::~Paragraph() = default;

const TextMetrics &Paragraph::metrics() const { return m_impl->text.metrics; }
std::size_t Paragraph::lineCount() const { return m_impl->text.lines.size(); }
double Paragraph::lineHeightPx() const { return m_impl->style.lineHeightEm * m_impl->style.sizePx; }
double Paragraph::baselinePx() const { return m_impl->text.metrics.firstBaselinePx; }
std::uint64_t Paragraph::serial() const { return m_impl->serial; }

std::size_t Paragraph::lineStart(std::size_t line) const {
    return line < lineCount() ? static_cast<std::size_t>(m_impl->text.lines[line].line()->start_index) : m_impl->bytes;
}

std::size_t Paragraph::lineOfByte(std::size_t byte) const {
    std::size_t line = 0;
    while (line + 1 < lineCount() && lineStart(line + 1) <= byte) ++line;
    return line;
}

Paragraph::Box Paragraph::lineBox(std::size_t line) const {
    const ShapedLine &l = m_impl->text.lines[line];
    return {line, l.xPx, l.xPx + l.widthPx};
}

std::vector<Paragraph::Box> Paragraph::boxes(std::size_t from, std::size_t to) const {
    std::vector<Box> out;
    if (from >= to || lineCount() == 0) return out;
    for (std::size_t line = lineOfByte(from); line < lineCount() && lineStart(line) < to; ++line) {
        int *ranges = nullptr;
        int count = 0;
        pango_layout_line_get_x_ranges(m_impl->text.lines[line].line(),
                                       static_cast<int>(std::max(from, lineStart(line))),
                                       static_cast<int>(std::min(to, lineStart(line + 1))), &ranges, &count);
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            // Pango extends a range to the edge of the layout where it reaches over the line's end.
            const Box whole = lineBox(line);
            Box box{line, static_cast<double>(ranges[2 * i]) / PANGO_SCALE,
                    static_cast<double>(ranges[2 * i + 1]) / PANGO_SCALE};
            box.leftPx = std::clamp(box.leftPx, whole.leftPx, whole.rightPx);
            box.rightPx = std::clamp(box.rightPx, whole.leftPx, whole.rightPx);
            if (box.rightPx > box.leftPx) out.push_back(box);
        }
        g_free(ranges);
    }
    return out;
}

std::size_t Paragraph::Impl::indexAt(double xPx, double yPx, bool caret) const {
    if (text.lines.empty()) return 0;
    const double lineHeight = style.lineHeightEm * style.sizePx;
    const double row = std::clamp(std::floor(yPx / lineHeight), 0.0, static_cast<double>(text.lines.size() - 1));
    const ShapedLine &line = text.lines[static_cast<std::size_t>(row)];
    if (!caret && (xPx < line.xPx || xPx >= line.xPx + line.widthPx)) return bytes;
    int index = 0;
    int trailing = 0;
    pango_layout_line_x_to_index(line.line(), static_cast<int>(std::lround((xPx - line.xPx) * PANGO_SCALE)), &index,
                                 &trailing);
    const char *all = pango_layout_get_text(line.layout.get());
    const char *at = all + index;
    if (caret)
        for (int i = 0; i < trailing && *at != '\0'; ++i) at = g_utf8_next_char(at);
    return static_cast<std::size_t>(at - all);
}

std::size_t Paragraph::caretAt(double xPx, double yPx) const { return m_impl->indexAt(xPx, yPx, true); }
std::size_t Paragraph::byteAt(double xPx, double yPx) const { return m_impl->indexAt(xPx, yPx, false); }

TextBitmap Paragraph::rasterizeLine(std::size_t line, double pixelRatio) const {
    TextBitmap bitmap = paintBitmap(Inked{std::span<const ShapedLine>(m_impl->text.lines).subspan(line, 1)},
                                    m_impl->style, {}, pixelRatio);
    bitmap.metrics = m_impl->text.metrics;
    return bitmap;
}

} // namespace corridors::text
