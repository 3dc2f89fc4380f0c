#include "viewer/text/line_break.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace corridors::text {
namespace {

using ::testing::ElementsAre;

TEST(LineBreak, KeepsWhatFitsOnOneLine) {
    const std::vector<BreakPiece> pieces{{40, 5}, {40, 5}};
    EXPECT_THAT(balancedBreaks(pieces, 85), ElementsAre(0));
    EXPECT_THAT(balancedBreaks(pieces, 0), ElementsAre(0));
    EXPECT_THAT(balancedBreaks(pieces, 84), ElementsAre(0, 1));
    EXPECT_THAT(balancedBreaks({}, 50), ElementsAre(0));
}

TEST(LineBreak, BalancesInsteadOfFilling) {
    // Filling greedily would give 30+30+30 / 30; even lines are 2 and 2.
    const std::vector<BreakPiece> pieces{{30, 3}, {30, 3}, {30, 3}, {30, 3}};
    EXPECT_THAT(balancedBreaks(pieces, 100), ElementsAre(0, 2));
}

TEST(LineBreak, NeverOverfillsALineThatCouldBeBroken) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> width(5, 60);
    for (int round = 0; round < 300; ++round) {
        std::vector<BreakPiece> pieces(1 + random() % 12);
        for (BreakPiece &piece : pieces) piece = {width(random), 4};
        const double maxWidth = 70;
        const auto starts = balancedBreaks(pieces, maxWidth);
        ASSERT_EQ(starts.front(), 0U);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : pieces.size();
            ASSERT_LT(starts[i], end);
            double line = -4;
            for (std::size_t k = starts[i]; k < end; ++k) line += pieces[k].width + 4;
            ASSERT_LE(line, maxWidth + 1e-9);
        }
    }
}

} // namespace
} // namespace corridors::text
