// What a map needs of its letters: all scripts, joined Arabic, even lines, honest extents, the same pixels every time.
#include "viewer/text/text_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace corridors::text {
namespace {

TextStyle sized(double sizePx) {
    TextStyle style;
    style.sizePx = sizePx;
    return style;
}

TextStyle withHalo(TextStyle style, double widthPx, double blurPx = 0) {
    style.haloColor = {1, 1, 1, 1};
    style.haloWidthPx = widthPx;
    style.haloBlurPx = blurPx;
    return style;
}

/// Box of the pixels that are not transparent, relative to the text's logical top-left corner, in bitmap pixels.
struct Ink {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
};
Ink inkOf(const TextBitmap &bitmap, int threshold = 8) {
    Ink ink;
    for (int y = 0; y < bitmap.heightPx; ++y)
        for (int x = 0; x < bitmap.widthPx; ++x) {
            if (bitmap.rgba[static_cast<std::size_t>((y * bitmap.widthPx + x) * 4 + 3)] < threshold) continue;
            ink.left = std::min(ink.left, x - bitmap.originXPx);
            ink.top = std::min(ink.top, y - bitmap.originYPx);
            ink.right = std::max(ink.right, x + 1 - bitmap.originXPx);
            ink.bottom = std::max(ink.bottom, y + 1 - bitmap.originYPx);
        }
    return ink;
}

std::vector<std::string> localNamesOfShippedPlaces() {
    std::ifstream file(std::string(CORRIDORS_ASSETS_DIR) + "/south-caucasus/layers/places.geojson");
    std::stringstream text;
    text << file.rdbuf();
    const std::string json = text.str();
    const std::regex pattern("\"name_local\":\"([^\"]*)\"");
    std::vector<std::string> names;
    for (std::sregex_iterator at(json.begin(), json.end(), pattern), end; at != end; ++at) names.push_back((*at)[1]);
    return names;
}

TEST(TextEngine, CoversEveryLocalNameOfTheShippedPlaces) {
    const TextEngine engine;
    const std::vector<std::string> names = localNamesOfShippedPlaces();
    ASSERT_GT(names.size(), 100U);
    int han = 0;
    for (const std::string &name : names) {
        // Beijing's own name needs a font of tens of megabytes that is not asked for; labels leave that line out.
        if (static_cast<unsigned char>(name[0]) >= 0xE4 && static_cast<unsigned char>(name[0]) <= 0xE9 && ++han <= 1)
            continue;
        for (const char *font : {"Noto Sans Regular", "Noto Sans Bold", "Noto Sans Italic", "Noto Serif Regular"}) {
            TextStyle style;
            style.fonts = {font};
            EXPECT_TRUE(engine.covers(name, style)) << name << " in " << font;
            EXPECT_FALSE(engine.rasterize(name, style, 1).rgba.empty()) << name;
        }
    }
}

TEST(TextEngine, KnowsWhatNoFontHas) {
    const TextEngine engine;
    EXPECT_FALSE(engine.covers("\xF3\xB0\x80\x80", {})) << "a private-use character";
    EXPECT_TRUE(engine.covers("Şuşa Gəncə Iğdır Երևան თბილისი تهران Москва", {}));
}

TEST(TextEngine, JoinsPersianLetters) {
    const TextEngine engine;
    // The joined forms of a word are narrower than its letters in their isolated forms (U+200C keeps them apart).
    const double joined = engine.measure("تبریز", sized(40)).widthPx;
    double isolated = 0;
    for (const char *letter : {"ت", "ب", "ر", "ی", "ز"}) isolated += engine.measure(letter, sized(40)).widthPx;
    EXPECT_LT(joined, isolated * 0.9);
    EXPECT_GT(joined, isolated * 0.3);
}

TEST(TextEngine, PersianRunsFromRightToLeft) {
    const TextEngine engine;
    const auto lines = engine.lines("تهران", {});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].rightToLeft);
    EXPECT_FALSE(engine.lines("Tehran", {})[0].rightToLeft);
    const auto clusters = engine.clusters("تهران", {}).clusters;
    ASSERT_EQ(clusters.size(), 5U);
    EXPECT_EQ(clusters.front().utf8, "ن");
    EXPECT_EQ(clusters.back().utf8, "ت");
}

TEST(TextEngine, LetterSpacingWidensLatinButNeverTearsArabic) {
    const TextEngine engine;
    TextStyle spaced = sized(20);
    spaced.letterSpacingEm = 0.2;
    const double plain = engine.measure("CASPIAN", sized(20)).widthPx;
    EXPECT_NEAR(engine.measure("CASPIAN", spaced).widthPx - plain, 7 * 0.2 * 20, 4.1);
    EXPECT_EQ(engine.measure("خزر", spaced).widthPx, engine.measure("خزر", sized(20)).widthPx);
}

TEST(TextEngine, SizesScaleExactlyBecauseNothingIsHinted) {
    const TextEngine engine;
    const double one = engine.measure("Nakhchivan", sized(10)).widthPx;
    for (const double factor : {1.1, 1.37, 2.0, 3.3})
        EXPECT_NEAR(engine.measure("Nakhchivan", sized(10 * factor)).widthPx, one * factor, 0.02 * factor);
}

TEST(TextEngine, WrapsAtWordsIntoEvenLines) {
    const TextEngine engine;
    TextStyle style = sized(14);
    const std::string text = "Nakhchivan Autonomous Republic of Azerbaijan";
    const double whole = engine.measure(text, style).widthPx;
    style.maxWidthPx = 180;
    const auto lines = engine.lines(text, style);
    ASSERT_EQ(lines.size(), 2U);
    std::string joined;
    for (const TextLine &line : lines) {
        EXPECT_LE(line.widthPx, 180);
        EXPECT_GT(line.widthPx, whole / 2 * 0.75) << "lines are about equally long";
        joined += (joined.empty() ? "" : " ") + line.utf8;
    }
    EXPECT_EQ(joined, text) << "nothing lost at the breaks";
    const TextMetrics metrics = engine.measure(text, style);
    EXPECT_EQ(metrics.lineCount, 2);
    EXPECT_DOUBLE_EQ(metrics.heightPx, 2 * 1.2 * 14);
    EXPECT_DOUBLE_EQ(lines[1].baselinePx - lines[0].baselinePx, 1.2 * 14);
}

TEST(TextEngine, AWordLongerThanTheLineStaysWhole) {
    const TextEngine engine;
    TextStyle style = sized(14);
    style.maxWidthPx = 30;
    const auto lines = engine.lines("Yeghegnadzor Sisian", style);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].utf8, "Yeghegnadzor");
}

TEST(TextEngine, NewlinesBreakAndJustifyPlacesLines) {
    const TextEngine engine;
    for (const Justify justify : {Justify::Left, Justify::Center, Justify::Right}) {
        TextStyle style = sized(14);
        style.justify = justify;
        const auto lines = engine.lines("Yerevan\nԵր", style);
        ASSERT_EQ(lines.size(), 2U);
        const double free = lines[0].widthPx - lines[1].widthPx;
        EXPECT_GT(free, 5);
        const double share = justify == Justify::Left ? 0 : justify == Justify::Center ? 0.5 : 1;
        EXPECT_NEAR(lines[1].xPx, free * share, 1e-9);
    }
}

TEST(TextEngine, HaloReachesAsFarAsAskedAllAround) {
    const TextEngine engine;
    for (const double ratio : {1.0, 2.0, 3.0})
        for (const double halo : {1.0, 1.5, 3.0}) {
            const Ink plain = inkOf(engine.rasterize("Baku", sized(24), ratio), 128);
            const Ink haloed = inkOf(engine.rasterize("Baku", withHalo(sized(24), halo), ratio), 128);
            EXPECT_NEAR(plain.left - haloed.left, halo * ratio, 1.01);
            EXPECT_NEAR(plain.top - haloed.top, halo * ratio, 1.01);
            EXPECT_NEAR(haloed.right - plain.right, halo * ratio, 1.01);
            EXPECT_NEAR(haloed.bottom - plain.bottom, halo * ratio, 1.01);
        }
}

TEST(TextEngine, NoInkIsCutOffAtTheBitmapsEdge) {
    const TextEngine engine;
    for (const char *text : {"Baku", "jÅgÇ", "تهران", "Երևան", "Qarabağ\nMıntəqəsi"})
        for (const double blur : {0.0, 2.0}) {
            TextStyle style = withHalo(sized(17.3), 2, blur);
            style.fonts = {"Noto Serif Italic"};
            const TextBitmap bitmap = engine.rasterize(text, style, 1.5);
            for (int x = 0; x < bitmap.widthPx; ++x)
                for (const int y : {0, bitmap.heightPx - 1})
                    ASSERT_LE(bitmap.rgba[static_cast<std::size_t>((y * bitmap.widthPx + x) * 4 + 3)], 6) << text;
            for (int y = 0; y < bitmap.heightPx; ++y)
                for (const int x : {0, bitmap.widthPx - 1})
                    ASSERT_LE(bitmap.rgba[static_cast<std::size_t>((y * bitmap.widthPx + x) * 4 + 3)], 6) << text;
        }
}

TEST(TextEngine, PixelsArePremultipliedAndTheSameFromEngineToEngine) {
    const TextEngine one;
    const TextEngine other;
    (void)other.measure("something else first", sized(31));
    TextStyle style = withHalo(sized(15), 1.5, 1);
    style.color = {0.8F, 0.2F, 0.1F, 0.7F};
    style.haloColor = {1, 1, 0.9F, 0.6F};
    const TextBitmap a = one.rasterize("Tbilisi\nთბილისი", style, 2);
    const TextBitmap b = other.rasterize("Tbilisi\nთბილისი", style, 2);
    EXPECT_EQ(a.rgba, b.rgba);
    EXPECT_EQ(a.rgba, one.rasterize("Tbilisi\nთბილისი", style, 2).rgba) << "from the cache";
    for (std::size_t i = 0; i < a.rgba.size(); i += 4)
        ASSERT_LE(std::max({a.rgba[i], a.rgba[i + 1], a.rgba[i + 2]}), a.rgba[i + 3]);
}

TEST(TextEngine, ClustersMakeUpTheWholeLine) {
    const TextEngine engine;
    for (const char *text : {"Baku–Tbilisi–Kars", "Horadiz\nAghband", "fi ffl Ağdam", "راه آهن", "e\xCC\x81toile"}) {
        const TextClusters clusters = engine.clusters(text, sized(16));
        double sum = 0;
        double lastCentre = -1;
        for (const TextCluster &cluster : clusters.clusters) {
            EXPECT_NEAR(cluster.centreXPx - cluster.advancePx / 2, sum, 0.01) << text;
            EXPECT_GE(cluster.centreXPx, lastCentre);
            lastCentre = cluster.centreXPx;
            sum += cluster.advancePx;
        }
        EXPECT_NEAR(sum, clusters.widthPx, 0.02) << text;
    }
}

TEST(TextEngine, ClusterBitmapsAddUpToTheWholeText) {
    const TextEngine engine;
    const TextStyle style = sized(32);
    const std::string text = "Meghri";
    const TextBitmap whole = engine.rasterize(text, style, 1);
    const auto inkSum = [](const TextBitmap &bitmap) {
        double sum = 0;
        for (std::size_t i = 3; i < bitmap.rgba.size(); i += 4) sum += bitmap.rgba[i];
        return sum / 255;
    };
    double pieces = 0;
    for (std::size_t i = 0; i < engine.clusters(text, style).clusters.size(); ++i)
        pieces += inkSum(engine.rasterizeCluster(text, style, i, false, 1));
    EXPECT_NEAR(pieces, inkSum(whole), inkSum(whole) * 0.01);
    EXPECT_TRUE(engine.rasterizeCluster(text, style, 99, false, 1).rgba.empty());
}

TEST(TextEngine, BrokenUtf8AndControlCharactersDoNoHarm) {
    const TextEngine engine;
    for (const std::string &text : {std::string("a\xFF\xFE z"), std::string("tab\there"), std::string(),
                                    std::string("\n\n"), std::string("nul\0inside", 10), std::string("a\r\nb")}) {
        EXPECT_GE(engine.measure(text, {}).lineCount, 1);
        (void)engine.rasterize(text, withHalo({}, 1), 1);
        (void)engine.clusters(text, {});
    }
    EXPECT_EQ(engine.measure("a\r\nb", {}).lineCount, 2);
}

TEST(TextEngine, KeepsItsBitmapCacheWithinBytes) {
    const TextEngine engine(std::size_t{100} << 10);
    for (int i = 0; i < 200; ++i) (void)engine.rasterize("Place " + std::to_string(i), sized(20), 2);
    EXPECT_GT(engine.cachedBytes(), std::size_t{50} << 10);
    EXPECT_LE(engine.cachedBytes(), std::size_t{100} << 10);
}

} // namespace
} // namespace corridors::text
