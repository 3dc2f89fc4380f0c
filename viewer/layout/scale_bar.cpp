#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geodata/query/scale.hpp"
#include "viewer/layout/blocks.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "scale-bar";

/// The number of the bar's label times a share, written as the label writes its own: "25" of "50 km" and 0.5, "1,000"
/// of "2,000 km".
std::string shareOf(const std::string &label, double share) {
    std::string digits;
    for (const char c : label.substr(0, label.find(' ')))
        if (c != ',') digits += c;
    std::string out = fmt::format("{:g}", std::stod(digits) * share);
    if (out.find_first_not_of("0123456789") != std::string::npos) return out;
    for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
    return out;
}

/// The bar that is true for its own length: the width decides over how far the ground is measured.
query::ScaleBar fitTrueBar(const Projection &projection, const app::Viewport &viewport, double maxWidthPx,
                           query::Units units) {
    double spanPx = maxWidthPx;
    query::ScaleBar bar;
    for (int round = 0; round < 3; ++round) {
        const double ground =
            query::groundMetresPerPixel(projection, viewport.camera.center, viewport.metresPerPixel(), spanPx);
        bar = query::fitScaleBar(ground, maxWidthPx, units);
        if (!(bar.widthPx > 0)) return bar;
        spanPx = bar.widthPx;
    }
    return bar;
}

} // namespace

std::optional<Block> scaleBarBlock(const app::Viewport &viewport, double maxWidthPx, query::Units units,
                                   const BlockContext &context) {
    const double s = context.scale;
    const double paddingPx = 9 * s;
    const query::ScaleBar bar = fitTrueBar(*context.state.projection, viewport, maxWidthPx, units);
    if (!(bar.widthPx > 0) || bar.label.empty()) return std::nullopt;

    text::TextStyle style = textStyle("Noto Sans Medium", 9.2 * s, context.palette.ink);
    style.lineHeightEm = 1.15;
    const std::size_t space = bar.label.find(' ');
    const std::string unit = space == std::string::npos ? "" : bar.label.substr(space + 1);
    struct Mark {
        double share;
        std::string label;
        std::string centred; ///< the part of the label that stands above the mark
    };
    std::vector<Mark> marks{{0, "0", "0"}};
    if (bar.divisions % 2 == 0) marks.push_back({0.5, shareOf(bar.label, 0.5), shareOf(bar.label, 0.5)});
    marks.push_back({1, bar.label, bar.label.substr(0, space)});

    const double startPx = paddingPx + context.text.measure("0", style).widthPx / 2;
    const text::TextMetrics last = context.text.measure(bar.label, style);
    const double lastLeftPx = startPx + bar.widthPx - context.text.measure(marks.back().centred, style).widthPx / 2;
    const double barTopPx = paddingPx * 0.6 + last.heightPx + 1.5 * s;
    const double barHeightPx = 4.2 * s;
    Block block = plateBlock(kRole, std::max(lastLeftPx + last.widthPx, startPx + bar.widthPx) + paddingPx,
                             barTopPx + barHeightPx + paddingPx * 0.85, context);

    // Outline in ink, alternating fields of ink and paper.
    PathPrimitive frame = rectangle({startPx, barTopPx, startPx + bar.widthPx, barTopPx + barHeightPx});
    frame.fill = context.palette.paper;
    frame.stroke = context.palette.ink;
    frame.strokeWidthPx = 0.8 * s;
    block.list.push_back(path(kRole, std::move(frame)));
    const int fields = bar.divisions == 2 ? 4 : std::max(2, bar.divisions); // each still a round length
    for (int i = 0; i < fields; i += 2) {
        PathPrimitive field = rectangle({startPx + bar.widthPx * i / fields, barTopPx,
                                         startPx + bar.widthPx * (i + 1) / fields, barTopPx + barHeightPx});
        field.fill = context.palette.ink;
        block.list.push_back(path(kRole, std::move(field)));
    }
    for (const Mark &mark : marks) {
        const double x = startPx + bar.widthPx * mark.share - context.text.measure(mark.centred, style).widthPx / 2;
        block.list.push_back(text(kRole, mark.label, {x, paddingPx * 0.6}, style));
    }
    return block;
}

} // namespace corridors::layout
