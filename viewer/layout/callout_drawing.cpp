#include "viewer/layout/badge.hpp"
#include "viewer/layout/callouts.hpp"
#include "viewer/layout/palette.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "callout";

} // namespace

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

} // namespace corridors::layout
