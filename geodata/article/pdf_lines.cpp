// Words -> lines in reading order.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "geodata/article/pdf_layout.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

using Words = std::vector<PdfWord>;

double centre(const PdfWord &w) { return (w.y0 + w.y1) / 2; }

/// Words that stand beside each other, from left to right; rows from top to bottom.
std::vector<Words> rowsOf(Words words) {
    std::stable_sort(words.begin(), words.end(),
                     [](const PdfWord &a, const PdfWord &b) { return centre(a) < centre(b); });
    std::vector<Words> rows;
    double top = 0, bottom = 0;
    for (PdfWord &w : words) {
        const double overlap = std::min(bottom, w.y1) - std::max(top, w.y0);
        const bool same = !rows.empty() && overlap > 0.5 * std::min(bottom - top, w.y1 - w.y0);
        if (!same) {
            rows.emplace_back();
            top = w.y0;
            bottom = w.y1;
        }
        rows.back().push_back(std::move(w));
    }
    for (Words &row : rows)
        std::stable_sort(row.begin(), row.end(), [](const PdfWord &a, const PdfWord &b) { return a.x0 < b.x0; });
    return rows;
}

/// Pieces of a row between gaps that are too wide for a space.
std::vector<Words> pieces(const Words &row) {
    std::vector<Words> out;
    for (const PdfWord &w : row) {
        const bool gap = out.empty() || w.x0 - out.back().back().x1 > 1.1 * std::max(w.size, 6.0);
        if (gap) out.emplace_back();
        out.back().push_back(w);
    }
    return out;
}

/// The middle of the gutter of a two-column page: hardly any piece of text crosses it, and many rows have text on both
/// sides. Nothing on a page of one column.
std::optional<double> gutter(const std::vector<Words> &rows, double width) {
    using Span = std::pair<double, double>;
    std::vector<std::vector<Span>> spans; // of the pieces of each row
    for (const Words &row : rows) {
        spans.emplace_back();
        for (const Words &piece : pieces(row)) spans.back().emplace_back(piece.front().x0, piece.back().x1);
    }
    std::optional<double> best;
    std::size_t fewest = rows.size();
    double bestWidth = 0, from = 0;
    for (double x = 0.3 * width; x <= 0.7 * width; x += 1) {
        std::size_t crossing = 0, both = 0;
        for (const std::vector<Span> &row : spans) {
            bool left = false, right = false, across = false;
            for (const auto &[x0, x1] : row) {
                left = left || x1 <= x;
                right = right || x0 >= x;
                across = across || (x0 < x && x1 > x);
            }
            crossing += across ? 1 : 0;
            both += left && right && !across ? 1 : 0;
        }
        if (both < 4 || both < crossing) continue;
        if (crossing < fewest) {
            fewest = crossing;
            bestWidth = 0;
            from = x;
        }
        if (crossing == fewest && x - from >= bestWidth) {
            bestWidth = x - from;
            best = (from + x) / 2;
        }
    }
    return best;
}

PdfLine lineOf(const Words &words, int page, std::size_t column) {
    PdfLine line;
    line.page = page;
    line.column = column;
    std::map<double, std::size_t> sizes;
    std::size_t letters = 0, bold = 0;
    for (const PdfWord &w : words) {
        sizes[std::round(w.size * 4) / 4] += w.text.size();
        letters += w.text.size();
        bold += w.bold ? w.text.size() : 0;
    }
    line.size =
        std::max_element(sizes.begin(), sizes.end(), [](auto &a, auto &b) { return a.second < b.second; })->first;
    line.bold = bold * 2 > letters;
    line.x0 = words.front().x0;
    line.y0 = words.front().y0;
    line.y1 = words.front().y1;
    bool space = false;
    for (const PdfWord &w : words) {
        const bool raised =
            w.size < 0.8 * line.size && w.text.size() <= 3 && (isDigit(decode(w.text)[0]) || w.text == "*");
        if (raised) { // a note's number: at the front it marks the note, elsewhere it points to one
            if (line.text.empty()) line.mark = w.text;
            space = space || w.spaceAfter;
            continue;
        }
        const bool apart = space || (line.x1 > 0 && w.x0 - line.x1 > 0.15 * line.size);
        if (!line.text.empty() && apart) line.text += ' ';
        line.text += w.text;
        space = w.spaceAfter;
        line.x1 = w.x1;
        line.y0 = std::min(line.y0, w.y0);
        line.y1 = std::max(line.y1, w.y1);
    }
    return line;
}

bool crosses(const Words &piece, double x) { return piece.front().x0 < x && piece.back().x1 > x; }

} // namespace

std::vector<PdfLine> linesOf(const PdfPage &page, std::size_t &column) {
    Words words;
    for (const PdfWord &w : page.words)
        if (!w.text.empty() && w.size > 0 && w.x1 > w.x0 && w.y1 > w.y0) words.push_back(w);
    const std::vector<Words> rows = rowsOf(std::move(words));
    const std::optional<double> middle = gutter(rows, page.width);
    std::vector<PdfLine> lines, right;
    const auto flush = [&] { // the left column has been written as it came; the right one follows it
        const bool any = !right.empty();
        for (PdfLine &line : right) line.column = column + 1;
        lines.insert(lines.end(), right.begin(), right.end());
        right.clear();
        column += any ? 2 : 1;
    };
    for (const Words &row : rows) {
        const std::vector<Words> parts = pieces(row);
        const bool spans =
            !middle || std::any_of(parts.begin(), parts.end(), [&](const Words &p) { return crosses(p, *middle); });
        if (spans) {
            if (middle) flush();
            lines.push_back(lineOf(row, page.number, column));
            if (middle) ++column;
            continue;
        }
        Words left, other;
        for (const PdfWord &w : row) (w.x0 < *middle ? left : other).push_back(w);
        if (!left.empty()) lines.push_back(lineOf(left, page.number, column));
        if (!other.empty()) right.push_back(lineOf(other, page.number, column + 1));
    }
    flush();
    std::erase_if(lines, [](const PdfLine &line) { return line.text.empty(); });
    return lines;
}

} // namespace corridors::article
