// Lines in reading order -> blocks.
#include "geodata/article/pdf_layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

/// The part of a page at its top and bottom where running heads and page numbers stand.
constexpr double kMargin = 0.1;

double bodySize(const std::vector<PdfLine> &lines) {
    std::map<double, std::size_t> letters;
    for (const PdfLine &line : lines) letters[line.size] += line.text.size();
    const auto most =
        std::max_element(letters.begin(), letters.end(), [](auto &a, auto &b) { return a.second < b.second; });
    return most == letters.end() ? 10 : most->first;
}

/// A line without its digits, to recognise heads that carry the page's number.
std::string withoutDigits(const std::string &text) {
    std::string out;
    for (const char c : text)
        if ((c < '0' || c > '9') && c != ' ') out += c;
    return out;
}

bool inMargin(const PdfLine &line, double height) {
    return line.y1 < kMargin * height || line.y0 > (1 - kMargin) * height;
}

/// Drops page numbers, and what stands in the margin of at least three pages (or of both of two).
void dropRunningHeads(std::vector<PdfLine> &lines, const std::vector<PdfPage> &pages) {
    std::map<int, double> heights;
    for (const PdfPage &page : pages) heights[page.number] = page.height;
    std::map<std::string, std::set<int>> seen;
    for (const PdfLine &line : lines)
        if (inMargin(line, heights[line.page])) seen[withoutDigits(line.text)].insert(line.page);
    const std::size_t often = std::min<std::size_t>(3, std::max<std::size_t>(pages.size(), 2));
    std::erase_if(lines, [&](const PdfLine &line) {
        if (!inMargin(line, heights[line.page])) return false;
        const std::string plain = withoutDigits(line.text);
        return plain.size() < 3 || seen[plain].size() >= often;
    });
}

struct Extent {
    double left = 1e9, right = -1e9, pitch = 0;
};

/// Edges of each column (by the lines of the body's size) and the usual distance of its lines.
std::map<std::size_t, Extent> extents(const std::vector<PdfLine> &lines, double size) {
    std::map<std::size_t, Extent> out;
    std::map<std::size_t, std::vector<double>> steps;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Extent &e = out[lines[i].column];
        e.left = std::min(e.left, lines[i].x0);
        e.right = std::max(e.right, lines[i].x1);
        if (i > 0 && lines[i - 1].column == lines[i].column && lines[i].size == lines[i - 1].size)
            steps[lines[i].column].push_back(lines[i].y0 - lines[i - 1].y0);
    }
    for (auto &[column, e] : out) {
        std::vector<double> &s = steps[column];
        std::sort(s.begin(), s.end());
        e.pitch = s.empty() ? 1.2 * size : s[s.size() / 2];
    }
    return out;
}

char32_t lastOf(const std::string &s) {
    const std::u32string tail = decode(std::string_view(s).substr(s.size() > 8 ? s.size() - 8 : 0));
    return tail.empty() ? 0 : tail.back();
}

bool endsSentence(const std::string &s) {
    constexpr std::u32string_view kEnds = U".!?:\u2026\u201D\")";
    return kEnds.find(lastOf(s)) != std::u32string_view::npos;
}

double firstWordWidth(const PdfLine &line) {
    const std::size_t end = std::min(line.text.find(' '), line.text.size());
    return (line.x1 - line.x0) * static_cast<double>(codePointCount(std::string_view(line.text).substr(0, end))) /
           static_cast<double>(std::max<std::size_t>(codePointCount(line.text), 1));
}

class Composer {
public:
    Composer(const std::vector<PdfLine> &lines, double size)
        : m_lines(lines), m_size(size), m_extents(extents(lines, size)) {}

    std::vector<Block> run() {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const PdfLine &line = m_lines[i];
            if (isNote(i)) {
                note(line);
            } else if (isHeading(line)) {
                heading(line);
            } else {
                body(line);
            }
        }
        return std::move(m_blocks);
    }

private:
    [[nodiscard]] bool isSmall(const PdfLine &line) const { return line.size <= 0.93 * m_size; }

    /// Small print that begins with a mark, and what follows it in its column.
    bool isNote(std::size_t i) {
        const PdfLine &line = m_lines[i];
        if (!isSmall(line)) return false;
        const bool goesOn = m_noteColumn && *m_noteColumn == line.column;
        return goesOn || !line.mark.empty() || (isDigit(decode(line.text)[0]) && line.text.size() > 3);
    }
    void note(const PdfLine &line) {
        const bool starts = !line.mark.empty() || !m_noteColumn || *m_noteColumn != line.column;
        m_noteColumn = line.column;
        if (!starts && m_note) {
            appendLine(m_blocks[*m_note].text, line.text);
            return;
        }
        Block block{Block::Kind::Footnote, line.text, 0, line.mark, line.page};
        if (block.label.empty()) {
            const std::size_t end = block.text.find_first_not_of("0123456789.");
            block.label = block.text.substr(0, std::min(end, block.text.size()));
            block.text.erase(0, std::min(end, block.text.size()));
        }
        m_note = m_blocks.size();
        m_blocks.push_back(std::move(block));
    }

    [[nodiscard]] bool isHeading(const PdfLine &line) const {
        const bool large = line.size >= 1.12 * m_size;
        const bool boldLine = line.bold && line.size >= 0.95 * m_size && line.text.size() < 160;
        return (large || boldLine) && lastOf(line.text) != U'.' && lastOf(line.text) != U',';
    }
    void heading(const PdfLine &line) {
        const bool goesOn = m_lastHeading && m_blocks.size() == *m_lastHeading + 1 && m_last->column == line.column &&
                            m_last->size == line.size && line.y0 - m_last->y0 < 1.6 * line.size;
        if (goesOn) {
            appendLine(m_blocks.back().text, line.text);
        } else {
            const int level = line.size >= 1.5 * m_size ? 1 : line.size >= 1.25 * m_size ? 2 : 3;
            m_blocks.push_back({Block::Kind::Heading, line.text, level, {}, line.page});
            m_lastHeading = m_blocks.size() - 1;
        }
        m_paragraph.reset();
        m_last = &line;
    }

    void body(const PdfLine &line) {
        if (m_paragraph && goesOn(line)) {
            appendLine(m_blocks[*m_paragraph].text, line.text);
        } else {
            m_paragraph = m_blocks.size();
            m_blocks.push_back({Block::Kind::Paragraph, line.text, 0, {}, line.page});
        }
        m_last = &line;
    }

    /// Does a line carry on the paragraph that is open?
    [[nodiscard]] bool goesOn(const PdfLine &line) const {
        const Extent &before = m_extents.at(m_last->column);
        const Extent &here = m_extents.at(line.column);
        // The line before is full when the first word of this one would not have fitted on it.
        const bool full = m_last->x1 + 0.3 * m_size + firstWordWidth(line) > before.right + 0.2 * m_size;
        const bool indented = line.x0 > here.left + 0.7 * m_size;
        const bool ended = endsSentence(m_blocks[*m_paragraph].text);
        if (line.column != m_last->column) return !ended || (full && !indented);
        if (line.y0 - m_last->y0 > 1.45 * here.pitch) return false;
        if (indented && m_last->x0 <= here.left + 0.7 * m_size) return !ended;
        return !ended || full || line.y0 - m_last->y0 <= 1.15 * here.pitch;
    }

    const std::vector<PdfLine> &m_lines;
    double m_size;
    std::map<std::size_t, Extent> m_extents;
    std::vector<Block> m_blocks;
    std::optional<std::size_t> m_paragraph, m_note, m_lastHeading;
    std::optional<std::size_t> m_noteColumn;
    const PdfLine *m_last = nullptr;
};

} // namespace

std::vector<Block> layOut(const std::vector<PdfPage> &pages) {
    std::vector<PdfLine> lines;
    std::size_t column = 0;
    for (const PdfPage &page : pages) {
        std::vector<PdfLine> more = linesOf(page, column);
        lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    dropRunningHeads(lines, pages);
    std::vector<Block> blocks = Composer(lines, bodySize(lines)).run();
    for (Block &block : blocks) block.text = cleanInline(block.text, true);
    std::erase_if(blocks, [](const Block &b) { return b.text.empty(); });
    return blocks;
}

} // namespace corridors::article
