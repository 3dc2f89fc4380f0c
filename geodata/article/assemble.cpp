#include <algorithm>

#include "geodata/article/blocks.hpp"
#include "geodata/article/front_matter.hpp"
#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

/// Shorter paragraphs than this may well be verses, captions or addresses: an open end is no sign of a page break then.
constexpr std::size_t kMinBrokenBytes = 60;

char32_t firstChar(std::string_view s) { return s.empty() ? 0 : decode(s.substr(0, 8)).front(); }

char32_t lastChar(std::string_view s) {
    const std::string_view tail = s.substr(s.size() > 12 ? s.size() - 12 : 0);
    const std::u32string points = decode(tail);
    return points.empty() ? 0 : points.back();
}

bool endsSentence(std::string_view s) {
    std::u32string points = decode(s.substr(s.size() > 24 ? s.size() - 24 : 0));
    constexpr std::u32string_view kClosers = U"\"'\u201D\u2019\u00BB)] 0123456789";
    while (!points.empty() && kClosers.find(points.back()) != std::u32string_view::npos) points.pop_back();
    constexpr std::u32string_view kEnds = U".!?\u2026:\u3002\u061F\u0589";
    return !points.empty() && kEnds.find(points.back()) != std::u32string_view::npos;
}

/// Was one paragraph cut in two, by a page or a note, between `first` and `second`?
bool isBroken(const Block &first, const Block &second) {
    if (first.kind == Block::Kind::Heading || second.kind != Block::Kind::Paragraph) return false;
    const char32_t head = firstChar(second.text);
    if (lastChar(first.text) == U'-' && isLetter(head)) return first.text.size() >= kMinBrokenBytes || isLower(head);
    if (endsSentence(first.text)) return false;
    return isLower(head) || first.text.size() >= kMinBrokenBytes;
}

/// Takes the notes out of the blocks and joins what they, and the pages, broke.
std::vector<Block> joined(std::vector<Block> blocks, std::vector<std::pair<std::size_t, Block>> &notes) {
    std::vector<Block> out;
    for (Block &block : blocks) {
        if (block.kind == Block::Kind::Footnote) {
            notes.emplace_back(out.empty() ? 0 : out.size() - 1, std::move(block));
        } else if (!out.empty() && isBroken(out.back(), block)) {
            appendLine(out.back().text, block.text);
        } else {
            out.push_back(std::move(block));
        }
    }
    return out;
}

/// Decides the hyphens at line and page breaks, with the whole body as vocabulary.
void resolveAll(std::vector<Block> &blocks, std::vector<std::pair<std::size_t, Block>> &notes) {
    std::vector<std::string *> texts;
    texts.reserve(blocks.size() + notes.size());
    for (Block &block : blocks) texts.push_back(&block.text);
    for (auto &[at, note] : notes) texts.push_back(&note.text);
    resolveBreaks(texts);
    for (std::string *text : texts) *text = cleanInline(*text);
}

/// Grows the normalised text and the sections over it.
class Builder {
public:
    explicit Builder(Article &article) : m_article(article) {}

    void heading(const Block &block) {
        startSection(block.level);
        Section &section = m_article.sections.back();
        section.heading = block.text;
        section.headingRange = append(block.text);
        section.range = section.headingRange;
    }
    void paragraph(const Block &block) {
        if (m_article.sections.empty()) startSection(1);
        Section &section = m_article.sections.back();
        Paragraph p;
        p.range = append(block.text);
        p.page = block.page;
        p.sentences = splitSentences(block.text);
        for (Range &s : p.sentences) s = {s.start + p.range.start, s.end + p.range.start};
        if (section.range.isEmpty()) section.range.start = p.range.start;
        section.range.end = p.range.end;
        section.paragraphs.push_back(std::move(p));
    }
    void finish() { m_article.text = Text(std::move(m_utf8)); }

private:
    void startSection(int level) {
        Section section;
        section.level = level;
        m_article.sections.push_back(std::move(section));
    }
    Range append(const std::string &text) {
        if (!m_utf8.empty()) {
            m_utf8 += '\n';
            ++m_points;
        }
        const std::size_t start = m_points;
        m_utf8 += text;
        m_points += codePointCount(text);
        return {start, m_points};
    }
    Article &m_article;
    std::string m_utf8;
    std::size_t m_points = 0;
};

} // namespace

Article assemble(std::vector<Block> blocks) {
    Article article;
    const Body body = findBody(blocks, article);
    std::vector<Block> inside;
    for (std::size_t i = body.begin; i < body.end; ++i)
        if (!body.isLeftOut(i)) inside.push_back(std::move(blocks[i]));

    std::vector<std::pair<std::size_t, Block>> notes; // with the block that they interrupt or follow
    inside = joined(std::move(inside), notes);
    resolveAll(inside, notes);
    Builder builder(article);
    auto note = notes.begin();
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const bool empty = inside[i].text.empty(); // it was nothing but a hyphen at a line's end
        if (!empty && inside[i].kind == Block::Kind::Heading) builder.heading(inside[i]);
        if (!empty && inside[i].kind != Block::Kind::Heading) builder.paragraph(inside[i]);
        for (; note != notes.end() && note->first <= i; ++note) {
            if (article.sections.empty()) continue;
            const std::size_t section = article.sections.size() - 1;
            const std::size_t count = article.sections.back().paragraphs.size();
            article.footnotes.push_back(
                {note->second.label, note->second.text, section, count > 0 ? count - 1 : 0, note->second.page});
        }
    }
    builder.finish();
    article.textHash = sha256(article.text.utf8());
    return article;
}

std::size_t Article::paragraphCount() const {
    std::size_t n = 0;
    for (const Section &s : sections) n += s.paragraphs.size();
    return n;
}

std::optional<Place> Article::locate(std::size_t offset) const {
    const auto startsAfter = [offset](const auto &part) { return part.range.start > offset; };
    const auto section =
        std::partition_point(sections.begin(), sections.end(), [&](const Section &s) { return !startsAfter(s); });
    if (section == sections.begin()) return std::nullopt;
    const Section &s = *(section - 1);
    const auto paragraph = std::partition_point(s.paragraphs.begin(), s.paragraphs.end(),
                                                [&](const Paragraph &p) { return !startsAfter(p); });
    if (paragraph == s.paragraphs.begin()) return std::nullopt;
    const Paragraph &p = *(paragraph - 1);
    if (!p.range.contains(offset)) return std::nullopt;
    const auto sentence =
        std::partition_point(p.sentences.begin(), p.sentences.end(), [&](Range r) { return r.start <= offset; });
    Place place;
    place.section = static_cast<std::size_t>(section - sections.begin()) - 1;
    place.paragraph = static_cast<std::size_t>(paragraph - s.paragraphs.begin()) - 1;
    place.sentence = sentence == p.sentences.begin() ? 0 : static_cast<std::size_t>(sentence - p.sentences.begin()) - 1;
    return place;
}

} // namespace corridors::article
