// Addresses in a page's texts.
#include <gtest/gtest.h>

#include "viewer/output/text_links.hpp"

namespace corridors::output {

TEST(TextLinks, FindsAddressesAndDois) {
    const auto links = linksIn("See https://example.org/a(b)c, doi:10.1000/xyz123 and (10.5555/12345678).");
    ASSERT_EQ(links.size(), 3U);
    EXPECT_EQ(links[0].uri, "https://example.org/a(b)c");
    EXPECT_EQ(links[1].uri, "https://doi.org/10.1000/xyz123");
    EXPECT_EQ(links[2].uri, "https://doi.org/10.5555/12345678");
}

TEST(TextLinks, LeavesNumbersAlone) {
    for (const char *text : {"10.5 km", "110.1000/x", "2010.1000", "10.1000", "10./x", "http", "doi:", "", "doi: "})
        EXPECT_TRUE(linksIn(text).empty()) << text;
}

TEST(TextLinks, StandWhereTheTextStands) {
    layout::TextPrimitive words;
    words.utf8 = "Data from the survey\nhttps://example.org/data and more";
    words.topLeft = {100, 50};
    words.style.justify = text::Justify::Left;
    const text::TextEngine engine;
    const auto links = pageLinks({{"attribution", words}}, engine);
    ASSERT_EQ(links.size(), 1U);
    const double line = engine.measure(words.utf8, words.style).heightPx / 2;
    EXPECT_NEAR(links[0].box.left, 100, 0.5);
    EXPECT_NEAR(links[0].box.top, 50 + line, 0.5);
    EXPECT_NEAR(links[0].box.bottom, 50 + 2 * line, 0.5);
    EXPECT_NEAR(links[0].box.width(), engine.measure("https://example.org/data", words.style).widthPx, 1);
}

} // namespace corridors::output
