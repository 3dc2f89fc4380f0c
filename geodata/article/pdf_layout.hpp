// From words with boxes to blocks in reading order: columns, paragraphs, headings, notes, running heads and page
// numbers told from the geometry of the pages. Pure. Not public beyond geodata/article.
#pragma once

#include <string>
#include <vector>

#include "geodata/article/blocks.hpp"

namespace corridors::article {

/// A word, in points from the page's top left, y down.
struct PdfWord {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double size = 0; ///< of its font
    bool spaceAfter = true;
    bool bold = false;
    std::string text; ///< UTF-8
};

struct PdfPage {
    int number = 0; ///< from 1
    double width = 0, height = 0;
    std::vector<PdfWord> words; ///< in the order of the file
};

/// A line of one column.
struct PdfLine {
    std::string text;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double size = 0; ///< of most of its letters
    bool bold = false;
    int page = 0;
    std::size_t column = 0; ///< number of the column in reading order over the document; spanning lines have their own
    std::string mark;       ///< a raised number or sign at its front ("1"), taken out of the text
};

/// Lines of a page in reading order: columns found by the gutter between them, lines across it kept in their place.
/// `column` is the number of the first column and is moved behind the last.
[[nodiscard]] std::vector<PdfLine> linesOf(const PdfPage &page, std::size_t &column);

/// Blocks of the whole document. Words without text or size are left out.
[[nodiscard]] std::vector<Block> layOut(const std::vector<PdfPage> &pages);

} // namespace corridors::article
