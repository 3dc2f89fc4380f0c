#include "viewer/layout/blocks.hpp"

#include <algorithm>

#include "viewer/layout/primitives.hpp"

namespace corridors::layout {

Block plateBlock(const char *role, double widthPx, double heightPx, const BlockContext &context) {
    PathPrimitive plate = rectangle({0, 0, widthPx, heightPx});
    plate.fill = context.palette.plate;
    plate.stroke = context.palette.hairline;
    plate.strokeWidthPx = std::max(0.5, 0.7 * context.scale);
    plate.cornerRadiusPx = 3 * context.scale;
    return {{path(role, std::move(plate))}, widthPx, heightPx};
}

Block titleBlock(const std::string &title, const std::string &subtitle, double maxWidthPx,
                 const BlockContext &context) {
    constexpr const char *kRole = "title";
    const double s = context.scale;
    const double paddingPx = 12 * s;
    const double innerPx = std::max(40.0, maxWidthPx - 2 * paddingPx);
    text::TextStyle titleStyle = textStyle("Noto Sans Bold", 19 * s, context.palette.ink);
    // A long word must not stick out of a narrow page.
    while (titleStyle.sizePx > 7 && context.text.measure(title, titleStyle).widthPx > innerPx &&
           context.text
                   .measure(title,
                            [&] {
                                text::TextStyle wrapped = titleStyle;
                                wrapped.maxWidthPx = innerPx;
                                return wrapped;
                            }())
                   .widthPx > innerPx)
        titleStyle.sizePx *= 0.9;
    titleStyle.maxWidthPx = innerPx;
    titleStyle.lineHeightEm = 1.16;
    text::TextStyle subtitleStyle = textStyle("Noto Sans Regular", 11.5 * s, context.palette.softInk);
    subtitleStyle.maxWidthPx = innerPx;

    const text::TextMetrics titleSize = context.text.measure(title, titleStyle);
    const text::TextMetrics subtitleSize =
        subtitle.empty() ? text::TextMetrics{} : context.text.measure(subtitle, subtitleStyle);
    const double barHeightPx = 3.2 * s;
    const double titleTopPx = paddingPx * 0.75 + barHeightPx + 3 * s;
    const double subtitleTopPx = titleTopPx + titleSize.heightPx + 1 * s;
    const double widthPx = std::max(titleSize.widthPx, subtitleSize.widthPx) + 2 * paddingPx;
    const double heightPx =
        (subtitle.empty() ? titleTopPx + titleSize.heightPx : subtitleTopPx + subtitleSize.heightPx) + paddingPx * 0.7;
    Block block = plateBlock(kRole, widthPx, heightPx, context);
    PathPrimitive bar = rectangle({paddingPx, paddingPx * 0.75, paddingPx + 30 * s, paddingPx * 0.75 + barHeightPx});
    bar.fill = context.palette.accent;
    block.list.push_back(path(kRole, std::move(bar)));
    block.list.push_back(text(kRole, title, {paddingPx, titleTopPx}, titleStyle));
    if (!subtitle.empty()) block.list.push_back(text(kRole, subtitle, {paddingPx, subtitleTopPx}, subtitleStyle));
    return block;
}

Block attributionBlock(const std::vector<std::string> &lines, double maxWidthPx, const BlockContext &context,
                       double minSizePx) {
    constexpr const char *kRole = "attribution";
    const double s = context.scale;
    const double paddingPx = 5 * s;
    text::TextStyle style = textStyle("Noto Sans Regular", std::max(minSizePx, 7.6 * s), context.palette.softInk);
    style.maxWidthPx = std::max(30.0, maxWidthPx - 2 * paddingPx);
    style.justify = text::Justify::Right;
    style.lineHeightEm = 1.28;
    std::string all;
    for (const std::string &line : lines) all += (all.empty() ? "" : "\n") + line;
    const text::TextMetrics size = context.text.measure(all, style);
    Block block = plateBlock(kRole, size.widthPx + 2 * paddingPx, size.heightPx + paddingPx * 1.2, context);
    block.list.push_back(text(kRole, all, {paddingPx, paddingPx * 0.6}, style));
    return block;
}

} // namespace corridors::layout
