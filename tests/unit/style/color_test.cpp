// CSS colours.
#include "geodata/style/color_math.hpp"
#include "support.hpp"

namespace corridors::style::test {
namespace {

std::string css(std::string_view text) {
    const auto color = parseRgba(text);
    return color ? toText(Value(*color)) : "none";
}

TEST(Color, ReadsEveryNotation) {
    EXPECT_EQ(css("steelblue"), "rgba(70,130,180,1)");
    EXPECT_EQ(css(" RebeccaPurple "), "rgba(102,51,153,1)");
    EXPECT_EQ(css("transparent"), "rgba(0,0,0,0)");
    EXPECT_EQ(css("#f0c"), "rgba(255,0,204,1)");
    EXPECT_EQ(css("#F0C8"), "rgba(255,0,204," + toText(Value(136 / 255.0)) + ")");
    EXPECT_EQ(css("#102030"), "rgba(16,32,48,1)");
    EXPECT_EQ(css("#10203000"), "rgba(16,32,48,0)");
    EXPECT_EQ(css("rgb(1, 2, 3)"), "rgba(1,2,3,1)");
    EXPECT_EQ(css("rgba(1,2,3,.5)"), "rgba(1,2,3,0.5)");
    EXPECT_EQ(css("rgb(100% 0% 50% / 25%)"), "rgba(255,0,128,0.25)");
    EXPECT_EQ(css("rgb(300 -20 1e2)"), "rgba(255,0,100,1)");
    EXPECT_EQ(css("hsl(120, 100%, 25%)"), "rgba(0,128,0,1)");
    EXPECT_EQ(css("hsla(240deg 100% 50% / 0.4)"), "rgba(0,0,255,0.4)");
    EXPECT_EQ(css("hsl(-120,100%,50%)"), css("hsl(240,100%,50%)"));
}

TEST(Color, RefusesWhatCssRefuses) {
    for (const char *text :
         {"", "#12", "#12345", "#ggg", "rgb(1,2)", "rgb(1,2,3", "rgb(1 2,3)", "rgb(1%,2,3)", "rgb(1,2,3/4)",
          "rgb(1 2 3, 4)", "hsl(1,2,3)", "blurple", "rgb()", "rgb(a,b,c)", "rgb(1,2,3)x", "url(#a)"})
        EXPECT_EQ(css(text), "none") << text;
}

TEST(Color, HexAndFunctionNotationAgree) {
    for (int i = 0; i < 256; i += 5) {
        char hex[8];
        std::snprintf(hex, sizeof hex, "#%02x%02x%02x", i, 255 - i, i / 2);
        const std::string function =
            "rgb(" + std::to_string(i) + "," + std::to_string(255 - i) + "," + std::to_string(i / 2) + ")";
        EXPECT_EQ(parseRgba(hex), parseRgba(function)) << hex;
    }
}

TEST(Color, NamesAreFoundAtBothEndsOfTheTable) {
    EXPECT_EQ(parseColor("aliceblue"), (Color{240 / 255.0F, 248 / 255.0F, 1, 1}));
    EXPECT_EQ(parseColor("yellowgreen"), (Color{154 / 255.0F, 205 / 255.0F, 50 / 255.0F, 1}));
    EXPECT_FALSE(parseColor("zzz").has_value());
}

} // namespace
} // namespace corridors::style::test
