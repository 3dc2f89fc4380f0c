// A two-column PDF made by the test itself: Courier, whose letters are all 0.6 of the size wide, so that the layout
// needs no font file. Running heads, page numbers, a footnote, headings over the columns, words hyphenated at line
// ends.
#pragma once

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "geodata/article/article.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article::testing {

struct MadeBlock {
    enum class Kind { Title, Author, Heading, Paragraph };
    Kind kind;
    std::string text; ///< ISO 8859-1 is enough for it after Latin letters lost their marks
};

struct MadePdf {
    bool twoColumns = true;
    bool hyphenate = true;
    bool indent = false; ///< first lines are indented instead of set apart
    std::string runningHead = "A JOURNAL No. 143, October";
    std::string footnote; ///< at the foot of the first page's left column; empty for none
};

namespace made_pdf_detail {

constexpr double kWidth = 595, kHeight = 842, kTop = 90, kBottom = 760, kLeft = 50, kRight = 545, kGutter = 24;
constexpr double kBody = 8, kLine = 10;

inline std::string escaped(const std::string &text) {
    std::string out;
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

class Typesetter {
public:
    explicit Typesetter(const MadePdf &options) : m_options(options) { newPage(); }

    void title(const std::string &text, double size) {
        for (const std::string &line : broken(text, kRight - kLeft, size))
            put(kLeft, m_y, size, line, true), m_y += size * 1.4;
        m_y += 6;
        m_columnTop = m_y;
    }
    void heading(const std::string &text) {
        if (m_y > kBottom - 5 * kLine) newColumn();
        m_y += 6;
        for (const std::string &line : broken(text, columnWidth(), 10))
            put(columnLeft(), m_y, 10, line, true), m_y += 13;
        m_y += 3;
    }
    void paragraph(const std::string &text) {
        const std::size_t indent = m_options.indent ? 2 : 0;
        double x = 0.6 * kBody * static_cast<double>(indent);
        for (const std::string &line : broken(text, columnWidth(), kBody, indent)) {
            if (m_y > bottom()) newColumn();
            put(columnLeft() + x, m_y, kBody, line, false);
            m_y += kLine;
            x = 0;
        }
        m_y += m_options.indent ? 0 : 5;
    }
    std::vector<std::string> finish() { return m_pages; }

private:
    [[nodiscard]] double columnWidth() const {
        return m_options.twoColumns ? (kRight - kLeft - kGutter) / 2 : kRight - kLeft;
    }
    [[nodiscard]] double columnLeft() const {
        return kLeft + static_cast<double>(m_column) * (columnWidth() + kGutter);
    }
    [[nodiscard]] double bottom() const {
        return m_pages.size() == 1 && m_column == 0 && !m_options.footnote.empty() ? kBottom - 40 : kBottom;
    }

    void newPage() {
        m_pages.emplace_back();
        const int number = static_cast<int>(m_pages.size());
        m_y = 40;
        put(kLeft, m_y, 7, m_options.runningHead, false);
        if (!m_options.runningHead.empty()) put(kRight - 20, m_y, 7, std::to_string(number), false);
        if (number == 1 && !m_options.footnote.empty()) note();
        m_y = m_columnTop = kTop;
        m_column = 0;
    }
    void note() {
        double y = kBottom - 18;
        put(kLeft, y - 2, 4, "1", false);
        double x = kLeft + 4;
        for (const std::string &line : broken(m_options.footnote, columnWidth() - 4, 6)) {
            put(x, y, 6, line, false);
            y += 7.5;
            x = kLeft;
        }
    }
    void newColumn() {
        if (m_options.twoColumns && m_column == 0) {
            m_column = 1;
            m_y = m_columnTop;
        } else {
            newPage();
        }
    }
    void put(double x, double y, double size, const std::string &text, bool bold) {
        char buffer[160];
        std::snprintf(buffer, sizeof buffer, "BT /%s %.1f Tf %.2f %.2f Td (", bold ? "F2" : "F1", size, x, kHeight - y);
        m_pages.back() += buffer + escaped(text) + ") Tj ET\n";
    }
    /// Lines that fit a width; long words are cut with a hyphen.
    [[nodiscard]] std::vector<std::string> broken(const std::string &text, double width, double size,
                                                  std::size_t indent = 0) const {
        const auto fits = static_cast<std::size_t>(width / (0.6 * size));
        std::vector<std::string> lines(1);
        std::istringstream stream(text);
        for (std::string word; stream >> word;) {
            const std::size_t taken =
                lines.back().size() + (lines.back().empty() ? 0 : 1) + (lines.size() == 1 ? indent : 0);
            const std::size_t room = fits - std::min(fits, taken);
            if (word.size() <= room) {
                lines.back() += (lines.back().empty() ? "" : " ") + word;
                continue;
            }
            const std::size_t cut = room > 1 ? room - 1 : 0;
            bool letters = word.size() > 7 && cut >= 3 && word.size() - cut >= 3;
            for (const char c : word) letters = letters && c >= 'a' && c <= 'z';
            if (m_options.hyphenate && letters && size == kBody) {
                lines.back() += (lines.back().empty() ? "" : " ") + word.substr(0, cut) + "-";
                lines.push_back(word.substr(cut));
            } else {
                lines.push_back(word);
            }
        }
        return lines;
    }

    const MadePdf &m_options;
    std::vector<std::string> m_pages;
    double m_y = 0, m_columnTop = kTop;
    std::size_t m_column = 0;
};

} // namespace made_pdf_detail

/// The bytes of the PDF.
inline std::string makePdf(const std::vector<MadeBlock> &blocks, const MadePdf &options = {}) {
    made_pdf_detail::Typesetter typesetter(options);
    for (const MadeBlock &block : blocks) {
        if (block.kind == MadeBlock::Kind::Title) typesetter.title(block.text, 18);
        if (block.kind == MadeBlock::Kind::Author) typesetter.title(block.text, 9);
        if (block.kind == MadeBlock::Kind::Heading) typesetter.heading(block.text);
        if (block.kind == MadeBlock::Kind::Paragraph) typesetter.paragraph(block.text);
    }
    const std::vector<std::string> pages = typesetter.finish();
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>", "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>"};
    std::string kids;
    for (const std::string &page : pages) {
        const std::size_t number = objects.size() + 1;
        kids += std::to_string(number) + " 0 R ";
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 "
                          "0 R >> >> /Contents " +
                          std::to_string(number + 1) + " 0 R >>");
        objects.push_back("<< /Length " + std::to_string(page.size()) + " >>\nstream\n" + page + "\nendstream");
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        offsets.push_back(out.size());
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t table = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
        out += line;
    }
    return out + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
}

/// Latin letters without their marks and typographic signs as ASCII: what the font can show.
inline std::string plainLatin(std::string_view text) {
    std::string out;
    for (const char32_t c : fold(text, {.foldCase = false, .dropHyphens = false, .dropSpaces = false}).chars)
        out += c < 0x80 ? static_cast<char>(c) : '?';
    return out;
}

/// An article as blocks, with references behind it.
inline std::vector<MadeBlock> blocksOf(const Article &article) {
    using Kind = MadeBlock::Kind;
    std::vector<MadeBlock> blocks = {{Kind::Title, plainLatin(article.title)}};
    if (!article.authors.empty()) blocks.push_back({Kind::Author, plainLatin(article.authors[0])});
    for (const Section &s : article.sections) {
        blocks.push_back({Kind::Heading, plainLatin(s.heading)});
        for (const Paragraph &p : s.paragraphs) blocks.push_back({Kind::Paragraph, plainLatin(article.slice(p.range))});
    }
    blocks.push_back({Kind::Heading, "References"});
    blocks.push_back({Kind::Paragraph, "Somebody (2020) Something."});
    return blocks;
}

} // namespace corridors::article::testing
