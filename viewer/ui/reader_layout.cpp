// The reading panel's blocks and its place in them.
#include <algorithm>
#include <cmath>

#include "viewer/ui/reader_memory.hpp"
#include "viewer/ui/theme.hpp"

namespace corridors::ui {
namespace {

constexpr std::size_t kLongestBlock = 4000; // code points; longer paragraphs are laid out in parts
constexpr std::size_t kLayoutsAround = 60;  // blocks on either side of the view whose layouts are kept
constexpr std::size_t kNearBlocks = 12;     // the view glides this far and jumps farther
constexpr double kLeading = 1.56;           // em; long lines need more of it than captions do

text::TextStyle styleOf(const ReaderMemory &memory, const TextBlock &block) {
    text::TextStyle style;
    style.fonts = {block.level > 0 ? "Noto Serif Bold" : "Noto Serif Regular"};
    style.sizePx = block.level == 1      ? memory.fontPx * 1.3
                   : block.level > 1     ? memory.fontPx * 1.14
                   : !block.note.empty() ? memory.fontPx * 0.86
                                         : memory.fontPx;
    style.lineHeightEm = block.level > 0 ? 1.3 : kLeading;
    style.justify = text::Justify::Left;
    style.maxWidthPx = memory.columnPx;
    style.color = theme::kInk;
    return style;
}

void addParagraph(ReaderMemory &memory, const article::Paragraph &paragraph, double gapPx) {
    std::size_t start = paragraph.range.start;
    const auto add = [&](std::size_t end) {
        TextBlock block;
        block.range = {start, end};
        block.gapPx = start == paragraph.range.start ? gapPx : 0;
        memory.blocks.push_back(std::move(block));
        start = end;
    };
    for (const article::Range &sentence : paragraph.sentences)
        if (sentence.end - start > kLongestBlock && sentence.start > start) add(sentence.start);
    while (paragraph.range.end - start > 2 * kLongestBlock) add(start + kLongestBlock); // one endless sentence
    add(paragraph.range.end);
}

void addNotes(ReaderMemory &memory) {
    if (memory.article->footnotes.empty()) return;
    TextBlock heading;
    heading.note = "Notes";
    heading.level = 3;
    heading.gapPx = memory.fontPx * 2;
    memory.blocks.push_back(heading);
    for (const article::Footnote &note : memory.article->footnotes) {
        TextBlock block;
        block.note = note.label + "  " + note.text;
        block.gapPx = memory.fontPx * 0.4;
        memory.blocks.push_back(std::move(block));
    }
}

} // namespace

void updateBlocks(ReaderMemory &memory, const std::shared_ptr<const article::Article> &article, double columnPx,
                  double fontPx) {
    if (memory.article == article && memory.columnPx == columnPx && memory.fontPx == fontPx) return;
    const bool sameText = memory.article == article;
    const std::size_t place = sameText ? memory.firstShown : 0;
    if (!sameText) {
        const ReaderMemory::View view = memory.view;
        memory = {};
        memory.view = view;
    }
    memory.article = article;
    memory.columnPx = columnPx;
    memory.fontPx = fontPx;
    memory.blocks.clear();
    const double gap = fontPx * 0.75;
    for (const article::Section &section : article->sections) {
        if (!section.headingRange.isEmpty()) {
            TextBlock heading;
            heading.range = section.headingRange;
            heading.level = std::clamp(section.level, 1, 4);
            heading.gapPx = memory.blocks.empty() ? fontPx * 0.5 : fontPx * 1.7;
            memory.blocks.push_back(std::move(heading));
        }
        for (const article::Paragraph &p : section.paragraphs) addParagraph(memory, p, gap);
    }
    for (TextBlock &b : memory.blocks) b.firstByte = article->text.byteOffset(b.range.start);
    addNotes(memory);
    memory.top = place > 0 ? blockOf(memory, place) : 0;
    memory.offsetPx = 0;
    memory.glidePx = 0;
}

TextBlock &laidOut(ReaderMemory &memory, TextImages &images, std::size_t index) {
    TextBlock &block = memory.blocks[index];
    if (!block.layout) {
        const std::string text = block.note.empty() ? std::string(memory.article->slice(block.range)) : block.note;
        block.layout = images.layOut(text, styleOf(memory, block));
    }
    return block;
}

double heightOf(ReaderMemory &memory, TextImages &images, std::size_t index) {
    const TextBlock &block = laidOut(memory, images, index);
    return block.gapPx + block.layout->metrics().heightPx;
}

void scrollBy(ReaderMemory &memory, TextImages &images, double px) {
    if (memory.blocks.empty()) return;
    memory.top = std::min(memory.top, memory.blocks.size() - 1);
    memory.offsetPx += px;
    while (memory.offsetPx < 0 && memory.top > 0) memory.offsetPx += heightOf(memory, images, --memory.top);
    memory.offsetPx = std::max(memory.offsetPx, 0.0);
    while (memory.top + 1 < memory.blocks.size()) {
        const double height = heightOf(memory, images, memory.top);
        if (memory.offsetPx < height) break;
        memory.offsetPx -= height;
        ++memory.top;
    }
    // The last line stops at two thirds of the view, so that the end can be read in the middle of it.
    const double least = memory.viewPx * 0.66;
    double below = -memory.offsetPx;
    for (std::size_t i = memory.top; i < memory.blocks.size() && below < least; ++i)
        below += heightOf(memory, images, i);
    if (below >= least) return;
    memory.offsetPx -= least - below;
    while (memory.offsetPx < 0 && memory.top > 0) memory.offsetPx += heightOf(memory, images, --memory.top);
    memory.offsetPx = std::max(memory.offsetPx, 0.0);
}

std::size_t blockOf(const ReaderMemory &memory, std::size_t codePoint) {
    std::size_t found = 0;
    const auto notes =
        std::find_if(memory.blocks.begin(), memory.blocks.end(), [](const TextBlock &b) { return !b.note.empty(); });
    const auto after = std::upper_bound(memory.blocks.begin(), notes, codePoint,
                                        [](std::size_t at, const TextBlock &b) { return at < b.range.start; });
    if (after != memory.blocks.begin()) found = static_cast<std::size_t>(after - memory.blocks.begin()) - 1;
    return found;
}

void scrollTo(ReaderMemory &memory, TextImages &images, std::size_t codePoint, double share, bool glides) {
    if (memory.blocks.empty()) return;
    const std::size_t target = blockOf(memory, codePoint);
    const TextBlock &block = laidOut(memory, images, target);
    const std::size_t byte = memory.article->text.byteOffset(std::max(codePoint, block.range.start)) - block.firstByte;
    const double inside =
        block.gapPx + static_cast<double>(block.layout->lineOfByte(byte)) * block.layout->lineHeightPx();
    const bool near = target + kNearBlocks > memory.top && memory.top + kNearBlocks > target;
    if (!glides || !near) {
        memory.glidePx = 0;
        memory.top = target;
        memory.offsetPx = 0;
        scrollBy(memory, images, inside - share * memory.viewPx);
        return;
    }
    double distance = inside - memory.offsetPx;
    for (std::size_t i = memory.top; i < target; ++i) distance += heightOf(memory, images, i);
    for (std::size_t i = target; i < memory.top; ++i) distance -= heightOf(memory, images, i);
    memory.glidePx = distance - share * memory.viewPx;
}

void forgetFarLayouts(ReaderMemory &memory) {
    for (std::size_t i = 0; i < memory.blocks.size(); ++i)
        if (i + kLayoutsAround < memory.top || i > memory.top + 2 * kLayoutsAround) memory.blocks[i].layout.reset();
}

ByteRange bytesIn(const ReaderMemory &memory, const TextBlock &block, article::Range range) {
    if (!block.note.empty() || !range.overlaps(block.range)) return {};
    const article::Text &text = memory.article->text;
    return {text.byteOffset(std::max(range.start, block.range.start)) - block.firstByte,
            text.byteOffset(std::min(range.end, block.range.end)) - block.firstByte};
}

} // namespace corridors::ui
