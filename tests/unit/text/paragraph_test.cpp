// A paragraph to read: its lines, carets and boxes agree with one another in every script and direction.
#include "viewer/text/paragraph.hpp"

#include <gtest/gtest.h>

namespace corridors::text {
namespace {

TextStyle column(double widthPx) {
    TextStyle style;
    style.fonts = {"Noto Serif Regular"};
    style.sizePx = 16;
    style.lineHeightEm = 1.5;
    style.maxWidthPx = widthPx;
    return style;
}

const std::string kLatin =
    "A road was cut through the gorge in the spring, and by the autumn the first lorries had come over the pass.";
// The formatter never settles on how wide this is.
// clang-format off
const std::string kPersian = "جاده در بهار از میان دره کشیده شد و تا پاییز نخستین کامیون‌ها از گردنه گذشتند و به شهر رسیدند.";
// clang-format on
const std::string kMixed = "The town (شهر) lies on the river, which they call Արաքս there and Araz here.";

TEST(Paragraph, WrapsWithinItsColumnAndCoversItsText) {
    const TextEngine engine;
    for (const std::string &text : {kLatin, kPersian, kMixed}) {
        const auto p = engine.paragraph(text, column(220));
        ASSERT_GE(p->lineCount(), 2U);
        EXPECT_EQ(p->lineStart(0), 0U);
        EXPECT_EQ(p->lineStart(p->lineCount()), text.size());
        for (std::size_t i = 0; i < p->lineCount(); ++i) {
            EXPECT_LT(p->lineStart(i), p->lineStart(i + 1));
            EXPECT_GE(p->lineBox(i).leftPx, -0.01);
            EXPECT_LE(p->lineBox(i).rightPx, 220.01);
            EXPECT_FALSE(p->rasterizeLine(i, 1).rgba.empty());
        }
        EXPECT_DOUBLE_EQ(p->metrics().heightPx, static_cast<double>(p->lineCount()) * 24);
    }
}

TEST(Paragraph, ARightToLeftOneStandsAtTheRightEdge) {
    const TextEngine engine;
    const auto p = engine.paragraph(kPersian, column(220));
    for (std::size_t i = 0; i < p->lineCount(); ++i) EXPECT_NEAR(p->lineBox(i).rightPx, 220, 1.0) << i;
    // Its text begins at the right: the first word's box reaches there.
    const auto boxes = p->boxes(0, std::string("جاده").size());
    ASSERT_EQ(boxes.size(), 1U);
    EXPECT_NEAR(boxes[0].rightPx, 220, 1.0);
}

/// Every character is found again in the middle of its own box.
TEST(Paragraph, PointsAtWhatItDraws) {
    const TextEngine engine;
    for (const std::string &text : {kLatin, kPersian, kMixed}) {
        const auto p = engine.paragraph(text, column(220));
        std::size_t checked = 0;
        for (std::size_t byte = 0; byte < text.size();) {
            std::size_t next = byte + 1;
            while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
            const auto boxes = p->boxes(byte, next);
            if (text[byte] != ' ' && boxes.size() == 1 && boxes[0].rightPx - boxes[0].leftPx > 1) {
                const double x = (boxes[0].leftPx + boxes[0].rightPx) / 2;
                const double y = (static_cast<double>(boxes[0].line) + 0.5) * p->lineHeightPx();
                EXPECT_EQ(p->byteAt(x, y), byte) << text.substr(byte, next - byte);
                const std::size_t caret = p->caretAt(boxes[0].leftPx + 0.2, y);
                EXPECT_TRUE(caret == byte || caret == next) << "a caret stands beside its character";
                ++checked;
            }
            byte = next;
        }
        EXPECT_GT(checked, text.size() / 3);
    }
}

TEST(Paragraph, OutsideIsNoCharacterButHasACaret) {
    const TextEngine engine;
    const auto p = engine.paragraph(kLatin, column(220));
    EXPECT_EQ(p->byteAt(500, 10), kLatin.size());
    EXPECT_EQ(p->caretAt(-10, -10), 0U);
    EXPECT_EQ(p->caretAt(5000, 5000), kLatin.size());
    EXPECT_TRUE(p->boxes(5, 5).empty());
    EXPECT_NE(p->serial(), engine.paragraph(kLatin, column(220))->serial());
}

TEST(Paragraph, AWordWiderThanTheColumnIsCutRatherThanLost) {
    const TextEngine engine;
    const auto p = engine.paragraph(std::string(200, 'm'), column(120));
    EXPECT_GT(p->lineCount(), 10U);
    for (std::size_t i = 0; i < p->lineCount(); ++i) EXPECT_LE(p->lineBox(i).rightPx, 120.5);
}

} // namespace
} // namespace corridors::text
