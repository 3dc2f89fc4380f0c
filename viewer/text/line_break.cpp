#include "viewer/text/line_break.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridors::text {

std::vector<std::size_t> balancedBreaks(std::span<const BreakPiece> pieces, double maxWidth) {
    const std::size_t n = pieces.size();
    std::vector<double> before(n + 1, 0.0); // width of all pieces before i, spaces included
    for (std::size_t i = 0; i < n; ++i) before[i + 1] = before[i] + pieces[i].width + pieces[i].trailingSpace;
    const auto lineWidth = [&](std::size_t from, std::size_t to) {
        return before[to] - before[from] - pieces[to - 1].trailingSpace;
    };
    if (n < 2 || maxWidth <= 0 || lineWidth(0, n) <= maxWidth) return {0};

    // The mean line if the text were poured into as few lines as its length asks for.
    const double total = lineWidth(0, n);
    const double target = total / std::ceil(total / maxWidth);
    constexpr double kOverflowPenalty = 1e6; // an overfull line is worse than any raggedness, but words are not cut
    std::vector<double> cost(n + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> previous(n + 1, 0);
    cost[0] = 0;
    for (std::size_t to = 1; to <= n; ++to) {
        for (std::size_t from = 0; from < to; ++from) {
            const double width = lineWidth(from, to);
            const double miss = (width - target) / maxWidth;
            double line = miss * miss;
            if (width > maxWidth + 1e-6) line += to - from > 1 ? kOverflowPenalty * (1 + width / maxWidth) : 1;
            if (cost[from] + line < cost[to]) {
                cost[to] = cost[from] + line;
                previous[to] = from;
            }
        }
    }
    std::vector<std::size_t> starts;
    for (std::size_t to = n; to > 0; to = previous[to]) starts.push_back(previous[to]);
    std::ranges::reverse(starts);
    return starts;
}

} // namespace corridors::text
