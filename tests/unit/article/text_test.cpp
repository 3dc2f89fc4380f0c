#include "geodata/article/text.hpp"

#include <gtest/gtest.h>

#include <random>

#include "geodata/article/article.hpp"

namespace corridors::article {
namespace {

std::u32string randomText(std::mt19937 &random, std::size_t length) {
    const std::u32string alphabet = U"abc xyzəğışöüçАрмянский Հայ ქართული فارسی\U0001F682\n";
    std::u32string out;
    for (std::size_t i = 0; i < length; ++i) out += alphabet[random() % alphabet.size()];
    return out;
}

TEST(Text, SlicesByCodePointsLikeTheDecodedText) {
    std::mt19937 random(5);
    for (int round = 0; round < 40; ++round) {
        const std::u32string points = randomText(random, random() % 700);
        const Text text(encode(points));
        ASSERT_EQ(text.size(), points.size());
        for (int i = 0; i < 50; ++i) {
            const std::size_t a = random() % (points.size() + 3);
            const std::size_t b = a + random() % 90;
            const std::u32string expected = a < points.size() ? points.substr(a, b - a) : std::u32string();
            ASSERT_EQ(decode(text.slice(a, b)), expected);
            ASSERT_EQ(text.codePointAt(text.byteOffset(a)), std::min(a, points.size()));
        }
    }
}

TEST(Text, EveryByteBelongsToTheCodePointThatHoldsIt) {
    const Text text(std::string(200, 'a') + "\u0259\U0001F682" + std::string(100, 'b') + "\u0259");
    for (std::size_t byte = 0; byte < text.utf8().size(); ++byte) {
        const std::size_t point = text.codePointAt(byte);
        EXPECT_LE(text.byteOffset(point), byte);
        EXPECT_GT(text.byteOffset(point + 1), byte);
    }
}

TEST(Text, ReplacesBytesThatAreNotUtf8) {
    EXPECT_EQ(Text("a\xFF"
                   "b")
                  .utf8(),
              "a\uFFFD"
              "b");
    EXPECT_EQ(encode(std::u32string(1, char32_t{0xD800})), "\uFFFD");
    EXPECT_EQ(codePointCount("\u0259\u011F\u0131"), 3U);
}

// FIPS 180-4's own examples and the lengths around a block's edge.
TEST(Sha256, MatchesThePublishedExamples) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    std::vector<std::string> hashes;
    for (std::size_t n = 50; n < 70; ++n) hashes.push_back(sha256(std::string(n, 'x')));
    std::sort(hashes.begin(), hashes.end());
    EXPECT_EQ(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

} // namespace
} // namespace corridors::article
