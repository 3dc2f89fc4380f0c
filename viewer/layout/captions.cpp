#include "viewer/layout/captions.hpp"

#include <algorithm>
#include <vector>

#include "viewer/layout/badge.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "captions";
constexpr double kTextPx = 9.8;     // at scale 1
constexpr double kSmallestPx = 6.5; // smaller print nobody reads
constexpr double kShrink = 0.95;

/// All measures of the block at one scale.
class Measured {
public:
    Measured(std::span<const CaptionEntry> entries, const CaptionOptions &options, double s, const Palette &palette,
             const text::TextEngine &engine)
        : m_options(options), m_s(s), m_engine(engine), paddingPx(10 * s), radiusPx(7.2 * s),
          indentPx(radiusPx * 2 + 7 * s), columnGapPx(18 * s) {
        const auto columns = static_cast<double>(options.columns);
        columnPx = (options.widthPx - 2 * paddingPx - columnGapPx * (columns - 1)) / columns;
        const double textPx = std::max(20.0, columnPx - indentPx);
        const auto make = [&](const char *font, double sizePx, const Color &color, double lineEm) {
            text::TextStyle style = textStyle(font, sizePx * s, color);
            style.maxWidthPx = textPx;
            style.lineHeightEm = lineEm;
            return style;
        };
        titleStyle = make("Noto Sans Bold", kTextPx, palette.ink, 1.25);
        bodyStyle = make("Noto Sans Regular", kTextPx, palette.ink, 1.32);
        sourceStyle = make("Noto Sans Italic", 8.2, palette.softInk, 1.3);
        footerStyle = make("Noto Sans Regular", 7.8, palette.softInk, 1.3);
        footerStyle.maxWidthPx = options.widthPx - 2 * paddingPx;
        footerPx = options.footer.empty() ? 0 : engine.measure(options.footer, footerStyle).heightPx + 9 * s;
        for (const CaptionEntry &entry : entries) heights.push_back(heightOf(entry));
        pour();
    }

    [[nodiscard]] double heightOf(const std::string &utf8, const text::TextStyle &style) const {
        return utf8.empty() ? 0 : m_engine.measure(utf8, style).heightPx;
    }
    [[nodiscard]] double totalPx() const { return paddingPx * 1.8 + entriesPx + footerPx; }
    [[nodiscard]] double gapPx() const { return 7 * m_s; }

    struct Spot {
        double x = 0;
        double y = 0;
    };
    std::vector<Spot> spots; ///< of the entries

private:
    const CaptionOptions &m_options;
    double m_s;
    const text::TextEngine &m_engine;

public:
    double paddingPx;
    double radiusPx;
    double indentPx;
    double columnGapPx;
    double columnPx = 0;
    double footerPx = 0;
    double entriesPx = 0;
    std::vector<double> heights;
    text::TextStyle titleStyle, bodyStyle, sourceStyle, footerStyle;

private:
    [[nodiscard]] double heightOf(const CaptionEntry &entry) const {
        return std::max(heightOf(entry.title, titleStyle) + heightOf(entry.text, bodyStyle) +
                            heightOf(entry.source, sourceStyle),
                        radiusPx * 2);
    }

    /// Entries down the columns: the least height with which as many columns as asked suffice.
    void pour() {
        double least = 0;
        for (const double h : heights) least = std::max(least, h);
        for (double limit = least;; limit += 2 * m_s) {
            spots.clear();
            std::size_t column = 0;
            double y = 0;
            double deepest = 0;
            for (const double h : heights) {
                if (y > 0 && y + h > limit) {
                    ++column;
                    y = 0;
                }
                spots.push_back(
                    {paddingPx + static_cast<double>(column) * (columnPx + columnGapPx), paddingPx * 0.9 + y});
                deepest = std::max(deepest, y + h);
                y += h + gapPx();
            }
            entriesPx = deepest;
            if (column < m_options.columns) return;
        }
    }
};

DrawList draw(std::span<const CaptionEntry> entries, const CaptionOptions &options, const Measured &m,
              const Palette &palette, const text::TextEngine &engine) {
    DrawList list;
    PathPrimitive plate = rectangle({0, 0, options.widthPx, m.totalPx()});
    plate.fill = palette.plate;
    plate.stroke = palette.hairline;
    plate.strokeWidthPx = std::max(0.5, 0.7 * options.scale);
    list.push_back(path(kRole, std::move(plate)));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto [x, top] = m.spots[i];
        const text::TextStyle &first = entries[i].title.empty() ? m.bodyStyle : m.titleStyle;
        addBadge(list, kRole, {x + m.radiusPx, top + first.lineHeightEm * first.sizePx / 2}, m.radiusPx,
                 entries[i].number, palette, engine);
        double y = top;
        for (const auto &[utf8, style] :
             {std::pair(&entries[i].title, &m.titleStyle), std::pair(&entries[i].text, &m.bodyStyle),
              std::pair(&entries[i].source, &m.sourceStyle)}) {
            if (utf8->empty()) continue;
            list.push_back(text(kRole, *utf8, {x + m.indentPx, y}, *style));
            y += m.heightOf(*utf8, *style);
        }
    }
    if (options.footer.empty()) return list;
    const double ruleY = m.totalPx() - m.paddingPx * 0.9 - m.footerPx + 4 * m.radiusPx / 7.2;
    PathPrimitive rule = polyline({{m.paddingPx, ruleY}, {options.widthPx - m.paddingPx, ruleY}});
    rule.stroke = palette.hairline;
    rule.strokeWidthPx = 0.8 * options.scale;
    list.push_back(path(kRole, std::move(rule)));
    Primitive footer =
        text(kRole, options.footer,
             {m.paddingPx, m.totalPx() - m.paddingPx * 0.9 - m.heightOf(options.footer, m.footerStyle)}, m.footerStyle);
    std::get<TextPrimitive>(footer.content).href = options.href;
    list.push_back(std::move(footer));
    return list;
}

} // namespace

std::optional<CaptionBlock> captionBlock(std::span<const CaptionEntry> entries, const CaptionOptions &options,
                                         const app::AppState &state, const text::TextEngine &engine) {
    if (entries.empty() || options.columns < 1) return std::nullopt;
    const Palette palette = paletteFor(state);
    for (double s = options.scale; kTextPx * s >= kSmallestPx; s *= kShrink) {
        const Measured measured(entries, options, s, palette, engine);
        if (measured.totalPx() > options.maxHeightPx) continue;
        return CaptionBlock{draw(entries, options, measured, palette, engine), options.widthPx, measured.totalPx()};
    }
    return std::nullopt;
}

} // namespace corridors::layout
