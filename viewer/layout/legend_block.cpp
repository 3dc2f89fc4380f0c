#include <algorithm>
#include <cmath>

#include "viewer/layout/blocks.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "legend";
constexpr double kLabelPx = 10.6;   // at scale 1
constexpr double kSmallestPx = 6.8; // smaller labels nobody reads

struct Metrics {
    explicit Metrics(double s)
        : paddingPx(10 * s), rowPx(17.2 * s), gapPx(5 * s), columnGapPx(16 * s), swatchGapPx(8 * s) {}
    double paddingPx;
    double rowPx;
    double gapPx; ///< between layers
    double columnGapPx;
    double swatchGapPx;
};

struct Row {
    const LegendEntry *entry;
    double yPx;
};
using Column = std::vector<Row>;

/// Entries poured into columns of at most `limitPx`; a gap where the layer changes, none at a column's top.
std::vector<Column> pour(const std::vector<LegendEntry> &entries, double limitPx, const Metrics &m) {
    std::vector<Column> columns(1);
    double y = 0;
    for (const LegendEntry &entry : entries) {
        const bool newLayer = !columns.back().empty() && columns.back().back().entry->layer != entry.layer;
        if (newLayer) y += m.gapPx;
        if (y + m.rowPx > limitPx && !columns.back().empty()) {
            columns.emplace_back();
            y = 0;
        }
        columns.back().push_back({&entry, y});
        y += m.rowPx;
    }
    return columns;
}

double heightOf(const std::vector<Column> &columns, const Metrics &m) {
    double height = 0;
    for (const Column &column : columns)
        if (!column.empty()) height = std::max(height, column.back().yPx + m.rowPx);
    return height;
}

/// The lowest column height for which `count` columns suffice: columns of about the same length.
std::vector<Column> balanced(const std::vector<LegendEntry> &entries, std::size_t count, const Metrics &m) {
    double limit = std::ceil(static_cast<double>(entries.size()) / static_cast<double>(count)) * m.rowPx;
    std::vector<Column> columns = pour(entries, limit, m);
    while (columns.size() > count) {
        limit += m.gapPx / 2;
        columns = pour(entries, limit, m);
    }
    return columns;
}

class LegendMaker {
public:
    LegendMaker(const std::vector<LegendEntry> &entries, const std::string &note, double maxWidthPx, double maxHeightPx,
                const BlockContext &context)
        : m_entries(entries), m_note(note), m_maxWidthPx(maxWidthPx), m_maxHeightPx(maxHeightPx), m_context(context) {}

    std::optional<Block> make() {
        for (double shrink = 1; shrink == 1 || kLabelPx * m_context.scale * shrink >= kSmallestPx; shrink *= 0.88)
            for (std::size_t columns = 1; columns <= 4; ++columns)
                if (std::optional<Block> block = tryWith(columns, m_context.scale * shrink)) return block;
        return std::nullopt;
    }

private:
    std::optional<Block> tryWith(std::size_t columnCount, double s) const {
        const Metrics m(s);
        const std::vector<Column> columns = balanced(m_entries, columnCount, m);
        const text::TextStyle labelStyle = textStyle("Noto Sans Regular", kLabelPx * s, m_context.palette.ink);
        std::vector<double> widths;
        double innerWidth = -m.columnGapPx;
        for (const Column &column : columns) {
            double labels = 0;
            for (const Row &row : column)
                labels = std::max(labels, m_context.text.measure(row.entry->label, labelStyle).widthPx);
            widths.push_back(kSwatchWidthPx * s + m.swatchGapPx + labels);
            innerWidth += widths.back() + m.columnGapPx;
        }
        text::TextStyle noteStyle = textStyle("Noto Sans Italic", 8.6 * s, m_context.palette.softInk);
        noteStyle.maxWidthPx = innerWidth;
        const text::TextMetrics note = m_note.empty() ? text::TextMetrics{} : m_context.text.measure(m_note, noteStyle);
        const double rowsPx = heightOf(columns, m);
        const double notePx = m_note.empty() ? 0 : m.gapPx * 1.6 + note.heightPx;
        const double width = std::max(innerWidth, note.widthPx) + 2 * m.paddingPx;
        const double height = rowsPx + notePx + 1.5 * m.paddingPx;
        if (width > m_maxWidthPx || height > m_maxHeightPx) return std::nullopt;

        Block block = plateBlock(kRole, width, height, m_context);
        const double top = m.paddingPx * 0.75;
        double x = m.paddingPx;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            for (const Row &row : columns[i]) addRow(block, *row.entry, x, top + row.yPx, m, s, labelStyle);
            x += widths[i] + m.columnGapPx;
        }
        if (!m_note.empty()) {
            const double ruleY = top + rowsPx + m.gapPx * 0.8;
            PathPrimitive rule = polyline({{m.paddingPx, ruleY}, {width - m.paddingPx, ruleY}});
            rule.stroke = m_context.palette.hairline;
            rule.strokeWidthPx = 0.8 * s;
            block.list.push_back(path(kRole, std::move(rule)));
            block.list.push_back(text(kRole, m_note, {m.paddingPx, top + rowsPx + m.gapPx * 1.6}, noteStyle));
        }
        return block;
    }

    void addRow(Block &block, const LegendEntry &entry, double x, double y, const Metrics &m, double s,
                const text::TextStyle &style) const {
        append(block.list, placed(entry.swatch, x, y + (m.rowPx - kSwatchHeightPx * s) / 2, s));
        const double textY = y + (m.rowPx - style.lineHeightEm * style.sizePx) / 2;
        block.list.push_back(text(kRole, entry.label, {x + kSwatchWidthPx * s + m.swatchGapPx, textY}, style));
    }

    const std::vector<LegendEntry> &m_entries;
    const std::string &m_note;
    double m_maxWidthPx;
    double m_maxHeightPx;
    const BlockContext &m_context;
};

} // namespace

std::optional<Block> legendBlock(const std::vector<LegendEntry> &entries, const std::string &note, double maxWidthPx,
                                 double maxHeightPx, const BlockContext &context) {
    if (entries.empty()) return std::nullopt;
    if (std::optional<Block> block = LegendMaker(entries, note, maxWidthPx, maxHeightPx, context).make()) return block;
    // What does not fit is left out from the end (the base map) and said so.
    for (std::size_t keep = entries.size() - 1; keep > 0; --keep) {
        std::vector<LegendEntry> fewer(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(keep));
        fewer.push_back({entries[keep].layer, "and " + std::to_string(entries.size() - keep) + " more", {}});
        if (std::optional<Block> block = LegendMaker(fewer, "", maxWidthPx, maxHeightPx, context).make()) return block;
    }
    return std::nullopt;
}

} // namespace corridors::layout
