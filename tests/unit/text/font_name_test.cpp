#include "viewer/text/font_name.hpp"

#include <gtest/gtest.h>

namespace corridors::text {
namespace {

TEST(FontName, SplitsMapLibreNames) {
    EXPECT_EQ(parseFontName("Noto Sans Regular"), (FontName{"Noto Sans", 400, false, 100}));
    EXPECT_EQ(parseFontName("Noto Sans Bold"), (FontName{"Noto Sans", 700, false, 100}));
    EXPECT_EQ(parseFontName("Noto Sans Italic"), (FontName{"Noto Sans", 400, true, 100}));
    EXPECT_EQ(parseFontName("Noto Serif Semi Bold Italic"), (FontName{"Noto Serif", 600, true, 100}));
    EXPECT_EQ(parseFontName("Roboto Condensed Light"), (FontName{"Roboto", 300, false, 75}));
    EXPECT_EQ(parseFontName("OpenSans-Bold"), (FontName{"OpenSans", 700, false, 100}));
    EXPECT_EQ(parseFontName("Arial Unicode MS Regular"), (FontName{"Arial Unicode MS", 400, false, 100}));
}

TEST(FontName, AFamilyThatIsAWeightWordStaysAFamily) {
    EXPECT_EQ(parseFontName("Black").family, "Black");
    EXPECT_EQ(parseFontName("Black Bold"), (FontName{"Black", 700, false, 100}));
    EXPECT_EQ(parseFontName("").family, "");
}

} // namespace
} // namespace corridors::text
