// The article that the map is about, where the machine has a copy: its path comes from CORRIDORS_ARTICLE.
#include <gtest/gtest.h>

#include <cstdlib>

#include "geodata/article/article.hpp"

namespace corridors::article {
namespace {

TEST(SharedArticle, HasThirtySixParagraphsInEightParts) {
    const char *path = std::getenv("CORRIDORS_ARTICLE");
    if (path == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    const Result<ImportedArticle> read = importArticle(path);
    ASSERT_TRUE(read) << read.error().text();
    const Article &a = *read->value;
    EXPECT_EQ(a.title, "The Russia-Azerbaijan Rift");
    EXPECT_EQ(a.authors, std::vector<std::string>{"Rail Safiyev"});
    EXPECT_EQ(a.doi, "10.3929/ethz-c-000785623");
    std::vector<std::size_t> counts;
    for (const Section &s : a.sections) counts.push_back(s.paragraphs.size());
    EXPECT_EQ(counts, (std::vector<std::size_t>{1, 6, 3, 6, 3, 6, 8, 3}));
    EXPECT_EQ(a.paragraphCount(), 36U);
    EXPECT_EQ(a.sections.front().heading, "Abstract");
    EXPECT_EQ(a.sections.back().heading, "In Lieu of a Conclusion");
    ASSERT_EQ(a.footnotes.size(), 1U);
    EXPECT_EQ(a.footnotes[0].section, 2U);
    for (const Section &s : a.sections)
        for (const Paragraph &p : s.paragraphs)
            EXPECT_TRUE(std::string_view(".!?\"").find(a.slice(p.range).back()) != std::string_view::npos);
}

} // namespace
} // namespace corridors::article
