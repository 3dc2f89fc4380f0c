// Callouts: leaders never cross, badges neither touch each other nor cover what they or others name.
#include "viewer/layout/callouts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "tests/unit/layout/map_state.hpp"
#include "viewer/layout/assignment.hpp"

namespace corridors::layout {
namespace {

using namespace testing;

double distance(ScreenPoint a, ScreenPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool leadersCross(const Callout &a, const Callout &b) {
    for (std::size_t i = 1; i < a.leader.size(); ++i)
        for (std::size_t k = 1; k < b.leader.size(); ++k)
            if (segmentsCross(a.leader[i - 1], a.leader[i], b.leader[k - 1], b.leader[k])) return true;
    return false;
}

TEST(Callouts, NoLeadersCrossInAThousandRandomLayouts) {
    std::mt19937 random(20251122);
    const std::vector<PageBox> furniture{
        {12, 12, 500, 70}, {12, 400, 300, 690}, {900, 650, 1188, 690}, {1140, 12, 1190, 62}};
    std::size_t elbows = 0;
    std::size_t behindFurniture = 0;
    std::size_t leaders = 0;
    const auto inFurniture = [&](ScreenPoint p) {
        return std::ranges::any_of(furniture, [&](const PageBox &box) {
            return p.x >= box.left && p.x <= box.right && p.y >= box.top && p.y <= box.bottom;
        });
    };
    for (int round = 0; round < 1000; ++round) {
        CalloutOptions options;
        options.widthPx = 1200;
        options.heightPx = 700;
        options.elbowed = round % 2 == 0;
        if (round % 3 != 0) options.avoid = furniture;
        // Targets anywhere, in a cluster, or (which elbows do not allow) at the very edge.
        const double spread = round % 5 == 0 ? 0.05 : round % 7 == 0 ? 1.0 : 0.8;
        std::uniform_real_distribution<double> x(600 - 600 * spread, 600 + 600 * spread);
        std::uniform_real_distribution<double> y(350 - 350 * spread, 350 + 350 * spread);
        std::vector<CalloutSubject> subjects;
        const int count = 2 + static_cast<int>(random() % 18);
        for (int i = 0; i < count; ++i) subjects.push_back({i + 1, {x(random), y(random)}, 8});
        const std::vector<Callout> callouts = layoutCallouts(subjects, options);
        ASSERT_EQ(callouts.size(), subjects.size());
        for (std::size_t i = 0; i < callouts.size(); ++i) {
            elbows += callouts[i].leader.size() == 3 ? 1 : 0;
            const PageBox badge{callouts[i].badge.x - callouts[i].radiusPx, callouts[i].badge.y - callouts[i].radiusPx,
                                callouts[i].badge.x + callouts[i].radiusPx, callouts[i].badge.y + callouts[i].radiusPx};
            ASSERT_TRUE(badge.left >= 0 && badge.top >= 0 && badge.right <= 1200 && badge.bottom <= 700);
            for (const PageBox &box : options.avoid) ASSERT_FALSE(box.intersects(badge));
            if (!options.avoid.empty() && !inFurniture(callouts[i].target)) {
                ++leaders;
                const ScreenPoint a = callouts[i].leader.front();
                const ScreenPoint b = callouts[i].leader.back();
                for (int step = 1; step < 20; ++step)
                    if (inFurniture({a.x + (b.x - a.x) * step / 20, a.y + (b.y - a.y) * step / 20})) {
                        ++behindFurniture;
                        break;
                    }
            }
            for (const CalloutSubject &subject : subjects)
                ASSERT_GE(distance(subject.target, callouts[i].badge), callouts[i].radiusPx + 7.99);
            for (std::size_t k = i + 1; k < callouts.size(); ++k) {
                ASSERT_FALSE(leadersCross(callouts[i], callouts[k])) << "round " << round;
                ASSERT_GE(distance(callouts[i].badge, callouts[k].badge), 2 * callouts[i].radiusPx);
            }
        }
    }
    EXPECT_LT(behindFurniture, leaders / 50) << "of " << leaders;
    EXPECT_GT(elbows, 1000U) << "elbows must be among what was tried";
}

TEST(Callouts, LeadersStartAtTheirTargetsAndKeepTheirNumbers) {
    CalloutOptions options;
    options.widthPx = 800;
    options.heightPx = 600;
    const std::vector<CalloutSubject> subjects{{7, {300, 200}, 8}, {3, {500, 400}, 8}};
    const auto callouts = layoutCallouts(subjects, options);
    ASSERT_EQ(callouts.size(), 2U);
    EXPECT_EQ(callouts[0].number, 7);
    EXPECT_EQ(callouts[0].leader.front(), subjects[0].target);
    EXPECT_NEAR(distance(callouts[0].leader.back(), callouts[0].badge), callouts[0].radiusPx, 0.01);
    EXPECT_NEAR(callouts[0].badge.y, 200, 1) << "where there is room leaders are level";
    EXPECT_LT(callouts[0].badge.x, 400) << "the nearer side";
    EXPECT_GT(callouts[1].badge.x, 400);
}

TEST(Callouts, SubjectsOutsideThePageAndBeyondTheRoomAreLeftOut) {
    CalloutOptions options;
    options.widthPx = 200;
    options.heightPx = 100;
    options.scale = 1;
    std::vector<CalloutSubject> subjects{{99, {-5, 50}, 8}};
    for (int i = 0; i < 40; ++i) subjects.push_back({i, {100.0 + i * 0.1, 50}, 1});
    const auto callouts = layoutCallouts(subjects, options);
    EXPECT_GT(callouts.size(), 4U);
    EXPECT_LT(callouts.size(), 40U);
    EXPECT_EQ(callouts[0].number, 0);
    EXPECT_TRUE(layoutCallouts({}, options).empty());
}

TEST(Assignment, IsTheCheapestOfAllPermutations) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> cost(0, 10);
    for (int round = 0; round < 50; ++round) {
        double table[5][7];
        for (auto &row : table)
            for (double &cell : row) cell = cost(random);
        const auto chosen = assign(5, 7, [&](std::size_t r, std::size_t c) { return table[r][c]; });
        double sum = 0;
        for (std::size_t r = 0; r < 5; ++r) sum += table[r][chosen[r]];
        std::vector<std::size_t> columns(7);
        std::iota(columns.begin(), columns.end(), std::size_t{0});
        double best = 1e9;
        do {
            double total = 0;
            for (std::size_t r = 0; r < 5; ++r) total += table[r][columns[r]];
            best = std::min(best, total);
        } while (std::next_permutation(columns.begin(), columns.end()));
        ASSERT_NEAR(sum, best, 1e-9);
    }
}

TEST(CalloutTarget, LiesOnTheFeatureAndInTheView) {
    const app::AppState state = mapState();
    const app::Viewport view{{state.projection->project({46.9, 39.5}), 9}, state.projection->square(), 800, 600};
    const FeatureView road = state.source("roads")->data->feature(0);
    const auto onRoad = calloutTarget(road, view);
    ASSERT_TRUE(onRoad.has_value());
    EXPECT_TRUE(onRoad->x >= 0 && onRoad->x <= 800 && onRoad->y >= 0 && onRoad->y <= 600);
    const ScreenPoint a = view.toScreen(road.part(0)[0]);
    const ScreenPoint b = view.toScreen(road.part(0)[1]);
    EXPECT_NEAR(distance(a, *onRoad) + distance(*onRoad, b), distance(a, b), 0.01);
    const auto inLand = calloutTarget(state.source("land")->data->feature(0), view);
    ASSERT_TRUE(inLand.has_value());
    EXPECT_TRUE(inLand->x > 0 && inLand->x < 800 && inLand->y > 0 && inLand->y < 600);
    EXPECT_FALSE(calloutTarget(state.source("places")->data->feature(0), view).has_value()) << "Yerevan is far west";
}

} // namespace
} // namespace corridors::layout
