// Where to break a paragraph so that its lines are about equally long, as labels on maps are set.
// Pure arithmetic on widths; the shaper supplies them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace corridors::text {

/// An unbreakable piece of a paragraph: a word with the space after it.
struct BreakPiece {
    double width = 0;         ///< without the trailing space
    double trailingSpace = 0; ///< width of the space after it, dropped at a line's end
};

/// Index of the first piece of each line (the first entry is 0). Lines are no wider than maxWidth where words allow;
/// among such breakings the one with the least squared deviation from the mean line is taken (Knuth and Plass's idea
/// without stretch: the total raggedness is minimal, O(n^2)). One line when all fits or maxWidth <= 0.
[[nodiscard]] std::vector<std::size_t> balancedBreaks(std::span<const BreakPiece> pieces, double maxWidth);

} // namespace corridors::text
