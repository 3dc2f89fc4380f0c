// Damages texts of every kind and imports them: whatever comes, an article's parts tile its text, or there is an error
// with a message. Also the layout of PDF pages from random boxes.
#include "geodata/article/article.hpp"

#include "geodata/article/pdf_layout.hpp"
#include "geodata/article/unicode.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace corridors;
using namespace corridors::article;

const std::vector<std::string> kSeeds = {
    "# Title\n\nAnn Onymous (X)\n\nDOI: 10.1234/x\n\n## Abstract\n\nOne *two* [three](u) US\\$5. Next -\nline.\n\n## "
    "B\n\nText that "
    "is broken by a page and goes on for a while be-\n\ncause it is long.\n\n<sup>1</sup> note\n\n- a\n- b\n\n## "
    "References\n\nx\n",
    "Plain Title\n\nSome text in a paragraph. And more\nof it here.\n\n12\n\n\fAnother Heading\n\nmore text\n",
    "Setext\n======\n\n**Bold heading**\n\n> quoted `code` &amp; &#x41; <b>x</b> <!-- c --> ![i](u) [r][s] "
    "[^1]\n\n[^1]: note\n\n```\ncode\n```\n",
    "Дорога и река. ქართული ტექსტი.\n\nفارسی و عربی\u200C.\n\ne\u0301 \uFB01 \u00AD\u200B\uFEFF"};
const std::vector<std::string> kBits = {"\n\n",
                                        "# ",
                                        "-\n",
                                        "<sup>1</sup>",
                                        "[",
                                        "](",
                                        ")",
                                        "*",
                                        "_",
                                        "`",
                                        "\\",
                                        "&#",
                                        ";",
                                        "<!--",
                                        "-->",
                                        "\f",
                                        "\r",
                                        "\xFF",
                                        "\xEF\xB7\x90",
                                        "\xE2\x80\x90\n",
                                        "[^1]:",
                                        "    ",
                                        "## References",
                                        "**",
                                        "\xED\xA0\x80",
                                        "\xF4\x90\x80\x80"};

void check(const Article &a, const std::string &input) {
    if (a.sections.empty()) return fuzzing::require(a.text.size() == 0, "no text without sections", input);
    std::size_t at = 0;
    const auto covers = [&](Range r) {
        fuzzing::require(r.start == at && r.end > r.start, "blocks tile the text", input);
        at = r.end + 1;
    };
    for (const Section &s : a.sections) {
        if (!s.headingRange.isEmpty()) covers(s.headingRange);
        for (const Paragraph &p : s.paragraphs) {
            covers(p.range);
            fuzzing::require(!p.sentences.empty(), "a paragraph has a sentence", input);
            for (const Range &sentence : p.sentences)
                fuzzing::require(p.range.contains(sentence) && !sentence.isEmpty(), "sentences lie in their paragraph",
                                 input);
            fuzzing::require(a.locate(p.range.start).has_value(), "a paragraph is found", input);
        }
    }
    fuzzing::require(at == a.text.size() + 1, "the text has nothing else", input);
    fuzzing::require(cleanInline(a.title) == a.title, "the title is clean", input);
}

void layOutRandomly(fuzzing::Random &random) {
    std::vector<PdfPage> pages(1 + random() % 3);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        pages[i] = {static_cast<int>(i + 1), 595, 842, {}};
        for (std::size_t n = random() % 60; n > 0; --n) {
            PdfWord w;
            w.x0 = static_cast<double>(random() % 700) - 50;
            w.y0 = static_cast<double>(random() % 900) - 20;
            w.x1 = w.x0 + static_cast<double>(random() % 80) - 4;
            w.y1 = w.y0 + static_cast<double>(random() % 30) - 2;
            w.size = static_cast<double>(random() % 20);
            w.spaceAfter = random() % 2 == 0;
            w.bold = random() % 5 == 0;
            w.text = fuzzing::damaged("word 12-", kBits, random);
            pages[i].words.push_back(std::move(w));
        }
    }
    for (const Block &block : layOut(pages)) fuzzing::require(!block.text.empty(), "blocks hold text", "(boxes)");
    check(assemble(layOut(pages)), "(boxes)");
}

} // namespace

int main(int argc, char **argv) {
    const std::size_t rounds = fuzzing::run(argc, argv, [](fuzzing::Random &random) {
        const std::string input = fuzzing::damaged(kSeeds[fuzzing::below(random, kSeeds.size())], kBits, random);
        const Result<ImportedArticle> result = importText(input, random() % 2 == 0 ? "a.md" : "a.txt");
        if (result) {
            check(*result->value, input);
        } else {
            fuzzing::require(!result.error().message.empty(), "errors have a message", input);
        }
        layOutRandomly(random);
    });
    std::printf("article_fuzz: %zu rounds\n", rounds);
}
