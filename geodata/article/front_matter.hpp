// Where an article's body begins and ends, and what stands before it. Not public beyond geodata/article.
#pragma once

#include <vector>

#include "geodata/article/blocks.hpp"

namespace corridors::article {

/// Blocks [begin, end) are the body, except the ranges left out (contents, acknowledgements between sections).
struct Body {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<Range> leftOut;
    [[nodiscard]] bool isLeftOut(std::size_t i) const {
        for (const Range &r : leftOut)
            if (r.contains(i)) return true;
        return false;
    }
};

/// Finds the body and fills the article's title, authors and DOI.
[[nodiscard]] Body findBody(const std::vector<Block> &blocks, Article &article);

} // namespace corridors::article
