// Approximate search of a short text in a long one by edit distance (Myers 1999, "A fast bit-vector algorithm for
// approximate string matching based on dynamic programming", J. ACM 46(3)). Not public beyond geodata/links.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace corridors::links {

struct Match {
    std::size_t start = 0; ///< [start, end) in the text
    std::size_t end = 0;
    std::size_t distance = 0; ///< insertions, deletions and substitutions
};

/// Places where `pattern` occurs with at most `maxDistance` edits: of overlapping ones the best. At most `limit`, the
/// best ones, in order of the text. Patterns longer than 64 are found by their head and tail.
[[nodiscard]] std::vector<Match> findApproximate(std::u32string_view text, std::u32string_view pattern,
                                                 std::size_t maxDistance, std::size_t limit = 64);

/// Levenshtein distance; returns `cutoff` + 1 as soon as it is larger than `cutoff`.
[[nodiscard]] std::size_t editDistance(std::u32string_view a, std::u32string_view b, std::size_t cutoff);

} // namespace corridors::links
