#include "geodata/article/find.hpp"

#include <gtest/gtest.h>

namespace corridors::article {
namespace {

std::vector<std::string> found(const std::string &text, const std::string &query) {
    const Text whole(text);
    std::vector<std::string> out;
    for (const Range &r : TextFinder(text).find(query)) out.emplace_back(whole.slice(r));
    return out;
}

TEST(TextFinder, FindsInAnySpelling) {
    EXPECT_EQ(found("Naxçıvan and NAXCIVAN, not Nax.", "naxcivan"), (std::vector<std::string>{"Naxçıvan", "NAXCIVAN"}));
    EXPECT_EQ(found("the “old” town's gate", "\"old\" town's"), (std::vector<std::string>{"“old” town's"}));
    EXPECT_EQ(found("aaaa", "aa").size(), 2U) << "occurrences do not overlap";
    EXPECT_EQ(found("Straße", "s"), (std::vector<std::string>{"S", "ß"})) << "one letter is found once";
    EXPECT_TRUE(found("anything", "  ").empty());
    EXPECT_TRUE(found("", "a").empty());
}

TEST(TextFinder, LimitsWhatItReturns) { EXPECT_EQ(TextFinder(std::string(5000, 'a')).find("a", 100).size(), 100U); }

TEST(WordAt, TakesTheWholeWordInAnyScript) {
    const Text text("Über Ճանապարհ, جاده");
    const auto word = [&](std::size_t at) { return std::string(text.slice(wordAt(text, at))); };
    EXPECT_EQ(word(0), "Über");
    EXPECT_EQ(word(3), "Über");
    EXPECT_EQ(word(7), "Ճանապարհ");
    EXPECT_EQ(word(13), ",");
    EXPECT_EQ(word(17), "جاده");
    EXPECT_TRUE(wordAt(text, 1000).isEmpty());
}

} // namespace
} // namespace corridors::article
