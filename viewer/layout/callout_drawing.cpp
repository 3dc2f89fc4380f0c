#include <algorithm>
#include <cmath>

#include "viewer/layout/callouts.hpp"
#include "viewer/layout/palette.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "callout";
constexpr const char *kCaptions = "captions";

void addBadge(DrawList &list, const char *role, ScreenPoint centre, double radiusPx, int number, const Palette &palette,
              const text::TextEngine &engine) {
    PathPrimitive disc = circle(centre, radiusPx);
    disc.fill = palette.accent;
    disc.stroke = {1, 1, 1, 1};
    disc.strokeWidthPx = radiusPx * 0.14;
    list.push_back(path(role, std::move(disc)));
    const std::string digits = std::to_string(number);
    text::TextStyle style = textStyle("Noto Sans Bold", radiusPx * (digits.size() > 2 ? 0.85 : 1.12), {1, 1, 1, 1});
    style.lineHeightEm = 1;
    const text::TextMetrics size = engine.measure(digits, style);
    // Digits have no descenders: their middle is a little above the line's.
    list.push_back(
        text(role, digits, {centre.x - size.widthPx / 2, centre.y - size.heightPx / 2 + style.sizePx * 0.025}, style));
}

/// Lines of the block for one scale.
struct CaptionLayout {
    double heightPx = 0;
    std::vector<double> topsPx;
    std::vector<double> textHeightsPx;
    text::TextStyle textStyle;
    text::TextStyle sourceStyle;
    double paddingPx = 0;
    double radiusPx = 0;
    double indentPx = 0;
};

CaptionLayout measureCaptions(std::span<const CaptionEntry> entries, double widthPx, double s, const Palette &palette,
                              const text::TextEngine &engine) {
    CaptionLayout out;
    out.paddingPx = 10 * s;
    out.radiusPx = 7 * s;
    out.indentPx = out.paddingPx + out.radiusPx * 2 + 7 * s;
    out.textStyle = textStyle("Noto Sans Regular", 9.6 * s, palette.ink);
    out.textStyle.lineHeightEm = 1.3;
    out.textStyle.maxWidthPx = std::max(20.0, widthPx - out.indentPx - out.paddingPx);
    out.sourceStyle = textStyle("Noto Sans Italic", 8 * s, palette.softInk);
    out.sourceStyle.maxWidthPx = out.textStyle.maxWidthPx;
    double y = out.paddingPx * 0.8;
    for (const CaptionEntry &entry : entries) {
        out.topsPx.push_back(y);
        const double textPx = engine.measure(entry.text, out.textStyle).heightPx;
        out.textHeightsPx.push_back(textPx);
        const double sourcePx = entry.source.empty() ? 0 : engine.measure(entry.source, out.sourceStyle).heightPx;
        y += std::max(textPx + sourcePx, out.radiusPx * 2) + 5 * s;
    }
    out.heightPx = y - 5 * s + out.paddingPx * 0.8;
    return out;
}

} // namespace

DrawList drawCallouts(std::span<const Callout> callouts, const app::AppState &state, const text::TextEngine &text) {
    const Palette palette = paletteFor(state);
    DrawList list;
    for (const bool casing : {true, false})
        for (const Callout &callout : callouts) {
            const double s = callout.radiusPx / 10.5;
            PathPrimitive leader = polyline(callout.leader);
            leader.stroke = casing ? Color{1, 1, 1, 0.85F} : palette.accent;
            leader.strokeWidthPx = (casing ? 3.4 : 1.3) * s;
            leader.roundCaps = true;
            list.push_back(path(kRole, std::move(leader)));
            PathPrimitive dot = circle(callout.target, (casing ? 4.2 : 2.8) * s);
            dot.fill = casing ? Color{1, 1, 1, 0.95F} : palette.accent;
            list.push_back(path(kRole, std::move(dot)));
        }
    for (const Callout &callout : callouts)
        addBadge(list, kRole, callout.badge, callout.radiusPx, callout.number, palette, text);
    return list;
}

std::optional<CaptionBlock> captionBlock(std::span<const CaptionEntry> entries, double widthPx, double maxHeightPx,
                                         double scale, const app::AppState &state, const text::TextEngine &engine) {
    if (entries.empty()) return std::nullopt;
    const Palette palette = paletteFor(state);
    constexpr double kSmallestPx = 6.5;
    double s = scale;
    CaptionLayout layout = measureCaptions(entries, widthPx, s, palette, engine);
    while (layout.heightPx > maxHeightPx) {
        s *= 0.93;
        if (9.6 * s < kSmallestPx) return std::nullopt;
        layout = measureCaptions(entries, widthPx, s, palette, engine);
    }
    CaptionBlock block{{}, widthPx, layout.heightPx};
    PathPrimitive plate = rectangle({0, 0, widthPx, layout.heightPx});
    plate.fill = palette.plate;
    plate.stroke = palette.hairline;
    plate.strokeWidthPx = std::max(0.5, 0.7 * scale);
    plate.cornerRadiusPx = 3 * scale;
    block.list.push_back(path(kCaptions, std::move(plate)));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const double firstLineMiddle = layout.topsPx[i] + layout.textStyle.lineHeightEm * layout.textStyle.sizePx / 2;
        addBadge(block.list, kCaptions, {layout.paddingPx + layout.radiusPx, firstLineMiddle}, layout.radiusPx,
                 entries[i].number, palette, engine);
        block.list.push_back(text(kCaptions, entries[i].text, {layout.indentPx, layout.topsPx[i]}, layout.textStyle));
        if (!entries[i].source.empty())
            block.list.push_back(text(kCaptions, entries[i].source,
                                      {layout.indentPx, layout.topsPx[i] + layout.textHeightsPx[i]},
                                      layout.sourceStyle));
    }
    return block;
}

} // namespace corridors::layout
