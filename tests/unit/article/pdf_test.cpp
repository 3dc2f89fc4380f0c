#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "geodata/article/article.hpp"
#include "geodata/article/unicode.hpp"
#include "tests/unit/article/made_pdf.hpp"

namespace corridors::article {
namespace {

using testing::MadeBlock;
using testing::MadePdf;

std::string written(const std::string &name, const std::string &bytes) {
    const std::string path = std::string(CORRIDORS_BUILD_DIR) + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

/// Our own words, enough for several pages.
std::vector<MadeBlock> generated(std::size_t sections, std::size_t paragraphs) {
    std::mt19937 random(17);
    const std::vector<std::string> words = {
        "railway", "corridor", "bridge", "between",    "negotiation", "transport", "customs",  "and",
        "the",     "of",       "in",     "government", "announced",   "agreement", "regional", "river"};
    std::vector<MadeBlock> blocks = {{MadeBlock::Kind::Title, "A Study of Nothing in Particular"},
                                     {MadeBlock::Kind::Author, "Ann Onymous (Some University)"},
                                     {MadeBlock::Kind::Heading, "Abstract"}};
    for (std::size_t s = 0; s < sections; ++s) {
        if (s > 0) blocks.push_back({MadeBlock::Kind::Heading, "Part Number " + std::to_string(s)});
        for (std::size_t p = 0; p < paragraphs; ++p) {
            std::string text;
            for (std::size_t w = 0; w < 60 + random() % 60; ++w) {
                std::string word = words[random() % words.size()];
                if (w % 15 == 0) word[0] = static_cast<char>(word[0] - 32);
                text += (w > 0 ? " " : "") + word + (w % 15 == 14 ? "." : "");
            }
            if (text.back() != '.') text += '.';
            blocks.push_back({MadeBlock::Kind::Paragraph, text});
        }
    }
    return blocks;
}

void expectSame(const Article &a, const std::vector<MadeBlock> &blocks) {
    std::vector<std::string> expected, found;
    for (const MadeBlock &b : blocks)
        if (b.kind == MadeBlock::Kind::Heading || b.kind == MadeBlock::Kind::Paragraph) expected.push_back(b.text);
    for (const Section &s : a.sections) {
        found.push_back(s.heading);
        for (const Paragraph &p : s.paragraphs) found.emplace_back(a.slice(p.range));
    }
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i]);
}

TEST(Pdf, TwoColumnsAreReadInOrderWithoutHeadsNumbersAndHyphens) {
    const std::vector<MadeBlock> blocks = generated(4, 7);
    const Result<ImportedArticle> read = importArticle(written("two.pdf", testing::makePdf(blocks)));
    ASSERT_TRUE(read) << read.error().text();
    const Article &a = *read->value;
    EXPECT_EQ(a.format, Format::Pdf);
    EXPECT_EQ(a.title, "A Study of Nothing in Particular");
    EXPECT_EQ(a.authors, std::vector<std::string>{"Ann Onymous"});
    expectSame(a, blocks);
    EXPECT_EQ(a.sections.front().paragraphs.front().page, 1);
    EXPECT_GT(a.sections.back().paragraphs.back().page, 1);
}

TEST(Pdf, OneColumnIsReadToo) {
    const std::vector<MadeBlock> blocks = generated(3, 6);
    MadePdf options;
    options.twoColumns = false;
    const Result<ImportedArticle> read = importArticle(written("one.pdf", testing::makePdf(blocks, options)));
    ASSERT_TRUE(read) << read.error().text();
    expectSame(*read->value, blocks);
}

TEST(Pdf, AFootnoteIsTakenOutOfTheText) {
    const std::vector<MadeBlock> blocks = generated(3, 6);
    MadePdf options;
    options.footnote =
        "This is the note at the foot of the first column, which is long enough for two lines of small print.";
    const Result<ImportedArticle> read = importArticle(written("note.pdf", testing::makePdf(blocks, options)));
    ASSERT_TRUE(read) << read.error().text();
    expectSame(*read->value, blocks);
    ASSERT_EQ(read->value->footnotes.size(), 1U);
    EXPECT_EQ(read->value->footnotes[0].label, "1");
    EXPECT_EQ(read->value->footnotes[0].text, options.footnote);
}

TEST(Pdf, HostileAndEmptyFilesGiveMessages) {
    const auto error = [](const std::string &bytes, const ImportOptions &options = {}) {
        const Result<ImportedArticle> r = importArticle(written("bad.pdf", bytes), options);
        return r ? std::string("(no error)") : r.error().text();
    };
    EXPECT_NE(error("%PDF-1.4\nnothing").find("damaged"), std::string::npos) << error("%PDF-1.4\nnothing");
    MadePdf blank;
    blank.runningHead.clear();
    EXPECT_NE(error(testing::makePdf({}, blank)).find("scan"), std::string::npos);
    const std::string good = testing::makePdf(generated(2, 3));
    ImportOptions small;
    small.maxPdfBytes = 100;
    EXPECT_NE(error(good, small).find("larger than"), std::string::npos);
    ImportOptions missing;
    missing.pdfReader = "/no/such/reader";
    EXPECT_NE(error(good, missing).find("could not be started"), std::string::npos);
    ImportOptions hanging; // a reader that never ends is ended
    hanging.pdfReader = "/usr/bin/yes";
    hanging.pdfTimeoutS = 0.3;
    EXPECT_NE(error(good, hanging).find("too long"), std::string::npos) << error(good, hanging);
    ImportOptions crashing;
    crashing.pdfReader = "/bin/false";
    EXPECT_NE(error(good, crashing).find("gave up"), std::string::npos);
    std::stop_source stop;
    stop.request_stop();
    ImportOptions stopped = hanging;
    stopped.stop = stop.get_token();
    EXPECT_NE(error(good, stopped).find("stopped"), std::string::npos);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    ImportOptions tight;
    tight.pdfMemoryBytes = 1 << 20;
    EXPECT_NE(error(good, tight).find("gave up"), std::string::npos) << error(good, tight);
#endif
    // Damage anywhere gives text or a message, never an end of this program.
    std::mt19937 random(1);
    for (int i = 0; i < 12; ++i) {
        std::string bytes = good;
        for (int n = 0; n < 20; ++n) bytes[20 + random() % (bytes.size() - 20)] = static_cast<char>(random());
        EXPECT_FALSE(error(bytes).empty());
    }
}

TEST(Pdf, IndentedParagraphsAreToldApart) {
    const std::vector<MadeBlock> blocks = generated(4, 7);
    MadePdf options;
    options.indent = true;
    const Result<ImportedArticle> read = importArticle(written("indent.pdf", testing::makePdf(blocks, options)));
    ASSERT_TRUE(read) << read.error().text();
    expectSame(*read->value, blocks);
}

TEST(Pdf, TheArticleAsTwoColumnPdfHasItsThirtySixParagraphs) {
    const char *path = std::getenv("CORRIDORS_ARTICLE");
    if (path == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    const Result<ImportedArticle> original = importArticle(path);
    ASSERT_TRUE(original);
    MadePdf options;
    options.indent = true;
    options.footnote = "This note stands at the foot of the first column.";
    const std::string pdf = written("article.pdf", testing::makePdf(testing::blocksOf(*original->value), options));
    const Result<ImportedArticle> read = importArticle(pdf);
    std::remove(pdf.c_str());
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->value->paragraphCount(), 36U);
    ASSERT_EQ(read->value->sections.size(), 8U);
    for (std::size_t i = 0; i < 8; ++i)
        EXPECT_EQ(read->value->sections[i].paragraphs.size(), original->value->sections[i].paragraphs.size());
    EXPECT_EQ(read->value->footnotes.size(), 1U);
}

} // namespace
} // namespace corridors::article
