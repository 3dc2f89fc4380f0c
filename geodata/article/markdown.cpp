// Block structure of Markdown (the part of CommonMark that articles use).
#include <algorithm>
#include <cctype>

#include "geodata/article/blocks.hpp"
#include "geodata/article/lines.hpp"
#include "geodata/article/markdown_inline.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

/// Level of an ATX heading ("## Title"), 0 when the line is none; `text` receives the title.
int atxLevel(std::string_view line, std::string_view &text) {
    std::size_t i = 0;
    while (i < line.size() && i < 3 && line[i] == ' ') ++i;
    std::size_t j = i;
    while (j < line.size() && line[j] == '#') ++j;
    if (j == i || j - i > 6 || (j < line.size() && line[j] != ' ' && line[j] != '\t')) return 0;
    text = trim(line.substr(j));
    while (!text.empty() && text.back() == '#') text.remove_suffix(1);
    text = trim(text);
    return static_cast<int>(j - i);
}

bool isRule(std::string_view line) {
    std::string marks;
    for (const char c : line)
        if (c != ' ') marks += c;
    return marks.size() >= 3 && (marks[0] == '-' || marks[0] == '*' || marks[0] == '_') &&
           marks.find_first_not_of(marks[0]) == std::string::npos;
}

/// Length of a list marker with its spaces ("- ", "12. "), 0 when there is none.
std::size_t listMarker(std::string_view line) {
    std::size_t i = 0;
    while (i < line.size() && line[i] == ' ') ++i;
    const std::size_t start = i;
    if (i < line.size() && (line[i] == '-' || line[i] == '*' || line[i] == '+')) {
        ++i;
    } else {
        while (i < line.size() && i < start + 3 && std::isdigit(static_cast<unsigned char>(line[i])) != 0) ++i;
        if (i == start || i >= line.size() || (line[i] != '.' && line[i] != ')')) return 0;
        ++i;
    }
    if (i >= line.size() || (line[i] != ' ' && line[i] != '\t')) return 0;
    return i + 1;
}

/// Label of a footnote's text ("<sup>1</sup> Text", "[^1]: Text"); `rest` receives what follows it.
std::string footnoteLabel(std::string_view line, std::string_view &rest) {
    const auto between = [&](std::string_view open, std::string_view close) -> std::string {
        if (!line.starts_with(open)) return {};
        const std::size_t end = line.find(close);
        if (end == std::string_view::npos || end > open.size() + 8) return {};
        rest = trim(line.substr(end + close.size()));
        return std::string(trim(line.substr(open.size(), end - open.size())));
    };
    std::string label = between("[^", "]:");
    return label.empty() ? between("<sup>", "</sup>") : label;
}

/// A paragraph that is bold from end to end is a heading that a converter did not recognise.
bool isBoldHeading(std::string_view raw) {
    if (raw.size() < 5 || raw.size() > 160 || !raw.starts_with("**") || !raw.ends_with("**")) return false;
    const std::string_view inner = raw.substr(2, raw.size() - 4);
    return inner.find("**") == std::string_view::npos && inner.find_last_of(".:;,") != inner.size() - 1;
}

class Reader {
public:
    void line(std::string_view raw) {
        const std::string_view line = trim(raw);
        if (line.starts_with("```") || line.starts_with("~~~")) {
            flush();
            m_inCode = !m_inCode;
            return;
        }
        if (line.empty()) return flush();
        if (!m_inCode && structural(raw, line)) return;
        appendLine(m_raw, line);
    }
    std::vector<Block> finish() {
        flush();
        return std::move(m_blocks);
    }
    void pageBreak() {
        flush();
        ++m_page;
    }

private:
    bool structural(std::string_view raw, std::string_view line) {
        std::string_view rest;
        if (const int level = atxLevel(raw, rest); level > 0) {
            flush();
            add(Block::Kind::Heading, rest, level, true);
            return true;
        }
        const bool underline = line.find_first_not_of('=') == std::string_view::npos ||
                               line.find_first_not_of('-') == std::string_view::npos;
        if (underline && line.size() >= 3 && !m_raw.empty() && m_kind == Block::Kind::Paragraph && m_raw.size() < 200) {
            m_kind = Block::Kind::Heading;
            m_level = line[0] == '=' ? 1 : 2;
            m_marked = true;
            flush();
            return true;
        }
        if (isRule(line)) {
            flush();
            return true;
        }
        if (std::string label = footnoteLabel(line, rest); !label.empty()) {
            flush();
            m_kind = Block::Kind::Footnote;
            m_label = std::move(label);
            m_raw = rest;
            return true;
        }
        if (const std::size_t marker = listMarker(raw); marker > 0) {
            flush();
            m_kind = Block::Kind::ListItem;
            m_raw = trim(raw.substr(marker));
            return true;
        }
        if (line.front() == '>') {
            line.remove_prefix(1);
            appendLine(m_raw, trim(line));
            return true;
        }
        return false;
    }
    void flush() {
        if (m_kind == Block::Kind::Paragraph && isBoldHeading(m_raw)) {
            m_kind = Block::Kind::Heading;
            m_level = 6;
        }
        add(m_kind, m_raw, m_level, m_marked);
        m_marked = false;
        m_raw.clear();
        m_kind = Block::Kind::Paragraph;
        m_level = 0;
        m_label.clear();
    }
    void add(Block::Kind kind, std::string_view raw, int level, bool marked) {
        std::string text = cleanInline(plainInline(raw), true);
        if (text.empty()) return;
        m_blocks.push_back({kind, std::move(text), level, m_label, m_page, marked});
    }

    std::vector<Block> m_blocks;
    std::string m_raw, m_label;
    Block::Kind m_kind = Block::Kind::Paragraph;
    int m_level = 0;
    int m_page = 0;
    bool m_inCode = false;
    bool m_marked = false;
};

} // namespace

bool looksLikeMarkdown(std::string_view utf8) {
    std::string_view text;
    bool found = false;
    forEachLine(utf8, [&](std::string_view line) { found = found || (atxLevel(line, text) > 0 && !text.empty()); });
    return found;
}

std::vector<Block> readMarkdown(std::string_view utf8) {
    Reader reader;
    forEachLine(utf8, [&](std::string_view line) {
        if (line.find('\f') != std::string_view::npos) reader.pageBreak();
        reader.line(line);
    });
    return reader.finish();
}

} // namespace corridors::article
