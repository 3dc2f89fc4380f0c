#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <fstream>

#include "geodata/article/article.hpp"

namespace corridors::article {
namespace {

Article import(std::string_view bytes, const std::string &name = "a.md") {
    const Result<ImportedArticle> result = importText(bytes, name);
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result->value : Article{};
}

std::string error(std::string_view bytes, const std::string &name = "a.txt") {
    const Result<ImportedArticle> result = importText(bytes, name);
    return result ? "(no error)" : result.error().text();
}

std::vector<std::string> paragraphs(const Article &a) {
    std::vector<std::string> out;
    for (const Section &s : a.sections)
        for (const Paragraph &p : s.paragraphs) out.emplace_back(a.slice(p.range));
    return out;
}

constexpr const char *kJournal = R"(### **A JOURNAL**

Contents: one thing, another thing

## The Long Railway

Ann Onymous (Somewhere University) and Bo Gus (Institute of Nothing)

DOI: 10.1234/abc-5

#### Abstract

This is the *short* version. It costs US\$5.

## First Part

The first paragraph of this part is long enough to be cut by the end of a page, since it simply goes on

and on until it ends. Here is a **second** sentence [with a link](https://example.org/x_y) in it.

The second paragraph has a note in the midst of what it says about trains, which is not so

<sup>1</sup> A note at the foot of the page that itself ends with a dash—

easily told. It hyphen-
ates a word at the line's end, and the pro-
Western one keeps its hyphen.

### References

- Somebody (2020) A book.
)";

TEST(Import, FindsTitleAuthorsDoiAndBody) {
    const Article a = import(kJournal);
    EXPECT_EQ(a.title, "The Long Railway");
    EXPECT_EQ(a.authors, (std::vector<std::string>{"Ann Onymous", "Bo Gus"}));
    EXPECT_EQ(a.doi, "10.1234/abc-5");
    ASSERT_EQ(a.sections.size(), 2U);
    EXPECT_EQ(a.sections[0].heading, "Abstract");
    EXPECT_EQ(a.sections[1].heading, "First Part");
    EXPECT_EQ(a.paragraphCount(), 3U);
    EXPECT_EQ(a.text.utf8().find("Somebody"), std::string::npos) << "references are not of the body";
}

TEST(Import, AMarkedHeadingWithTextBelowIsASectionHoweverMuchItLooksLikeAName) {
    const Article named =
        import("# Two Ways South\n\n## The First Way\n\nIt goes.\n\n## The Second Way\n\nIt goes, too.\n");
    EXPECT_EQ(named.title, "Two Ways South");
    EXPECT_TRUE(named.authors.empty());
    ASSERT_EQ(named.sections.size(), 2U);
    EXPECT_EQ(named.sections[0].heading, "The First Way");
    const Article authored = import("# Two Ways South\n\n## Ann Onymous\n\n## First\n\nIt goes.\n\n## Second\n\nOn.\n");
    EXPECT_EQ(authored.authors, std::vector<std::string>{"Ann Onymous"});
    EXPECT_EQ(authored.sections.size(), 2U);
}

TEST(Import, JoinsWhatPagesAndNotesBroke) {
    const Article a = import(kJournal);
    const std::vector<std::string> p = paragraphs(a);
    ASSERT_EQ(p.size(), 3U);
    EXPECT_EQ(p[0], "This is the short version. It costs US$5.");
    EXPECT_EQ(p[1], "The first paragraph of this part is long enough to be cut by the end of a page, since it simply "
                    "goes on and on "
                    "until it ends. Here is a second sentence with a link in it.");
    EXPECT_EQ(
        p[2],
        "The second paragraph has a note in the midst of what it says about trains, which is not so easily told. It "
        "hyphenates a word at the line's end, and the pro-Western one keeps its hyphen.");
    ASSERT_EQ(a.footnotes.size(), 1U);
    EXPECT_EQ(a.footnotes[0].label, "1");
    EXPECT_EQ(a.footnotes[0].section, 1U);
    EXPECT_EQ(a.footnotes[0].paragraph, 1U);
}

TEST(Import, AWordKeepsTheHyphenThatTheTextGivesItElsewhere) {
    const Article a = import("# T\n\n## S\n\nA long-term plan is a long-\nterm plan, and a rail-\nway is a railway.\n");
    EXPECT_EQ(paragraphs(a)[0], "A long-term plan is a long-term plan, and a railway is a railway.");
}

TEST(Import, OffsetsTileTheNormalisedText) {
    const Article a = import(kJournal);
    std::size_t at = 0;
    for (const Section &s : a.sections) {
        EXPECT_EQ(s.headingRange.start, at);
        EXPECT_EQ(a.slice(s.headingRange), s.heading);
        at = s.headingRange.end + 1;
        for (const Paragraph &p : s.paragraphs) {
            EXPECT_EQ(p.range.start, at);
            at = p.range.end + 1;
            ASSERT_FALSE(p.sentences.empty());
            EXPECT_EQ(p.sentences.front().start, p.range.start);
            EXPECT_EQ(p.sentences.back().end, p.range.end);
            for (std::size_t i = 0; i < p.sentences.size(); ++i) {
                const auto place = a.locate(p.sentences[i].start);
                ASSERT_TRUE(place);
                EXPECT_EQ(place->sentence, i);
            }
        }
    }
    EXPECT_EQ(at, a.text.size() + 1);
    EXPECT_EQ(a.textHash, sha256(a.text.utf8()));
    EXPECT_FALSE(a.locate(0)) << "a heading is in no paragraph";
    EXPECT_FALSE(a.locate(a.text.size() + 5));
}

TEST(Import, SentencesKeepAbbreviationsWhole) {
    const Article a = import("# T\n\n## S\n\nDr. Who (Smith et al., 2020) came, i.e. he arrived at No. 5. Then he "
                             "left. \"Why?\" she asked.\n");
    const Paragraph &p = a.sections[0].paragraphs[0];
    ASSERT_GE(p.sentences.size(), 3U);
    EXPECT_EQ(a.slice(p.sentences[0]), "Dr. Who (Smith et al., 2020) came, i.e. he arrived at No. 5.");
    EXPECT_EQ(a.slice(p.sentences[1]), "Then he left.");
}

TEST(Import, NormalisesUnicode) {
    const Article a =
        import("# T\n\n## S\n\ne\u0301\u00A0\u00A0cafe\u0301 soft\u00ADhyphen \uFB01nd zero\u200Bwidth\ttab.\n");
    EXPECT_EQ(paragraphs(a)[0], "\u00E9 caf\u00E9 softhyphen find zerowidth tab.");
}

TEST(Import, PlainTextHeadingsPagesAndNumbers) {
    const Article a = import("The Title of It\n\nJane Doe\n\nAbstract\n\nShort and plain, it says little.\n\nA "
                             "Heading\n\nText that goes over "
                             "the end of a\npage because it is long enough for that\n\n12\n\n\fand ends here. "
                             "Fine.\n\nBibliography\n\nX (1999).\n",
                             "a.txt");
    EXPECT_EQ(a.format, Format::PlainText);
    EXPECT_EQ(a.title, "The Title of It");
    EXPECT_EQ(a.authors, std::vector<std::string>{"Jane Doe"});
    const std::vector<std::string> p = paragraphs(a);
    ASSERT_EQ(p.size(), 2U);
    EXPECT_EQ(p[1], "Text that goes over the end of a page because it is long enough for that and ends here. Fine.");
    EXPECT_EQ(a.sections[1].heading, "A Heading");
}

TEST(Import, OtherEncodingsAreReadAndNamed) {
    const std::string latin1 = "# T\n\n## S\n\nCaf\xE9 au lait, na\xEFve et fran\xE7"
                               "ais, d\xE9j\xE0 vu. Encore une phrase pour l'essai.\n";
    const Result<ImportedArticle> read = importText(latin1, "a.md");
    ASSERT_TRUE(read);
    ASSERT_FALSE(read->warnings.empty());
    EXPECT_NE(read->warnings[0].text().find("not UTF-8"), std::string::npos);
    EXPECT_EQ(paragraphs(*read->value)[0].substr(0, 5), "Caf\u00E9");

    std::string utf16 = "\xFF\xFE";
    for (const char c : std::string("# T\n\n## S\n\nHello there.\n")) utf16 += c, utf16 += '\0';
    EXPECT_EQ(paragraphs(import(utf16))[0], "Hello there.");
}

TEST(Import, SaysWhatIsWrongWithAFile) {
    EXPECT_NE(error("").find("it is empty"), std::string::npos);
    EXPECT_NE(error(" \n\t\n").find("it is empty"), std::string::npos);
    EXPECT_NE(error(std::string("ab\0cd\1\2\3", 8)).find("binary"), std::string::npos);
    EXPECT_NE(error("PK\x03\x04zzzz").find("ZIP archive"), std::string::npos);
    EXPECT_NE(error("<!DOCTYPE html><p>x").find("web page"), std::string::npos);
    EXPECT_NE(error("# Only a heading\n", "a.md").find("no paragraph"), std::string::npos);
    EXPECT_NE(importArticle("/no/such/file").error().text().find("no such file"), std::string::npos);
    EXPECT_NE(importArticle(CORRIDORS_TESTS_DIR).error().text().find("folder"), std::string::npos);
}

TEST(Import, IsBoundedInSize) {
    const std::string path = std::string(CORRIDORS_BUILD_DIR) + "/import_test_large.txt";
    std::ofstream(path) << std::string(3000, 'a');
    ImportOptions options;
    options.maxTextBytes = 1000;
    EXPECT_FALSE(importArticle(path, options));
    EXPECT_TRUE(importArticle(path));
    std::remove(path.c_str());
}

TEST(Import, HalfAMillionWordsTakeLessThanASecondOfProcessorTime) {
    std::string text = "# Long\n\n## Part\n\n";
    for (int p = 0; p < 5000; ++p) {
        for (int w = 0; w < 100; ++w) text += w % 20 == 19 ? "corridor. " : "railway ";
        text += "\n\n";
    }
    const std::clock_t before = std::clock();
    const Article a = import(text);
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    EXPECT_EQ(a.paragraphCount(), 5000U);
    RecordProperty("cpu_seconds", std::to_string(seconds));
    std::cout << "[ import   ] 500,000 words in " << seconds << " s of processor time\n";
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(seconds, 1.0);
#endif
}

} // namespace
} // namespace corridors::article
